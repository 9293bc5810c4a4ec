"""What moderation hides leaves the last of many open screens within a second, and within five where Redis is dead.

The screens are at one node, the moderator at another. Times are from the transaction that hides to the arrival of its
entry, which is what an open page drops the words for.
"""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import uvloop

from benchmarks.audience import Audience
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.listener import Listener
from rooms import accounts, desk, members
from rooms.accounts import SignUp
from rooms.audit import Command
from rooms.people import Constituency, Who
from rooms.store import Store
from server.identity import sessions
from server.keys import new_key
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.redis import RedisServer

WITH_REDIS_S, WITHOUT_S = 1.0, 5.0
WATCHDOG = 5
TIMES = 5  # posts that are hidden, each way


async def test_what_is_hidden_leaves_every_open_screen(
    promise: Promising, database_url: str, redis_server: RedisServer, tmp_path: Path
) -> None:
    with promise("removal") as running:
        nodes = [Served(tmp_path / "var", database_url, redis_server.url) for _ in range(2)]
        hiding = _hide(running, database_url, redis_server, nodes)
        # the sockets have a fast loop to themselves
        await asyncio.to_thread(uvloop.run, asyncio.wait_for(hiding, running.left_s))


async def _hide(running: Promise, url: str, redis: RedisServer, nodes: list[Served]) -> None:
    count = running.of(200, 1_000)
    stage = await prepare(url, count)
    cookie = await _moderator(url, stage["room"])
    first, second = nodes
    await first.start()  # makes the secret that both have
    await second.start()
    try:
        crowd = Audience(stage["room"], stage["epoch"])
        cookies, seq = stage["cookies"], stage["seq"]
        screens = [Listener(crowd, cookies[n // LINES_PER_PERSON], seq) for n in range(count)]
        await crowd.open(screens, first.port)
        headers = {"cookie": cookie, "origin": second.url}
        async with httpx.AsyncClient(base_url=second.url, headers=headers, timeout=30) as http:
            thread = await _do(http, f"/rooms/{stage['room']}/threads", title="Gỡ", body="Mở đầu")
            speaker = httpx.AsyncClient(
                base_url=second.url, headers=headers | {"cookie": cookies[0]}, timeout=30
            )
            async with speaker:
                place = f"/threads/{thread['result']['thread']['id']}/posts"
                for bar_s, name in ((WITH_REDIS_S, "redis"), (WITHOUT_S, "without")):
                    if name == "without":
                        redis.kill()
                    took = [
                        at
                        for n in range(TIMES)
                        for at in await _one(http, speaker, place, n, crowd, screens)
                    ]
                    running.n += len(took)
                    running.times += took
                    running.facts[f"{name}_last_s"] = round(max(took), 3)
                    limit_s = bar_s * running.of(WATCHDOG, 1)
                    running.holds(max(took) <= limit_s, f"{name}: the last after {max(took):.2f} s")
        running.holds(crowd.wrong == 0, f"{crowd.wrong} entries missed or repeated")
    finally:
        for node in nodes:
            await node.stop()


async def _one(
    http: httpx.AsyncClient,
    speaker: httpx.AsyncClient,
    place: str,
    n: int,
    crowd: Audience,
    screens: list[Listener],
) -> list[float]:
    """Let somebody write a post and hide it; how long each screen had it after that."""
    said = await _do(speaker, place, body=f"Lời sẽ bị ẩn {n}")
    act = {"act": "hide", "reason": "insult"}
    await _do(http, f"/posts/{said['result']['id']}/acts", **act)
    hidden = next(iter(said["seqs"].values())) + 1
    async with asyncio.timeout(60):
        await crowd.reach(screens, hidden)
    found = list(crowd.latencies_s[hidden])
    assert len(found) == len(screens), "everybody has the entry that hides"
    return found


async def _moderator(url: str, room_id: int) -> str:
    """Somebody who moderates the portal and is in the room; their cookie."""
    async with asyncpg.create_pool(url, min_size=1, max_size=2) as pool:
        store = Store(pool)
        form = SignUp(new_key(), f"{new_key()}@vidu.invalid", "Gỡ Lời", "", Constituency.CITIZEN)
        who = Who((await store.run(accounts.sign_up, None, form, None)).result)
        await pool.execute("insert into administrator (person_id) values ($1)", who.id)
        await store.run(desk.keep, None)
        await pool.execute("delete from administrator where person_id = $1", who.id)
        await store.run(members.join, who, room_id, Command(new_key()))
        token = sessions.new_token()
        await store.run(sessions.begin, None, who.id, sessions.hash_of(token), "tests")
        return f"dienhong={token}"


async def _do(http: httpx.AsyncClient, path: str, **words: Any) -> dict[str, Any]:
    answer = await http.post(path, json={"key": str(new_key())} | words)
    assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
    done: dict[str, Any] = answer.json()
    return done
