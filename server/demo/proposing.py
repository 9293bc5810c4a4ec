"""Plays the proposal of the demonstration, in a room whose debate has been played: drafted, argued about, amended, in its second version."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

import msgspec
from msgspec import Struct

from rooms import posts
from rooms.audit import Command
from rooms.draft import Draft
from rooms.people import Who
from rooms.positions import Side
from rooms.post import Kind
from rooms.proposals import authors, drafting, presenting, staging, supporting
from rooms.proposals.amending import ending, including, proposing
from rooms.proposals.amending.amendment import AmendmentLine
from rooms.proposals.amending.ending import Rejecting
from rooms.proposals.amending.including import Including
from rooms.proposals.amending.proposing import Amending
from rooms.proposals.amending.taking import TakeIn
from rooms.proposals.anchoring import commenting
from rooms.proposals.anchoring.commenting import Commenting, Passage
from rooms.proposals.arguing import answering
from rooms.proposals.arguing.answering import Marking
from rooms.proposals.articles import articles
from rooms.proposals.drafting import Beginning
from rooms.proposals.presenting import Presenting
from rooms.proposals.stages import Stage as Step
from rooms.proposals.staging import Advancing
from rooms.proposals.supporting import Giving
from rooms.stands import Stand
from rooms.store import Store
from server.demo import polling
from server.demo.acting import Stage
from server.demo.polling import Poll
from server.keys import key_of
from server.rendering import Renderer
from server.rendering.proposals import edit_of, in_pieces, prepared

FILE = Path(__file__).with_name("proposal.toml")


class Argument(Struct, frozen=True, forbid_unknown_fields=True):
    """A post for or against it, or a question, and who agrees. `answer`: who answered it, None: nobody."""

    author: str
    kind: Kind
    body: str
    agree: list[str] = []
    disagree: list[str] = []
    answer: str | None = None
    answer_body: str = ""


class Amendment(Struct, frozen=True, forbid_unknown_fields=True):
    """Other words for some of the text, and what became of that."""

    author: str
    find: str
    replace: str
    body: str
    fate: Literal["taken", "rejected", "open"]
    reason: str = ""


class Comment(Struct, frozen=True, forbid_unknown_fields=True):
    """Something said about a passage of the first version."""

    author: str
    passage: str
    body: str


class Proposal(Struct, frozen=True, forbid_unknown_fields=True):
    """All that happens to it."""

    room: str
    thread: str
    author: str
    co_authors: list[str]
    title: str
    text: str
    opening: str
    supporters: list[str]
    again: list[str]
    note: str
    argument: list[Argument]
    amendment: list[Amendment]
    comment: list[Comment]
    poll: Poll


def read() -> Proposal:
    """The script of `proposal.toml`."""
    return msgspec.toml.decode(FILE.read_bytes(), type=Proposal)


class Proposing:
    """The proposal while it is played on the stage of its room."""

    def __init__(self, store: Store, renderer: Renderer, script: Proposal, stage: Stage) -> None:
        self._store, self._renderer, self._script, self._stage = store, renderer, script, stage
        self._id = 0
        self._thread_id = 0
        self._argued: list[tuple[int, Argument]] = []

    async def play(self) -> None:
        """From the first draft to the amendments of its second version, and a poll in its thread."""
        await self._open()
        for n, argument in enumerate(self._script.argument):
            await self._argue(n, argument)
        for n, comment in enumerate(self._script.comment):
            await self._comment(n, comment)
        for key in self._script.supporters:
            await self._store.run(supporting.give, self._who(key), self._id, Giving(self._key("support", key), 1))  # fmt: skip
        to = Advancing(self._key("amendments"), Step.AMENDMENTS, "Phòng đã góp ý xong phần nguyên tắc.")  # fmt: skip
        await self._store.run(staging.advance, self._author, self._id, to)
        text = self._script.text
        taken = [line async for line in self._amend("taken", 1, text)]
        refused = [line async for line in self._amend("rejected", 1, text)]
        await self._take_in(taken)
        for line, amendment in refused:
            reject = Rejecting(self._key("reject", amendment.find), line.revision, amendment.reason)
            await self._store.run(ending.reject, self._author, line.id, reject)
        for key in self._script.again:
            await self._store.run(supporting.give, self._who(key), self._id, Giving(self._key("again", key), 2))  # fmt: skip
        for _, amendment in taken:
            text = text.replace(amendment.find, amendment.replace)
        async for _ in self._amend("open", 2, text):
            pass
        await polling.play(self._store, self._thread_id, self._script.poll, self._who, self._key)

    def stands(self) -> Iterator[Stand]:
        """Who agrees with its arguments, and who does not."""
        now = datetime.now(UTC)
        for post_id, argument in self._argued:
            for side, keys in ((Side.AGREE, argument.agree), (Side.DISAGREE, argument.disagree)):
                for key in keys:
                    number = self._stage.numbers[key]
                    yield Stand(self._key("stand", str(post_id), key), post_id, number, side, now)

    async def _open(self) -> None:
        script = self._script
        begin = Beginning(self._key("begin"), script.title, script.text, self._stage.threads[script.thread])  # fmt: skip
        begun = await self._store.run(drafting.begin, self._author, self._stage.room_id, begin)
        self._id = begun.result.id
        for key in script.co_authors:
            number, command = self._stage.numbers[key], Command(self._key("author", key))
            await self._store.run(authors.invite, self._author, self._id, number, command)
        pieces = await in_pieces(self._renderer, script.text)
        html = await self._renderer.render(script.opening)
        present = Presenting(self._key("present"), 1, script.opening)
        opened = await self._store.run(presenting.present, self._author, self._id, present, html, pieces)  # fmt: skip
        assert opened.result.thread_id, "an open proposal has its thread"
        self._thread_id = opened.result.thread_id

    async def _argue(self, n: int, argument: Argument) -> None:
        post_id = await self._say(
            argument.author, argument.body, argument.kind, None, f"argument {n}"
        )
        self._argued.append((post_id, argument))
        if argument.answer is not None:
            answer = await self._say(argument.answer, argument.answer_body, Kind.OPINION, post_id, f"answer {n}")  # fmt: skip
            marking = Marking(self._key("mark", str(n)), answer)
            who = self._who(argument.author)
            await self._store.run(answering.mark, who, self._id, post_id, marking)

    async def _say(self, who: str, body: str, kind: Kind, parent: int | None, key: str) -> int:
        draft = Draft(self._key(key), body.strip(), kind, parent)
        html = await self._renderer.render(draft.body)
        done = await self._store.run(posts.reply, self._who(who), self._thread_id, draft, html)
        return done.result.id

    async def _comment(self, n: int, comment: Comment) -> None:
        first = self._script.text.index(comment.passage)
        place = sum(article.first <= first for article in articles(self._script.text))
        passage = Passage(first, comment.passage)
        about = Commenting(self._key("comment", str(n)), 1, place, comment.body.strip(), passage)
        html = await self._renderer.render(about.body)
        await self._store.run(commenting.comment, self._who(comment.author), self._id, about, html)

    async def _amend(
        self, fate: str, base: int, text: str
    ) -> AsyncIterator[tuple[AmendmentLine, Amendment]]:
        """Propose those with this fate against the version `base`, whose text this is."""
        for amendment in self._script.amendment:
            if amendment.fate == fate:
                wanted = text.replace(amendment.find, amendment.replace)
                edit = await edit_of(self._renderer, text, wanted)
                amend = Amending(self._key("amend", amendment.find), base, wanted, amendment.body.strip())  # fmt: skip
                html = await self._renderer.render(amend.body)
                who = self._who(amendment.author)
                done = await self._store.run(proposing.propose, who, self._id, amend, html, edit)
                yield done.result, amendment

    async def _take_in(self, taken: list[tuple[AmendmentLine, Amendment]]) -> None:
        take = [TakeIn(line.id, line.revision) for line, _ in taken]
        include = Including(self._key("include"), 1, take, self._script.note)
        async with self._store.reading() as tx:
            sources = await including.sources(tx, self._author, self._id, include)
        made = await prepared(self._renderer, sources)
        await self._store.run(including.include, self._author, self._id, include, made)

    @property
    def _author(self) -> Who:
        return self._who(self._script.author)

    def _who(self, key: str) -> Who:
        return self._stage.who(key)

    def _key(self, *facts: str) -> UUID:
        return key_of("demonstration", "proposal", *facts)
