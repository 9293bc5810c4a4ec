"""Proposals of a debate, made through the public API."""

from dataclasses import dataclass
from typing import Any

from tests.debate import Debate
from tests.told import Notice, told
from tests.world import Someone

Json = dict[str, Any]
TEXT = "Điều 1. Dữ liệu của cơ quan nhà nước được mở.\n\nĐiều 2. Cơ quan trả lời trong 30 ngày.\n"
NEXT = TEXT.replace("30 ngày", "20 ngày")


@dataclass
class Table:
    """A proposal, and who began it."""

    debate: Debate
    author: Someone
    id: int
    table_id: int

    @property
    def path(self) -> str:
        """Its address."""
        return f"/proposals/{self.id}"

    async def state(self, who: Someone | None = None) -> Json:
        """It as somebody reads it (None: its author)."""
        return await (who or self.author).get(f"{self.path}/state")

    async def save(self, text: str, base: int, who: Someone | None = None) -> Json:
        """The draft, saved."""
        words = {"title": "Mở dữ liệu", "text": text, "base": base}
        saved: Json = (await (who or self.author).do("PUT", f"{self.path}/draft", **words))[
            "result"
        ]
        return saved

    async def publish(self, text: str, note: str = "Rút ngắn thời hạn.") -> Json:
        """A new version with this text."""
        base = (await self.author.get(f"{self.path}/draft"))["number"]
        draft = (await self.save(text, base))["number"]
        done = await self.author.do("POST", f"{self.path}/versions", draft=draft, note=note)
        line: Json = done["result"]
        return line

    async def stage(self, who: Someone, stage: str) -> Json:
        """Led into this stage by somebody."""
        line: Json = (await who.do("PUT", f"{self.path}/stage", stage=stage))["result"]
        return line


async def begun(debate: Debate, author: Someone, text: str = TEXT) -> Table:
    """A proposal at its table."""
    done = await author.do("POST", f"{debate.room}/proposals", title="Mở dữ liệu", text=text)
    return Table(debate, author, done["result"]["id"], done["result"]["table_id"])


async def opened(debate: Debate, author: Someone, procedure: int | None = None) -> Table:
    """A proposal before its room."""
    table = await begun(debate, author)
    words = {"draft": 1, "body": "Vì dữ liệu là của chung.", "procedure": procedure}
    await author.do("PUT", f"{table.path}/opening", **words)
    return table


async def asked(who: Someone, table: Table, *kinds: str) -> list[Notice]:
    """What the person is told of the proposal, the newest first, once it is of these kinds."""

    def of_it(found: list[Notice]) -> list[Notice]:
        return [each for each in found if each["proposal_id"] == table.id]

    return of_it(await told(who, lambda found: [n["about"] for n in of_it(found)] == list(kinds)))
