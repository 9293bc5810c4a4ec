"""P4 of amendments: an old list and the entries of the room since then are a fresh one, and each version is its base with what was taken."""

import contextlib
import json
import random
from itertools import pairwise
from typing import Any

import msgspec

from rooms import posts
from rooms.errors import NotFound, Refused
from rooms.people import Who
from rooms.posts import Retraction
from rooms.proposals import staging, views
from rooms.proposals.amending import ending, including, proposing, showing
from rooms.proposals.amending.amendment import AmendmentLine
from rooms.proposals.amending.changes import changes
from rooms.proposals.amending.ending import Rejecting, Withdrawing
from rooms.proposals.amending.including import Including, Prepared
from rooms.proposals.amending.newer import brought_to
from rooms.proposals.amending.proposing import Amending, Edit, Rebasing, Revising
from rooms.proposals.amending.taking import TakeIn
from rooms.proposals.articles import Article
from rooms.proposals.presenting import Shown
from rooms.proposals.stages import Stage
from rooms.proposals.staging import Advancing
from rooms.store import Store
from tests import moderated, proposal_reducer
from tests.debate import Debate, cast, gather
from tests.promises.conftest import Promising
from tests.promises.scene import key
from tests.promises.test_proposal_snapshots import Life
from tests.promises.test_snapshots import since
from tests.world import World

Json = dict[str, Any]
KINDS = {"amendment.proposed", "amendment.revised", "amendment.ended", "proposal.versioned"}
WORDS = [
    "Cơ",
    "quan",
    "mở",
    "dữ",
    "liệu",
    "trong",
    "ba",
    "mươi",
    "ngày",
    "và",
    "trả",
    "lời",
    "người",
    "dân",
    "bằng",
    "văn",
    "bản",
]


class Amended(Life):
    """One proposal whose amendments are taken, and whatever may be done with them, at random and at once."""

    STEPS = (
        "amend", "amend", "amend", "amend", "revise", "move", "move", "reject", "give_up", "take", "take", "take", "publish",
        "hide", "hide", "give_back", "unsay",
    )  # fmt: skip

    def __init__(self, store: Store, debate: Debate, chance: random.Random) -> None:
        super().__init__(store, debate, chance)
        self.lines: list[AmendmentLine] = []
        self.author = self.people[3]

    async def prepare(self) -> int:
        """The proposal, opened and led to where amendments are taken."""
        await self.begin(self.author, 0)
        (id_,) = self.made
        await self.open(self.author, id_)
        advancing = Advancing(key(), Stage.AMENDMENTS)
        await self.store.run(staging.advance, self.author, id_, advancing)
        return id_

    async def _newest(self, someone: Who, id_: int) -> tuple[int, str]:
        async with self.store.reading() as tx:
            version = (await views.snapshot(tx, someone, id_)).proposal.version
            return version, (await views.version(tx, someone, id_, version)).text

    def _edited(self, text: str) -> str:
        words = text.split(" ")
        for _ in range(self.chance.choice((1, 1, 2))):
            at = self.chance.randrange(len(words))
            words[at : at + self.chance.choice((0, 1))] = self.chance.choices(WORDS, k=2)
        return " ".join(words)

    async def amend(self, someone: Who, id_: int) -> None:
        version, text = await self._newest(someone, id_)
        wanted = self._edited(text)
        said = Amending(key(), version, wanted, "Vì cần.")
        edit = Edit(changes(text, wanted), [])
        done = await self.store.run(proposing.propose, someone, id_, said, "<p>Vì cần.</p>", edit)
        self.lines.append(done.result)

    async def _one(self, someone: Who) -> AmendmentLine:
        if not self.lines:
            raise NotFound("no-amendment")
        async with self.store.reading() as tx:
            shown, _ = await showing.one(tx, someone, self.chance.choice(self.lines).id)
        return shown.amendment

    async def revise(self, someone: Who, id_: int) -> None:
        line = await self._one(someone)
        version, text = await self._newest(someone, id_)
        wanted = self._edited(text)
        said, edit = (
            Revising(key(), version, line.revision, wanted),
            Edit(changes(text, wanted), []),
        )
        for each in self.people:
            with contextlib.suppress(Refused):
                await self.store.run(proposing.revise, each, line.id, said, edit)

    async def move(self, someone: Who, id_: int) -> None:
        line = await self._one(someone)
        async with self.store.reading() as tx:
            behind = await showing.behind(tx, someone, line.id)
        version, _ = await self._newest(someone, id_)
        rebased = brought_to(behind, line.revision, version)
        said = Rebasing(key(), line.revision, version)
        await self.store.run(proposing.rebase, self.author, line.id, said, rebased)

    async def reject(self, someone: Who, _: int) -> None:
        line = await self._one(someone)
        said = Rejecting(key(), line.revision, "Chưa đủ nguồn lực")
        await self.store.run(ending.reject, self.author, line.id, said)

    async def give_up(self, someone: Who, _: int) -> None:
        line = await self._one(someone)
        said = Withdrawing(key(), self.chance.choice(["", "Tôi nghĩ lại"]))
        await self.store.run(ending.withdraw, someone, line.id, said)

    async def hide(self, someone: Who, _: int) -> None:
        line = await self._one(someone)
        await moderated.hide(self.store, line.post_id)

    async def give_back(self, someone: Who, _: int) -> None:
        await moderated.restore(self.store, (await self._one(someone)).post_id)

    async def unsay(self, someone: Who, _: int) -> None:
        line = await self._one(someone)
        if self.chance.random() < 0.2:
            await self.store.run(posts.retract, someone, line.post_id, Retraction(key()))

    async def take(self, someone: Who, id_: int) -> None:
        lines = {line.id: line for line in [await self._one(someone), await self._one(someone)]}
        take = []
        for line in lines.values():
            part = [self.chance.randint(1, line.changes)] if self.chance.random() < 0.3 else None
            take.append(TakeIn(line.id, line.revision, part, "Một phần thôi."))
        version, _ = await self._newest(someone, id_)
        said = Including(key(), version, take, "Tiếp thu.", replace_draft=True)
        async with self.store.looking() as tx:
            found = await including.sources(tx, self.author, id_, said)
        assert found is not None, "a co-author asks"
        pieces = [Shown(Article("", 0, found.made), "<p>…</p>")]
        prepared = Prepared(pieces, found.draft, changes(found.text, found.saved))
        await self.store.run(including.include, self.author, id_, said, prepared)


async def _page(store: Store, someone: Who, id_: int) -> Json:
    async with store.reading() as tx:
        found = await showing.listing(tx, someone, id_, None, None)
    page: Json = json.loads(msgspec.json.encode(found))
    return page


async def test_an_old_list_and_the_entries_are_a_fresh_one(
    world: World, promise: Promising
) -> None:
    store: Store = world.app.state.store
    people = await cast(world)
    with promise("P4 of amendments") as running:
        seen: set[str] = set()
        running.facts = {"versions of amendments": 0, "refused": 0}
        enough = running.of(check=6, nightly=200, full=3_000)
        while running.left_s and (running.n < enough or (seen < KINDS and running.n < enough + 50)):
            life = Amended(store, await gather(world, people), running.random)
            id_ = await life.prepare()
            olds = []
            for _ in range(4):
                olds.append(await _page(store, life.author, id_))
                for _ in range(5):
                    await life.go_on()
            now = await _page(store, life.author, id_)
            for old in olds:
                told = await since(store, life.room_id, old["seq"])
                seen |= {entry["event"]["type"] for entry in told}
                got = proposal_reducer.amendments(old, id_, told)
                asked = {line["id"]: line for line in now["amendments"]}
                got["amendments"] = [  # why one ended whose post was given back is asked for anew
                    line
                    if line["state"] == "open" or line["reason"] is not None
                    else line | {"reason": asked[line["id"]]["reason"]}
                    for line in got["amendments"]
                ]
                for name in ("amendments", "counts", "seq"):
                    if not now["more"]:
                        running.holds(
                            got[name] == now[name], f"{name}: {got[name]}, not {now[name]}"
                        )
            running.facts["versions of amendments"] += await _versions(store, life, id_)
            running.n += 1
        for kind in sorted(KINDS - seen):
            running.violated(f"no history has {kind}")
        assert running.facts["versions of amendments"], "some were taken in"


async def _versions(store: Store, life: Amended, id_: int) -> int:
    """How many versions amendments went into; the text of each is the one before it with what was taken, one after the other."""
    async with store.reading() as tx:
        told = await views.snapshot(tx, life.author, id_)
        texts = {
            each.number: (await views.version(tx, life.author, id_, each.number)).text
            for each in told.versions
        }
        found = 0
        for before, after in pairwise(sorted(told.versions, key=lambda each: each.number)):
            if not after.amendments:
                continue
            taken = [(await showing.one(tx, life.author, each.id))[0] for each in after.amendments]
            if any(shown.hidden for shown in taken):
                continue
            lists = [[each for each in shown.changes if each.taken] for shown in taken]
            # By hand, from the end on, each at its own place; what two ask for alike once.
            text = texts[before.number]
            every = {(each.first, each.dropped, each.added) for some in lists for each in some}
            for first, dropped, added in sorted(every, reverse=True):
                assert text[first : first + len(dropped)] == dropped
                text = text[:first] + added + text[first + len(dropped) :]
            assert text == texts[after.number]
            found += 1
    return found
