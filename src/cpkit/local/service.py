"""The stand-in as a whole: from a request to its response, and what a test can set."""

from __future__ import annotations

import difflib
import re
from collections import deque
from datetime import timedelta
from threading import Lock
from typing import TYPE_CHECKING, NoReturn

from attrs import evolve

from cpkit.local.clock import machine_clock, machine_sleep
from cpkit.local.error_faults import Throttle
from cpkit.local.faults import seconds
from cpkit.local.in_process import attach, make_client
from cpkit.local.protocol.constraints import Violation, summarize
from cpkit.local.protocol.messages import Delivery
from cpkit.local.protocol.responses import RejectedError, bad_request, write_error, write_response
from cpkit.local.protocol.routing import Misread, read
from cpkit.local.protocol.service_model import knowledge
from cpkit.local.state.arns import Account
from cpkit.local.state.fault_queue import FaultQueue
from cpkit.local.state.handlers import Handlers
from cpkit.local.state.quotas import Quotas
from cpkit.local.state.rule_progress import Pace
from cpkit.local.state.stored_results import Results

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from botocore.client import BaseClient
    from botocore.config import Config
    from mypy_boto3_customer_profiles import CustomerProfilesClient

    from cpkit.local.faults import Fault
    from cpkit.local.protocol.messages import RecordedRequest, Request, Response
    from cpkit.local.protocol.routing import Call


class LocalService:
    """A stand-in of the service "customer-profiles", in the process or on loopback.

    It reads requests, checks every constraint, and writes responses as botocore's service model
    defines them; what is undocumented is assumed, and listed in `cpkit.local`. It checks no
    credentials and no signature. All methods may be called from several threads.

    Example:
        >>> from cpkit.local import LocalService
        >>> client = LocalService().client()
        >>> _ = client.create_domain(DomainName="Shop", DefaultExpirationDays=366)
        >>> client.get_domain(DomainName="Shop")["DefaultExpirationDays"]
        366
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] | None = None,
        region_name: str = "us-east-1",
        account_id: str = "000000000000",
        pending_for: timedelta | float = timedelta(hours=1),
        in_progress_for: timedelta | float = timedelta(hours=1),
        locked_for: timedelta | float = 0.0,
        requests_per_second: Mapping[str, float] | None = None,
        remembered_requests: int | None = 10_000,
        sleep: Callable[[float], object] = machine_sleep,
    ) -> None:
        """Start without a domain.

        Args:
            clock: Returns the time, with its zone; by default the machine's in UTC. Times in
                responses and the status of rules follow it. `Clock` is one that a test moves.
            region_name: The region of the domains' ARNs and of clients made here.
            account_id: The account of the domains' ARNs.
            pending_for: How long changed rules are PENDING; seconds when it is a float. The
                guide says about an hour. Rules of a new domain skip it.
            in_progress_for: How long they are IN_PROGRESS after that; the guide gives no time.
            locked_for: How long after ACTIVE began they still cannot be changed. The guide
                says a day; by default there is no such lock, so that tests need no clock.
            requests_per_second: The quota of each operation that has one, by name; what comes
                faster by the clock is throttled. By default nothing is.
            remembered_requests: How many requests, the newest, `requests` returns at most; all of
                them when it is ``None``.
            sleep: Waits for the seconds of a `Delay` in the process.

        Raises:
            ValueError: An argument is not what it must be.
        """
        _check_remembered(remembered_requests)
        _check_account(region_name, account_id)
        self.clock: Callable[[], datetime] = clock or machine_clock
        self._account = Account(region_name, account_id)
        pace = Pace(
            _duration("pending_for", pending_for),
            _duration("in_progress_for", in_progress_for),
            _duration("locked_for", locked_for),
        )
        self._lock = Lock()
        self._results = Results(self._lock, self._now)
        self._handlers = Handlers(self._account, pace, self._results)
        self._quotas = Quotas(requests_per_second or {})
        self._faults = FaultQueue()
        self._requests: deque[RecordedRequest] = deque(maxlen=remembered_requests)
        self._count = 0
        self.sleep = sleep

    def __reduce__(self) -> NoReturn:
        """Raise an error: a copy would have domains of its own."""
        raise TypeError(
            "a LocalService is of one process and cannot be pickled or copied; share it by serve() "
            "and its endpoint_url."
        )

    @property
    def region_name(self) -> str:
        """The region of the domains' ARNs and of clients made here."""
        return self._account.region_name

    @property
    def account_id(self) -> str:
        """The account of the domains' ARNs."""
        return self._account.account_id

    @property
    def requests(self) -> tuple[RecordedRequest, ...]:
        """The requests since the start or the last `forget_requests`, oldest first.

        Only the newest are remembered: 10,000, unless ``remembered_requests`` says otherwise.
        """
        with self._lock:
            return tuple(self._requests)

    @property
    def results(self) -> Results:
        """The matches and jobs to be served, for a test to put in.

        Example:
            >>> service = LocalService()
            >>> service.results.put_jobs("Shop", {"JobId": "0" * 32, "Status": "PENDING"})
        """
        return self._results

    def domain_arn(self, domain_name: str) -> str:
        """Return the ARN that tag operations know a domain by, whether it exists or not.

        Args:
            domain_name: The domain's name.

        Returns:
            The ARN, in the region and the account of this service.

        Example:
            >>> LocalService(account_id="111122223333").domain_arn("Shop")
            'arn:aws:profile:us-east-1:111122223333:domains/Shop'
        """
        return self._account.domain_arn(domain_name)

    def client(
        self, *, config: Config | None = None, endpoint_url: str | None = None
    ) -> CustomerProfilesClient:
        """Create a boto3 client whose requests never leave the process.

        The client is real: parameter validation, serializing, signing and parsing run. Its
        session is new, has dummy credentials, and reads no configuration files. It sends each
        request once, so that tests can count them, unless ``config`` has other ``retries``.

        Args:
            config: Settings of the client, for example its retries and timeouts.
            endpoint_url: An address that its requests are addressed to; nothing is sent there.

        Example:
            >>> LocalService().client().list_domains()["Items"]
            []
        """
        return make_client(self, config=config, endpoint_url=endpoint_url)

    def attach(self, client: BaseClient) -> None:
        """Divert the requests of an existing client to this service.

        This alters the client, for good: it is meant for clients that code under test has
        made. A client that is attached to another service leaves that one.

        Args:
            client: A boto3 or botocore client of the service "customer-profiles".

        Raises:
            ValueError: It is a client of another service.

        Example:
            >>> import boto3
            >>> client = boto3.client(
            ...     "customer-profiles",
            ...     region_name="us-east-1",
            ...     aws_access_key_id="any",
            ...     aws_secret_access_key="any",
            ... )
            >>> service = LocalService()
            >>> service.attach(client)
            >>> client.list_domains()["Items"]
            []
        """
        attach(self, client)

    def inject(self, fault: Fault, *, operation: str | None = None, times: int | None = 1) -> None:
        """Make the next requests go wrong.

        Faults are used up in the order in which they were injected; one that waits for another
        operation lets the later ones pass.

        Args:
            fault: How they go wrong.
            operation: The operation that is concerned, for example ``UpdateDomain``; without it
                every request is, also one that no operation matches.
            times: How many requests go wrong; all that follow when it is ``None``.

        Raises:
            TypeError: ``fault`` is not a `Fault`, but perhaps the class of one.
            ValueError: The service has no such operation, or ``times`` is less than one.

        Example:
            >>> from cpkit.local import Throttle
            >>> LocalService().inject(Throttle(), operation="UpdateDomain", times=2)
        """
        names = knowledge().operations
        if operation is not None and operation not in names:
            close = difflib.get_close_matches(operation, names, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise ValueError(f"the service has no operation {operation}{hint}")
        with self._lock:
            self._faults.add(fault, operation=operation, times=times)

    def forget_requests(self) -> None:
        """Forget the recorded requests, and keep domains and faults.

        Example:
            >>> service = LocalService()
            >>> _ = service.client().list_domains()
            >>> service.forget_requests()
            >>> service.requests
            ()
        """
        with self._lock:
            self._requests.clear()

    def reset(self) -> None:
        """Forget domains, results, faults, recorded requests and what was counted.

        Example:
            >>> LocalService().reset()
        """
        with self._lock:
            self._handlers.clear()
            self._quotas.clear()
            self._faults.clear()
            self._requests.clear()
            self._count = 0

    def handle(self, request: Request) -> Delivery:
        """Apply a request, unless a fault prevents it, and return what to deliver.

        Both adapters call this. It never raises because of what a request contains.

        Args:
            request: What arrived.

        Returns:
            The response and how an adapter delivers it.
        """
        with self._lock:
            self._count += 1
            request_id = f"00000000-0000-4000-8000-{self._count:012}"
            call = read(request, self._handlers)
            self._requests.append(call.recorded)
            if not self._quotas.admits(call.recorded.operation, self.clock()):
                return Throttle().deliver(None, request_id)
            fault = self._faults.take(call.recorded.operation)
            if fault is not None and not fault.applied:
                return fault.deliver(None, request_id)
            response = self._respond(call)
            response = evolve(
                response, headers={**response.headers, "x-amzn-RequestId": request_id}
            )
            return Delivery(response) if fault is None else fault.deliver(response, request_id)

    def _now(self) -> datetime:
        return self.clock()

    def _respond(self, call: Call | Misread) -> Response:
        try:
            if isinstance(call, Misread):
                raise call.rejection
            violations: list[Violation] = []
            call.operation.check(self._account.as_in_model(call.members), "", violations)
            if violations:
                raise bad_request(summarize(violations))
            name = call.operation.name
            members = self._handlers.perform(name, call.members, self.clock())
            return write_response(call.operation, members)
        except RejectedError as error:
            return write_error(error, knowledge().error_statuses)


def _duration(name: str, given: timedelta | float) -> timedelta:
    try:
        duration = timedelta(seconds=seconds(given))
    except (OverflowError, TypeError, ValueError):
        duration = timedelta(-1)
    if duration < timedelta(0):
        raise ValueError(
            f"{name} must be a timedelta or a number of seconds of at least 0, not {given!r}"
        )
    return duration


def _check_account(region_name: object, account_id: object) -> None:
    if not isinstance(region_name, str) or not region_name:
        raise ValueError(f"region_name must be a string such as us-east-1, not {region_name!r}")
    if not isinstance(account_id, str) or not re.fullmatch("[0-9]{12}", account_id):
        raise ValueError(f"account_id must be a string of 12 digits, not {account_id!r}")


def _check_remembered(count: object) -> None:
    if count is not None and (type(count) is not int or count < 0):
        raise ValueError(f"remembered_requests must be at least 0 or None, not {count!r}")
