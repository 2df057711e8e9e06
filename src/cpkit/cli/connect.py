"""The client that a command's options ask for."""

from typing import Any

from botocore.config import Config

from cpkit import CustomerProfiles, RateLimit

__all__ = ["Connect"]


class Connect:
    """What the options of a command say about the account; calling it creates the client."""

    def __init__(
        self,
        *,
        profile: str | None,
        region: str | None,
        endpoint_url: str | None,
        ca_bundle: str | None,
        no_verify_ssl: bool,
        connect_timeout: float | None,
        read_timeout: float | None,
    ) -> None:
        """Keep the options."""
        self._profile = profile
        self._region = region
        self._endpoint_url = endpoint_url
        self._verify: str | bool | None = False if no_verify_ssl else ca_bundle
        self._timeouts = {"connect_timeout": connect_timeout, "read_timeout": read_timeout}

    def __call__(self, *, rate_limit: RateLimit | None = None) -> CustomerProfiles:
        """Create the client.

        Args:
            rate_limit: What spaces its calls, where many are to be expected.

        Raises:
            ConfigurationError: A setting is missing or wrong; it names the one.
        """
        given: dict[str, Any] = {
            name: value for name, value in self._timeouts.items() if value is not None
        }
        return CustomerProfiles(
            profile_name=self._profile,
            region_name=self._region,
            endpoint_url=self._endpoint_url,
            verify=self._verify,
            config=Config(**given) if given else None,
            rate_limit=rate_limit,
        )
