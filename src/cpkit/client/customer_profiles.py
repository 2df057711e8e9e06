"""`CustomerProfiles`: the service's domains, in calls that take and give cpkit's values."""

from typing import TYPE_CHECKING, Any, Final

from cpkit.client.account import check_account_id
from cpkit.client.boto.connection import make_client, take_client, warn_of_two_layers
from cpkit.client.boto.sessions import Source
from cpkit.client.calls.rate_limit import RateLimit
from cpkit.client.calls.retry_policy import RetryPolicy
from cpkit.client.domains import DomainOperations
from cpkit.client.matches import ResultOperations
from cpkit.client.plans import PlanOperations
from cpkit.client.waiting.waiters import WaitOperations

if TYPE_CHECKING:
    import boto3
    from botocore.config import Config
    from mypy_boto3_customer_profiles import CustomerProfilesClient

__all__ = ["CustomerProfiles"]

_DEFAULT_POLICY: Final = RetryPolicy()


class CustomerProfiles(PlanOperations, DomainOperations, ResultOperations, WaitOperations):
    """Call the service: create, read, update, delete and list domains.

    Without a client it makes one that sends each request once, so that the `RetryPolicy` alone
    says how often a call is repeated, whatever ``AWS_MAX_ATTEMPTS``, ``AWS_RETRY_MODE`` and the
    configuration files say; it waits 5 s for a connection and 30 s for an answer unless ``config``
    says otherwise. A client passed in is left as it is: where it repeats by itself, a warning
    says how many requests that makes.

    One object serves any number of threads.

    Example:
        >>> from cpkit import CustomerProfiles, DomainSettings
        >>> from cpkit.local import LocalService
        >>> profiles = CustomerProfiles(LocalService().client())
        >>> _ = profiles.create_domain(
        ...     DomainSettings(domain_name="shop", default_expiration_days=366)
        ... )
        >>> profiles.update_domain("shop", default_expiration_days=30).settings
        DomainSettings(domain_name='shop', default_expiration_days=30)
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
                then, up to ``retry``, and are refused.
            session: A session that gives credentials and region. By default it is the one that
                `boto3.client` uses, which keeps the credentials that it has found.
            region_name: The region, where it is not the session's.
            profile_name: The profile of the configuration files, for a new session.
            endpoint_url: Where to send to, if not to AWS: ``https``, or ``http`` on loopback.
            verify: A file of certificates to check TLS by; ``False`` checks nothing.
            config: botocore's settings. It is copied; its ``retries`` are overridden.
            retry: How often a call is repeated, and how long it waits in between.
            rate_limit: What keeps the calls under the account's quotas; nothing does by default.
            account_id: The account of the domains, twelve digits, by which plans change tags; by
                default it is asked of STS where it is needed, which a client passed in prevents.

        Raises:
            ConfigurationError: If a setting is missing or wrong; it names the one.
            TypeError: If ``retry`` is no `RetryPolicy`, or ``rate_limit`` no `RateLimit`.

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
        self._source: Source | None = None
        self._account_id = None if account_id is None else check_account_id(account_id)
        if client is None:
            made, self._source = make_client(**making)
            super().__init__(made, retry, rate_limit)
        else:
            super().__init__(take_client(client, making), retry, rate_limit)
            warn_of_two_layers(client, retry.max_attempts)

    def __repr__(self) -> str:
        """Name the region and the policy; never credentials."""
        region = self._client.meta.region_name
        return f"{type(self).__name__}(region_name={region!r}, retry={self._retry!r})"

    def _caller_account_id(self) -> str:
        """Ask once: a client keeps the credentials it was made with, and so its account."""
        if self._account_id is None:
            self._account_id = super()._caller_account_id()
        return self._account_id

    def _account_source(self) -> Source | None:
        """Give what the client was made of; a client passed in does not tell."""
        return self._source

    @property
    def boto3_client(self) -> "CustomerProfilesClient":
        """The boto3 client behind it, for what cpkit does not do.

        What is called on it is neither repeated nor translated by cpkit. If cpkit made it, it sends
        each request once, and botocore checks the parameters as it always does, unless ``config``
        says otherwise; only the calls that cpkit itself makes and checks are exempt.

        Example:
            >>> from cpkit import CustomerProfiles
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> profiles.boto3_client.list_domains()["Items"]
            []
        """
        return self._client


def _check_policy(retry: object) -> None:
    if not isinstance(retry, RetryPolicy):
        raise TypeError(
            f"retry takes a RetryPolicy, not {type(retry).__name__}: leave it out for the usual "
            "one, or pass RetryPolicy(max_attempts=1) to send each request once"
        )


def _check_rate_limit(rate_limit: object) -> None:
    if not isinstance(rate_limit, RateLimit | None):
        raise TypeError(
            f"rate_limit takes a RateLimit, not {type(rate_limit).__name__}: leave it out for no "
            "limit, or pass RateLimit() for the documented quotas"
        )
