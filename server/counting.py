"""The statistics of moderation, for all who ask at the same time: anybody may, and to count a year takes a while.

One count is under way at most; those who ask meanwhile share the next.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from moderation import statistics
from moderation.statistics import Statistics
from rooms.store import Store
from server.gathering import Gathered


class Counting:
    """Counts what is in this store."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._gathered: Gathered[int | None, Statistics] = Gathered(self._count)

    async def of(self, year: int | None) -> Statistics:
        """The statistics of a year; None: of the newest months."""
        return await self._gathered.ask(year)

    async def _count(self, years: Sequence[int | None]) -> list[Statistics]:
        async with self._store().reading() as tx:
            return [
                await (
                    statistics.newest(tx, datetime.now(UTC))
                    if year is None
                    else statistics.year(tx, year)
                )
                for year in years
            ]
