"""How late the event loop is: what it was asked to do at a moment, it does when it has the time."""

import asyncio
import time

from server.histogram import Histogram

EVERY_S = 0.25


class Pulse:
    """`lag`: by how much it was late, each quarter of a second."""

    def __init__(self) -> None:
        self.lag = Histogram()

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            due = time.perf_counter() + EVERY_S  # the loop's own clock stands still while it works
            await asyncio.sleep(EVERY_S)
            self.lag.observe(max(0.0, time.perf_counter() - due))
