"""A real conversation is played by many people while two followers lose their lines: all get the whole journal, once."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.promises.test_followers import compare, cut, following, two
from tests.redis import RedisServer
from tests.world import World

CONVERSATION = "polis/open-data/canadian-electoral-reform"


async def play(promise: Promise, folder: Path, site: str, room_id: int) -> dict[str, Any]:
    """`dienhong replay` as its users call it; its summary."""
    people, seconds = promise.of((10, 10), (100, 330), (100, 7000))
    told = [
        sys.executable, "-m", "server", "replay", str(folder), "--url", site, "--room", str(room_id),
        "--people", str(people), "--speed", "max", "--max-seconds", str(seconds), "--json",
    ]  # fmt: skip
    running = await asyncio.create_subprocess_exec(*told, stdout=asyncio.subprocess.PIPE)
    try:
        said, _ = await running.communicate()
    finally:
        if running.returncode is None:
            running.kill()
    promise.holds(running.returncode == 0, f"replay ended with {running.returncode}")
    summary: dict[str, Any] = json.loads(said.splitlines()[-1])
    promise.facts["replay"] = summary
    return summary


async def followed(
    promise: Promise,
    folder: Path,
    sites: Sequence[str],
    debate: Debate,
    redis: RedisServer | None = None,
) -> None:
    """Play while the followers are cut, with Redis away in the middle; then everybody has the journal."""
    followers = two(promise, sites, debate)
    async with following(followers):
        playing = asyncio.create_task(play(promise, folder, sites[0], debate.room_id))
        half = promise.of(20, 100)
        await cut(followers, half, promise.random)
        if redis is not None:
            redis.kill()
        await cut(followers, half, promise.random)
        if redis is not None:
            await redis.start()
        summary = await playing
        await compare(promise, followers, debate, sites[0])
    promise.holds(summary["acknowledged"] > 0, "nothing was played")


async def test_a_conversation_is_played_and_followed(
    world: World, corpora: Path, promise: Promising
) -> None:
    with promise("replay") as running:
        debate = await gather(world)
        await debate.owner.do("PUT", debate.room, title="Mở", description="", visibility="public")
        await followed(running, corpora / CONVERSATION, [world.url], debate)


async def test_so_it_is_over_two_processes_while_redis_dies(
    world: World,
    database_url: str,
    redis_server: RedisServer,
    corpora: Path,
    promise: Promising,
    tmp_path: Path,
) -> None:
    with promise("replay over two processes") as running:
        debate = await gather(world)
        await debate.owner.do("PUT", debate.room, title="Mở", description="", visibility="public")
        nodes = [Served(tmp_path / "var", database_url, redis_server.url) for _ in range(2)]
        await asyncio.gather(*(node.start() for node in nodes))
        try:
            sites = [node.url for node in nodes]
            await followed(running, corpora / CONVERSATION, sites, debate, redis_server)
        finally:
            await asyncio.gather(*(node.stop() for node in nodes))
