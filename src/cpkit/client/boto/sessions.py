"""Sessions, and the clients made of them: credentials, and how requests are sent with them."""

import os
import sys
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, cast

import attrs
import boto3

if TYPE_CHECKING:
    from botocore.config import Config

__all__ = ["Source", "open_session"]

_MAKING: Final = RLock()
"""Held while a session makes something: sessions are not safe between threads.

The same thread may take it again, where a source of credentials makes a client itself.
"""

if sys.platform != "win32":  # where there are no forks
    # A process that is forked off has no thread that would ever release it.
    os.register_at_fork(
        before=_MAKING.acquire, after_in_parent=_MAKING.release, after_in_child=_MAKING.release
    )


@attrs.frozen(kw_only=True)
class Source:
    """What a client was made of, so that another service is asked by the same credentials."""

    session: boto3.Session
    """Where the credentials come from."""
    config: "Config"
    """botocore's settings, timeouts and proxies among them."""
    verify: bool | str | None
    """Whether and with which certificates TLS is checked."""

    def client(self, service: str, **settings: str | None) -> Any:
        """Make a client.

        Args:
            service: The service's name.
            settings: What is of this client alone: its region and its endpoint.

        Returns:
            The client.
        """
        # The stubs type the session's methods for all services that are installed with them.
        session: Any = self.session
        with _MAKING:
            return session.client(service, config=self.config, verify=self.verify, **settings)


def open_session(profile_name: str | None) -> boto3.Session:
    """Give a new session of a profile, or else the one that `boto3.client` uses.

    That one has read the service's model only once, however many clients are made of it.

    Args:
        profile_name: The profile; ``None`` where the default session does.

    Returns:
        The session; the default one is made if there is none yet.
    """
    if profile_name is not None:
        return boto3.Session(profile_name=profile_name)
    with _MAKING:
        if boto3.DEFAULT_SESSION is None:
            boto3.setup_default_session()
        return cast("boto3.Session", boto3.DEFAULT_SESSION)
