"""A stand-in that sees when a plan writes over what it has not seen."""

from __future__ import annotations

import copy
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from cpkit.local import LocalService
from cpkit.local.state.fault_queue import FaultQueue

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ACCOUNT", "WRITES", "WatchedService"]

ACCOUNT = "111122223333"
LOOKS = {"GetDomain", "ListTagsForResource"}
WRITES = {"CreateDomain", "UpdateDomain", "TagResource", "UntagResource"}


class WatchedService(LocalService):
    """Hold what a plan was made for against what is there when its requests take effect."""

    def __init__(self) -> None:
        """Begin with nothing seen."""
        super().__init__(account_id=ACCOUNT)
        self.act: Callable[[], object] | None = None
        self.act_before = 0
        self.is_theirs = False
        self.seen: Any = None
        self.known: Any = None
        self.undone: Any = None
        self.repeated: str | None = None
        self.last: str | None = None
        self.took_effect = False
        self.is_first = False
        self.violations: list[str | None] = []
        self.overwritten = 0
        self.acts = 0

    def handle(self, request: Any) -> Any:
        """Let the other writer act if it is time, then answer and watch."""
        if self.is_theirs:
            return super().handle(request)
        in_window = self.let_other_act() and self.last in LOOKS
        before = self.state()
        self.took_effect = False
        delivery = super().handle(request)
        operation = self.requests[-1].operation
        if operation in WRITES and self.took_effect:
            # After the first step only tags are left to do.
            part = slice(0 if self.is_first else 1, None)
            # Whoever puts back just what a lost request has changed cannot be told from a request
            # that never arrived: the service has no mark of a version.
            is_put_back = operation == self.repeated and before[part] == self.undone[part]
            if before[part] != self.known[part] and not is_put_back:
                self.overwritten += in_window
                self.violations += [] if in_window else [operation]
            answer = delivery.response
            is_lost = (
                answer is None
                or answer.status != HTTPStatus.OK
                or answer.body.startswith(b"<")  # malformed
                or len(answer.body) < int(answer.headers.get("Content-Length", 0))  # truncated
                or delivery.delay > 0
            )
            self.repeated, self.undone = operation if is_lost else None, before
            self.known, self.is_first = self.state(), False
        if operation == "GetDomain":
            self.seen = self.state()
        self.last = operation
        return delivery

    def let_other_act(self) -> bool:
        """Let the other writer act if it is time, and tell whether that changed the domain."""
        self.act_before -= 1
        if self.act is None or self.act_before != 0:
            return False
        act, self.act, self.is_theirs = self.act, None, True
        was = self.state()
        self.quietly(act)
        self.acts += 1
        self.is_theirs = False
        return bool(was != self.state())

    def quietly(self, act: Callable[[], object]) -> None:
        """Do something with the injected faults put aside."""
        faults, self._faults = self._faults, FaultQueue()
        with suppress(ClientError):  # refused where the domain is there, or is not
            act()
        self._faults = faults

    def _respond(self, call: Any) -> Any:
        """Note that a request is applied and not rejected, whatever happens to its response."""
        response = super()._respond(call)
        self.took_effect = response.status == HTTPStatus.OK
        return response

    def state(self) -> Any:
        """Copy what the domain has, if there is one."""
        handlers: Any = self._handlers
        domain = handlers._domains.get("shop")
        return (None, {}) if domain is None else copy.deepcopy((domain._settings, {**domain.tags}))
