"""Fifty moderators on a queue of 5,000 cases: each case is decided exactly once, in the table and in the journal."""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import TypeVar
from uuid import UUID

import msgspec

from moderation import acts, leasing
from moderation import queue as queues
from moderation.case import Act, Case, Stage
from moderation.deciding import Deciding
from moderation.queue import View
from moderation.reasons import Reason
from rooms.audit import Command
from rooms.errors import Busy, Conflict
from rooms.people import Person, Who
from rooms.store import Store
from tests.desk import desk, moderators
from tests.moderation.filling import filled, portal
from tests.world import Someone, World, new_key

T = TypeVar("T")

MODERATORS = 50
CASES = 5000
WATCHDOG_S = 1.0  # for a page of the queue; five times the bar
AT_CHECK = 300  # decided at the size of a check; the others stay in the queue
GOAL = AT_CHECK if os.environ.get("DIENHONG_SIZE", "check") == "check" else CASES


def key() -> UUID:
    return UUID(new_key())


class Worker:
    """A moderator who takes cases from the top of the queue until there is nothing left to take."""

    def __init__(self, store: Store, who: Who, chance: random.Random, tally: "Tally") -> None:
        self.store = store
        self.who = who
        self.chance = chance
        self.tally = tally

    async def work(self) -> None:
        """Look at the queue as everybody does, and work off some of what is seen, though others may have come first."""
        while self.tally.left > 0:
            page = await again(self._look)
            if not page:
                return
            for case in self.chance.sample(page, min(5, len(page))):
                if self.tally.left > 0 and await self._claimed(case.id):
                    await self._decide(case.id)

    async def _look(self) -> list[Case]:
        async with self.store.reading() as tx:
            page = await queues.queue(tx, self.who, View.WAITING, None)
        return page.cases

    async def _decide(self, case_id: int) -> None:
        act = self.chance.choice([Act.APPROVE, Act.HIDE, Act.REMOVE])
        rule = None if act == Act.APPROVE else Reason.SPAM
        deciding = Deciding(key(), act, rule, "Quảng cáo.")
        await again(lambda: self.store.run(acts.decide, self.who, case_id, deciding))
        self.tally.decided[case_id] += 1

    async def _claimed(self, case_id: int) -> bool:
        """Whether this one got it while it still waited."""
        command = Command(key())
        try:
            done = await again(lambda: self.store.run(leasing.claim, self.who, case_id, command))
        except Conflict as refused:
            if refused.reason != "case-claimed":
                raise
            self.tally.refused += 1
            return False
        if done.result.stage == Stage.OPEN:
            return True
        self.tally.late += 1
        command = Command(key())
        await again(lambda: self.store.run(leasing.release, self.who, case_id, command))
        return False


async def again(ask: Callable[[], Awaitable[T]]) -> T:
    """The answer, once the server has the time: what is sent again under its key is done once."""
    while True:
        try:
            return await ask()
        except Busy:
            await asyncio.sleep(0.1)


class Tally:
    """What all of them did together."""

    def __init__(self, goal: int) -> None:
        self.goal = goal
        self.decided: Counter[int] = Counter()
        self.refused = 0
        self.late = 0

    @property
    def left(self) -> int:
        return self.goal - self.decided.total()


async def test_no_case_is_decided_twice_and_none_is_lost(empty: str) -> None:
    async with portal(empty) as world:
        made = await filled(world, CASES)
        people = await moderators(world, *(f"Kiểm duyệt viên {n}" for n in range(MODERATORS)))
        await _a_page_is_quick(people[0])
        tally, store = Tally(GOAL), world.app.state.store
        workers = [
            Worker(store, Who(msgspec.convert(each.person, Person)), random.Random(n), tally)
            for n, each in enumerate(people)
        ]
        await asyncio.gather(*(worker.work() for worker in workers))
        assert tally.decided.total() >= GOAL, tally.decided.total()
        assert tally.refused + tally.late > 0, "they met"
        assert set(tally.decided.values()) == {1}
        await _once_in_table_and_journal(world, tally, made["room_id"])


async def _a_page_is_quick(someone: Someone) -> None:
    for view in ("waiting", "overdue", "review", "decided", "mine"):
        began = time.monotonic()
        page = await someone.get(f"/moderation/queue?view={view}")
        assert time.monotonic() - began < WATCHDOG_S, view
        if view == "waiting":
            assert (len(page["cases"]), page["more"], page["counts"]["waiting"]) == (
                50,
                True,
                CASES,
            )


async def _once_in_table_and_journal(world: World, tally: Tally, room_id: int) -> None:
    async with world.sql() as conn:
        by_case = await conn.fetch("select case_id, count(*) from moderation_act group by case_id")
        assert {row["case_id"]: row["count"] for row in by_case} == dict(tally.decided)
        stages = await conn.fetch("select stage, count(*) from moderation_case group by stage")
        decided = tally.decided.total()
        waiting = Counter(decided=decided, open=CASES - decided)
        assert Counter({row["stage"]: row["count"] for row in stages}) == waiting  # none is not 0
        told = await conn.fetch(
            "select (body->'case'->>'id')::bigint as id, count(*) from entry where room_id = $1 and kind = 'case.decided' group by 1",
            await desk(world),
        )
        assert {row["id"]: row["count"] for row in told} == dict(tally.decided)
        hidden = await conn.fetchval(
            "select count(*) from post where room_id = $1 and hidden_at is not null", room_id
        )
        acted = await conn.fetchval(
            "select count(*) from moderation_act where act in ('hide', 'remove')"
        )
        assert hidden == acted > 0
