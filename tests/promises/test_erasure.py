"""P32: of somebody who is erased no word is left, in no place where a person can leave one, and what was counted stays."""

import json
from pathlib import Path
from typing import Any

from redis.asyncio import Redis

from rooms.store import Store
from server.files import sweeping
from server.personal.erasing import NOBODY
from server.record import verify
from tests import reducer
from tests.bringing import intake
from tests.debate import Debate, gather
from tests.moderation.requesting import erased
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.leaving import Leaving, in_database, in_files, in_search
from tests.promises.test_hidden import opened
from tests.promises.words_everywhere import TO_ITS_READER, Said, at, had, noticed, say, texts
from tests.redis import RedisServer
from tests.server.record.conftest import exported, portal, taken
from tests.serving import serving
from tests.world import World

__all__ = ["portal"]

GRACE_S = 5.0


def store_of(world: World) -> Store:
    running: Store = world.app.state.store
    return running


async def kept_in_redis(redis: Redis) -> bytes:
    """Every key and what is under it."""
    found = b""
    async for key in redis.scan_iter():
        found += key + b" " + (await redis.dump(key) or b"") + b"\n"
    return found


async def tallies(world: World) -> list[Any]:
    async with world.sql() as conn:
        rows = await conn.fetch("select id, agrees, disagrees, passes from post order by id")
        stands = await conn.fetchval("select count(*) from position")
        reactions = await conn.fetchval("select count(*) from reaction")
        return [tuple(row) for row in rows] + [stands, reactions]


async def whole(world: World, folder: Path) -> bool:
    """Whether the record verifies."""
    store = store_of(world)
    await taken(store)
    file = await exported(store, folder / "log.jsonl")
    key = (await (world.client()).get("/record/key")).text.strip()
    return verify.main([str(file), "--key", key]) == 0


async def snapshot(debate: Debate) -> dict[str, Any]:
    found: dict[str, Any] = await debate.owner.get(debate.thread)
    return found


async def test_nothing_is_left_of_somebody_who_is_erased(
    portal: str, redis_server: RedisServer, promise: Promising, tmp_path: Path, capsys: Any
) -> None:
    data, words = str(tmp_path / "data"), list[str]()
    with promise("P32") as running:
        async with (
            serving(portal, redis_server.url, data=data) as here,
            serving(portal, redis_server.url, data=data) as there,
        ):
            redis = Redis.from_url(redis_server.url)
            for _ in range(running.of(1, 8)):
                words += await _once(running, here, there, redis)
            await redis.aclose()
            running.holds(await whole(here, tmp_path), "the record does not verify")
        said = capsys.readouterr()
        log = said.out + said.err
        assert "no mail server" in log, "it is the log"
        running.holds(not [each for each in words if each in log], "the log has words")


async def _once(running: Promise, here: World, there: World, redis: Redis) -> list[str]:
    """Somebody leaves their words everywhere and is erased; which words."""
    debate = await gather(here, visibility="public")
    leaving, start = Leaving(debate), await debate.head()
    async with opened(there, debate) as line, redis.pubsub() as news:
        await leaving.everywhere()
        said = (await say(debate))._replace(after=start)
        await noticed(said)
        words = leaving.words | {"everywhere": said.canary}
        await _found_before(here, debate, words, said)
        before, counted = await snapshot(debate), await tallies(here)
        assert await had(there, said, debate.owner) == TO_ITS_READER, "another process too"
        await news.psubscribe("*")
        await erased(here, debate.member)
        head = await debate.head()
        running.holds(await line.reach(head, GRACE_S), f"entry {head} did not come")
        since = [frame for seq, frame in line.entries.items() if seq > before["seq"]]
        passed = b""
        while (message := await news.get_message(timeout=0.3)) is not None:
            passed += str(message["data"]).encode() + b"\n"
        await _nowhere(running, here, there, leaving, said, words)
    await sweeping.sweep(store_of(here), intake(here).folder, spare_s=0)
    left = {f"{each} (database)" for each in await in_database(here, words)}
    left |= {f"{each} (files)" for each in in_files(here, words)}
    left |= {f"{each} (search)" for each in await in_search(debate.owner, words)}
    stored = await kept_in_redis(redis)
    left |= {f"{at} (Redis)" for at, each in words.items() if each.encode() in stored + passed}
    left |= {f"{at} (a line)" for at, each in words.items() if each in "".join(since)}
    running.n += len(words)
    for each in sorted(left):
        running.violated(each)
    running.holds(await tallies(here) == counted, "what was counted is otherwise")
    entries = await debate.entries(before["seq"])
    after = reducer.thread(before, entries, debate.number(debate.owner))
    running.holds(after == await snapshot(debate), "the entries do not lead to the snapshot")
    members = {m["number"]: m for m in (await debate.owner.get(debate.room))["members"]}
    running.holds(members[leaving.number]["name"] == NOBODY, "the name stands")
    running.holds(members[leaving.number]["ended_at"] is not None, "still a member")
    running.holds((await debate.member.http.get("/session")).json()["person"] is None, "signed in")
    assert "Tôi đồng ý." in json.dumps(after, ensure_ascii=False), "others keep their words"
    return list(words.values())


async def _found_before(here: World, debate: Debate, words: dict[str, str], said: Said) -> None:
    """Each look can see, or it would see nothing afterwards either."""
    stood = {each.partition(" in ")[0] for each in await in_database(here, words)}
    assert set(words) - stood == {"file", "waiting file", "search"}, "they are in the database"
    assert {"file", "waiting file"} <= in_files(here, words)
    assert {"post", "edit", "everywhere"} <= await in_search(
        debate.owner, {at: words[at] for at in ("post", "edit", "everywhere")}
    )
    assert await had(here, said, debate.owner) == TO_ITS_READER


async def _nowhere(
    running: Promise, here: World, there: World, leaving: Leaving, said: Said, words: dict[str, str]
) -> None:
    debate = leaving.debate
    for place, world in (("here", here), ("there", there)):
        for who in (debate.owner, debate.outsider):
            found = await texts(world, said, who)
            for post_id in (*leaving.posts, *leaving.others):
                path = f"/posts/{post_id}"
                found[path] = (await at(world, who).http.get(path)).text
            proposal, *amendments = leaving.decided
            for path in (
                *amendments,
                *(f"{proposal}/{each}" for each in ("amendments", "record", "minutes")),
            ):
                found[path] = (await at(world, who).http.get(path)).text
            members = f"{debate.room}/members"
            found[members] = (await at(world, who).http.get(members)).text
            for way, text in found.items():
                left = {each for each, of in words.items() if of in text}
                running.holds(not left, f"{place}, {who.person['name']} has {left} by {way}")
            running.n += len(found) * len(words)
