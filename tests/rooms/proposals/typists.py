"""Co-authors who type: each with a document of their own, as a browser has it, the server between them; and what all of them have in the end."""

import base64
import random
from typing import Any

import httpx
from pycrdt import Doc, Text

from tests.debate import Debate
from tests.rooms.proposals.tabling import Table
from tests.world import Someone

Json = dict[str, Any]


class Typist:
    """One who edits a draft together with others; what was typed and is not acknowledged is kept."""

    def __init__(self, who: Someone, table: Table) -> None:
        self.who = who
        self.path = f"{table.path}/draft"
        self.doc: Doc[Any] = Doc()
        self.text = self.doc.get("text", type=Text)
        self.title = self.doc.get("title", type=Text)
        self.seq: int | None = None
        self.known = self.doc.get_state()  # what the server has of it

    async def come(self) -> Json:
        """Take what there is."""
        told: Json = await self.who.get(f"{self.path}/together")
        self.take(told["lacking"])
        self.known = self.doc.get_state()
        return told

    def take(self, lacking: Json) -> None:
        """Take what one lacked."""
        if lacking["state"]:
            self.doc.apply_update(base64.b64decode(lacking["state"]))
        for each in lacking["changes"]:
            self.doc.apply_update(base64.b64decode(each["change"]))
        self.seq = lacking["seq"]

    def unsent(self) -> Json:
        """What is to be sent."""
        change = self.doc.get_update(self.known)
        return {"change": base64.b64encode(change).decode(), "after": self.seq}

    async def push(self) -> Json:
        """Send what was typed, and take what was lacking."""
        sending = self.doc.get_state()
        answer = await self.sent()
        assert answer.status_code == 200, answer.text
        told: Json = answer.json()
        self.take(told)
        self.known = sending
        return told

    async def sent(self) -> httpx.Response:
        """The answer to what was typed, whatever it is; nothing of it is taken."""
        return await self.who.http.post(f"{self.path}/edits", json=self.unsent())

    async def pull(self) -> None:
        """Take what others typed."""
        self.take(await self.who.get(f"{self.path}/edits?after={self.seq}"))

    def put(self, at: int, words: str) -> None:
        """Put words in before this character."""
        self.text.insert(len(str(self.text)[:at].encode()), words)

    def drop(self, at: int, length: int) -> None:
        """Take characters out."""
        text = str(self.text)
        first, end = len(text[:at].encode()), len(text[: at + length].encode())
        if end > first:
            del self.text[first:end]

    def type(self, chance: random.Random, mark: str) -> None:
        """Type something somewhere, with a mark in it that nobody takes out."""
        at = chance.randint(0, len(str(self.text)))
        self.put(at, f"⟨{mark}⟩")

    def __str__(self) -> str:
        return str(self.text)


async def seated(table: Table, *others: int) -> None:
    """They are asked to the table."""
    for number in others:
        await table.author.do("PUT", f"{table.path}/authors/{number}")


async def two(debate: Debate, table: Table) -> tuple[Typist, Typist]:
    """Two who have come to the table."""
    await seated(table, debate.number(debate.facilitator))
    ours = Typist(table.author, table), Typist(debate.facilitator, table)
    for each in ours:
        await each.come()
    return ours


async def settled(*typists: Typist) -> str:
    """What all of them have once each has sent and taken everything; it is what the server has."""
    for each in typists:
        await each.push()
    for each in typists:
        await each.pull()
    fresh = Typist(typists[0].who, Table(None, typists[0].who, 0, 0))  # type: ignore[arg-type]
    fresh.path = typists[0].path
    await fresh.come()
    assert {str(each) for each in typists} == {str(fresh)}
    return str(fresh)
