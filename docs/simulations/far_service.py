"""A stand-in that takes a while to reach, in virtual time."""

import random
from collections.abc import Mapping

from virtual_time import VirtualTime

from cpkit.local import LocalService
from cpkit.local.protocol.messages import Delivery, Request

__all__ = ["FarService"]

FASTEST, SLOWEST = 0.02, 0.08
"""Seconds that a request, or an answer, is on its way."""

THROTTLED = 429


class FarService(LocalService):
    """A stand-in with quotas that takes a while to reach, and counts what it throttles."""

    def __init__(
        self, time: VirtualTime, chance: random.Random, requests_per_second: Mapping[str, float]
    ) -> None:
        """Begin with nothing throttled.

        Args:
            time: What passes meanwhile.
            chance: What decides how long requests and answers take on their way.
            requests_per_second: The quota of each operation that has one.
        """
        super().__init__(clock=time.now, requests_per_second=requests_per_second)
        self.time = time
        self.chance = chance
        self.throttled = 0

    def handle(self, request: Request) -> Delivery:
        """Answer a request after its way, and let the answer have its way."""
        self.time.sleep(self.chance.uniform(FASTEST, SLOWEST))
        delivery = super().handle(request)
        if delivery.response is not None and delivery.response.status == THROTTLED:
            self.throttled += 1
        self.time.sleep(self.chance.uniform(FASTEST, SLOWEST))
        return delivery
