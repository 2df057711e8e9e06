"""Whose service it is: an account in a region, which the names of resources contain."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from attrs import frozen

from cpkit.local.protocol.service_model import loader

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen(slots=False)
class Account:
    """An account in a region, which builds and reads Amazon Resource Names of domains."""

    region_name: str
    account_id: str

    @cached_property
    def partition(self) -> str:
        """The partition of the region, by botocore's own list; `aws` for a region of none."""
        for partition in loader().load_data("partitions")["partitions"]:
            if re.fullmatch(partition["regionRegex"], self.region_name):
                return str(partition["id"])
        return "aws"

    @cached_property
    def _prefix(self) -> str:
        return f"arn:{self.partition}:profile:{self.region_name}:{self.account_id}:domains/"

    def as_in_model(self, members: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return members as the service model's patterns know them, which is the partition `aws`.

        The pattern of a resource's ARN allows no other partition, though the service is in some.
        """
        arn = members.get("resourceArn")
        own = f"arn:{self.partition}:"
        if not isinstance(arn, str) or not arn.startswith(own):
            return members
        return {**members, "resourceArn": f"arn:aws:{arn.removeprefix(own)}"}

    def domain_arn(self, name: str) -> str:
        """Return the ARN of the domain with this name, whether it exists or not."""
        return self._prefix + name

    def domain_name(self, arn: str) -> str | None:
        """Return the name of the domain that an ARN means, or `None` for any other resource."""
        return arn.removeprefix(self._prefix) if arn.startswith(self._prefix) else None
