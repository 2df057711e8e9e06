"""The operations on domains: create, get, update, delete and list."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, overload

from cpkit.client.arguments import check_changes, check_name, check_settings, declared, tell
from cpkit.client.boto import responses
from cpkit.client.pagination import Paging, Results
from cpkit.client.second_looks import has_declared
from cpkit.errors import BadRequestError, CPKitError, ResourceNotFoundError
from cpkit.models import Domain, DomainSettings
from cpkit.models.operation_checks import create_problems, update_problems
from cpkit.models.pages import DomainsPage
from cpkit.models.requests import AccountQuery
from cpkit.wire import take_domain, to_wire

if TYPE_CHECKING:
    from cpkit.models import Clear, DataStore, ListDomainItem, Matching, RuleBasedMatching

__all__ = ["DomainOperations"]


class DomainOperations(Paging):
    """Call the operations on domains."""

    def create_domain(self, settings: DomainSettings) -> Domain:
        """Create a domain.

        Where an answer was lost and the next attempt is refused, the domain is read: if it has
        all that was declared, an earlier attempt created it, and that is the success. Any
        `BadRequestError` is taken for such a refusal: that the service answers so where a
        domain exists is an assumption, and its wording is not known.

        Args:
            settings: What it shall be; ``default_expiration_days`` is needed.

        Returns:
            The new domain, as the service answered it.

        Raises:
            ValidationError: If something needed is missing; nothing was sent.
            TypeError: If it is given anything but settings; nothing was sent.
            ConfigurationError: If nothing could be sent, such as for want of credentials.
            CallError: If the call failed; ``maybe_applied`` says whether to look.

        Example:
            >>> from cpkit import CustomerProfiles, DomainSettings
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> settings = DomainSettings(domain_name="shop", default_expiration_days=366)
            >>> profiles.create_domain(settings).settings == settings
            True
        """
        check_settings(settings, "create_domain")
        tell(settings, create_problems(settings))
        request: dict[str, Any] = {**to_wire(settings)}
        try:
            return self._call(
                "CreateDomain", lambda: _domain(self._client.create_domain(**request))
            )
        except BadRequestError as error:
            found = self._look(settings.domain_name) if error.maybe_applied else None
            if found is None or not has_declared(found, settings):
                raise
            return found

    def get_domain(self, domain_name: str) -> Domain:
        """Read a domain.

        Args:
            domain_name: Its name.

        Returns:
            What the service knows of it, its statistics included.

        Raises:
            ValidationError: If the name cannot be one; nothing was sent.
            ConfigurationError: If nothing could be sent, such as for want of credentials.
            ResourceNotFoundError: If there is no such domain.
            CallError: If the call failed in another way.

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
        return self._call(
            "GetDomain", lambda: _domain(self._client.get_domain(DomainName=domain_name))
        )

    @overload
    def update_domain(self, settings: DomainSettings) -> Domain:  # noqa: D418 - editors show it
        """Change a domain: what is declared replaces what is there, all else stays.

        Args:
            settings: What is declared; a block is sent as a whole.
        """

    @overload
    def update_domain(  # noqa: D418 - editors show it
        self,
        domain_name: str,
        *,
        default_expiration_days: int | None = None,
        default_encryption_key: "str | Clear | None" = None,
        dead_letter_queue_url: "str | Clear | None" = None,
        matching: "Matching | None" = None,
        rule_based_matching: "RuleBasedMatching | None" = None,
        data_store: "DataStore | None" = None,
        tags: Mapping[str, str] | None = None,
    ) -> Domain:
        """Change a domain: what is given replaces what is there, all else stays.

        Args:
            domain_name: The domain's name.
            default_expiration_days: Days until data expires, 1 to 1098.
            default_encryption_key: The KMS key's ARN; `CLEAR` and ``""`` clear it.
            dead_letter_queue_url: The SQS queue's URL; `CLEAR` and ``""`` clear it.
            matching: Machine-learning matching, as a whole.
            rule_based_matching: Rule-based matching, as a whole.
            data_store: The data store.
            tags: All tags, as AWS documents nowhere what an update does with them; a plan changes
                them by requests of their own.
        """

    def update_domain(self, *args: object, **kwargs: object) -> Domain:
        """Change a domain: what is declared replaces what is there, all else stays.

        The request says the same however often it is sent, so it is repeated after a lost answer
        too. It can undo what somebody else has written in between: the service has no lock.

        Args:
            *args: The settings, or the domain's name.
            **kwargs: The members of `cpkit.DomainSettings`, where only the name was given.

        Returns:
            The domain, as the service answered it.

        Raises:
            ValidationError: If something is wrong, or nothing but the name is declared;
                nothing was sent.
            TypeError: If it is given neither settings nor a name and members; nothing was sent.
            ConfigurationError: If nothing could be sent, such as for want of credentials.
            CallError: If the call failed; ``maybe_applied`` says whether to look.

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
        settings = declared(args, kwargs)
        check_changes(settings)
        tell(settings, update_problems(settings))
        request: dict[str, Any] = {**to_wire(settings)}
        return self._call("UpdateDomain", lambda: _domain(self._client.update_domain(**request)))

    def delete_domain(self, domain_name: str) -> None:
        """Delete a domain with everything in it, for good.

        Where an answer was lost and the next attempt finds no domain, it is read once more: if it
        is gone, an earlier attempt deleted it, and that is the success.

        Args:
            domain_name: Its name.

        Raises:
            ValidationError: If the name cannot be one; nothing was sent.
            ConfigurationError: If nothing could be sent, such as for want of credentials.
            ResourceNotFoundError: If there was no such domain to begin with.
            CallError: If the call failed in another way; ``maybe_applied`` says whether to look.

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
        try:
            self._call(
                "DeleteDomain",
                lambda: responses.text_member(
                    self._client.delete_domain(DomainName=domain_name), "Message"
                ),
            )
        except ResourceNotFoundError as error:
            if not error.maybe_applied or not self._is_gone(domain_name):
                raise

    def list_domains(
        self, *, page_size: int | None = None
    ) -> "Results[DomainsPage, ListDomainItem]":
        """List the account's domains in this region.

        Args:
            page_size: How many items a page has at most, 1 to 100; the service chooses without it.

        Returns:
            The domains, read page by page as they are asked for; nothing has been sent yet.

        Raises:
            ValidationError: If an argument cannot be right; nothing was sent.

        Example:
            >>> from cpkit import CustomerProfiles
            >>> from cpkit.local import LocalService
            >>> profiles = CustomerProfiles(LocalService().client())
            >>> [item.domain_name for item in profiles.list_domains()]
            []
        """
        query = AccountQuery(max_results=page_size)
        return self._pages(
            "ListDomains", self._client.list_domains, query, DomainsPage, lambda page: page.items
        )

    def _look(self, domain_name: str) -> Domain | None:
        try:
            return self.get_domain(domain_name)
        except CPKitError:
            return None

    def _is_gone(self, domain_name: str) -> bool:
        try:
            self.get_domain(domain_name)
        except ResourceNotFoundError:
            return True
        except CPKitError:
            return False
        return False


def _domain(answer: Mapping[str, Any]) -> Domain:
    return responses.read(take_domain, answer)
