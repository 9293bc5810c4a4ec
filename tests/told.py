"""Waiting until somebody has been told: the followers work after the answer, not in it."""

import asyncio
from collections.abc import Callable
from typing import Any

from tests.debate import Debate
from tests.world import Someone

Notice = dict[str, Any]
WITHIN_S = 60.0


async def notices(who: Someone) -> list[Notice]:
    """What the person's inbox shows now, the newest first."""
    found: list[Notice] = (await who.get("/notices"))["notices"]
    return found


async def told(who: Someone, enough: Callable[[list[Notice]], bool]) -> list[Notice]:
    """What the inbox shows once it is enough."""
    async with asyncio.timeout(WITHIN_S):
        while True:
            found = await notices(who)
            if enough(found):
                return found
            await asyncio.sleep(0.02)


async def about(who: Someone, *kinds: str) -> list[Notice]:
    """The notices once they are of exactly these kinds, the newest first."""
    return await told(who, lambda found: [n["about"] for n in found] == list(kinds))


async def dealt_with(someone: Someone, sql: Any, room_id: int) -> None:
    """Wait until the inbox's follower has dealt with all of the room."""
    async with asyncio.timeout(WITHIN_S):
        while True:
            head = (await someone.get(f"/rooms/{room_id}"))["seq"]
            done = await sql.fetchval(
                "select seq from follower where name = 'inbox' and room_id = $1", room_id
            )
            if done == head:
                return
            await asyncio.sleep(0.02)


async def read(who: Someone, *ids: int, upto: int | None = None) -> dict[str, Any]:
    """Mark these notices as read, and all up to `upto`; the answer, which must be a success."""
    answer = await who.http.put("/notices/reading", json={"notices": ids, "upto": upto})
    assert answer.is_success, answer.text
    done: dict[str, Any] = answer.json()
    return done


async def here(debate: Debate, who: Someone, kind: str) -> list[Notice]:
    """The person's notices of this kind in this room, once they were told of all of it."""
    async with debate.world.sql() as sql:
        await dealt_with(debate.owner, sql, debate.room_id)
    found = await notices(who)
    return [n for n in found if (n["room_id"], n["about"]) == (debate.room_id, kind)]
