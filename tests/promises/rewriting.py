"""One proposal, and everybody who writes, amends, decides and comments on its text at random, now and then two at the same moment."""

import contextlib
import random
from collections import Counter
from uuid import uuid4

from rooms.errors import Conflict, NotFound, Refused
from rooms.people import Who
from rooms.proposals import drafting, presenting, staging, views
from rooms.proposals.amending import ending, including, proposing, showing
from rooms.proposals.amending.amendment import AmendmentLine, AmendmentState
from rooms.proposals.amending.changes import changes
from rooms.proposals.amending.ending import Rejecting, Withdrawing
from rooms.proposals.amending.including import Including, Prepared, Sources
from rooms.proposals.amending.newer import brought_to
from rooms.proposals.amending.proposing import Amending, Edit, Rebasing, Revising
from rooms.proposals.amending.taking import TakeIn
from rooms.proposals.anchoring import commenting
from rooms.proposals.anchoring.commenting import Commenting, Passage
from rooms.proposals.articles import Article
from rooms.proposals.drafting import Beginning, Saving
from rooms.proposals.presenting import Publishing, Shown
from rooms.proposals.stages import Stage
from rooms.proposals.staging import Advancing
from rooms.store import Store
from tests.debate import Debate
from tests.promises.ledger import Ledger
from tests.promises.scene import key
from tests.promises.test_proposal_snapshots import Life
from tests.promises.unique_words import Writer

WHY = "<p>Vì cần.</p>"
MOST_COMMENTS = 12


def shown(text: str) -> list[Shown]:
    """A text as one article."""
    return [Shown(Article("", 0, text), "<p>…</p>")]


class Rewriting(Life):
    """Whatever may be done with one proposal's text. What was asked, and how it was answered, is told to the ledger."""

    STEPS = (
        "amend", "amend", "amend", "amend", "revise", "move", "move", "move", "move", "reject", "give_up", "take", "take", "take",
        "take", "save", "publish", "publish", "comment", "comment",
    )  # fmt: skip

    def __init__(self, store: Store, debate: Debate, chance: random.Random, ledger: Ledger) -> None:
        super().__init__(store, debate, chance)
        self.author = self.people[3]
        self.writer = Writer(chance)
        self.ledger = ledger
        self.comments = 0
        self.done: Counter[str] = Counter()

    async def prepare(self) -> int:
        """The proposal, opened and led to where amendments are taken."""
        beginning = Beginning(key(), "Đề xuất", self.writer.text())
        made = await self.store.run(drafting.begin, self.author, self.room_id, beginning)
        id_ = made.result.id
        self.made.append(id_)
        await self.open(self.author, id_)
        advancing = Advancing(key(), Stage.AMENDMENTS)
        await self.store.run(staging.advance, self.author, id_, advancing)
        return id_

    async def _tried(self, step: str) -> None:
        someone, (id_,) = self.chance.choice(self.people), self.made
        try:
            await getattr(self, step)(someone, id_)
        except Refused as refused:
            self.done[f"{step}: {refused.reason}"] += 1
        else:
            self.done[step] += 1

    async def _newest(self, someone: Who, id_: int) -> tuple[int, str]:
        async with self.store.reading() as tx:
            version = (await views.snapshot(tx, someone, id_)).proposal.version
            return version, (await views.version(tx, someone, id_, version)).text

    async def _line(self, id_: int, *, behind: bool | None = None) -> AmendmentLine:
        """One of the amendments as it is now, mostly an open one. `behind`: rather one of an older version, or rather not."""
        async with self.store.reading() as tx:
            version = (await views.snapshot(tx, self.author, id_)).proposal.version
            lines = (await showing.listing(tx, self.author, id_, None, None)).amendments
        if not lines:
            raise NotFound("no-amendment")
        fit = [
            each
            for each in lines
            if each.state == AmendmentState.OPEN and behind in {None, each.base < version}
        ]
        return self.chance.choice(fit if fit and self.chance.random() < 0.95 else lines)

    async def amend(self, someone: Who, id_: int) -> None:
        version, text = await self._newest(someone, id_)
        wanted = self.writer.edited(text)
        said, edit = Amending(key(), version, wanted, "Vì cần."), Edit(changes(text, wanted), [])
        done = await self.store.run(proposing.propose, someone, id_, said, WHY, edit)
        self.ledger.typed[done.result.id, 1] = wanted

    async def revise(self, someone: Who, id_: int) -> None:
        line = await self._line(id_)
        version, text = await self._newest(someone, id_)
        wanted = self.writer.edited(text)
        said = Revising(key(), version, line.revision, wanted)
        edit = Edit(changes(text, wanted), [])
        for each in self.people:  # whose it is
            with contextlib.suppress(Refused):
                done = await self.store.run(proposing.revise, each, line.id, said, edit)
                self.ledger.typed[line.id, done.result.revision] = wanted

    async def move(self, someone: Who, id_: int) -> None:
        line = await self._line(id_, behind=True)
        async with self.store.reading() as tx:
            behind = await showing.behind(tx, someone, line.id)
        version, _ = await self._newest(someone, id_)
        rebased = brought_to(behind, line.revision, version)
        said = Rebasing(key(), line.revision, version)
        try:
            done = await self.store.run(proposing.rebase, self.author, line.id, said, rebased)
        except Conflict as refused:
            self.ledger.not_moved(line, version, refused)
            raise
        self.ledger.moved.append((line.id, line.revision, done.result.revision))

    async def reject(self, _: Who, id_: int) -> None:
        line = await self._line(id_)
        said = Rejecting(key(), line.revision, "Chưa đủ nguồn lực")
        await self.store.run(ending.reject, self.author, line.id, said)
        self.ledger.ended(line.id)

    async def give_up(self, someone: Who, id_: int) -> None:
        line = await self._line(id_)
        await self.store.run(ending.withdraw, someone, line.id, Withdrawing(key()))
        self.ledger.ended(line.id)

    async def take(self, _: Who, id_: int) -> None:
        """Two or three, some in part, some put in twice at once; the draft gives way now and then."""
        wanted = [await self._line(id_, behind=False) for _ in range(self.chance.choice((1, 2, 3)))]
        take = []
        for line in {line.id: line for line in wanted}.values():
            part = [self.chance.randint(1, line.changes)] if self.chance.random() < 0.3 else None
            take.append(TakeIn(line.id, line.revision, part, "Một phần thôi."))
        version = (await self._newest(self.author, id_))[0]
        said = Including(key(), version, take, "Tiếp thu.", self.chance.random() < 0.3)
        async with self.store.looking() as tx:
            found = await including.sources(tx, self.author, id_, said)
        assert found is not None, "a co-author asks"
        await self._include(id_, said, found)

    async def _include(self, id_: int, said: Including, found: Sources) -> None:
        prepared = Prepared(shown(found.made), found.draft, changes(found.text, found.saved))
        try:
            await self.store.run(including.include, self.author, id_, said, prepared)
        except Conflict as refused:
            self.ledger.not_taken(said, found.draft, refused)
            raise
        self.ledger.taken[said.version + 1] = said, found.draft
        for each in said.take:
            self.ledger.ended(each.amendment)

    async def save(self, _: Who, id_: int) -> None:
        async with self.store.looking() as tx:
            draft = await views.draft(tx, self.author, id_, None)
        saving = Saving(key(), draft.title, self.writer.edited(draft.text), draft.number)
        done = await self.store.run(drafting.save, self.author, id_, saving)
        self.ledger.saved[done.result.number] = saving.text

    async def publish(self, _: Who, id_: int) -> None:
        async with self.store.looking() as tx:
            draft = await views.draft(tx, self.author, id_, None)
        said = Publishing(key(), draft.number, "Sửa.")
        await self.store.run(presenting.publish, self.author, id_, said, shown(draft.text))

    async def comment(self, someone: Who, id_: int) -> None:
        """On some words of the newest version, in a line or over its end."""
        if self.comments >= MOST_COMMENTS:
            raise NotFound("no-article")
        version, text = await self._newest(someone, id_)
        first = self.chance.randrange(len(text) - 20)
        passage = Passage(first, text[first : first + self.chance.randint(5, 60)])
        said = Commenting(uuid4(), version, 1, "Nên rõ hơn.", passage)
        await self.store.run(commenting.comment, someone, id_, said, "<p>Nên rõ hơn.</p>")
        self.comments += 1
