"""P4 of consultations: old counts and comments and the entries of the room since then are fresh ones, whatever was done, also at once."""

import asyncio
import contextlib
import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from rooms.audit import Command
from rooms.errors import Refused
from rooms.people import Who
from rooms.proposals.anchoring import commenting
from rooms.proposals.anchoring.commenting import Commenting, Passage
from rooms.proposals.consulting import consultations, disposing
from rooms.proposals.consulting.consultations import Consulting
from rooms.proposals.consulting.disposing import Disposing, SettingAside
from rooms.store import Store
from tests import consultation_reducer as reducer
from tests.debate import Debate, cast, gather
from tests.promises.conftest import Promising
from tests.promises.scene import key, who
from tests.promises.test_snapshots import OF_CONSULTATIONS, since
from tests.rooms.proposals.commented import over
from tests.rooms.proposals.tabling import NEXT, TEXT, Table, opened
from tests.world import World

Json = dict[str, Any]
ROLES = ("owner", "facilitator", "moderator", "member")


class Life:
    """Comments and consultations of one proposal, at random."""

    STEPS = (
        "comment",
        "comment",
        "comment",
        "begin",
        "answer",
        "answer",
        "aside",
        "end",
        "publish",
    )

    def __init__(self, store: Store, table: Table, chance: random.Random) -> None:
        self.store, self.table, self.chance = store, table, chance
        self.people = [who(table.debate.who(role)) for role in ROLES]
        self.version, self.posts, self.rounds, self.n = 1, list[int](), 0, 0

    async def go_on(self) -> None:
        """One step, or a few at the same moment."""
        steps = self.chance.choices(self.STEPS, k=self.chance.choice((1, 2, 4)))
        await asyncio.gather(*(self._tried(step) for step in steps))

    async def _tried(self, step: str) -> None:
        self.n += 1
        with contextlib.suppress(Refused):
            await getattr(self, step)(self.chance.choice(self.people))

    async def comment(self, someone: Who) -> None:
        text = TEXT if self.version % 2 else NEXT
        passage = Passage(text.index("Cơ quan"), "Cơ quan") if self.n % 2 else None
        said = Commenting(key(), self.version, 2, f"Ý kiến {self.n}.", passage)
        done = await self.store.run(commenting.comment, someone, self.table.id, said, "<p>Ý.</p>")
        self.posts.append(done.result.id)

    async def begin(self, someone: Who) -> None:
        until = datetime.now(UTC) + timedelta(days=1)
        line = await self.store.run(
            consultations.begin, someone, self.table.id, Consulting(key(), self.version, until)
        )
        self.rounds = line.result.number

    async def answer(self, someone: Who) -> None:
        kinds: list[Literal["accepted", "partly", "explained"]] = [
            "accepted",
            "partly",
            "explained",
        ]
        kind = self.chance.choice(kinds)
        answer = Disposing(key(), kind, f"Lý do {self.n}.", self.chance.choice([0, 0, 1, 2]))
        post = self.chance.choice(self.posts or [0])
        await self.store.run(disposing.dispose, someone, self.table.id, post, answer)

    async def aside(self, someone: Who) -> None:
        post, why = self.chance.choice(self.posts or [0]), SettingAside(key(), "Lạc đề.")
        await self.store.run(disposing.set_aside, someone, self.table.id, post, why)

    async def end(self, someone: Who) -> None:
        await over(self.table)
        why = SettingAside(key(), "Hết hạn.")
        for post in self.posts:
            with contextlib.suppress(Refused):
                await self.store.run(disposing.set_aside, self.people[0], self.table.id, post, why)
                why = SettingAside(key(), "Hết hạn.")
        await self.store.run(
            consultations.close, someone, self.table.id, self.rounds, Command(key())
        )

    async def publish(self, _: Who) -> None:
        with contextlib.suppress(AssertionError):  # another was quicker
            line = await self.table.publish(TEXT if self.version % 2 == 0 else NEXT)
            self.version = line["version"]


async def page(table: Table) -> tuple[Json, list[Json]]:
    """The counts and all comments; there are fewer than a page."""
    counts = await table.author.get(f"{table.path}/consultation")
    comments = await table.author.get(f"{table.path}/comments")
    assert not comments["more"]
    return counts, reducer.bare(comments)


def untimed(lines: list[Json]) -> list[Json]:
    """Consultations without the times by which this test lets them be over."""
    return [
        {name: line[name] for name in line if name not in {"opened_at", "closes_at"}}
        for line in lines
    ]


async def test_old_comments_and_the_entries_are_fresh_comments(
    world: World, promise: Promising
) -> None:
    store: Store = world.app.state.store
    people = await cast(world)
    with promise("P4 of consultations") as running:
        seen: set[str] = set()
        running.facts = {"compared": 0, "commands": 0}
        enough = running.of(check=3, nightly=150, full=2_000)
        while running.left_s and (
            running.n < enough or (seen < OF_CONSULTATIONS and running.n < enough + 50)
        ):
            debate: Debate = await gather(world, people)
            life = Life(store, await opened(debate, debate.member), running.random)
            olds = []
            for _ in range(4):
                olds.append(await page(life.table))
                for _ in range(4):
                    await life.go_on()
            fresh, comments = await page(life.table)
            for counts, old in olds:
                told = await since(store, debate.room_id, counts["seq"])
                seen |= {entry["event"]["type"] for entry in told} & OF_CONSULTATIONS
                got = reducer.after(life.table.id, counts["consultations"], old, told)
                for name, mine, now in (
                    ("consultations", untimed(got[0]), untimed(fresh["consultations"])),
                    ("comments", got[1], comments),
                ):
                    if json.dumps(mine) != json.dumps(now):
                        running.violated(f"{name} are {mine}, not {now}")
                running.facts["compared"] += 1
            running.facts["commands"] += life.n
            running.n += 1
        for kind in sorted(OF_CONSULTATIONS - seen):
            running.violated(f"no history has {kind}")
