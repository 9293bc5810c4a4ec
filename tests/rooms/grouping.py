"""A store with one lane, and commands given to it at once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg

from rooms import posts
from rooms.draft import Draft
from rooms.journal import Entry
from rooms.people import Language, Person, Who
from rooms.run import Done
from rooms.store import Store
from tests.debate import Debate
from tests.world import Someone, new_key


class Grouping:
    """A store with one lane, so that whatever comes at once but the first goes together; what it announced."""

    def __init__(self, pool: Any) -> None:
        self.told: list[Entry] = []
        self.pool = pool
        self.store = Store(pool, self._announce, lanes=1)

    def _announce(self, entries: Sequence[Entry]) -> None:
        self.told.extend(entries)

    async def reply(
        self, debate: Debate, by: Someone, words: str, key: str | None = None, thread: int = 0
    ) -> Done[Any]:
        """One reply, rendered as it is."""
        draft = Draft(UUID(key or new_key()), words)
        thread_id = thread or debate.thread_id
        return await self.store.run(posts.reply, who(by), thread_id, draft, f"<p>{words}</p>")

    async def transactions(self, debate: Debate, after: int) -> dict[int, int]:
        """The transaction of each entry above this number."""
        rows = await self.pool.fetch(
            "select seq, xmin::text::bigint as xid from entry where room_id = $1 and seq > $2 order by seq",
            debate.room_id, after,
        )  # fmt: skip
        return {row["seq"]: row["xid"] for row in rows}


def who(someone: Someone) -> Who:
    person = someone.person
    name, organisation = person["name"], person["organisation"]
    return Who(
        Person(
            someone.id, name, organisation, person["constituency"], Language.VI, administrator=False
        )
    )


async def settled(*asked: Awaitable[Any]) -> list[Any]:
    """What became of each."""
    return list(await asyncio.gather(*asked, return_exceptions=True))


@asynccontextmanager
async def grouping_of(debate: Debate) -> AsyncIterator[Grouping]:
    async with asyncpg.create_pool(debate.world.database_url, min_size=1, max_size=4) as pool:
        yield Grouping(pool)
