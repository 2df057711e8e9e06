"""What `evaluate` does: check, read, code, compare."""

from collections.abc import Callable, Mapping
from typing import Any

from cpkit.models import DomainSettings, RuleBasedMatching
from cpkit.preview.complaints import Complaints
from cpkit.preview.engine import run
from cpkit.preview.fields import AddressParts
from cpkit.preview.group_changes import Comparison
from cpkit.preview.inputs import Profiles
from cpkit.preview.levels import Grouping
from cpkit.preview.lookup import ColumnOptions
from cpkit.preview.merging import Merged
from cpkit.preview.progress import Progress
from cpkit.preview.readings import Origin, Readings
from cpkit.preview.report import Preview
from cpkit.schema.signatures import explained

__all__ = ["compare_rules", "evaluate"]


@explained
def evaluate(
    profiles: Profiles | Merged,
    rules: RuleBasedMatching | DomainSettings,
    *,
    grouping: Grouping = "waterfall",
    address_parts: AddressParts = "same",
    common_value_limit: int | None = 500,
    columns: Mapping[str, str | None] | None = None,
    profile_id: str = "ProfileId",
    updated: str | None = None,
    source: str | None = None,
    on_progress: Callable[[Progress], object] | None = None,
) -> Preview:
    """Return what rules match in a set of profiles.

    Texts are compared as they are, code point by code point; what is missing or empty matches
    nothing. Files of Parquet, CSV, JSON lines (plain or compressed with gzip) and ORC are told
    apart by what is in them. All that is wrong with the profiles is reported before anything is
    computed. Nothing is sent, and nothing is written.

    Args:
        profiles: A path (also of a folder, with ``*``, or ``s3://``) or several, a frame of Polars
            or pandas, a table of pyarrow, a relation of DuckDB, anything else that gives a stream
            of Arrow, a list of dicts as the service responds with, or what `Preview.merged` gave.
        rules: The rules, or settings that have some.
        grouping: ``"waterfall"``: a profile that matched is not tried at later levels.
            ``"transitive"``: what is tied at any level is one group.
        address_parts: Whether the parts of an address that one rule names come from the
            ``"same"`` address, or are ``"independent"``.
        common_value_limit: The most profiles that may have a value for it to be matched on; a match
            needs one such value. ``None`` for no limit.
        columns: Your names of columns and the service's for them, such as
            ``{"mail": "EmailAddress"}``; ``{"MiddleName": None}`` accepts that it is missing.
        profile_id: The column of ids.
        updated: The column that tells when a profile was updated.
        source: The column that tells which object type a profile comes from.
        on_progress: Called at least once a second. What it raises ends the evaluation.

    Returns:
        The preview.

    Raises:
        ValidationError: Profiles, rules or options cannot be evaluated; ``.problems`` has each
            reason.
        TypeError: The profiles have no form that is known.

    Example:
        >>> from cpkit import RuleBasedMatching, preview
        >>> rules = RuleBasedMatching(
        ...     enabled=True,
        ...     matching_rules=[["EmailAddress"]],
        ...     max_allowed_rule_level_for_matching=1,
        ...     max_allowed_rule_level_for_merging=1,
        ... )
        >>> people = [
        ...     {"ProfileId": "a", "EmailAddress": "jo@example.com"},
        ...     {"ProfileId": "b", "EmailAddress": "jo@example.com"},
        ...     {"ProfileId": "c", "EmailAddress": "sam@example.com"},
        ... ]
        >>> preview.evaluate(people, rules).members["profile_id"].to_list()
        ['a', 'b']
    """
    complaints = Complaints()
    given = profiles.profiles if isinstance(profiles, Merged) else profiles
    options = ColumnOptions(dict(columns or {}), profile_id, updated, source)
    readings = Readings(grouping, address_parts, common_value_limit)
    evaluated = run(Origin(given, options), rules, readings, complaints, on_progress)
    complaints.show(stacklevel=3)  # beyond `explained`
    return Preview(evaluated)


def compare_rules(
    profiles: Profiles,
    before: RuleBasedMatching | None,
    after: RuleBasedMatching | None,
    **options: Any,
) -> Comparison:
    """Return what differs between what two sets of rules match.

    Args:
        profiles: The profiles.
        before: The rules of one; ``None`` for none, which is the same as disabled ones.
        after: The rules of the other.
        options: The options of `evaluate`.

    Raises:
        ValidationError: Neither has rules, or the profiles cannot be evaluated.
    """
    before, after = (one if one and one.enabled else None for one in (before, after))
    if before is None or after is None:
        some = evaluate(profiles, before or after or RuleBasedMatching(enabled=False), **options)
        none = some.without_rules()
        return some.compare(none) if after is None else none.compare(some)
    return evaluate(profiles, before, **options).compare(after)
