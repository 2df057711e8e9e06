"""`CustomerProfiles`: the service's operations, in calls that take and return cpkit's values."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from threading import Event
from typing import TYPE_CHECKING, Any, Final, NoReturn

from cpkit.client import domains, jobs, matches, plans
from cpkit.client.account import check_account_id
from cpkit.client.boto.connection import connect, take
from cpkit.client.calls.caller import Caller
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.client.results import Results
from cpkit.client.waiting import waiters
from cpkit.client.waiting.polling import PollEvent
from cpkit.models import AutoMerging, Domain, DomainSettings, ListDomainItem
from cpkit.models.jobs import IdentityResolutionJob
from cpkit.models.matches import AutoMergingPreview, MatchItem
from cpkit.models.pages import (
    DomainsPage,
    IdentityResolutionJobsPage,
    MatchesPage,
    RuleBasedMatchesPage,
    SimilarProfilesPage,
)
from cpkit.models.requests import MatchTypeName
from cpkit.planning import ApplyResult, Plan, Risk, RiskName
from cpkit.schema.signatures import explained_methods

if TYPE_CHECKING:
    import boto3
    from botocore.config import Config
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["CustomerProfiles"]

_DEFAULT_POLICY: Final = RetryPolicy()


@explained_methods
class CustomerProfiles:
    """A client of the service: domains, plans, matches, jobs, and waits for them.

    Without a client it makes one that sends each request once, so that the `RetryPolicy` alone
    decides how often a call is retried, whatever ``AWS_MAX_ATTEMPTS``, ``AWS_RETRY_MODE`` and the
    configuration files say; it waits 5 s for a connection and 30 s for a response unless ``config``
    says otherwise. A client passed in is left as it is: where it retries by itself, a warning
    says how many requests that makes.

    One object serves any number of threads.

    Every method that calls the service raises a `ConfigurationError` if nothing could be sent, such
    as for want of credentials, and a `CallError` if the call failed; that of a method that writes
    says by ``maybe_applied`` whether the change may have been made all the same.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> [item.domain_name for item in profiles.list_domains()]
        ['shop']
    """

    def __init__(
        self,
        client: "CustomerProfilesClient | None" = None,
        *,
        session: "boto3.Session | None" = None,
        region_name: str | None = None,
        profile_name: str | None = None,
        endpoint_url: str | None = None,
        verify: bool | str | None = None,
        config: "Config | None" = None,
        retry: RetryPolicy = _DEFAULT_POLICY,
        rate_limit: RateLimit | None = None,
        account_id: str | None = None,
    ) -> None:
        """Make a client, or take one. Nothing is sent.

        Args:
            client: A boto3 client to use as it is. The arguments that follow would have no effect
                then, up to ``retry``, and are rejected.
            session: A session that gives credentials and region. By default it is the one that
                `boto3.client` uses, which keeps the credentials that it has found.
            region_name: The region, where it is not the session's.
            profile_name: The profile of the configuration files, for a new session.
            endpoint_url: Where to send to, if not to AWS: ``https``, or ``http`` on loopback.
            verify: A file of certificates to check TLS by; ``False`` checks nothing.
            config: botocore's settings. It is copied; its ``retries`` are overridden.
            retry: How often a call is retried, and how long it waits in between.
            rate_limit: What keeps the calls under the account's quotas; nothing does by default.
            account_id: The account of the domains, twelve digits, by which plans change tags; by
                default STS is asked where it is needed, which a client passed in prevents.

        Raises:
            ConfigurationError: If a setting is missing or wrong; it names the one.
            TypeError: If ``retry`` is not a `RetryPolicy`, or ``rate_limit`` not a `RateLimit`.

        Example:
            >>> from cpkit import CustomerProfiles
            >>> from cpkit.errors import ConfigurationError
            >>> try:
            ...     CustomerProfiles(endpoint_url="ftp://example.com")
            ... except ConfigurationError as error:
            ...     error.setting
            'endpoint_url'
        """
        _check_policy(retry)
        _check_rate_limit(rate_limit)
        making: dict[str, Any] = {
            "session": session,
            "region_name": region_name,
            "profile_name": profile_name,
            "endpoint_url": endpoint_url,
            "verify": verify,
            "config": config,
        }
        known_id = None if account_id is None else check_account_id(account_id)
        if client is None:
            connection = connect(**making)
        else:
            connection = take(client, making, retry.max_attempts)
        self._caller = Caller(connection, retry, rate_limit, account_id=known_id)

    def __repr__(self) -> str:
        """Name the region and the policy; never credentials."""
        region, retry = self._caller.client.meta.region_name, self._caller.retry
        return f"{type(self).__name__}(region_name={region!r}, retry={retry!r})"

    def __reduce__(self) -> NoReturn:
        """Raise an error: connections and credentials stay in the process that has them."""
        raise TypeError(
            "a CustomerProfiles has connections and credentials, and cannot be pickled or copied; "
            "create one in each process."
        )

    @property
    def boto3_client(self) -> "CustomerProfilesClient":
        """The boto3 client behind it, for what cpkit does not do.

        What is called on it is neither retried nor translated by cpkit. If cpkit made it, it sends
        each request once, and botocore checks the parameters as it always does, unless ``config``
        says otherwise; only the calls that cpkit itself makes and checks are exempt.

        Example:
            >>> from cpkit import CustomerProfiles
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> profiles.boto3_client.list_domains()["Items"]
            []
        """
        return self._caller.client

    def create_domain(self, settings: DomainSettings) -> Domain:
        """Create a domain.

        Where a response was lost and the retry is rejected, the domain is read: if it has all that
        was declared, an earlier attempt created it, and that is the success. Any `BadRequestError`
        counts as such a rejection: AWS does not document how the service responds where a domain
        exists, so that this is an assumption.

        Args:
            settings: What is declared; ``default_expiration_days`` is required.

        Returns:
            The new domain, as the service responded it.

        Raises:
            ValidationError: If something required is missing; nothing was sent.
            TypeError: If the argument is not settings; nothing was sent.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
            >>> profiles.create_domain(settings).settings == settings
            True
        """
        return domains.create_domain(self._caller, settings)

    def get_domain(self, domain_name: str) -> Domain:
        """Read a domain, its statistics included.

        Args:
            domain_name: The domain's name.

        Raises:
            ValidationError: If the name is not valid; nothing was sent.
            ResourceNotFoundError: If there is no such domain.

        Example:
            >>> from cpkit import CustomerProfiles
            >>> from cpkit.errors import ResourceNotFoundError
            >>> from cpkit.local import LocalService
            >>> try:
            ...     CustomerProfiles(LocalService().client()).get_domain("shop")
            ... except ResourceNotFoundError as error:
            ...     error.status_code
            404
        """
        return domains.get_domain(self._caller, domain_name)

    def update_domain(self, settings: DomainSettings) -> Domain:
        """Change a domain: what is declared replaces what is there, all else stays.

        The request means the same however often it is sent, so it is retried after a lost response
        too. It can undo what somebody else has written in between: the service has no lock, and
        `apply` looks first.

        Args:
            settings: What is declared. A block is sent as a whole; what is ``None`` is left alone.

        Returns:
            The domain, as the service responded it.

        Raises:
            ValidationError: If nothing but the name is declared; nothing was sent.
            TypeError: If the argument is not settings; nothing was sent.

        Warns:
            SettingsWarning: For each thing that is suspicious.

        Example:
            >>> import attrs
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> domain = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> shorter = attrs.evolve(domain.settings, default_expiration_days=90)
            >>> profiles.update_domain(shorter).settings.default_expiration_days
            90
        """
        return domains.update_domain(self._caller, settings)

    def delete_domain(self, domain_name: str) -> None:
        """Delete a domain with everything in it, for good.

        Where a response was lost and the retry finds no domain, it is read once more: if it is
        gone, an earlier attempt deleted it, and that is the success.

        Args:
            domain_name: The domain's name.

        Raises:
            ValidationError: If the name is not valid; nothing was sent.
            ResourceNotFoundError: If there was no such domain to begin with.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
            >>> _ = profiles.create_domain(settings)
            >>> profiles.delete_domain("shop")
            >>> list(profiles.list_domains())
            []
        """
        domains.delete_domain(self._caller, domain_name)

    def list_domains(self, *, page_size: int | None = None) -> Results[DomainsPage, ListDomainItem]:
        """List the account's domains in this region.

        Args:
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The domains, each page read when it is needed; nothing has been sent yet.

        Raises:
            ValidationError: If the argument is not valid.

        Example:
            >>> from cpkit import CustomerProfiles
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> [item.domain_name for item in profiles.list_domains()]
            []
        """
        return domains.list_domains(self._caller, page_size=page_size)

    def plan(self, settings: DomainSettings, *, account_id: str | None = None) -> Plan:
        """Read a domain and return what would change with the settings stored; nothing is written.

        Where the settings declare tags and the domain's own response has none, the tags are listed
        as well. For that, and to change tags, the plan needs the ARN of the domain, and asks STS
        for the account unless it is given.

        Args:
            settings: What is declared. What is ``None`` in it is left alone.
            account_id: The account that the domain is in, twelve digits; the client's by default.

        Returns:
            The plan; it is false where the settings are stored.

        Raises:
            ValidationError: If there is no such domain, and the settings cannot create one.
            ConfigurationError: If the account is needed and cannot be found out.
            TypeError: If the argument is not settings.

        Warns:
            SettingsWarning: For each thing that is suspicious about the settings.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> _ = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> settings = DomainSettings(domain_name="shop", default_expiration_days=90)
            >>> profiles.plan(settings).changes
            (Change('DefaultExpirationDays', 366, 90),)
        """
        return plans.plan(self._caller, settings, account_id=account_id)

    def apply(self, plan: Plan, *, accept: Iterable[Risk | RiskName] = ()) -> ApplyResult:
        """Write exactly what a plan contains, and read back what is stored then.

        The domain is read first. If the settings are stored already, nothing is sent. If what the
        plan was made from has changed, the plan is rejected. The domain is read again before each
        further request, also before one whose response was lost is retried, so that no change of
        somebody else is lost.

        One window stays open, because the service has no lock: what somebody else changes between
        the last read and the arrival of the write, in the same block, is overwritten. No other
        request and no wait lies in it, only the way of one response and one request: about 1.2
        times what one `get_domain` takes (the median of 500 on loopback, as
        ``nox -s bench -- window`` measures it), and longer where the machine is busy. Somebody who
        changes a setting and changes it back between two reads is not noticed either, since there
        is no version.

        Args:
            plan: What to do.
            accept: The risks that are meant, each by its name: members of `Risk` or their strings.
                ``map(Risk, texts)`` makes them of what comes from a file.

        Returns:
            What happened to each step, the domain as it was read back, and what is not stored.

        Raises:
            UnsafePlanError: If the plan carries a risk that is not accepted. Nothing was written.
            StalePlanError: If the domain has changed since. Nothing was written.
            IncompletePlanError: If something was written, or may have been, and not all of it; it
                reports what. Plan again to continue.
            CallError: If a call failed. Nothing was written.
            ConfigurationError: If the plan changes tags and does not contain the domain's ARN.
            TypeError: If ``plan`` is not a plan, or ``accept`` is a string, not a collection.
            ValueError: If ``accept`` names what is not a risk.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
            >>> _ = profiles.apply(profiles.plan(settings))
            >>> bool(profiles.plan(settings))
            False
        """
        return plans.apply(self._caller, plan, accept=accept)

    def ensure(
        self, settings: DomainSettings, *, accept: Iterable[Risk | RiskName] = ()
    ) -> ApplyResult:
        """Plan and apply in one call: make a domain what is declared.

        Where somebody else changes the domain between the plan and its application, it is planned
        again, three times at most. A risk that is not named is never accepted, whichever plan has
        it.

        Args:
            settings: What is declared. What is ``None`` in it is left alone.
            accept: The risks that are meant, as `apply` takes them.

        Returns:
            What `apply` returned; no steps where the settings were stored already.

        Raises:
            StalePlanError: If the third plan was out of date, too. Nothing was written.
            UnsafePlanError: If a plan carries a risk that is not accepted. Nothing was written.
            IncompletePlanError: If something was written, or may have been, and not all of it.
            ValidationError: If there is no such domain, and the settings cannot create one.
            TypeError: If an argument is of another type, as `plan` and `apply` say.
            ValueError: If ``accept`` names what is not a risk.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
            >>> [len(profiles.ensure(settings).steps) for _ in range(2)]
            [1, 0]
        """
        return plans.ensure(self._caller, settings, accept=accept)

    def get_matches(
        self, domain_name: str, *, page_size: int | None = None
    ) -> Results[MatchesPage, MatchItem]:
        """List the matches that the latest run of the weekly job found.

        A run that ends in between makes new matches: pages of both would be mixed. Compare the
        ``match_generation_date`` of the first page and of the last where that matters.

        Args:
            domain_name: The domain's name.
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The matches, each page read when it is needed; nothing has been sent yet.

        Raises:
            ValidationError: If an argument is not valid.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> service = LocalService()
            >>> profiles = CustomerProfiles(service.client())
            >>> _ = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> service.results.put_matches(
            ...     "shop", {"MatchId": "7", "ProfileIds": ["a" * 32, "b" * 32]}
            ... )
            >>> for match in profiles.get_matches("shop"):
            ...     print(match.match_id, len(match.profile_ids))
            7 2
        """
        return matches.get_matches(self._caller, domain_name, page_size=page_size)

    def list_rule_based_matches(
        self, domain_name: str, *, page_size: int | None = None
    ) -> Results[RuleBasedMatchesPage, str]:
        """List the ids of the matches that the rules found.

        `get_similar_profiles` returns the profiles of each.

        Args:
            domain_name: The domain's name.
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The ids, each page read when it is needed; nothing has been sent yet.

        Raises:
            ValidationError: If an argument is not valid.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> service = LocalService()
            >>> profiles = CustomerProfiles(service.client())
            >>> _ = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> service.results.put_rule_based_matches("shop", {"MatchId": "r1", "RuleLevel": 1})
            >>> list(profiles.list_rule_based_matches("shop"))
            ['r1']
        """
        return matches.list_rule_based_matches(self._caller, domain_name, page_size=page_size)

    def get_similar_profiles(
        self,
        domain_name: str,
        *,
        match_type: MatchTypeName,
        search_key: str,
        search_value: str,
        page_size: int | None = None,
    ) -> Results[SimilarProfilesPage, str]:
        """List the ids of the profiles in the same match as a profile, or in a match.

        Args:
            domain_name: The domain's name.
            match_type: Which way of matching found them.
            search_key: What is searched by, a match's id or a profile's. AWS does not document how
                either is spelled here, so that any string is sent.
            search_value: The id that is searched for.
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The profiles' ids, each page read when it is needed; nothing has been sent yet.
            ``first_page()`` has the match, and its rule level or score.

        Raises:
            ValidationError: If an argument is not valid.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> service = LocalService()
            >>> profiles = CustomerProfiles(service.client())
            >>> _ = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> service.results.put_rule_based_matches(
            ...     "shop", {"MatchId": "r1", "ProfileIds": ["a" * 32, "b" * 32], "RuleLevel": 2}
            ... )
            >>> similar = profiles.get_similar_profiles(
            ...     "shop",
            ...     match_type="RULE_BASED_MATCHING",
            ...     search_key="matchId",
            ...     search_value="r1",
            ... )
            >>> similar.first_page().rule_level, len(list(similar))
            (2, 2)
        """
        return matches.get_similar_profiles(
            self._caller,
            domain_name,
            match_type=match_type,
            search_key=search_key,
            search_value=search_value,
            page_size=page_size,
        )

    def get_auto_merging_preview(
        self, domain_name: str, auto_merging: AutoMerging
    ) -> AutoMergingPreview:
        """Preview what merging would do, on a sample of the matches; nothing is merged.

        The preview needs ``consolidation`` and ``conflict_resolution``, both of which settings can
        leave out. Whether merging is enabled makes no difference. The quota of an account is one
        preview a second.

        Args:
            domain_name: The domain's name.
            auto_merging: How profiles would be merged.

        Returns:
            How many matches and profiles the sample has, and how many would be merged.

        Raises:
            ValidationError: If something required is missing; nothing was sent.

        Example:
            >>> from cpkit import AutoMerging, Consolidation, CustomerProfiles
            >>> from cpkit.errors import ValidationError
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> merging = AutoMerging(enabled=True, consolidation=Consolidation([["EmailAddress"]]))
            >>> try:
            ...     profiles.get_auto_merging_preview("shop", merging)
            ... except ValidationError as error:
            ...     print(error.problems[0].path)
            AutoMerging.ConflictResolution
        """
        return matches.get_auto_merging_preview(self._caller, domain_name, auto_merging)

    def list_identity_resolution_jobs(
        self, domain_name: str, *, page_size: int | None = None
    ) -> Results[IdentityResolutionJobsPage, IdentityResolutionJob]:
        """List the runs of the weekly job, by when they were started.

        Args:
            domain_name: The domain's name.
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The jobs, each page read when it is needed; nothing has been sent yet.

        Raises:
            ValidationError: If an argument is not valid.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> service = LocalService()
            >>> profiles = CustomerProfiles(service.client())
            >>> _ = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> service.results.put_jobs("shop", {"JobId": "0" * 32, "Status": "MERGING"})
            >>> [job.status.value for job in profiles.list_identity_resolution_jobs("shop")]
            ['MERGING']
        """
        return jobs.list_identity_resolution_jobs(self._caller, domain_name, page_size=page_size)

    def get_identity_resolution_job(self, domain_name: str, job_id: str) -> IdentityResolutionJob:
        """Read one run of the weekly job, with what lists leave out.

        Args:
            domain_name: The domain's name.
            job_id: The job's id.

        Raises:
            ValidationError: If an argument is not valid; nothing was sent.
            ResourceNotFoundError: If there is no such job, or not any more.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> service = LocalService()
            >>> profiles = CustomerProfiles(service.client())
            >>> _ = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> service.results.put_jobs("shop", {"JobId": "0" * 32, "Status": "FAILED"})
            >>> profiles.get_identity_resolution_job("shop", "0" * 32).is_finished
            True
        """
        return jobs.get_identity_resolution_job(self._caller, domain_name, job_id)

    def wait_until_rules_active(
        self,
        domain_name: str,
        *,
        timeout: timedelta | float = waiters.RULES_TIMEOUT,
        poll_every: timedelta | float = waiters.POLL_EVERY,
        on_poll: Callable[[PollEvent[Domain]], object] | None = None,
        since: Domain | None = None,
        cancel: Event | None = None,
    ) -> Domain:
        """Read a domain again and again until its rules are active.

        It takes about an hour until the service begins with changed rules, and AWS does not
        document how long it goes on from there. The service may still show the old ``ACTIVE``
        right after a change. With ``since`` that does not end the wait: a newer
        ``last_updated_at`` is needed, or a status that was not ``ACTIVE`` in between. Without it,
        the first ``ACTIVE`` ends the wait, and the event says whether it is confirmed.

        A response without a status does not end the wait, nor do throttling, a failure of the
        service, a lost connection or a response that cannot be read. It never sleeps past its
        timeout, neither for the `RetryPolicy` nor for a slot of a `RateLimit`; the domain is read
        for the last time when the time is over. Clock and sleep are the `RetryPolicy`'s.

        Args:
            domain_name: The domain's name.
            timeout: How long to wait; 0 reads once, `math.inf` never gives up.
            poll_every: How long to sleep between reads.
            on_poll: Called after each read, the last included; ``print`` shows a line for each.
                What it raises ends the wait and reaches the caller.
            since: The domain as it was read before the change.
            cancel: An event that ends the wait at once when it is set, from another thread or from
                ``on_poll``; only a request that is under way is finished first.

        Returns:
            The domain, its rules active.

        Raises:
            ValidationError: If the name is not valid; nothing was sent.
            TypeError: If ``since`` is not a `Domain`, or ``cancel`` not an event.
            ValueError: If a duration makes no sense.
            WaitError: If rule-based matching is disabled, so that its rules will never be active.
            WaitTimeoutError: If the time is over; ``last_seen`` is the domain as read last.
            WaitCancelledError: If ``cancel`` was set; ``last_seen`` is the domain as read last.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings, RuleBasedMatching
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService(in_progress_for=0).client())
            >>> rules = RuleBasedMatching(enabled=True, matching_rules=[["EmailAddress"]])
            >>> _ = profiles.create_domain(
            ...     DomainSettings(
            ...         domain_name="shop", default_expiration_days=366, rule_based_matching=rules
            ...     )
            ... )
            >>> profiles.wait_until_rules_active("shop").rule_based_matching_status.value
            'ACTIVE'
        """
        return waiters.wait_until_rules_active(
            self._caller,
            domain_name,
            timeout=timeout,
            poll_every=poll_every,
            on_poll=on_poll,
            since=since,
            cancel=cancel,
        )

    def wait_until_job_finished(
        self,
        domain_name: str,
        job_id: str,
        *,
        timeout: timedelta | float = waiters.JOB_TIMEOUT,
        poll_every: timedelta | float = waiters.POLL_EVERY,
        on_poll: Callable[[PollEvent[IdentityResolutionJob]], object] | None = None,
        cancel: Event | None = None,
    ) -> IdentityResolutionJob:
        """Read a job again and again until it has ended, successfully or not.

        Look at the ``status``: a job that failed, or has merged a part, has ended too, and its
        ``message`` says why. A job with a status that this version does not know has ended when it
        has an end. AWS does not document how long a job takes.

        Args:
            domain_name: The domain's name.
            job_id: The job's id.
            timeout: How long to wait; 0 reads once, `math.inf` never gives up.
            poll_every: How long to sleep between reads.
            on_poll: Called after each read, the last included; ``print`` shows a line for each.
            cancel: An event that ends the wait at once when it is set, as in
                `wait_until_rules_active`.

        Returns:
            The job, ended.

        Raises:
            ValidationError: If an argument is not valid; nothing was sent.
            TypeError: If ``cancel`` is not an event.
            ValueError: If a duration makes no sense.
            WaitTimeoutError: If the time is over; ``last_seen`` is the job as read last.
            WaitCancelledError: If ``cancel`` was set; ``last_seen`` is the job as read last.
            ResourceNotFoundError: If there is no such job, or not any more: switching matching off
                deletes those that are pending, says the service's model.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> service = LocalService()
            >>> profiles = CustomerProfiles(service.client())
            >>> _ = profiles.create_domain(
            ...     DomainSettings(domain_name="shop", default_expiration_days=366)
            ... )
            >>> service.results.put_jobs("shop", {"JobId": "0" * 32, "Status": "COMPLETED"})
            >>> profiles.wait_until_job_finished("shop", "0" * 32).status.value
            'COMPLETED'
        """
        return waiters.wait_until_job_finished(
            self._caller,
            domain_name,
            job_id,
            timeout=timeout,
            poll_every=poll_every,
            on_poll=on_poll,
            cancel=cancel,
        )


def _check_policy(retry: object) -> None:
    if not isinstance(retry, RetryPolicy):
        raise TypeError(
            f"retry takes a RetryPolicy, not {type(retry).__name__}; leave it out for the usual "
            "one, or pass RetryPolicy(max_attempts=1) to send each request once."
        )


def _check_rate_limit(rate_limit: object) -> None:
    if not isinstance(rate_limit, RateLimit | None):
        raise TypeError(
            f"rate_limit takes a RateLimit, not {type(rate_limit).__name__}; leave it out for no "
            "limit, or pass RateLimit() for the documented quotas."
        )
