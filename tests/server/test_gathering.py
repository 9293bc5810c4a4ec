"""Those who ask at the same time share a question to the database, and nobody gets another's answer."""

import asyncio
import contextlib
from typing import Any

import asyncpg
import pytest

from rooms.errors import Busy
from rooms.store import Store
from server import sights
from server.gathering import MOST, Gathered
from server.live.hub import Hub
from server.live.pages import Pages
from server.sights import Sights
from tests.debate import gather
from tests.world import World


class Asked:
    """Questions as they were put; answering one takes until it is let go."""

    def __init__(self) -> None:
        self.questions: list[list[int]] = []
        self.go = asyncio.Event()
        self.away = False

    async def answer(self, keys: list[int]) -> list[str]:
        self.questions.append(keys)
        await self.go.wait()
        if self.away:
            raise Busy("database-away", retry_after_s=2)
        return [f"câu trả lời {key}" for key in keys]


async def test_who_asks_meanwhile_shares_the_next_question() -> None:
    asked = Asked()
    gathered = Gathered(asked.answer)
    asking = [asyncio.create_task(gathered.ask(n % 400)) for n in range(800)]
    await asyncio.sleep(0)
    asked.go.set()
    assert await asyncio.gather(*asking) == [f"câu trả lời {n % 400}" for n in range(800)]
    assert asked.questions[0] == [0], "whoever is the first does not wait for others"
    assert sum(map(len, asked.questions[1:])) == 400
    assert len(asked.questions) <= 3
    assert max(map(len, asked.questions)) <= MOST
    assert await gathered.ask(7) == "câu trả lời 7"  # never an answer from before
    assert asked.questions[-1] == [7]


async def test_who_gives_up_takes_nothing_from_the_others() -> None:
    asked = Asked()
    gathered = Gathered(asked.answer)
    first, second = (asyncio.create_task(gathered.ask(1)) for _ in range(2))
    await asyncio.sleep(0.01)
    first.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await first
    asked.go.set()
    assert await second == "câu trả lời 1"


async def test_the_first_who_gives_up_leaves_those_behind_to_be_answered() -> None:
    asked = Asked()
    gathered = Gathered(asked.answer)
    first = asyncio.create_task(gathered.ask(1))
    await asyncio.sleep(0.01)
    others = [asyncio.create_task(gathered.ask(n)) for n in (1, 2)]
    await asyncio.sleep(0.01)
    first.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await first
    asked.go.set()
    async with asyncio.timeout(30):
        assert await asyncio.gather(*others) == ["câu trả lời 1", "câu trả lời 2"]
    assert asked.questions == [[1], [1, 2]]
    assert gathered.idle


async def test_a_refusal_reaches_also_those_who_wait_behind_it() -> None:
    asked = Asked()
    gathered = Gathered(asked.answer)
    first = asyncio.create_task(gathered.ask(1))
    await asyncio.sleep(0.01)
    second = asyncio.create_task(gathered.ask(2))
    await asyncio.sleep(0.01)
    asked.away = True
    asked.go.set()
    for task in (first, second):
        with pytest.raises(Busy):
            await task
    assert asked.questions == [[1]]
    asked.away = False
    assert await gathered.ask(2) == "câu trả lời 2"


async def test_a_room_that_many_open_at_once_is_read_once_and_each_sees_their_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sights, "KEPT_S", 60.0)  # on a busy machine one round takes longer
    debate = await gather(world)
    people = [debate.owner, debate.facilitator, debate.moderator, debate.member, debate.observer]
    await debate.member.do("PUT", f"{debate.room}/members/1/mute")
    seen_by: Sights = world.app.state.sights
    before = seen_by.read
    seen = await asyncio.gather(*(who.get(debate.room) for who in people * 4))
    assert seen_by.read - before == 1
    for who, room in zip(people * 4, seen, strict=True):
        assert room["me"]["number"] == debate.number(who)
        assert room["muted"] == ([1] if who is debate.member else [])
        assert [member["number"] for member in room["members"]] == [1, 2, 3, 4, 5]
    assert len({tuple(room["may"]) for room in seen}) > 2
    assert (await debate.outsider.http.get(debate.room)).status_code == 404
    await debate.say(debate.member)
    fresh = await debate.owner.get(debate.room)
    assert fresh["seq"] == seen[0]["seq"] + 1
    assert fresh["threads"][0]["posts"] == seen[0]["threads"][0]["posts"] + 1


async def test_those_who_stand_at_one_place_of_a_journal_read_it_together(world: World) -> None:
    debate = await gather(world)
    reads = 0
    first = await debate.head()
    for n in range(3):
        await debate.say(debate.member, f"Đã nói {n}")

    class Looking(Store):
        def looking(self) -> Any:
            nonlocal reads
            reads += 1
            return super().looking()

    async with asyncpg.create_pool(world.database_url, min_size=1, max_size=2) as pool:
        pages = Pages(Looking(pool))
        asked = [(debate.room_id, first)] * 30 + [(debate.room_id, first + 1)] * 30
        found = await asyncio.gather(*(pages.after(*place) for place in asked))
        assert reads <= 4, "the first goes at once, the others wait for the next"
        assert {tuple(entry.seq for entry in each) for each in found} == {
            (first + 1, first + 2, first + 3),
            (first + 2, first + 3),
        }
        await debate.say(debate.member, "Nói thêm")
        fresh = await pages.after(debate.room_id, first + 3)
        assert [entry.seq for entry in fresh] == [first + 4], "nothing is kept from before"


async def test_many_sockets_at_once_cost_a_few_questions(world: World) -> None:
    debate = await gather(world)
    hub: Hub = world.app.state.hub
    arrivals = world.app.state.gate.callers.arrivals
    before = arrivals.questions, hub.standings.places.questions
    async with contextlib.AsyncExitStack() as stack:
        opening = [stack.enter_async_context(world.live(who)) for who in
                   [debate.owner, debate.member, debate.observer] * 9]  # fmt: skip
        lines = await asyncio.gather(*opening)
        await asyncio.gather(*(line.recv() for line in lines))
        assert len(lines) == 27
    assert 0 < arrivals.questions - before[0] < 27
    assert hub.standings.places.questions == before[1], "it came with the session"
