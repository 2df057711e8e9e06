"""The operations on domains, and what is read again where a response was lost."""

from typing import Any

from cpkit.client.arguments import check_changes, check_name, check_settings, lint
from cpkit.client.boto import responses
from cpkit.client.calls.caller import Caller, HasCaller, caller_of
from cpkit.client.observe import as_domain, find_domain, read_domain
from cpkit.client.pagination import Results, results
from cpkit.errors import BadRequestError, CPKitError, ResourceNotFoundError
from cpkit.models import Domain, DomainSettings, ListDomainItem
from cpkit.models.operation_checks import create_problems, update_problems
from cpkit.models.pages import DomainsPage
from cpkit.models.requests import AccountQuery
from cpkit.planning.desired import is_stored
from cpkit.wire import to_wire

__all__ = ["create_domain", "delete_domain", "get_domain", "list_domains", "update_domain"]


def create_domain(self: HasCaller, settings: DomainSettings) -> Domain:
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
    check_settings(settings, "create_domain")
    lint(settings, create_problems(settings))
    caller = caller_of(self)
    request: dict[str, Any] = {**to_wire(settings)}
    try:
        return caller.call(
            "CreateDomain", lambda: as_domain(caller.client.create_domain(**request))
        )
    except BadRequestError as error:
        created = _read_again(caller, settings) if error.maybe_applied else None
        if created is None:
            raise
        return created


def get_domain(self: HasCaller, domain_name: str) -> Domain:
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
    check_name(domain_name)
    return read_domain(caller_of(self), domain_name)


def update_domain(self: HasCaller, settings: DomainSettings) -> Domain:
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
    check_settings(settings, "update_domain")
    check_changes(settings)
    lint(settings, update_problems(settings))
    caller = caller_of(self)
    request: dict[str, Any] = {**to_wire(settings)}
    return caller.call("UpdateDomain", lambda: as_domain(caller.client.update_domain(**request)))


def delete_domain(self: HasCaller, domain_name: str) -> None:
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
    check_name(domain_name)
    caller = caller_of(self)
    try:
        caller.call(
            "DeleteDomain",
            lambda: responses.text_member(
                caller.client.delete_domain(DomainName=domain_name), "Message"
            ),
        )
    except ResourceNotFoundError as error:
        if not error.maybe_applied or not _is_gone(caller, domain_name):
            raise


def list_domains(
    self: HasCaller, *, page_size: int | None = None
) -> Results[DomainsPage, ListDomainItem]:
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
    caller = caller_of(self)
    return results(
        caller,
        "ListDomains",
        lambda request: caller.client.list_domains(**request),
        AccountQuery(max_results=page_size),
        DomainsPage,
    )


def _read_again(caller: Caller, settings: DomainSettings) -> Domain | None:
    """Return the domain if it has everything that was sent, in whatever form it is reported."""
    try:
        domain = find_domain(caller, settings.domain_name)
    except CPKitError:
        return None
    return domain if domain is not None and is_stored(settings, domain) else None


def _is_gone(caller: Caller, domain_name: str) -> bool:
    try:
        return find_domain(caller, domain_name) is None
    except CPKitError:
        return False
