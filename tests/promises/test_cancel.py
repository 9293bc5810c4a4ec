"""P17: a request that is given up half way never leaves its answer, or its connection, to somebody else."""

import asyncio
import contextlib
import json
import re
import secrets
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.redis import binary, redis_running
from tests.serving import serving
from tests.world import Someone, World, new_key

AT_ONCE = 16
PEOPLE = 24
LONGEST_S = 0.012  # until a request is given up; most are answered in less
CANARY = re.compile(r"hoàng-yến-[0-9a-f]{16}")


def canary() -> str:
    """A word that is nowhere else."""
    return f"hoàng-yến-{secrets.token_hex(8)}"


class Bird(NamedTuple):
    """Somebody whose name, and whose thread in a room of their own, hold a word of theirs."""

    who: Someone
    room: int
    thread: int
    own: set[str]


class Sent(NamedTuple):
    """A request, and the word it brings itself."""

    method: str
    path: str
    body: bytes
    word: str | None


async def bird(world: World) -> Bird:
    """Somebody new."""
    name, said = canary(), canary()
    (who,) = await world.people(name)
    room = await world.room(who)
    done = await who.do("POST", f"/rooms/{room}/threads", title=said, body=said, kind="question")
    return Bird(who, room, done["result"]["thread"]["id"], {name, said})


def sent(running: Promise, one: Bird) -> Sent:
    """What this person asks next."""
    kind = running.random.randrange(6)
    if kind == 0:
        return Sent("GET", "/session", b"", None)
    if kind == 1:
        return Sent("GET", f"/threads/{one.thread}", b"", None)
    if kind == 2:
        return Sent("GET", f"/rooms/{one.room}/entries", b"", None)
    word = canary()
    one.own.add(word)  # whether it was done is not known, and it may be read later
    if kind == 3:
        return Sent("POST", "/preview", json.dumps({"body": word}).encode(), word)
    path = f"/threads/{one.thread}/posts"
    return Sent("POST", path, json.dumps({"key": new_key(), "body": word}).encode(), word)


async def in_process(world: World, one: Bird, asked: Sent) -> tuple[int, bytes]:
    """The answer of the application itself; cancelled as the task is that waits for it."""
    status, body = 0, b""
    given = False

    async def receive() -> Any:
        nonlocal given
        if given:
            await asyncio.Event().wait()
        given = True
        return {"type": "http.request", "body": asked.body, "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status, body
        status = message.get("status", status)
        body += message.get("body", b"")

    headers = [
        (b"host", b"127.0.0.1"), (b"cookie", one.who.cookie.encode()), (b"origin", world.url.encode()),
        (b"content-type", b"application/json"), (b"content-length", str(len(asked.body)).encode()),
    ]  # fmt: skip
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": asked.method, "scheme": "http",
        "path": asked.path, "raw_path": asked.path.encode(), "query_string": b"", "root_path": "", "headers": headers,
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "extensions": {}, "state": {},
    }  # fmt: skip
    await world.app(scope, receive, send)
    return status, body


async def over_a_line(world: World, one: Bird, asked: Sent) -> tuple[int, bytes]:
    """The answer over a connection of its own, which is cut as the task is cancelled."""
    port = int(world.url.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(
            f"{asked.method} {asked.path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: {world.url}\r\n"
            f"cookie: {one.who.cookie}\r\nconnection: close\r\ncontent-type: application/json\r\n"
            f"content-length: {len(asked.body)}\r\n\r\n".encode()
            + asked.body
        )
        answer = await reader.read(-1)
    finally:
        writer.transport.abort()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split(b" ", 2)[1]), body


async def one_request(running: Promise, world: World, one: Bird, met: Counter[str]) -> None:
    """Ask, give up at some moment or not at all, and look at the answer if there is one."""
    asked = sent(running, one)
    way = in_process if running.random.random() < 0.7 else over_a_line
    task = asyncio.create_task(way(world, one, asked))
    how = running.random.randrange(4)
    if how == 0:
        for _ in range(running.random.randrange(60)):  # by steps of the loop
            await asyncio.sleep(0)
        task.cancel()
    elif how in {1, 2}:  # by time
        await asyncio.wait([task], timeout=running.random.uniform(0, LONGEST_S))
        task.cancel()
    running.n += 1
    try:
        status, body = await task
    except asyncio.CancelledError:
        met["cancelled"] += 1
        return
    met["answered"] += 1
    found = set(CANARY.findall(body.decode()))
    running.holds(status in {200, 201}, f"{asked.path}: {status} {body[:300]!r}")
    running.holds(found <= one.own, f"{asked.path}: foreign {found - one.own}")
    running.holds(bool(found), f"{asked.path}: {body[:300]!r} has no canary at all")
    running.holds(asked.word is None or asked.word in found, f"{asked.path}: another's answer")


async def whole(running: Promise, world: World) -> None:
    """Every connection is back, none is in a transaction, and each answers with what it was asked for."""
    pool = world.app.state.store._pool
    async with asyncio.timeout(60):
        while pool.get_idle_size() < pool.get_size():
            await asyncio.sleep(0.01)
    async with contextlib.AsyncExitStack() as stack:
        conns = [
            await stack.enter_async_context(pool.acquire(timeout=5))
            for _ in range(pool.get_max_size())
        ]
        for n, conn in enumerate(conns):
            running.holds(not conn.is_in_transaction(), "a connection is in a transaction")
            running.holds(await conn.fetchval("select $1::int", n) == n, "another's row")
    running.holds(await none_stays_open(world), "a transaction stays open")


async def none_stays_open(world: World) -> bool:
    """Whether there is a moment without an open transaction: the followers' end by themselves."""
    async with world.sql() as conn:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(60):
                while await conn.fetchval(
                    "select exists (select from pg_stat_activity"
                    " where datname = current_database() and state like 'idle in%')"
                ):
                    await asyncio.sleep(0.05)
                return True
    return False


async def test_a_request_given_up_half_way_leaves_nothing_to_others(
    database_url: str, tmp_path: Path, promise: Promising
) -> None:
    with promise("P17") as running:
        async with contextlib.AsyncExitStack() as stack:
            redis_url = None
            if binary() is not None:  # limits are counted there, over connections of their own
                redis_url = (await stack.enter_async_context(redis_running(tmp_path))).url
            world = await stack.enter_async_context(serving(database_url, redis_url))
            birds = [await bird(world) for _ in range(PEOPLE)]
            met: Counter[str] = Counter()
            left = iter(range(running.of(check=2_000, nightly=100_000)))

            async def some() -> None:
                for _ in left:
                    if not running.left_s:
                        return
                    await one_request(running, world, running.random.choice(birds), met)

            await asyncio.gather(*(some() for _ in range(AT_ONCE)))
            await whole(running, world)
            for one in birds:  # what was answered, and what is kept, is each one's own
                kept = (await one.who.get(f"/threads/{one.thread}"))["posts"]
                found = set(CANARY.findall(json.dumps(kept, ensure_ascii=False)))
                running.holds(found <= one.own, "a foreign canary is kept")
            running.facts = dict(met)
            running.holds(met["cancelled"] > running.n // 10, "hardly any was given up")
            running.holds(met["answered"] > running.n // 10, "hardly any was answered")
