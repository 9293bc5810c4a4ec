"""A proposal whose amendments are taken, and amendments of it, made through the public API."""

from typing import Any

from tests.rooms.proposals.tabling import TEXT, Table
from tests.world import Someone

Json = dict[str, Any]
FREE = TEXT.replace("được mở.", "được mở, miễn phí.")  # the one article
SOONER = TEXT.replace("30 ngày", "20 ngày")  # the other
LATER = TEXT.replace("30 ngày", "45 ngày")  # against SOONER


def conflict(now: str, ours: str) -> Json:
    """How it is told that the days of TEXT are changed otherwise by two."""
    at = TEXT.index("30")
    around = {"before": TEXT[max(0, at - 80) : at], "after": TEXT[at + 2 : at + 82]}
    return {"first": at, "base": "30", "now": now, "ours": ours} | around


async def amend(table: Table, who: Someone, text: str, base: int = 1) -> Json:
    """An amendment that wants this text."""
    words = {"base": base, "text": text, "body": "Vì người dân cần."}
    done = await who.do("POST", f"{table.path}/amendments", **words)
    line: Json = done["result"]
    return line


async def take_in(table: Table, *lines: Json, version: int = 1, **words: Any) -> Json:
    """A new version with these amendments."""
    take = [{"amendment": line["id"], "revision": line["revision"]} for line in lines]
    words = {"version": version, "take": take, "note": "Tiếp thu sửa đổi."} | words
    done = await table.author.do("POST", f"{table.path}/inclusions", **words)
    proposal: Json = done["result"]
    return proposal
