"""A branch of a thread, and its moves into another thread and back."""

from typing import Any

from tests.debate import Debate
from tests.world import Someone

WHY = "Ngoài chủ đề"


async def split(debate: Debate, post_id: int, by: Someone | None = None) -> dict[str, Any]:
    """The post in a thread of its own; what the answer says."""
    told = {"title": "Hạ tầng dữ liệu", "reason": WHY}
    done = await (by or debate.moderator).do("POST", f"/posts/{post_id}/thread", **told)
    result: dict[str, Any] = done["result"]
    return result


async def join(
    debate: Debate, post_id: int, to: int, parent_id: int | None = None
) -> dict[str, Any]:
    told = {"thread_id": to, "reason": WHY, "parent_id": parent_id}
    done = await debate.moderator.do("PUT", f"/posts/{post_id}/thread", **told)
    result: dict[str, Any] = done["result"]
    return result


async def branch(debate: Debate) -> tuple[int, int, int]:
    """An answer of the observer's neighbour, one to that, and one more to the first post, which stays."""
    one = await debate.say(debate.facilitator, "Nên bắt đầu từ hạ tầng.", parent_id=debate.post_id)
    two = await debate.say(debate.member, "Hạ tầng nào?", parent_id=one["id"])
    three = await debate.say(debate.owner, "Từ pháp lý.", parent_id=debate.post_id)
    return one["id"], two["id"], three["id"]
