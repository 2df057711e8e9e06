"""Clients of a fault server, with policies that never sleep."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpkit.client import CustomerProfiles, RetryPolicy
from tests.support.aws_environment import shared_session

if TYPE_CHECKING:
    import boto3
    from mypy_boto3_customer_profiles import CustomerProfilesClient

    from tests.support.fault_server import FaultServer

__all__ = ["Connections", "no_wait"]


def no_wait(seconds: float) -> None:
    """Stand in for `time.sleep`."""
    del seconds  # they are not waited


class Connections:
    """Make facades and clients of one server, and know them when the test is over."""

    def __init__(self, server: FaultServer) -> None:
        """Hold the server and the waits that policies made here have drawn."""
        self.server = server
        self.waits: list[float] = []
        self.made: list[CustomerProfilesClient] = []

    def clock(self) -> float:
        """Tell a time that only waits move."""
        return sum(self.waits)

    def session(self) -> boto3.Session:
        """Give a session of credentials that open nothing."""
        return shared_session("us-east-1")

    def policy(self, **settings: Any) -> RetryPolicy:
        """Make a policy that notes its waits and never sleeps."""
        usual: dict[str, Any] = {"sleep": self.waits.append, "clock": self.clock}
        return RetryPolicy(**{**usual, **settings})

    def client(self, **settings: Any) -> CustomerProfilesClient:
        """Make a plain boto3 client."""
        session: Any = self.session()
        usual = {"endpoint_url": self.server.url}
        client: CustomerProfilesClient = session.client("customer-profiles", **usual | settings)
        self.made.append(client)
        return client

    def profiles(self, **settings: Any) -> CustomerProfiles:
        """Make a facade with a client of its own."""
        usual: dict[str, Any] = {
            "session": self.session(),
            "endpoint_url": self.server.url,
            "retry": self.policy(),
        }
        profiles = CustomerProfiles(**{**usual, **settings})
        self.made.append(profiles.boto3_client)
        return profiles
