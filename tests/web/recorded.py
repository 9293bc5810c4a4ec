"""Where the public record and the statistics are read, and a case that comes to stand in it."""

from datetime import UTC, datetime, timedelta

from tests import decided
from tests.debate import Debate
from tests.world import Someone, World

PAGE, FILE = "/moderation/record", "/moderation/record.csv"
NUMBERS, NUMBERS_FILE = "/moderation/statistics", "/moderation/statistics.csv"
NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)


async def history(
    world: World, debate: Debate, people: list[Someone], mark: str, what: str = "hide"
) -> int:
    """A case that somebody reported, an act, and a review that upheld it; every word in it has the mark. The act."""
    moderator, reviewer, reporter = (each.id for each in people)
    rule = None if what in {"approve", "restore"} else "insult"
    async with world.sql() as conn, conn.transaction():
        case_id = await decided.case(conn, debate.post_id, opened_at=NOW - 5 * HOUR)
        said = f"{mark} lời báo"
        await decided.report(
            conn, case_id, reporter, reason="insult", at=NOW - 5 * HOUR, words=said
        )
        act_id = await decided.act(
            conn, case_id, moderator, what, at=NOW - 2 * HOUR, reason=rule,
            public=f"Nêu đích danh người khác {mark}.", private=f"{mark} ghi chú nội bộ",
        )  # fmt: skip
        if rule:
            await decided.ask(conn, act_id, at=NOW - HOUR, words=f"{mark} xin xem lại")
            await decided.rule(
                conn, act_id, reviewer, upheld=True, at=NOW, note=f"Vẫn là xúc phạm {mark}."
            )
    return act_id
