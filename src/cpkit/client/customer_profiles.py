"""`CustomerProfiles`: the service's operations, in calls that take and return cpkit's values."""

from typing import TYPE_CHECKING, Any, Final, NoReturn

from cpkit.client import domains, jobs, matches, plans
from cpkit.client.account import check_account_id
from cpkit.client.boto.connection import connect, take
from cpkit.client.calls.caller import Caller
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.client.waiting import waiters

if TYPE_CHECKING:
    import boto3
    from botocore.config import Config
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["CustomerProfiles"]

_DEFAULT_POLICY: Final = RetryPolicy()


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

    # Each method is a function of the module of its group, where its documentation is. What all of
    # them need is the one caller.
    create_domain = domains.create_domain
    get_domain = domains.get_domain
    update_domain = domains.update_domain
    delete_domain = domains.delete_domain
    list_domains = domains.list_domains

    plan = plans.plan
    apply = plans.apply
    ensure = plans.ensure

    get_matches = matches.get_matches
    list_rule_based_matches = matches.list_rule_based_matches
    get_similar_profiles = matches.get_similar_profiles
    get_auto_merging_preview = matches.get_auto_merging_preview

    list_identity_resolution_jobs = jobs.list_identity_resolution_jobs
    get_identity_resolution_job = jobs.get_identity_resolution_job

    wait_until_rules_active = waiters.wait_until_rules_active
    wait_until_job_finished = waiters.wait_until_job_finished


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
