"""What is held is nobody's to read but its author's, until it was let through.

Random histories of what people of each role say and rules hold: it is let through or not, hidden, reviewed, overturned. After each
step everybody asks by every way, and has the words exactly where reading the thread gives them; the author has them besides
among what waits and in the decision.
"""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

from tests import desk
from tests.bringing import brought
from tests.debate import ROLES, Debate, cast, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.test_hidden import Line, opened
from tests.promises.words_everywhere import (
    AGAIN,
    FILE,
    HELD,
    TO_ITS_READER,
    TO_WHO_IS_TOLD,
    Said,
    had,
    noticed,
)
from tests.rooms.test_search import word
from tests.world import Someone, World, new_key

Json = dict[str, Any]
RULE = {"name": "chờ xem", "entries": [{"words": "đồ ngốc"}], "reason": "insult", "action": "hold"}
READ = "GET /threads/{thread_id:int}"
# Ways to one's own words: notices tell their author of a decision about them.
OWN = {AGAIN, HELD, "GET /files/{file_id:int}/{name:str}"} | TO_WHO_IS_TOLD
WRITERS = ROLES[:4]  # observers say nothing
TITLES = ("/rooms/{}", "/rooms/{}/threads", "/r/{}/transcript", "/rooms")
NEXT = {  # what can come of what was said, by where it is
    "held": ("approve", "approve", "refuse"),
    "shown": ("hide",),
    "refused": ("ask",),
    "hidden": ("ask",),
    "asked": ("overturn", "overturn", "uphold"),
}


class Affair:
    """One thing that somebody said, and what became of it. `stage` None: nothing more can."""

    def __init__(self, said: Said, held_id: int, title: str, moderators: list[Someone]) -> None:
        self.said, self.held_id, self.title, self.moderators = said, held_id, title, moderators
        self.world = said.debate.world
        self.stage: str | None = "held"
        self.shown = False
        self.act_id: int | None = None
        self.not_until: int | None = None  # the room's head before it was let through

    async def go_on(self, step: str) -> None:
        """Let this come of it."""
        if step in {"approve", "overturn"}:
            self.not_until = self.not_until or await self.said.debate.head()
        await getattr(self, step)()

    async def approve(self) -> None:
        await self._decide(act="approve")
        await self._come()

    async def refuse(self) -> None:
        await self._decide(act="remove", reason="insult", public_note="Xin bỏ lời xúc phạm.")
        self.stage = "refused"

    async def hide(self) -> None:
        deciding = {"act": "hide", "reason": "insult"}
        await self.moderators[0].do("POST", f"/posts/{self.said.post_id}/acts", **deciding)
        self.act_id = (await self._case())["act_id"]
        self.stage, self.shown = "hidden", False

    async def ask(self) -> None:
        path = f"/moderation/acts/{self.act_id}/review"
        await self.said.author.do("POST", path, words="Tôi nói về chính mình.")
        self.stage = "asked"

    async def uphold(self) -> None:
        await self._rule(upheld=True)
        self.stage = None

    async def overturn(self) -> None:
        await self._rule(upheld=False)
        await self._come()
        self.stage = None

    async def _decide(self, **deciding: Any) -> None:
        address = await self._claimed(self.moderators[0])
        await self.moderators[0].do("POST", f"{address}/acts", **deciding)
        self.act_id = (await self._case())["act_id"]

    async def _rule(self, **ruling: Any) -> None:
        address = await self._claimed(self.moderators[1])
        await self.moderators[1].do("POST", f"{address}/ruling", **ruling)

    async def _claimed(self, who: Someone) -> str:
        address = f"/moderation/cases/{(await self._case())['id']}"
        await who.do("PUT", f"{address}/claim")
        return address

    async def _case(self) -> Json:
        async with self.world.sql() as conn:
            row = await conn.fetchrow(
                "select id, act_id from moderation_case where held_id = $1 or post_id = $2 order by id desc",
                self.held_id,
                self.said.post_id,
            )
        assert row is not None, "a case was opened for it"
        return dict(row)

    async def _come(self) -> None:
        """It is there: where, is known now."""
        self.stage, self.shown = "shown", True
        async with self.world.sql() as conn:
            row = await conn.fetchrow(
                "select p.id, p.thread_id from held_post h join post p on p.id = h.post_id where h.id = $1",
                self.held_id,
            )
        assert row is not None, "it was let through"
        debate = replace(self.said.debate, thread_id=row["thread_id"])
        self.said = self.said._replace(debate=debate, post_id=row["id"])
        if self.said.author is not debate.owner:
            await noticed(self.said)


async def said_and_held(running: Promise, debate: Debate, moderators: list[Someone]) -> Affair:
    """Somebody answers, or opens a thread; a rule holds it."""
    author, canary = debate.who(running.random.choice(WRITERS)), word()
    file = await brought(author, debate.room_id, canary.encode(), FILE)
    command: Json = {
        "key": new_key(),
        "body": f"Lời {canary} của đồ ngốc gửi [@Lan](#m1).",
        "files": [{"id": file["id"], "alt": f"Bảng {canary}"}],
    }
    path, title = f"{debate.thread}/posts", word()
    if running.random.random() < 0.3:
        command |= {"title": f"Hỏi {title}", "kind": "question"}
        path = f"{debate.room}/threads"
    after = await debate.head()
    answer = await author.http.post(path, json=command)
    assert answer.is_success, answer.text
    held_id = answer.json()["result"]["held"]
    assert held_id, "the rule holds it"
    said = Said(debate, canary, 0, file["id"], after, after, command, author)
    return Affair(said, held_id, title, moderators)


async def looked(running: Promise, affair: Affair, people: list[Someone]) -> None:
    """These people ask by every way, and each is told the same by all."""
    for who in people:
        ways = await had(affair.world, affair.said, who)
        readable = READ in ways
        where = f"{affair.stage}, {who.person['name']}"
        running.n += len(ways | TO_ITS_READER)
        running.holds(readable == affair.shown, f"{where}: the thread is wrong")
        expected = TO_ITS_READER if readable else set()
        # Its author has some ways of their own; of the others not everybody is told, whoever is mentioned is.
        free = OWN if who is affair.said.author else set()
        if readable and who is not affair.said.debate.owner:
            free = free | TO_WHO_IS_TOLD
        wrong = (ways ^ expected) - free
        running.holds(not wrong, f"{where}: words by {ways - expected}, none by {expected - ways}")
    await _to_its_author(running, affair, people)
    await _to_moderators(running, affair)


async def _to_its_author(running: Promise, affair: Affair, people: list[Someone]) -> None:
    said, waits = affair.said, affair.stage == "held"
    for who in people:
        mine = who is said.author
        text = (await who.http.get(f"{said.debate.room}/held")).text
        running.holds((said.canary in text) == (mine and waits), f"{affair.stage}: the held list")
        if affair.act_id:
            text = (await who.http.get(f"/moderation/acts/{affair.act_id}")).text
            running.holds((said.canary in text) == mine, f"{affair.stage}: the decision")
        if affair.not_until is None and not mine:
            for path in TITLES:
                text = (await who.http.get(path.format(said.debate.room_id))).text
                running.holds(affair.title not in text, f"{affair.stage}: {path}")


async def _to_moderators(running: Promise, affair: Affair) -> None:
    """The queue and its journal have no words; the case has them."""
    room_id, case, canary = await desk.desk(affair.world), await affair._case(), affair.said.canary
    who = affair.moderators[0]
    head = (await who.get(f"/rooms/{room_id}/entries?limit=1"))["seq"]
    for path in (
        "/moderation/queue?view=waiting",
        f"/rooms/{room_id}/entries?after={max(0, head - 50)}",
    ):
        running.holds(canary not in (await who.http.get(path)).text, f"{affair.stage}: {path}")
    file = (await who.http.get(f"/moderation/cases/{case['id']}")).text
    running.holds(canary in file, f"{affair.stage}: moderators cannot read it")
    for other in (affair.said.author, affair.said.debate.owner, affair.said.debate.outsider):
        answer = await other.http.get(f"/moderation/cases/{case['id']}")
        running.holds(
            answer.status_code == 404, f"{affair.stage}: {answer.status_code}, not theirs"
        )


async def _history(
    running: Promise, debate: Debate, moderators: list[Someone], steps: int
) -> list[Affair]:
    """One thing after another, while others write and read; after each some ask, the author and who is mentioned among them."""
    people = [debate.who(role) for role in ROLES] + [debate.outsider]
    affairs: list[Affair] = []
    for n in range(steps):
        live = [each for each in affairs if each.stage]
        if not live or (len(affairs) < 3 and running.random.random() < 0.3):
            affair = await said_and_held(running, debate, moderators)
            affairs.append(affair)
            await debate.say(debate.facilitator, f"Ý kiến {n}")
        else:
            affair = running.random.choice(live)
            step = running.random.choice(NEXT[affair.stage or ""])
            await asyncio.gather(affair.go_on(step), debate.say(debate.facilitator, f"Ý kiến {n}"))
        said = affair.said
        others = [each for each in people if each not in {said.author, debate.owner}]
        asking = {said.author, debate.owner, *running.random.sample(others, running.of(2, 4))}
        await looked(running, affair, [each for each in people if each in asking])
    return affairs


def _early(line: Line, affair: Affair) -> list[int]:
    """The numbers of entries that had the words before it was let through."""
    canary, until = affair.said.canary, affair.not_until
    numbered = line.entries.items()
    return [seq for seq, frame in numbered if canary in frame and (until is None or seq <= until)]


async def test_held_words_are_to_be_had_where_reading_gives_them_and_nowhere_else(
    world: World, promise: Promising
) -> None:
    with promise("P19 held") as running:
        people = await cast(world)
        moderators = await desk.moderators(world, "Trịnh Thị Duyệt", "Đào Văn Xét")
        for _ in range(running.of(1, 30)):
            debate = await gather(world, people, visibility="public")
            await debate.owner.do("PUT", f"{debate.room}/rules", rules={"lists": [RULE]})
            async with AsyncExitStack() as stack:
                lines = [
                    await stack.enter_async_context(opened(world, debate, who))
                    for who in (debate.observer, debate.moderator, debate.outsider)
                ]
                affairs = await _history(running, debate, moderators, running.of(7, 20))
                head = await debate.head()
                for line in lines:
                    assert await line.reach(head, 10), f"entry {head} did not come"
                    for affair in affairs:
                        running.n += 1
                        early = _early(line, affair)
                        running.holds(not early, f"{affair.stage}: too early, in {early}")
