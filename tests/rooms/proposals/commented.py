"""Comments on a proposal and consultations, made through the public API."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.rooms.proposals.tabling import TEXT, Table
from tests.world import Someone, World

Json = dict[str, Any]
WORDS = "trả lời trong 30 ngày"


def on(words: str | None = WORDS, text: str = TEXT, **more: Any) -> Json:
    """A comment on these words of the second article; None: on the article as a whole."""
    passage = {"first": text.index(words), "words": words} if words else None
    return {"version": 1, "place": 2, "body": "Nên là 20 ngày.", "passage": passage} | more


async def commented(table: Table, who: Someone, words: str | None = WORDS, **more: Any) -> Json:
    """The post of a comment."""
    done = await who.do("POST", f"{table.path}/comments", **on(words, **more))
    said: Json = done["result"]
    return said


async def consulted(table: Table, who: Someone | None = None, **more: Any) -> Json:
    """A consultation on the first version, for a day."""
    until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    asking = {"version": 1, "closes_at": until} | more
    done = await (who or table.author).do("POST", f"{table.path}/consultations", **asking)
    line: Json = done["result"]
    return line


async def over(table: Table) -> None:
    """Let the time of its open consultation be over."""
    await over_by_sql(table.debate.world, table.id)


async def over_by_sql(world: World, proposal_id: int) -> None:
    """The same of a proposal by its id: past the triggers, which let nobody move an end."""
    async with world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(
            "update consultation set opened_at = now() - interval '2 days', closes_at = now() - interval '1 second'"
            " where proposal_id = $1 and closed_at is null",
            proposal_id,
        )


async def answered(table: Table, who: Someone, post_id: int, **more: Any) -> Json:
    """The answer to a comment."""
    answer = {"kind": "accepted", "reason": "Đã sửa thành 20 ngày."} | more
    done = await who.do("PUT", f"{table.path}/comments/{post_id}/disposition", **answer)
    line: Json = done["result"]
    return line


async def counts(table: Table, who: Someone | None = None) -> Json:
    """Its comments, counted."""
    return await (who or table.author).get(f"{table.path}/consultation")


async def listed(table: Table, query: str = "", who: Someone | None = None) -> list[Json]:
    """A page of its comments."""
    page = await (who or table.author).get(f"{table.path}/comments{query}")
    comments: list[Json] = page["comments"]
    return comments
