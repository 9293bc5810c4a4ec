"""P4 of arguments: columns that were read once and the entries of the room since then are the columns of now, whatever was done, also at once."""

import asyncio
import contextlib
import json
import random
from typing import Any

import msgspec

from rooms import positions, posts
from rooms.audit import Command
from rooms.draft import Draft
from rooms.errors import Refused
from rooms.people import Who
from rooms.positions import Side, Taking
from rooms.post import Kind
from rooms.posts import Correction, Retraction
from rooms.proposals.arguing import answering, columns, reusing
from rooms.proposals.arguing.answering import Marking
from rooms.proposals.arguing.argument import Column, Stance
from rooms.proposals.arguing.columns import Order, Wanted
from rooms.proposals.arguing.reusing import TakingUp
from rooms.store import Store
from tests import moderated
from tests.argument_reducer import Columns
from tests.debate import Debate, cast, gather
from tests.promises import proposing
from tests.promises.conftest import Promising
from tests.promises.scene import Scene, key, who
from tests.promises.test_snapshots import since
from tests.world import World

Json = dict[str, Any]
KINDS = {"argument.reused", "argument.released", "argument.answered", "argument.reopened"}


class Life:
    """A proposal that is argued about, and whatever may be said, marked and taken up, at random."""

    STEPS = (
        "say", "say", "say", "say", "elsewhere", "reply", "reply", "reply", "stand", "stand", "stand", "edit", "retract", "hide",
        "take_up", "take_up", "put_back", "mark", "mark", "mark", "reopen", "reopen",
    )  # fmt: skip

    def __init__(self, store: Store, debate: Debate, chance: random.Random) -> None:
        self.store, self.debate, self.chance = store, debate, chance
        self.people = [who(debate.who(role)) for role in ("owner", "facilitator", "moderator", "member")]  # fmt: skip
        self.id: int = 0
        self.n = 0
        self.thread_id: int = 0
        self.first_post: int = 0
        self.said: list[int] = []
        self.elsewhere_said: list[int] = [debate.post_id]
        self.used: list[tuple[Who, int]] = []
        self.replies: list[tuple[int, int]] = []
        self.marked: list[tuple[Who, int]] = []

    async def begin(self) -> None:
        self.id = int(await proposing.opened(Scene(self.debate.world, self.debate)))
        async with self.store.reading() as tx:
            told = await columns.summary(tx, self.people[0], self.id)
            self.first_post = told.first_post
            self.thread_id = await tx.conn.fetchval(
                "select thread_id from proposal where id = $1", self.id
            )
        await self.say(self.people[0], 0)

    async def go_on(self) -> None:
        """One step, or a few at the same moment."""
        steps = self.chance.choices(self.STEPS, k=self.chance.choice((1, 2, 4)))
        await asyncio.gather(*(self._tried(step) for step in steps))

    async def _tried(self, step: str) -> None:
        self.n += 1
        someone, post_id = self.chance.choice(self.people), self.chance.choice(self.said)
        with contextlib.suppress(Refused):
            await getattr(self, step)(someone, post_id)

    async def _say(self, someone: Who, thread_id: int, kind: str, parent_id: int | None) -> int:
        draft = Draft(key(), f"Ý {self.n}", Kind(kind), parent_id)
        html = f"<p>Ý {self.n}</p>"
        return (await self.store.run(posts.reply, someone, thread_id, draft, html)).result.id

    async def say(self, someone: Who, _: int) -> None:
        kind = self.chance.choice(["support", "critique", "critique", "question", "opinion"])
        parent = self.chance.choice([None, self.first_post])
        self.said.append(await self._say(someone, self.thread_id, kind, parent))

    async def elsewhere(self, someone: Who, _: int) -> None:
        found = await self._say(someone, self.debate.thread_id, "opinion", None)
        self.elsewhere_said.append(found)

    async def reply(self, someone: Who, post_id: int) -> None:
        kind = self.chance.choice(["evidence", "critique", "opinion"])
        self.replies.append((post_id, await self._say(someone, self.thread_id, kind, post_id)))

    async def stand(self, someone: Who, post_id: int) -> None:
        taking = Taking(key(), self.chance.choice(list(Side)))
        await self.store.run(positions.take, someone, post_id, taking)

    async def edit(self, someone: Who, post_id: int) -> None:
        correction = Correction(key(), f"Sửa {self.n}", Kind(self.chance.choice(["support", "critique", "opinion"])), 1)  # fmt: skip
        await self.store.run(posts.edit, someone, post_id, correction, f"<p>Sửa {self.n}</p>")

    async def retract(self, someone: Who, post_id: int) -> None:
        if self.chance.random() < 0.3:
            post_id = self.chance.choice(self.replies)[1] if self.replies else post_id
        await self.store.run(posts.retract, someone, post_id, Retraction(key()))

    async def hide(self, _: Who, post_id: int) -> None:
        if self.chance.random() < 0.3:
            await moderated.hide(self.store, post_id)

    async def take_up(self, someone: Who, _: int) -> None:
        post_id = self.chance.choice(self.elsewhere_said)
        taking = TakingUp(key(), self.chance.choice(list(Stance)))
        await self.store.run(reusing.take_up, someone, self.id, post_id, taking)
        self.used.append((someone, post_id))

    async def put_back(self, someone: Who, post_id: int) -> None:
        someone, post_id = self.chance.choice(self.used or [(someone, post_id)])
        await self.store.run(reusing.put_back, someone, self.id, post_id, Command(key()))

    async def mark(self, _: Who, post_id: int) -> None:
        post_id, answer_id = self.chance.choice(self.replies or [(post_id, post_id)])
        author = self.people[3]
        await self.store.run(answering.mark, author, self.id, post_id, Marking(key(), answer_id))
        self.marked.append((author, post_id))

    async def reopen(self, someone: Who, post_id: int) -> None:
        marker, post_id = self.chance.choice(self.marked or [(someone, post_id)])
        someone = self.chance.choice([someone, someone, marker])
        await self.store.run(answering.reopen, someone, self.id, post_id, Command(key()))

    async def read(self) -> tuple[int, list[Json], Json]:
        """The number of the journal, all lines, and the counts, at one moment."""
        found: list[Json] = []
        async with self.store.reading() as tx:
            reader = self.chance.choice(self.people)
            for column in Column:
                wanted = Wanted(column, Order.TIME)
                while True:
                    page = await columns.column(tx, reader, self.id, wanted)
                    found += json.loads(msgspec.json.encode(page.arguments))
                    if not page.more:
                        break
                    wanted = Wanted(column, Order.TIME, after=page.arguments[-1].id)
            told = await columns.summary(tx, reader, self.id)
        return told.seq, found, json.loads(msgspec.json.encode(told))


async def test_columns_once_read_and_the_entries_are_the_columns_of_now(
    world: World, promise: Promising
) -> None:
    store: Store = world.app.state.store
    people = await cast(world)
    with promise("P4 of arguments") as running:
        seen: set[str] = set()
        running.facts = {"compared": 0, "commands": 0}
        enough = running.of(check=6, nightly=300, full=5_000)
        while running.left_s and (running.n < enough or (seen < KINDS and running.n < enough + 50)):
            life = Life(store, await gather(world, people), running.random)
            await life.begin()
            olds = []
            for _ in range(5):
                olds.append((await life.read())[:2])
                for _ in range(6):
                    await life.go_on()
            _, lines, told = await life.read()
            for difference in _counted(lines, told):
                running.violated(difference)
            for seq, found in olds:
                entries = await since(store, life.debate.room_id, seq)
                seen |= {entry["event"]["type"] for entry in entries}
                after = Columns(life.id, life.thread_id, life.first_post, found)
                after.apply(entries)
                for difference in _differences(after.lines, {line["id"]: line for line in lines}):
                    running.violated(difference)
                running.facts["compared"] += 1
            running.facts["commands"] += life.n
            running.n += 1
        for kind in sorted(KINDS - seen):
            running.violated(f"no history has {kind}")


def _differences(after: dict[int, Json], now: dict[int, Json]) -> list[str]:
    if set(after) != set(now):
        return [f"{set(after) ^ set(now)} stand in one of both alone"]
    return [
        f"{id_}: {name} is {value}, not {now[id_][name]}"
        for id_, line in after.items()
        for name, value in line.items()
        if name not in {"replies", "mine", "seq"} and value != now[id_][name]
    ]


def _counted(lines: list[Json], told: Json) -> list[str]:
    """Whether the summary says of the columns what they say themselves."""
    open_ = [line for line in lines if line["answer_id"] is None]
    objections = [line for line in open_ if line["column"] == "critique"]
    counts = {
        "supports": sum(line["column"] == "support" for line in lines),
        "critiques": sum(line["column"] == "critique" for line in lines),
        "unanswered": len(objections),
        "questions": sum(line["column"] == "question" for line in lines),
        "open_questions": sum(line["column"] == "question" for line in open_),
    }
    top = max((line["strength"] for line in objections), default=None)
    said = told["strongest"] and told["strongest"]["strength"]
    wrong = [] if told["counts"] == counts else [f"counted {told['counts']}, not {counts}"]
    return wrong if said == top else [*wrong, f"the strongest has {said}, not {top}"]
