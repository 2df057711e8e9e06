"""The ways to call the service that are compared: boto3's modes, tenacity over them, and cpkit."""

import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
import boto3
import tenacity
from botocore.config import Config
from far_service import FarService
from virtual_time import VirtualTime

from cpkit import CustomerProfiles, DomainSettings, RateLimit, RetryPolicy

if TYPE_CHECKING:
    from mypy_boto3_customer_profiles import CustomerProfilesClient
    from mypy_boto3_customer_profiles.type_defs import UpdateDomainRequestTypeDef

__all__ = [
    "BOTO3_MODES",
    "DOMAIN",
    "OURS",
    "STRATEGIES",
    "Update",
    "World",
    "under_tenacity",
    "without_retries",
]

DOMAIN = "shop"
DAYS = 90
CHANGE: "UpdateDomainRequestTypeDef" = {"DomainName": DOMAIN, "DefaultExpirationDays": DAYS}

DEFAULT = RetryPolicy()
PATIENT = RetryPolicy(max_attempts=200, timeout=3600)

BOTO3_MODES = ("legacy", "standard", "adaptive")

Update = Callable[[], object]
"""Makes one call, with all the retries that belong to it; raises where it fails."""


@attrs.frozen
class World:
    """What a strategy finds: time, chance, and a service far away."""

    time: VirtualTime
    """What passes while it waits."""
    chance: random.Random
    """What it draws from."""
    service: FarService
    """What it calls."""
    session: boto3.Session
    """What makes its clients."""


def _boto3(world: World, clients: int, retries: Any) -> list[Update]:
    made: list[CustomerProfilesClient] = [
        world.session.client("customer-profiles", config=Config(retries=retries))
        for _ in range(clients)
    ]
    for client in made:
        world.service.attach(client)
    return [partial(client.update_domain, **CHANGE) for client in made]


def _in_mode(mode: str) -> "Strategy":
    """Call boto3 in one of its modes, with the number of attempts that the mode has by itself."""
    return partial(_boto3, retries={"mode": mode})


def without_retries(world: World) -> list[Update]:
    """Call boto3 with its retries off, by one client."""
    return _boto3(world, 1, {"total_max_attempts": 1})


def under_tenacity(world: World, send: Update) -> Update:
    """Put five attempts around whatever sends, with waits that double."""
    retrying = tenacity.Retrying(
        stop=tenacity.stop_after_attempt(5),
        wait=tenacity.wait_exponential(multiplier=1, max=10),
        sleep=world.time.sleep,
        reraise=True,
    )
    return lambda: retrying(send)


def _naive(world: World, clients: int) -> list[Update]:
    return [under_tenacity(world, send) for send in _in_mode("standard")(world, clients)]


def _cpkit(
    world: World, clients: int, *, policy: RetryPolicy = DEFAULT, shares_a_limit: bool = False
) -> list[Update]:
    time = world.time
    retry = attrs.evolve(policy, clock=time.clock, sleep=time.sleep, random=world.chance.random)
    limit = RateLimit(clock=time.clock, sleep=time.sleep) if shares_a_limit else None
    made = [
        CustomerProfiles(session=world.session, retry=retry, rate_limit=limit)
        for _ in range(clients)
    ]
    for profiles in made:
        world.service.attach(profiles.boto3_client)
    return [
        partial(
            profiles.update_domain,
            DomainSettings(domain_name=DOMAIN, default_expiration_days=DAYS),
        )
        for profiles in made
    ]


Strategy = Callable[[World, int], list[Update]]
"""Makes so many clients, and gives what makes a call of each."""

STRATEGIES: Mapping[str, Strategy] = {
    **{f"boto3, {mode}": _in_mode(mode) for mode in BOTO3_MODES},
    "tenacity over boto3": _naive,
    "cpkit": _cpkit,
    "cpkit, patient": partial(_cpkit, policy=PATIENT),
    "cpkit, one `RateLimit`": partial(_cpkit, shares_a_limit=True),
}
"""What is compared, by what it is called in the page."""

OURS = tuple(name for name in STRATEGIES if name.startswith("cpkit"))
"""Those whose figures depend on nothing that is not in this repository."""
