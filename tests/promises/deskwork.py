"""Random histories of the queue: moderators, a few posts, and whatever may be done about them, often several at the same moment."""

import asyncio
import json
import random
from typing import Any
from uuid import UUID

import msgspec

from moderation import acts, bans, leasing, merging, queue, reports, reviews
from moderation.bans import Proposing, Seconding
from moderation.case import WORDS, Act
from moderation.deciding import Deciding
from moderation.merging import Regrouping
from moderation.queue import View
from moderation.reasons import Reason
from moderation.reports import Reporting
from moderation.reviews import Asking, Ruling
from rooms import entries, journal
from rooms.audit import Command
from rooms.errors import Refused
from rooms.people import Person, Who
from rooms.store import Store
from tests.desk import desk
from tests.moderation.filling import filled
from tests.moderation.requesting import owners
from tests.promises.requesting import Requesting
from tests.world import Someone, World, new_key

Json = dict[str, Any]


def key() -> UUID:
    return UUID(new_key())


def who(someone: Someone) -> Who:
    return Who(msgspec.convert(someone.person, Person))


class Desk(Requesting):
    """Moderators, a few posts of one author, and whatever may be done about them, at random."""

    STEPS = (
        "request",
        "request",
        "answer",
        "answer",
        "answer_second",
        "propose",
        "second",
        "second",
        "report",
        "report",
        "claim",
        "claim",
        "claim",
        "release",
        "merge",
        "merge",
        "split",
        "decide",
        "decide",
        "act",
        "ask",
        "rule",
        "rule",
    )

    def __init__(self, world: World, chance: random.Random, room_id: int) -> None:
        self.store: Store = world.app.state.store
        self.chance = chance
        self.room_id = room_id
        self.author: Who
        self.readers: list[Who] = []
        self.moderators: list[Who] = []
        self.posts: list[int] = []
        self.n = 0

    async def go_on(self) -> None:
        """One step, or a few at the same moment."""
        steps = self.chance.choices(self.STEPS, k=self.chance.choice((1, 1, 2, 4)))
        await asyncio.gather(*map(self._tried, steps))

    async def _tried(self, step: str) -> None:
        self.n += 1
        try:
            await getattr(self, f"_{step}")()
        except Refused:
            return

    async def _case(self) -> int:
        async with self.store.looking() as tx:
            ids = [
                row["id"]
                for row in await tx.conn.fetch(
                    "select id from moderation_case where post_id = any($1::bigint[]) or asked is not null",
                    self.posts,
                )
            ]
        case_id: int = self.chance.choice(ids)
        return case_id

    async def _held(self, *, leading: bool = False) -> tuple[Who, int]:
        """A case that somebody holds, mostly, and who. `leading`: others wait under it."""
        async with self.store.looking() as tx:
            query = "select id, claimed_by from moderation_case where claimed_by is not null and (leads > 0 or not $1)"
            rows = await tx.conn.fetch(query, leading)
        if not rows:
            return self.chance.choice(self.moderators), await self._case()
        row = self.chance.choice(rows)
        return next(each for each in self.moderators if each.id == row["claimed_by"]), row["id"]

    def _deciding(self) -> Deciding:
        act = self.chance.choice(sorted(WORDS))
        reason = (
            self.chance.choice(list(Reason)) if act in {Act.HIDE, Act.REMOVE, Act.EDIT} else None
        )
        return Deciding(key(), act, reason)

    async def _report(self) -> None:
        told = Reporting(key(), self.chance.choice(list(Reason)), "Xem giúp.")
        await self.store.run(
            reports.report, self.chance.choice(self.readers), self.chance.choice(self.posts), told
        )

    async def _claim(self) -> None:
        await self.store.run(
            leasing.claim, self.chance.choice(self.moderators), await self._case(), Command(key())
        )

    async def _release(self) -> None:
        holder, case_id = await self._held()
        await self.store.run(leasing.release, holder, case_id, Command(key()))

    async def _merge(self) -> None:
        holder, case_id = await self._held()
        others = [await self._case() for _ in range(self.chance.choice((1, 1, 2, 4)))]
        await self.store.run(merging.merge, holder, case_id, Regrouping(key(), cases=others))

    async def _split(self) -> None:
        holder, case_id = await self._held(leading=True)
        others = [await self._case() for _ in range(40)]
        await self.store.run(merging.split, holder, case_id, Regrouping(key(), cases=others))

    async def _decide(self) -> None:
        holder, case_id = await self._held()
        await self.store.run(acts.decide, holder, case_id, self._deciding())

    async def _act(self) -> None:
        moderator = self.chance.choice(self.moderators)
        await self.store.run(acts.act, moderator, self.chance.choice(self.posts), self._deciding())

    async def _propose(self) -> None:
        holder, case_id = await self._held()
        proposing = Proposing(key(), self.chance.choice(list(Reason)))
        await self.store.run(bans.propose, holder, case_id, proposing)

    async def _second(self) -> None:
        async with self.store.looking() as tx:
            case_id = await tx.conn.fetchval(
                "select max(id) from moderation_case where stage = 'proposed'"
            )
        second = self.chance.choice(self.moderators)
        await self.store.run(leasing.claim, second, case_id or 0, Command(key()))
        seconding = Seconding(key(), self.chance.choice([True, False]))
        await self.store.run(bans.second, second, case_id, seconding)

    async def _ask(self) -> None:
        if self.chance.random() < 0.3:
            await self._ask_again()
        async with self.store.looking() as tx:
            act_id = await tx.conn.fetchval(
                "select max(act_id) from moderation_case where act_id is not null and post_id = $1",
                self.chance.choice(self.posts),
            )
        if act_id is not None:
            await self.store.run(reviews.ask, self.author, act_id, Asking(key(), "Xin xem lại."))

    async def _rule(self) -> None:
        async with self.store.looking() as tx:
            rows = await tx.conn.fetch(
                "select id, acted_by from moderation_case where stage = 'review'"
            )
        if not rows:
            return
        row = self.chance.choice(rows)
        other = self.chance.choice([each for each in self.moderators if each.id != row["acted_by"]])
        await self.store.run(leasing.claim, other, row["id"], Command(key()))
        await self.store.run(
            reviews.rule, other, row["id"], Ruling(key(), self.chance.random() < 0.5)
        )

    async def look(self) -> Json:
        async with self.store.reading() as tx:
            found = await queue.queue(tx, self.moderators[0], View.WAITING, None)
        seen: Json = json.loads(msgspec.json.encode(found))
        return seen

    async def since(self, seq: int, until: int) -> list[Json]:
        async with self.store.looking() as tx:
            found = await entries.after(tx, self.room_id, seq, 10_000, 1 << 30)
        told = [json.loads(journal.frame(entry)) for entry in found]
        return [entry for entry in told if entry["seq"] <= until]


async def gathered(world: World, chance: random.Random) -> Desk:
    made = await filled(world, 0)
    room_id, author = made["room_id"], made["author"]
    about = {"title": "Dữ liệu mở", "description": "", "visibility": "public"}
    await author.do("PUT", f"/rooms/{room_id}", **about)
    at = Desk(world, chance, await desk(world))
    at.author = who(author)
    at.posts = [
        (await world.reply(author, made["thread_id"], f"Lời thứ {n}."))["result"]["id"]
        for n in range(60)
    ]
    at.moderators = [who(each) for each in await owners(world, "Một", "Hai", "Ba")]
    at.askers = [who(each) for each in await world.crowd(12)]
    at.readers = [who(each) for each in await world.crowd(3)]
    for post_id in at.posts:  # more than one page, from the beginning
        await at.store.run(reports.report, at.readers[0], post_id, Reporting(key(), Reason.SPAM))
    return at
