"""P4 of proposals: an old page and the entries of the room since then are a fresh page, whatever was done, also at once."""

import asyncio
import contextlib
import json
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from rooms.audit import Command
from rooms.errors import Refused
from rooms.people import Who
from rooms.proposals import authors, drafting, presenting, staging, supporting, views
from rooms.proposals.articles import Article
from rooms.proposals.consulting import consultations
from rooms.proposals.consulting.consultations import Consulting
from rooms.proposals.drafting import Beginning, Saving
from rooms.proposals.presenting import Presenting, Publishing, Shown
from rooms.proposals.stages import Stage
from rooms.proposals.staging import Advancing, Leaving
from rooms.proposals.supporting import Giving
from rooms.store import Store
from tests import proposal_reducer
from tests.debate import Debate, cast, gather
from tests.promises.conftest import Promising
from tests.promises.scene import key, who
from tests.promises.test_snapshots import since
from tests.world import World

Json = dict[str, Any]
OF_PAGE = ("proposal", "versions", "stages", "supported", "consultation", "seq")
KINDS = {
    "consultation.opened",
    "draft.saved",
    "proposal.opened",
    "proposal.versioned",
    "proposal.staged",
    "support.given",
    "support.withdrawn",
}


class Life:
    """Proposals of one room, and whatever may be done with them, at random."""

    STEPS: tuple[str, ...] = (
        "begin", "open", "open", "save", "save", "publish", "publish", "publish", "lead", "withdraw", "reopen", "reopen",
        "give", "give", "give", "give", "take_back", "take_back", "invite", "leave", "consult",
    )  # fmt: skip

    def __init__(self, store: Store, debate: Debate, chance: random.Random) -> None:
        self.store = store
        self.room_id = debate.room_id
        self.people = [
            who(debate.who(role)) for role in ("owner", "facilitator", "moderator", "member")
        ]
        self.chance = chance
        self.made: list[int] = []
        self.given: list[tuple[Who, int]] = []
        self.n = 0

    async def go_on(self) -> None:
        """One step, or a few at the same moment."""
        await asyncio.gather(
            *(
                self._tried(step)
                for step in self.chance.choices(self.STEPS, k=self.chance.choice((1, 2, 4)))
            )
        )

    async def _tried(self, step: str) -> None:
        self.n += 1
        someone, id_ = self.chance.choice(self.people), self.chance.choice(self.made or [0])
        with contextlib.suppress(Refused):
            await getattr(self, step)(someone, id_)

    async def begin(self, someone: Who, _: int) -> None:
        if len(self.made) < 3:
            beginning = Beginning(key(), f"Đề xuất {self.n}", f"Điều {self.n}.")
            self.made.append(
                (await self.store.run(drafting.begin, someone, self.room_id, beginning)).result.id
            )

    async def _draft(self, someone: Who, id_: int) -> tuple[int, list[Shown]]:
        async with self.store.looking() as tx:
            draft = await views.draft(tx, someone, id_, None)
        return draft.number, [Shown(Article("", 0, draft.text), "<p>…</p>")]

    async def open(self, someone: Who, id_: int) -> None:
        number, pieces = await self._draft(someone, id_)
        said = Presenting(key(), number, "Vì sao.")
        await self.store.run(presenting.present, someone, id_, said, "<p>Vì sao.</p>", pieces)

    async def save(self, someone: Who, id_: int) -> None:
        number, _ = await self._draft(someone, id_)
        saving = Saving(key(), f"Đề xuất {self.n}", f"Điều {self.n}.", number)
        await self.store.run(drafting.save, someone, id_, saving)

    async def publish(self, someone: Who, id_: int) -> None:
        await self.save(someone, id_)
        number, pieces = await self._draft(someone, id_)
        await self.store.run(
            presenting.publish, someone, id_, Publishing(key(), number, "Sửa."), pieces
        )

    async def lead(self, someone: Who, id_: int) -> None:
        stage = self.chance.choice([Stage.AMENDMENTS, Stage.FROZEN])
        await self.store.run(staging.advance, someone, id_, Advancing(key(), stage))

    async def withdraw(self, someone: Who, id_: int) -> None:
        await self.store.run(staging.withdraw, someone, id_, Leaving(key(), "Cần sửa"))

    async def reopen(self, someone: Who, id_: int) -> None:
        await self.store.run(staging.reopen, someone, id_, Leaving(key(), "Đã sửa"))

    async def consult(self, someone: Who, id_: int) -> None:
        async with self.store.reading() as tx:
            version = (await views.snapshot(tx, someone, id_)).proposal.version
        consulting = Consulting(key(), version, datetime.now(UTC) + timedelta(days=1))
        await self.store.run(consultations.begin, someone, id_, consulting)

    async def give(self, someone: Who, id_: int) -> None:
        async with self.store.reading() as tx:
            version = (await views.snapshot(tx, someone, id_)).proposal.version
        await self.store.run(supporting.give, someone, id_, Giving(key(), version))
        self.given.append((someone, id_))

    async def take_back(self, someone: Who, id_: int) -> None:
        someone, id_ = self.chance.choice(self.given or [(someone, id_)])
        await self.store.run(supporting.take_back, someone, id_, Command(key()))

    async def invite(self, someone: Who, id_: int) -> None:
        await self.store.run(
            authors.invite, someone, id_, self.chance.randint(1, 5), Command(key())
        )

    async def leave(self, someone: Who, id_: int) -> None:
        await self.store.run(authors.leave, someone, id_, Command(key()))


async def pages(store: Store, life: Life) -> tuple[Json, list[tuple[Who, Json]]]:
    """The list, and each opened proposal as somebody reads it."""
    someone = life.chance.choice(life.people)
    async with store.reading() as tx:
        listed = await views.listing(tx, someone, life.room_id, None)
    found = []
    for line in listed.proposals:
        reader = life.chance.choice(life.people)
        async with store.reading() as tx:
            found.append(
                (reader, json.loads(msgspec.json.encode(await views.snapshot(tx, reader, line.id))))
            )
    return json.loads(msgspec.json.encode(listed)), found


async def test_an_old_page_and_the_entries_are_a_fresh_page(
    world: World, promise: Promising
) -> None:
    store: Store = world.app.state.store
    people = await cast(world)
    with promise("P4 of proposals") as running:
        seen: set[str] = set()
        running.facts = {"compared": 0, "commands": 0}
        enough = running.of(check=6, nightly=300, full=5_000)
        while running.left_s and (running.n < enough or (seen < KINDS and running.n < enough + 50)):
            life = Life(store, await gather(world, people), running.random)
            await life.begin(life.people[3], 0)
            await life.open(life.people[3], life.made[0])
            olds = []
            for _ in range(5):
                olds.append(await pages(store, life))
                for _ in range(4):
                    await life.go_on()
            fresh_list, _ = await pages(store, life)
            for listed, found in olds:
                for difference in await _differences(store, life, listed, found, fresh_list, seen):
                    running.violated(difference)
                running.facts["compared"] += 1 + len(found)
            running.facts["commands"] += life.n
            running.n += 1
        async with world.sql() as conn:
            seen |= {
                row["kind"]
                for row in await conn.fetch(
                    "select distinct kind from entry where kind = 'draft.saved'"
                )
            }
        for kind in sorted(KINDS - seen):
            running.violated(f"no history has {kind}")


async def _differences(
    store: Store,
    life: Life,
    listed: Json,
    found: list[tuple[Who, Json]],
    fresh: Json,
    seen: set[str],
) -> list[str]:
    told = await since(store, life.room_id, listed["seq"])
    seen |= {entry["event"]["type"] for entry in told}
    got = proposal_reducer.listing(listed, told)
    wrong = (
        []
        if got["proposals"] == fresh["proposals"]
        else [f"the list is {got['proposals']}, not {fresh['proposals']}"]
    )
    for reader, snapshot in found:
        id_ = snapshot["proposal"]["id"]
        async with store.reading() as tx:
            now = json.loads(msgspec.json.encode(await views.snapshot(tx, reader, id_)))
        after = proposal_reducer.proposal(
            snapshot, await since(store, life.room_id, snapshot["seq"]), snapshot["me"]
        )
        wrong += [
            f"{id_}: {name} is {after[name]}, not {now[name]}"
            for name in OF_PAGE
            if after[name] != now[name]
        ]
    return wrong
