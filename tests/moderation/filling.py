"""A portal of its own with a full queue: posts in one room, each with an open case, copied in by hand of the database."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

import asyncpg

from migrations import migrate
from tests.moderation.scenes import Json
from tests.serving import serving
from tests.world import World

POSTS = """
with said as (
    insert into post (room_id, thread_id, author, kind, body, html, render_version, at)
    select $1, $2, 1, 'opinion', 'Ý kiến ' || n, '<p>Ý kiến ' || n || '</p>', 1, now() - interval '1 minute' * n
    from generate_series(1, $4::int) as n
    returning id
)
insert into moderation_case (target, target_id, room_id, thread_id, post_id, person_id, source, reason, reports, weight, rank, due_at)
select 'post', id, $1, $2, id, $3, 'report', 'spam', 1, 200, 240 - id % 1000, now() + interval '1 day' - interval '1 minute' * (id % 3000) from said
"""


@contextlib.asynccontextmanager
async def portal(database_url: str, **settings: Any) -> AsyncIterator[World]:
    """A new portal over an empty database, with its room of moderation."""
    conn = await asyncpg.connect(database_url)
    await migrate(conn)
    await conn.close()
    async with serving(database_url, **settings) as world:
        yield world


async def filled(world: World, cases: int) -> Json:
    """So many posts, each with an open case; the room's and the thread's ids, and the author."""
    (author,) = await world.people("Đào Thị Tác Giả")
    room_id = await world.room(author)
    thread_id = await world.thread(author, room_id)
    async with world.sql() as conn:
        await conn.execute(POSTS, room_id, thread_id, author.id, cases)
        await conn.execute("analyze moderation_case")
    return {"room_id": room_id, "thread_id": thread_id, "author": author}
