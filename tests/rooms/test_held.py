"""Held posts: what a rule wants read first is kept for its author and its moderator, and is nowhere else."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from rooms import held, posts, publishing, threads
from rooms.audit import Command
from rooms.draft import Draft
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.policy import RULES
from rooms.post import Kind, Post
from rooms.posts import Correction
from rooms.rule import Rule
from rooms.screening import Finding, Unscreened, Words
from rooms.store import Store
from rooms.threads import Question
from rooms.tx import Tx
from tests.debate import Debate
from tests.promises.scene import key, who

CANARY = "chờ duyệt"


class Waits(Unscreened):
    """Has everything held that says so, and notes what it was told."""

    def __init__(self) -> None:
        self.held: list[int] = []
        self.flagged: list[int] = []
        self.looked: list[str] = []

    def everywhere(self, words: Words) -> list[Finding]:
        self.looked.append(words.text)
        return super().everywhere(words)

    async def judge(self, *told: Any) -> list[Finding]:
        said: Sequence[Words] = told[2]
        if any(CANARY in words.text for words in said):
            return [Finding("words-held", "hold", {"most": 1})]
        return [Finding("words", "flag", {})] if any("cờ" in words.text for words in said) else []

    async def hold(self, *told: Any) -> None:
        self.held.append(told[1])

    async def flag(self, *told: Any) -> None:
        self.flagged.append(told[1])


async def approve(tx: Tx, _: Who, held_id: int, __: Command) -> Post:
    """Let a held post through, as a verb of moderation does."""
    return await publishing.publish(tx, held_id)


class Desk:
    """A store whose screening holds."""

    def __init__(self, pool: Any) -> None:
        self.screening = Waits()
        rules = {**RULES, "test_held.approve": Rule()}
        self.store = Store(pool, screening=self.screening, rules=rules)

    async def say(
        self, debate: Debate, words: str, with_key: UUID | None = None, **more: Any
    ) -> Any:
        """A reply of the member's."""
        draft = Draft(with_key or key(), words, **more)
        member, html = who(debate.member), f"<p>{words}</p>"
        return await self.store.run(posts.reply, member, debate.thread_id, draft, html)


@asynccontextmanager
async def desk_of(debate: Debate) -> AsyncIterator[Desk]:
    async with asyncpg.create_pool(debate.world.database_url, min_size=1, max_size=3) as pool:
        yield Desk(pool)


@pytest.fixture
async def desk(debate: Debate) -> AsyncIterator[Desk]:
    async with desk_of(debate) as made:
        yield made


async def test_words_are_looked_at_once_whether_they_are_held_or_not(
    debate: Debate, desk: Desk
) -> None:
    said = ["Câu này qua", f"Câu này {CANARY}"]
    for words in said:
        await desk.say(debate, words)
    assert desk.screening.looked == said


async def test_a_held_post_is_in_no_journal_and_no_table_of_the_room(
    debate: Debate, desk: Desk
) -> None:
    head = await debate.head()
    done = await desk.say(debate, f"Câu này {CANARY}")
    said = done.result
    assert (said.id, said.seq, said.held) == (0, 0, desk.screening.held[0])
    assert await debate.head() == head
    thread = await debate.owner.get(debate.thread)
    assert CANARY not in str(thread)
    async with desk.store.reading() as tx:
        waiting = await held.mine(tx, who(debate.member), debate.room_id)
        assert [(each.id, each.thread_id) for each in waiting] == [(said.held, debate.thread_id)]
        assert await held.mine(tx, who(debate.owner), debate.room_id) == []
        with pytest.raises(NotFound):
            await held.mine(tx, who(debate.outsider), debate.room_id)


async def test_the_authors_inbox_is_told_without_words(debate: Debate, desk: Desk) -> None:
    done = await desk.say(debate, f"Câu này {CANARY}")
    async with debate.world.sql() as conn:
        inbox = "select e.kind, e.body::text as body from entry e join room r on r.id = e.room_id where r.inbox_of = $1 order by e.seq"
        rows = await conn.fetch(inbox, debate.member.id)  # other notices may come meanwhile
    held = [row["body"] for row in rows if row["kind"] == "post.held"][-1]
    assert f'"held_id":{done.result.held}' in held
    assert not [row for row in rows if CANARY in row["body"]]


async def test_a_retry_is_held_once(debate: Debate, desk: Desk) -> None:
    same = key()
    first = await desk.say(debate, f"Câu này {CANARY}", same)
    assert await desk.say(debate, f"Câu này {CANARY}", same) == first
    assert desk.screening.held == [first.result.held]


async def test_an_approved_post_is_written_as_its_authors_then(debate: Debate, desk: Desk) -> None:
    done = await desk.say(debate, f"Câu này {CANARY}", parent_id=debate.post_id, kind=Kind.CRITIQUE)
    head = await debate.head()
    moderator = who(debate.outsider)
    post = await desk.store.run(approve, moderator, done.result.held, Command(key()))
    (entry,) = await debate.entries(head)
    told = entry["event"]["post"]
    assert entry["by"] == told["author"] == debate.number(debate.member)
    assert (told["id"], told["parent_id"], told["kind"]) == (
        post.result.id, debate.post_id, "critique",
    )  # fmt: skip
    assert CANARY in told["html"]
    async with desk.store.reading() as tx:
        assert await held.mine(tx, who(debate.member), debate.room_id) == []
    with pytest.raises(Conflict, match="case-decided"):
        await desk.store.run(approve, moderator, done.result.held, Command(key()))


async def test_a_thread_is_held_with_its_title(debate: Debate, desk: Desk) -> None:
    before = await debate.head()
    question = Question(key(), f"Tên {CANARY}", "Bắt đầu từ đâu?")
    opened = (
        await desk.store.run(
            threads.open_thread, who(debate.member), debate.room_id, question, "<p>Bắt đầu</p>"
        )
    ).result
    assert (opened.thread, opened.post) == (None, None)
    assert opened.held is not None
    assert await debate.head() == before
    await desk.store.run(approve, who(debate.outsider), opened.held, Command(key()))
    kinds = [
        (e["kind"] if "kind" in e else e["event"]["type"]) for e in await debate.entries(before)
    ]
    assert kinds == ["thread.opened", "post.added"]


async def test_nobody_publishes_for_one_who_left(debate: Debate, desk: Desk) -> None:
    done = await desk.say(debate, f"Câu này {CANARY}")
    await debate.member.do("DELETE", f"{debate.room}/members/me")
    with pytest.raises(Conflict, match="author-gone"):
        await desk.store.run(approve, who(debate.outsider), done.result.held, Command(key()))


async def test_an_edit_that_would_wait_is_refused_and_changes_nothing(
    debate: Debate, desk: Desk
) -> None:
    correction = Correction(key(), f"Nay {CANARY}", Kind.OPINION, 1)
    head = await debate.head()
    with pytest.raises(Conflict, match="edit-would-wait"):
        await desk.store.run(posts.edit, who(debate.member), debate.post_id, correction, "<p>x</p>")
    assert await debate.head() == head


async def test_one_that_waits_holds_up_nobody_in_its_company(debate: Debate, desk: Desk) -> None:
    words = [f"Ý kiến {n}" if n % 3 else f"{CANARY} {n}" for n in range(9)]
    done = await asyncio.gather(*(desk.say(debate, each) for each in words))
    assert [bool(each.result.held) for each in done] == [CANARY in each for each in words]
    assert len(desk.screening.held) == 3


async def test_a_flagged_post_is_out_and_its_moderators_know(debate: Debate, desk: Desk) -> None:
    done = await desk.say(debate, "Một lá cờ")
    assert desk.screening.flagged == [done.result.id]
    assert done.result.held is None
