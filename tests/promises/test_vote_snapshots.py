"""P4 of votes: an old list of votes and the entries of the room since then are a fresh one, whatever was done, also at once."""

import asyncio
import contextlib
import json
import random
from typing import Any

from rooms.errors import Refused
from rooms.people import Who
from rooms.voting import annulling, opening
from rooms.voting.annulling import Annulling
from rooms.voting.opening import Polling
from rooms.voting.rule import Rule
from server.voting import following
from tests import vote_reducer as reducer
from tests.promises.ballots import Booth, booth, receipt
from tests.promises.conftest import Promising
from tests.promises.scene import key
from tests.promises.test_snapshots import OF_VOTES, since
from tests.serving import SIGNER
from tests.world import World

Json = dict[str, Any]


class Life:
    """Votes of one thread, at random."""

    STEPS = ("open", "cast", "cast", "cast", "cast", "cast", "tell", "end", "annul")

    def __init__(self, room: Booth, chance: random.Random) -> None:
        self.room, self.chance = room, chance
        self.votes = list[tuple[int, bool]]()

    async def go_on(self) -> None:
        """A few steps at the same moment."""
        steps = self.chance.choices(self.STEPS, k=self.chance.choice((1, 2, 4)))
        await asyncio.gather(*(self._tried(step) for step in steps))

    async def _tried(self, step: str) -> None:
        with contextlib.suppress(Refused):
            await getattr(self, step)(self.chance.choice(self.room.voters))

    async def open(self, someone: Who) -> None:
        secret = self.chance.random() < 0.5
        rule = Rule(
            quorum=0,
            secret=secret,
            shown="counts" if secret else self.chance.choice(["live", "own"]),
        )
        asked = Polling(key(), "Có họp không?", 60, rule)
        done = await self.room.store.run(opening.poll, someone, self.room.thread_id, asked)
        self.votes.append((done.result.id, secret))

    async def cast(self, someone: Who) -> None:
        if self.votes:
            vote_id, secret = self.chance.choice(self.votes)
            choice = self.chance.choice(("for", "against"))
            await self.room.cast(someone, vote_id, choice, receipt() if secret else None)

    async def tell(self, _: Who) -> None:
        await following.look(self.room.store, SIGNER)

    async def end(self, _: Who) -> None:
        if self.votes and self.chance.random() < 0.5:
            await self.room.over(self.chance.choice(self.votes)[0])

    async def annul(self, _: Who) -> None:
        if self.votes and self.chance.random() < 0.5:
            why = Annulling(key(), "Câu hỏi chưa rõ.")
            await self.room.store.run(
                annulling.annul, self.room.voters[0], self.chance.choice(self.votes)[0], why
            )


async def page(room: Booth) -> tuple[int, list[Json]]:
    """The journal's number, and the votes of the thread."""
    found = await room.people[0].get(f"/threads/{room.thread_id}/votes")
    return found["seq"], found["votes"]


OF_POLLS = OF_VOTES - {"vote.reminded"}  # they remind nobody


def untimed(votes: list[Json]) -> list[Json]:
    """Without the times by which this test lets them be over."""
    return [
        {name: vote[name] for name in vote if name not in {"opened_at", "closes_at"}}
        for vote in votes
    ]


async def test_old_votes_and_the_entries_are_fresh_votes(world: World, promise: Promising) -> None:
    with promise("P4 of votes") as running:
        seen: set[str] = set()
        running.facts = {"compared": 0}
        enough = running.of(check=3, nightly=150, full=2_000)
        while running.left_s and (
            running.n < enough or (seen < OF_POLLS and running.n < enough + 30)
        ):
            room = await booth(world, 5)
            life = Life(room, running.random)
            olds = []
            for _ in range(4):
                olds.append(await page(room))
                for _ in range(5):
                    await life.go_on()
            await following.look(room.store, SIGNER)
            fresh_seq, fresh = await page(room)
            for seq, votes in olds:
                told = [
                    entry
                    for entry in await since(room.store, room.room_id, seq)
                    if entry["seq"] <= fresh_seq
                ]
                seen |= {entry["event"]["type"] for entry in told} & OF_POLLS
                got = reducer.after(votes, told, room.thread_id)
                if json.dumps(untimed(got)) != json.dumps(untimed(fresh)):
                    running.violated(f"votes are {untimed(got)}, not {untimed(fresh)}")
                running.facts["compared"] += 1
            running.n += 1
        for kind in sorted(OF_POLLS - seen):
            running.violated(f"no history has {kind}")
