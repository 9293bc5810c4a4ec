"""Something said and held, and all that its moderators may do with it."""

from dataclasses import replace
from typing import Any

from tests.bringing import brought
from tests.debate import ROLES, Debate
from tests.promises.harness import Promise
from tests.promises.words_everywhere import (
    FILE,
    Said,
    noticed,
)
from tests.rooms.test_search import word
from tests.world import Someone, new_key

Json = dict[str, Any]
WRITERS = ROLES[:4]  # observers say nothing


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
