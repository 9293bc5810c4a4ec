"""P24: migrations do not block. Rooms are written and read, and one reader takes long, while each of them is applied.

The program of the release before cannot be run beside this one, so its traffic is here as it reaches the database: what a
reply, an edit, a page and a look at the journal do, in the tables as that release knows them.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from typing import TypeAlias

import asyncpg
import pytest

import migrations
from migrations import known, migrate
from tests.promises.conftest import Promising
from tests.promises.harness import Promise

RELEASED = (
    1  # the last migration of the release before; until there is one, the one that made the rooms
)
ADDED_S = 0.5
WATCHDOG = 5  # times the bar, for a machine that is busy with other things
ROOMS = 20
BATCH = 100_000
READS_S = 4.0  # the long reader
PAUSE_S = 0.005  # between two requests of one
AFTER_S = 120.0  # for whatever is still under way
POSTS = """
with one as (
    select n, 1 + n % $1 as room_id, 1 + n / $1 as seq from generate_series($2::bigint, $3 - 1) n
), posts as (
    insert into post (room_id, thread_id, author, kind, body, html, render_version)
    select room_id, room_id, 1, 'opinion', repeat('Ý kiến ' || n || '. ', 12), '<p>Ý kiến ' || n || '.</p>', 1 from one order by n
    returning id, room_id
), entries as (
    insert into entry (room_id, seq, at, kind, actor, adds, body)
    select room_id, row_number() over (partition by room_id order by id) + $2 / $1, now(), 'post.added', 1, id, '{"type":"entry"}' from posts
    returning room_id, seq, adds
), subjects as (
    insert into entry_subject (subject, room_id, seq) select 'post:' || adds, room_id, seq from entries
)
insert into audit (act, person_id, facts) select 'posts.reply', 1, '{}' from one
"""
CLAIM = "insert into command (person_id, key, digest) values (1, gen_random_uuid(), $1)"  # what every command begins with
LONG = (
    "select count(*), pg_sleep({}) from (select from post limit 1) a, (select from audit limit 1) b,"
    " (select from entry limit 1) c, room, member, person, session"
)

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
Work = Callable[[Connection, int], Awaitable[None]]


class Traffic:
    """Writers and readers that go on until they are stopped. What is acknowledged is kept here."""

    def __init__(self, running: Promise, url: str) -> None:
        self._running = running
        self._url = url
        self.waits: list[float] = []
        self.posts: list[int] = []
        self.stopped = False

    async def goes(self, work: Work) -> None:
        """One of them; each takes its time from asking to having it."""
        conn = await asyncpg.connect(self._url, statement_cache_size=0)
        turn = 0
        while not self.stopped:
            began = time.monotonic()
            try:
                await asyncio.wait_for(work(conn, turn), AFTER_S)
            except (asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as error:
                self._running.violated(f"{work.__name__}: {error!r}")
                break
            self.waits.append(time.monotonic() - began)
            turn += 1
            await asyncio.sleep(PAUSE_S)
        await conn.close()

    async def reply(self, conn: Connection, turn: int) -> None:
        """A post with its entry and what is on record of it."""
        room_id = 1 + turn % ROOMS
        async with conn.transaction():
            await conn.execute(CLAIM, b"1" * 32)
            post_id = await conn.fetchval(
                "insert into post (room_id, thread_id, author, kind, body, html, render_version)"
                " values ($1, $1, 1, 'opinion', 'Tôi đồng ý.', '<p>Tôi đồng ý.</p>', 1) returning id",
                room_id,
            )
            await conn.execute(
                "insert into audit (act, person_id, facts) values ('posts.reply', 1, '{}')"
            )
            seq = await conn.fetchval(
                "update room set seq = seq + 1 where id = $1 returning seq", room_id
            )
            await conn.execute(
                "insert into entry (room_id, seq, at, kind, actor, adds, body)"
                " values ($1, $2, now(), 'post.added', 1, $3, '{\"type\":\"entry\"}')",
                room_id, seq, post_id,
            )  # fmt: skip
            await conn.execute(
                "insert into entry_subject (subject, room_id, seq) values ('post:' || $1::bigint, $2, $3)",
                post_id, room_id, seq,
            )  # fmt: skip
        self.posts.append(post_id)

    async def edit(self, conn: Connection, turn: int) -> None:
        """An old post gets another text, and its author says something of themselves."""
        async with conn.transaction():
            await conn.execute(CLAIM, b"1" * 32)
            await conn.execute(
                "update post set body = 'Nói lại', version = version + 1 where id = $1", 1 + turn
            )
            await conn.execute("update person set organisation = 'Viện Ví dụ' where id = 1")
            await conn.execute("update session set expires_at = now() + interval '1 day'")

    async def page(self, conn: Connection, turn: int) -> None:
        """A thread, as a page asks for it."""
        await conn.fetch(
            "select p.id, p.html, m.role, a.name from post p join room r on r.id = p.room_id"
            " join member m on m.room_id = p.room_id and m.number = p.author join person a on a.id = m.person_id"
            " where p.thread_id = $1 order by p.id desc limit 50",
            1 + turn % ROOMS,
        )

    async def journal(self, conn: Connection, turn: int) -> None:
        """The last entries of a room, without a gap."""
        rows = await conn.fetch(
            "select seq from entry where room_id = $1 order by seq desc limit 100", 1 + turn % ROOMS
        )
        numbers = [row["seq"] for row in rows]
        whole = numbers == list(range(numbers[0], numbers[0] - len(numbers), -1))
        self._running.holds(whole, "a journal has a gap")


async def filled(url: str, posts: int) -> None:
    """The database of a portal of the release before, with so many posts."""
    conn = await asyncpg.connect(url)
    await migrate(conn, up_to=RELEASED)
    await conn.execute(
        "insert into person (name, constituency) values ('Lê Thị Hoa', 'expert');"
        "insert into session (person_id, token_hash, expires_at) select 1, sha256('1'), now() + interval '1 day';"
        "insert into room (kind, title, visibility) select 'discussion', 'Dữ liệu mở ' || n, 'public'"
        f" from generate_series(1, {ROOMS}) n;"
        "insert into member (room_id, number, person_id, role) select id, 1, 1, 'owner' from room;"
        "insert into thread (room_id, title, opened_by) select id, 'Điểm nghẽn', 1 from room order by id;"
        "set session_replication_role = replica"  # what is poured in fits, and need not be looked at
    )
    for first in range(0, posts, BATCH):
        await conn.execute(POSTS, ROOMS, first, min(first + BATCH, posts), timeout=600)
    await conn.execute(
        "update room set seq = (select max(seq) from entry where room_id = room.id); analyze"
    )
    await conn.close()


@asynccontextmanager
async def reading(url: str, for_s: float) -> AsyncIterator[None]:
    """One who reads all tables for so long, from before the block on; the block ends when they have."""
    conn = await asyncpg.connect(url)
    task = asyncio.create_task(conn.execute(LONG.format(for_s), timeout=AFTER_S))
    await asyncio.sleep(0.1)
    try:
        yield
    finally:
        await task
        await conn.close()


async def applied(running: Promise, url: str, traffic: Traffic) -> None:
    """Each migration, while somebody reads: at check size once for all of them."""
    conn = await asyncpg.connect(url)
    due = [migration for migration in known() if migration.number > RELEASED]
    longest: dict[str, float] = {}
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(
            reading(url, READS_S) if running.size == "check" else nullcontext()
        )
        for migration in due:
            count = len(traffic.waits)
            async with reading(url, READS_S) if running.size != "check" else nullcontext():
                done = await migrate(conn, up_to=migration.number)
            running.holds(done == [migration.name], f"{migration.name} was not applied")
            longest[migration.name] = max(traffic.waits[count:], default=0.0)
    await conn.close()
    worst = max(longest, key=lambda name: longest[name])
    running.facts |= {"migrations": len(due), "longest": {worst: round(longest[worst], 3)}}


async def nothing_lost(running: Promise, url: str, traffic: Traffic, before: int) -> None:
    """What was acknowledged is there, and what is on record waits for its place in the log."""
    conn = await asyncpg.connect(url)
    kept = await conn.fetchval(
        "select count(*) from post where id = any($1::bigint[])", traffic.posts
    )
    running.holds(kept == len(traffic.posts), f"{len(traffic.posts) - kept} posts are lost")
    total = before + len(traffic.posts)
    for table in ("post", "entry", "entry_subject", "audit", "audit_pending"):
        found = await conn.fetchval(f"select count(*) from {table}")
        running.holds(found == total, f"{found} of {total} in {table}")
    broken = await conn.fetchval("select count(*) from pg_index where not indisvalid")
    running.holds(broken == 0, f"{broken} indexes are half built")
    await conn.close()


async def test_everybody_goes_on_while_each_is_applied(
    promise: Promising, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with promise("P24") as running:
        monkeypatch.setattr(migrations, "TABLE_LOCK_WAIT_S", running.of(12.0, 120.0))
        posts = running.of(5_000, 1_000_000, 10_000_000)
        await filled(empty, posts)
        traffic = Traffic(running, empty)
        works = [traffic.reply, traffic.edit, traffic.page, traffic.journal]
        tasks = [asyncio.create_task(traffic.goes(work)) for work in works * 2]
        await asyncio.sleep(running.of(0.5, 15.0))
        before, traffic.waits = sorted(traffic.waits), []
        assert len(before) > len(tasks), "there is traffic"
        await applied(running, empty, traffic)
        traffic.stopped = True
        await asyncio.gather(*tasks)
        running.n, running.times = len(traffic.waits), traffic.waits
        bar_s = ADDED_S * running.of(WATCHDOG, 1)
        p99, longest = before[len(before) * 99 // 100], max(traffic.waits)
        running.facts |= {"p99_before": round(p99, 4), "longest_before": round(before[-1], 3)}
        during = sorted(traffic.waits)[len(traffic.waits) * 99 // 100]
        running.holds(during - p99 <= bar_s, f"p99 was {p99:.3f} s and became {during:.3f} s")
        running.holds(longest <= ADDED_S * WATCHDOG, f"somebody waited {longest:.2f} s")
        await nothing_lost(running, empty, traffic, posts)
