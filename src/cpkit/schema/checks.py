"""The table of all checks, what collects their findings, and the one way past them.

Each check is declared once, with its basis: what the service's model and AWS's guide state is an
error, what is assumed is a warning.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from contextvars import ContextVar
from difflib import SequenceMatcher

import attrs

from cpkit.problems import Basis, Problem, Severity

__all__ = [
    "CHECKS",
    "IGNORABLE",
    "LIMITS",
    "Check",
    "ProblemCollector",
    "did_you_mean",
    "ignore_checks",
    "ignored_codes",
]


@attrs.frozen
class Check:
    """One rule that values are held against."""

    code: str
    """Its name, as `ignore_checks` takes it."""
    basis: Basis
    """Who states it."""
    summary: str
    """What it refuses or warns of, as the page of all checks says it."""
    ignorable: bool = True
    """Whether `ignore_checks` may let values past it."""

    @property
    def severity(self) -> Severity:
        """An assumption only warns."""
        return "warning" if self.basis == "assumption" else "error"


TYPE = Check("type", "model", "A value of the wrong type; nothing is converted.", ignorable=False)
REQUIRED = Check("required", "model", "A member that must be there is not.", ignorable=False)
UNKNOWN_MEMBER = Check(
    "unknown-member", "model", "A member that the service does not have.", ignorable=False
)
LENGTH = Check("length", "model", "A text, list or map that is too short or too long.")
RANGE = Check("range", "model", "A number that is too small or too large.")
PATTERN = Check("pattern", "model", "A text with characters or a form that are not allowed.")
ENUM = Check("enum", "model", "A text that is none of the values that the service lists.")
RULE_ATTRIBUTE = Check(
    "rule-attribute", "guide", "A name that no matching rule can use, such as a sub-type."
)
SELECTOR_VALUE = Check(
    "selector-value", "guide", "A sub-type that its attribute type does not have."
)
EXPIRATION_REQUIRED = Check(
    "expiration-required",
    "model",
    "CreateDomain without DefaultExpirationDays.",
    ignorable=False,
)
CLEARED_TAGS = Check(
    "cleared-tags",
    "model",
    "Tags that are to be cleared, in a request that cannot say so.",
    ignorable=False,
)
UNSURE_SELECTOR_VALUE = Check(
    "unsure-selector-value",
    "assumption",
    "A sub-type that AWS prints in one place and leaves out in another.",
)
CUSTOM_ATTRIBUTE = Check(
    "custom-attribute",
    "assumption",
    "A custom attribute in a rule that is not written Attributes.NAME.",
)
SOURCE_WITHOUT_NAME = Check(
    "source-without-name", "assumption", "Conflicts resolved by source, and no source named."
)
RECENCY_WITH_SOURCE = Check(
    "recency-with-source", "assumption", "Conflicts resolved by recency, and a source named."
)
RULE_LEVEL = Check("rule-level", "assumption", "A highest rule level above the number of rules.")
MERGING_LEVEL = Check(
    "merging-level", "assumption", "A highest level for merging above that for matching."
)
MERGING_WHILE_DISABLED = Check(
    "merging-while-disabled", "assumption", "Auto-merging enabled inside disabled matching."
)
SELECTOR_LACKS_TYPE = Check(
    "selector-lacks-type",
    "assumption",
    "A rule that uses an attribute type for which the selector names no sub-type.",
)
DUPLICATE_RULE = Check("duplicate-rule", "assumption", "The same rule, or criterion, twice.")
DUPLICATE_ATTRIBUTE = Check("duplicate-attribute", "assumption", "The same name twice in one list.")
UNREACHABLE_RULE = Check(
    "unreachable-rule",
    "assumption",
    "A rule that never matches first: an earlier one asks for a part of the same attributes.",
)
LOW_CARDINALITY = Check(
    "low-cardinality",
    "assumption",
    "A rule of attributes alone that many profiles share: above 500 no match is attempted.",
)
SINGLE_ATTRIBUTE = Check(
    "single-attribute", "assumption", "Profiles merged because they share one attribute."
)
EXPORTS_NOTHING = Check(
    "exports-nothing", "assumption", "An exporting configuration without a destination."
)
TAGS_IN_UPDATE = Check(
    "tags-in-update",
    "assumption",
    "Tags in UpdateDomain, whose effect on a domain's tags is documented nowhere.",
)

CHECKS: tuple[Check, ...] = tuple(
    check for check in list(globals().values()) if isinstance(check, Check)
)
"""Every check, errors first."""

IGNORABLE: frozenset[str] = frozenset(check.code for check in CHECKS if check.ignorable)
"""The codes that `ignore_checks` takes."""

LIMITS: frozenset[str] = frozenset(
    check.code for check in CHECKS if check.ignorable and check.severity == "error"
)
"""The codes that `ignore_checks` lifts where none is named."""


class _Lifting:
    """Lift checks from entering to leaving, in whatever order several of them end."""

    __slots__ = ("codes", "is_entered")

    def __init__(self, codes: frozenset[str]) -> None:
        self.codes = codes
        self.is_entered = False

    def __enter__(self) -> None:
        self.is_entered = True
        _liftings.set((*_active(), self))

    def __exit__(self, *_: object) -> None:
        self.is_entered = False
        _liftings.set(_active())


_NONE: frozenset[str] = frozenset()
_liftings: ContextVar[tuple[_Lifting, ...]] = ContextVar("cpkit_liftings", default=())


def _active() -> tuple[_Lifting, ...]:
    return tuple(lifting for lifting in _liftings.get() if lifting.is_entered)


def ignored_codes() -> frozenset[str]:
    """Give the codes that are lifted in this context."""
    if not _liftings.get():  # as nearly always
        return _NONE
    return _NONE.union(*(lifting.codes for lifting in _active()))


def ignore_checks(*codes: str) -> AbstractContextManager[None]:
    """Let values past checks that AWS may have relaxed, for one context.

    Threads and asyncio tasks that run beside it are not affected. Types, required members and
    unknown members are never lifted. Values that were let past stay so: they can be evolved into
    others, sent and compared like any value; their ``problems()`` still name what is wrong.

    A generator that is suspended inside leaves its caller's checks lifted until it goes on.

    Args:
        codes: The checks to lift, by code; none lifts every limit that can be lifted. The code of a
            warning silences that warning.

    Returns:
        A context manager, for ``with``.

    Raises:
        ValueError: There is no such check, or it cannot be lifted.

    Example:
        >>> import attrs, cpkit
        >>> with cpkit.ignore_checks("range"):
        ...     settings = cpkit.DomainSettings(domain_name="shop", default_expiration_days=2000)
        >>> attrs.evolve(settings, domain_name="store").default_expiration_days
        2000
    """
    for code in codes:
        if code not in IGNORABLE:
            hint = did_you_mean(code, IGNORABLE)
            raise ValueError(f"{code!r} is no check that can be lifted{hint}")
    return _Lifting(frozenset(codes) or LIMITS)


class ProblemCollector:
    """Collect what checks find, less what is lifted."""

    __slots__ = ("ignored", "ignored_codes", "problems", "unknown_members", "with_warnings")

    ignored_codes: frozenset[str]
    """The codes to pass over."""
    ignored: int
    """How often something was passed over."""
    problems: list[Problem]
    """What was found."""
    with_warnings: bool
    """Whether warnings are found, too."""
    unknown_members: list[str] | None
    """The paths of members that are not known, where such are no problem."""

    def __init__(
        self,
        ignored_codes: frozenset[str],
        *,
        with_warnings: bool = False,
        unknown_members: list[str] | None = None,
    ) -> None:
        """Begin with nothing found.

        Args:
            ignored_codes: The codes to pass over.
            with_warnings: Whether to note warnings, too; a gate asks for errors alone.
            unknown_members: Where to note the paths of members that are not known, for answers
                that may be newer; without it such a member is a problem.
        """
        self.ignored_codes = ignored_codes
        self.ignored = 0
        self.problems = []
        self.with_warnings = with_warnings
        self.unknown_members = unknown_members

    @classmethod
    def for_construction(cls) -> "ProblemCollector":
        """Begin to look for errors that this context does not lift."""
        return cls(ignored_codes())

    @classmethod
    def for_report(cls) -> "ProblemCollector":
        """Begin to look for all that may be said; only warnings can be silenced."""
        return cls(ignored_codes() - LIMITS, with_warnings=True)

    def add(self, check: Check, path: str, message: str) -> None:
        """Note a problem, unless its check is lifted."""
        if check.severity == "warning" and not self.with_warnings:
            return
        if check.ignorable and check.code in self.ignored_codes:
            self.ignored += 1
            return
        self.problems.append(
            Problem(
                path=path,
                message=message,
                severity=check.severity,
                basis=check.basis,
                code=check.code,
            )
        )


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """End a sentence with ``; did you mean 'X'?``, the known name nearest to a mistaken one.

    Where none is near, it ends with a full stop. A name whose beginning or end was meant (``Emial``
    for ``EmailAddress``, ``City`` for ``Address.City``) counts as near, too.
    """
    if not 0 < len(given) <= _LONGEST:
        return "."
    matcher = SequenceMatcher(b=given.casefold(), autojunk=False)
    nearest, nearness = "", _NEAR
    for name in sorted(known):
        tail = name.rpartition(".")[2]
        for part, handicap in ((name, 0.0), (tail, 0.02), (name[: len(given)], 0.05)):
            matcher.set_seq1(part.casefold())
            if matcher.quick_ratio() - handicap >= nearness and (
                (found := matcher.ratio() - handicap) >= nearness
            ):
                nearest, nearness = name, found + 1e-9  # of equals, the first stays
    return f"; did you mean {nearest!r}?" if nearest else "."


_NEAR = 0.7
"""How alike two names must be, 0 to 1, to suggest one for the other."""

_LONGEST = 64
"""The most characters that a name may have to be compared; the longest known ones have 35."""
