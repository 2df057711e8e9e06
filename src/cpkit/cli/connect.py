"""The client that a command's options ask for."""

from typing import Any

import click
from botocore.config import Config

from cpkit import CustomerProfiles, RateLimit
from cpkit.cli.ending import in_options
from cpkit.errors import ConfigurationError

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
        self._given: dict[str, Any] = {
            "profile_name": profile,
            "region_name": region,
            "endpoint_url": endpoint_url,
            "verify": False if no_verify_ssl else ca_bundle,
        }
        self._timeouts = {"connect_timeout": connect_timeout, "read_timeout": read_timeout}

    def __call__(self, *, rate_limit: RateLimit | None = None) -> CustomerProfiles:
        """Create the client.

        Args:
            rate_limit: What spaces its calls, where many are to be expected.

        Raises:
            ConfigurationError: A setting is missing or wrong; it names the one.
            click.UsageError: It is an option of this command line.
        """
        timeouts: dict[str, Any] = {
            name: value for name, value in self._timeouts.items() if value is not None
        }
        config = Config(**timeouts) if timeouts else None
        try:
            return CustomerProfiles(**self._given, config=config, rate_limit=rate_limit)
        except ConfigurationError as error:
            if self._given.get(error.setting) is None:
                raise
            raise click.UsageError(in_options(str(error)), click.get_current_context()) from None
