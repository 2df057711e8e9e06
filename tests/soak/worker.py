"""What one thread does in a soak, and what must be true after each of its calls."""

import random
import traceback
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager

import attrs

from cpkit import CustomerProfiles, DomainSettings, to_wire
from cpkit.errors import (
    CallError,
    CPKitError,
    IncompletePlanError,
    MalformedResponseError,
    ResourceNotFoundError,
)

__all__ = ["Worker", "kept"]

ACCOUNT = "000000000000"
LONGEST = 1098


def kept(number: int) -> str:
    """Name the domain that a worker keeps changing; it is there from the beginning."""
    return f"kept-{number}"


@attrs.define
class Worker:
    """Change domains that nobody else changes, and remember what they may be.

    After a call that may have taken effect or not, that is more than one thing, until the domain
    is read.
    """

    profiles: CustomerProfiles
    """The client, which all workers share."""
    number: int
    """Which of the workers it is."""
    calls: int = 0
    """How many calls it has made; a plan and its application are two."""
    unreadable: int = 0
    """How many of them ended with an answer that could not be read, as some must."""
    errors: Counter[str] = attrs.Factory(Counter[str])
    """How many ended in another way, by the error's class; none should."""
    violations: list[str] = attrs.Factory(list[str])
    """What was not as it must be."""
    _turn: int = 0
    _days: set[int] = attrs.field(factory=lambda: {1}, init=False)
    _tags: set[str | None] = attrs.field(factory=lambda: {None}, init=False)
    _is_there: set[bool] = attrs.field(factory=lambda: {False}, init=False)

    def work(self, is_over: Callable[[], bool]) -> None:
        """Make calls until it is over, in an order of this worker's own."""
        chance = random.Random(self.number)  # noqa: S311 - the same each time
        actions = (self._update, self._read, self._apply, self._list, self._come_or_go)
        while not is_over():
            self._turn += 1
            with self._noting():
                chance.choice(actions)()

    @contextmanager
    def _noting(self) -> Generator[None]:
        """Note whatever ends an action: a thread that dies would look like one that is idle."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - all of it is told at the end
            reason = error.reason if isinstance(error, IncompletePlanError) else error
            if isinstance(reason, MalformedResponseError):
                self.unreadable += 1
            else:
                self.errors[type(reason).__name__] += 1
            if not isinstance(error, CPKitError):
                self.violations.append(traceback.format_exc())

    def _update(self) -> None:
        days = self._turn % LONGEST + 1
        self.calls += 1
        try:
            domain = self.profiles.update_domain(
                DomainSettings(domain_name=kept(self.number), default_expiration_days=days)
            )
        except CallError as error:
            self._days |= {days} if error.maybe_applied else set()
            raise
        self._days = {days}
        self._hold(days, domain.settings.default_expiration_days, "an update's answer")

    def _read(self) -> None:
        self.calls += 1
        settings = to_wire(self.profiles.get_domain(kept(self.number)).settings)
        days, tag = settings.get("DefaultExpirationDays"), settings.get("Tags", {}).get("turn")
        if days not in self._days:
            self.violations.append(f"{days} days were read where {self._days} can be")
        if tag not in self._tags:
            self.violations.append(f"the tag {tag} was read where {self._tags} can be")
        self._days, self._tags = {days or 0}, {tag}

    def _apply(self) -> None:
        days, tag = self._turn % LONGEST + 1, str(self._turn)
        settings = DomainSettings(
            domain_name=kept(self.number), default_expiration_days=days, tags={"turn": tag}
        )
        self.calls += 1
        plan = self.profiles.plan(settings, account_id=ACCOUNT)
        self.calls += 1
        try:
            result = self.profiles.apply(plan, accept=plan.risks)
        except IncompletePlanError:
            self._days, self._tags = self._days | {days}, self._tags | {tag}
            raise
        self._days, self._tags = {days}, {tag}
        self._hold((), result.remaining, "what an applied plan has left")

    def _list(self) -> None:
        self.calls += 1
        names = {item.domain_name for item in self.profiles.list_domains()}
        if kept(self.number) not in names:
            self.violations.append(f"{kept(self.number)} was not listed")
        if (self._scratch in names) not in self._is_there:
            self.violations.append(f"{self._scratch} was listed, or not, against what is known")

    def _come_or_go(self) -> None:
        """Create the domain that is not there, or delete it; read it where that is not known."""
        self.calls += 1
        try:
            if self._is_there == {False}:
                settings = DomainSettings(domain_name=self._scratch, default_expiration_days=30)
                self.profiles.create_domain(settings)
                self._is_there = {True}
            elif self._is_there == {True}:
                self.profiles.delete_domain(self._scratch)
                self._is_there = {False}
            else:
                self._is_there = {self._exists()}
        except CallError as error:
            self._is_there = {True, False} if error.maybe_applied else self._is_there
            raise

    @property
    def _scratch(self) -> str:
        return f"scratch-{self.number}"

    def _exists(self) -> bool:
        try:
            self.profiles.get_domain(self._scratch)
        except ResourceNotFoundError:
            return False
        return True

    def _hold(self, expected: object, actual: object, what: str) -> None:
        if expected != actual:
            self.violations.append(f"{what} was {actual}, not {expected}")
