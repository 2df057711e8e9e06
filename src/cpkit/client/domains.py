"""The operations on domains, and what is read again where a response was lost."""

from typing import Any

from cpkit.client.arguments import check_changes, check_name, check_settings, lint
from cpkit.client.boto import responses
from cpkit.client.calls.caller import Caller
from cpkit.client.observe import as_domain, find_domain, read_domain
from cpkit.client.pagination import results
from cpkit.client.results import Results
from cpkit.errors import BadRequestError, CPKitError, ResourceNotFoundError
from cpkit.models import Domain, DomainSettings, ListDomainItem
from cpkit.models.operation_checks import create_problems, update_problems
from cpkit.models.pages import DomainsPage
from cpkit.models.requests import AccountQuery
from cpkit.planning.desired import is_stored
from cpkit.wire import to_wire

__all__ = ["create_domain", "delete_domain", "get_domain", "list_domains", "update_domain"]


def create_domain(caller: Caller, settings: DomainSettings) -> Domain:
    """Create a domain."""
    check_settings(settings, "create_domain")
    lint(settings, create_problems(settings))
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


def get_domain(caller: Caller, domain_name: str) -> Domain:
    """Read a domain, its statistics included."""
    check_name(domain_name)
    return read_domain(caller, domain_name)


def update_domain(caller: Caller, settings: DomainSettings) -> Domain:
    """Change a domain: what is declared replaces what is there, all else stays."""
    check_settings(settings, "update_domain")
    check_changes(settings)
    lint(settings, update_problems(settings))
    request: dict[str, Any] = {**to_wire(settings)}
    return caller.call("UpdateDomain", lambda: as_domain(caller.client.update_domain(**request)))


def delete_domain(caller: Caller, domain_name: str) -> None:
    """Delete a domain with everything in it, for good."""
    check_name(domain_name)
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


def list_domains(caller: Caller, *, page_size: int | None) -> Results[DomainsPage, ListDomainItem]:
    """List the account's domains in this region."""
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
