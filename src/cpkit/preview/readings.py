"""How the guide is read where it leaves something open, and how much hangs on it."""

import attrs

from cpkit.preview.complaints import Complaints
from cpkit.preview.fields import AddressParts
from cpkit.preview.levels import Grouping

__all__ = ["Readings"]


@attrs.frozen
class Readings:
    """The options that choose a reading."""

    grouping: Grouping
    """Whether a profile that matched is tried at later levels."""
    address_parts: AddressParts
    """Whether the parts of an address come from one."""
    common_value_limit: int | None
    """How many profiles may have a value that is matched on."""

    def check(self, complaints: Complaints) -> None:
        """Complain of options that there are not."""
        for option, value, allowed in (
            ("grouping", self.grouping, ("waterfall", "transitive")),
            ("address_parts", self.address_parts, ("same", "independent")),
        ):
            if value not in allowed:
                complaints.add(
                    "option", option, f"must be {allowed[0]!r} or {allowed[1]!r}, not {value!r}."
                )
        limit: object = self.common_value_limit
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            complaints.add(
                "option",
                "common_value_limit",
                f"must be a whole number from 1, or None for no limit, not {limit!r}.",
            )
