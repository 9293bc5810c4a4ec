"""Somebody acted against: by which acts, and what they may still write."""

from typing import Any

from tests.debate import Debate
from tests.desk import moderators
from tests.moderation.scenes import Json, act_of, claim, decided, reported
from tests.world import Someone, World, new_key

ACTING = {"reason": "insult", "public_note": "Lời lẽ xúc phạm.", "private_note": "Nhiều lần."}


async def one_moderator(world: World) -> Someone:
    """Whoever acts against them."""
    (moderator,) = await moderators(world, "Dương Thị Xét")
    return moderator


async def sanctioned(
    debate: Debate, moderator: Someone, act: str, case_id: int | None = None, **more: Any
) -> tuple[int, int]:
    """The member, acted against in the case of a post of theirs (None: reported now); the case and the act."""
    case_id = case_id or await reported(debate)
    if act != "warn":
        more.setdefault("days", 7)
    await decided(moderator, case_id, act=act, **ACTING, **more)
    return case_id, await act_of(debate.world, case_id)


async def proposed(debate: Debate, moderator: Someone) -> int:
    """The case in which somebody has proposed to ban the member."""
    case_id = await reported(debate)
    await claim(moderator, case_id)
    await moderator.do("POST", f"/moderation/cases/{case_id}/proposal", **ACTING)
    return case_id


async def seconded(moderator: Someone, case_id: int, *, confirmed: bool = True) -> Json:
    """The case, once a second has claimed it and said yes or no."""
    await claim(moderator, case_id)
    path = f"/moderation/cases/{case_id}/second"
    done = await moderator.do("POST", path, confirmed=confirmed, note="Đã xem chứng cứ.")
    case: Json = done["result"]
    return case


async def writing(debate: Debate, who: Someone) -> dict[str, Any]:
    """The answers to everything that somebody may try to write in the debate, by what it is."""
    thread = f"/threads/{debate.thread_id}"
    said = {"body": "Tôi nói tiếp.", "kind": "opinion"}
    return {
        "reply": await who.ask("POST", f"{thread}/posts", **said),
        "edit": await who.ask("PUT", debate.post, version=1, **said),
        "open": await who.ask(
            "POST", f"/rooms/{debate.room_id}/threads", title="Chủ đề mới", **said
        ),
        "stand": await who.ask("PUT", f"{debate.post}/position", position="agree"),
        "step aside": await who.ask("DELETE", f"{debate.post}/position"),
        "upload": await who.http.post(
            f"/rooms/{debate.room_id}/files",
            params={"key": new_key(), "name": "ghi-chu.txt"},
            content="Ghi chú.".encode(),
        ),
    }
