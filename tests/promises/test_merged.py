"""Several moderators at once report, claim, merge, split, decide and let go at random: each case is decided once, and none is lost."""

import asyncio
import json
import random
from collections import Counter
from uuid import UUID

import msgspec

from moderation import acts, leasing, merging, queue, reports
from moderation.case import Act, Case
from moderation.deciding import Deciding
from moderation.merging import Regrouping
from moderation.queue import View
from moderation.reasons import Reason
from moderation.reports import Reporting
from rooms.audit import Command
from rooms.errors import Refused
from rooms.people import Person, Who
from rooms.store import Store
from tests.desk import desk, moderators
from tests.moderation.filling import filled, portal
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.world import Someone, World, new_key

CASES = 60
STEPS = ("report", "claim", "claim", "claim", "merge", "merge", "merge", "split", "decide", "release")  # fmt: skip


TOLD = """
select distinct on (id) (body->'case'->>'id')::bigint as id, body->>'case' as line
from entry
where room_id = $1 and body->'case' is not null
order by id, seq desc
"""
# Who saw a case wait a moment ago may hold it once it is decided, and act on it again: that is no second decision of what waited.
DECIDED = """
select count(e.seq) as n
from moderation_case c
left join entry e on e.room_id = $1 and e.kind = 'case.decided' and (e.body->'case'->>'id')::bigint = c.id and e.body->>'was' = 'open'
group by c.id
"""
WRONG = """
select l.id
from moderation_case l left join moderation_case c on c.within = l.id and c.stage = 'open'
group by l.id
having l.leads <> count(c.id)
    or (l.leads > 0 and (l.led_rank <> greatest(l.rank, max(c.rank)) or l.led_due_at <> least(l.due_at, min(c.due_at))))
    or (l.within is not null and l.leads > 0)
"""


def key() -> UUID:
    return UUID(new_key())


def who(someone: Someone) -> Who:
    return Who(msgspec.convert(someone.person, Person))


class Shift:
    """Moderators, some of whom report as well, and the cases that wait."""

    def __init__(
        self, world: World, chance: random.Random, people: list[Who], posts: list[int]
    ) -> None:
        self.world = world
        self.store: Store = world.app.state.store
        self.chance = chance
        self.people = people
        self.posts = posts
        self.done: Counter[str] = Counter()

    async def go_on(self) -> None:
        """A few steps at the same moment, each by somebody who has just looked at the queue."""
        await asyncio.gather(*map(self._tried, self.chance.choices(STEPS, k=6)))

    async def _tried(self, step: str) -> None:
        me = self.chance.choice(self.people)
        try:
            await getattr(self, f"_{step}")(me)
        except Refused as refused:
            self.done[refused.reason] += 1
        else:
            self.done[step] += 1

    async def seen(self, me: Who, view: View) -> list[Case]:
        async with self.store.reading() as tx:
            return (await queue.queue(tx, me, view, None)).cases

    async def _report(self, me: Who) -> None:
        reporting = Reporting(key(), self.chance.choice(list(Reason)), "Xem giúp.")
        await self.store.run(reports.report, me, self.chance.choice(self.posts), reporting)

    async def _claim(self, me: Who) -> None:
        waiting = await self.seen(me, View.WAITING)
        case_id = self._one(waiting[:12])
        await self.store.run(leasing.claim, me, case_id, Command(key()))

    async def _merge(self, me: Who) -> None:
        mine, waiting = await self.seen(me, View.MINE), await self.seen(me, View.WAITING)
        others = self.chance.sample(waiting, min(len(waiting), self.chance.choice((1, 2, 3))))
        regrouping = Regrouping(key(), cases=[each.id for each in others])
        await self.store.run(merging.merge, me, self._one(mine), regrouping)

    async def _split(self, me: Who) -> None:
        lead = self._one([each for each in await self.seen(me, View.MINE) if each.leads])
        async with self.store.looking() as tx:
            under = await tx.conn.fetchval(
                "select array_agg(id) from moderation_case where within = $1", lead
            )
        if under is None:  # somebody split or decided them meanwhile
            return
        regrouping = Regrouping(key(), cases=self.chance.sample(under, 1))
        await self.store.run(merging.split, me, lead, regrouping)

    async def _decide(self, me: Who) -> None:
        mine = await self.seen(me, View.MINE)
        await self.store.run(acts.decide, me, self._one(mine), self.deciding())

    async def _release(self, me: Who) -> None:
        mine = await self.seen(me, View.MINE)
        await self.store.run(leasing.release, me, self._one(mine), Command(key()))

    def deciding(self) -> Deciding:
        act = self.chance.choice([Act.APPROVE, Act.HIDE, Act.REMOVE])
        return Deciding(key(), act, None if act == Act.APPROVE else Reason.SPAM)

    def _one(self, mine: list[Case]) -> int:
        return self.chance.choice(mine).id if mine else 0


async def test_each_case_is_decided_once_and_none_is_lost(empty: str, promise: Promising) -> None:
    with promise("merged cases") as running:
        async with portal(empty) as world:
            shift = await _begun(world, running.random)
            while running.left_s and running.n < running.of(check=120, nightly=4000):
                await shift.go_on()
                running.n += 1
                if running.n % 20 == 0:
                    await _as_it_was_told(world, running)
            merged = shift.done["merge"] + shift.done["split"]
            running.holds(
                merged > 0 and shift.done["decide"] > 0, f"too little was done: {shift.done}"
            )
            await _worked_off(shift)
            await _as_it_was_told(world, running)
            async with world.app.state.store.reading() as tx:
                decided = await tx.conn.fetch(DECIDED, await desk(world))
            running.holds(len(decided) >= CASES, "cases are there")
            for row in decided:
                running.holds(row["n"] == 1, f"a case was decided {row['n']} times")
            running.facts = dict(shift.done)


async def _begun(world: World, chance: random.Random) -> Shift:
    made = await filled(world, CASES)
    async with world.sql() as conn:
        await conn.execute("update room set visibility = 'public' where id = $1", made["room_id"])
        posts = [row["post_id"] for row in await conn.fetch("select post_id from moderation_case")]
    people = await moderators(world, "Một", "Hai", "Ba", "Bốn")
    return Shift(world, chance, [who(each) for each in people], posts)


async def _worked_off(shift: Shift) -> None:
    """All let go of what they hold; somebody who reported nothing takes from the queue what is there, until nothing is."""
    for me in shift.people:
        for case in await shift.seen(me, View.MINE):
            await shift.store.run(leasing.release, me, case.id, Command(key()))
    (last,) = [who(each) for each in await moderators(shift.world, "Người cuối")]
    while waiting := await shift.seen(last, View.WAITING):
        await shift.store.run(leasing.claim, last, waiting[0].id, Command(key()))
        await shift.store.run(acts.decide, last, waiting[0].id, Deciding(key(), Act.APPROVE))


async def _as_it_was_told(world: World, running: Promise) -> None:
    """The last entry of each case is its line; what leads others counts them, with the earliest clock and the highest place of all."""
    room_id = await desk(world)
    async with world.app.state.store.reading() as tx:
        told = await tx.conn.fetch(TOLD, room_id)
        lines = await tx.all(Case, queue.q["lines"], [row["id"] for row in told])
        wrong = await tx.conn.fetch(WRONG)
    for row, line in zip(told, lines, strict=True):
        fresh = json.loads(msgspec.json.encode(line))
        running.holds(json.loads(row["line"]) == fresh, f"told {row['line']}, is {fresh}")
    for row in wrong:
        running.violated(f"case {row['id']} does not lead what is under it")
