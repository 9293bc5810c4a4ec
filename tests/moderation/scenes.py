"""A debate with something to moderate in it: who reports, who decides, and what the room of moderation was told."""

from typing import Any

from tests.debate import Debate
from tests.desk import desk, moderators
from tests.world import Someone, World

Json = dict[str, Any]
HIDING = {
    "act": "hide",
    "reason": "insult",
    "public_note": "Lời lẽ xúc phạm.",
    "private_note": "Lần hai.",
}


async def reported(
    debate: Debate, who: Someone | None = None, reason: str = "insult", post_id: int | None = None
) -> int:
    """The case of a post (None: the member's first) that somebody (None: the observer) has just reported."""
    post_id = post_id or debate.post_id
    who = who or debate.observer
    await who.do("POST", f"/posts/{post_id}/reports", reason=reason, words="Xem giúp tôi.")
    return await case_of(debate.world, post_id)


async def case_of(world: World, post_id: int) -> int:
    """The newest case of a post."""
    async with world.sql() as conn:
        case_id: int = await conn.fetchval(
            "select max(id) from moderation_case where post_id = $1", post_id
        )
        return case_id


async def act_of(world: World, case_id: int) -> int:
    """The newest act of a case."""
    async with world.sql() as conn:
        act_id: int = await conn.fetchval(
            "select act_id from moderation_case where id = $1", case_id
        )
        return act_id


async def claim(who: Someone, case_id: int) -> Json:
    """The case, once this person holds it."""
    case: Json = (await who.do("PUT", f"/moderation/cases/{case_id}/claim"))["result"]
    return case


async def decided(who: Someone, case_id: int, **deciding: Any) -> Json:
    """The case, once this person has claimed it and decided."""
    await claim(who, case_id)
    done = await who.do("POST", f"/moderation/cases/{case_id}/acts", **(deciding or HIDING))
    case: Json = done["result"]
    return case


async def hidden(debate: Debate, moderator: Someone) -> tuple[int, int]:
    """The member's first post, reported and hidden: the case and its act."""
    case_id = await reported(debate)
    await decided(moderator, case_id)
    return case_id, await act_of(debate.world, case_id)


async def in_review(debate: Debate, moderator: Someone) -> tuple[int, int]:
    """The same, and its author has asked for a review."""
    case_id, act_id = await hidden(debate, moderator)
    words = "Tôi chỉ phê bình cách làm, không nói về ai."
    await debate.member.do("POST", f"/moderation/acts/{act_id}/review", words=words)
    return case_id, act_id


async def told(world: World, case_id: int) -> list[Json]:
    """What the room of moderation was told of a case, in order."""
    (reader,) = await moderators(world, "Phan Thị Theo Dõi")
    room_id, after, found = await desk(world), 0, []
    while True:
        page = await reader.get(f"/rooms/{room_id}/entries?after={after}")
        found += [e for e in page["entries"] if e["event"].get("case", {}).get("id") == case_id]
        if not page["entries"]:
            return found
        after = page["entries"][-1]["seq"]
