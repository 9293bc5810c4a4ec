"""Requests about one's own data: asked by a person, answered in the queue by those who own the room of moderation."""

from typing import Any

from rooms.roles import Role
from tests.desk import seated_as
from tests.moderation.scenes import claim
from tests.world import Someone, World

Json = dict[str, Any]


async def owners(world: World, *names: str) -> list[Someone]:
    """People who own the room of moderation."""
    return [await seated_as(world, someone, Role.OWNER) for someone in await world.people(*names)]


async def asked(world: World, who: Someone, kind: str, words: str = "Xin giúp tôi.") -> int:
    """The case of what this person has just asked."""
    done = await who.do("POST", "/me/data-requests", kind=kind, words=words)
    return await case_of_request(world, done["result"]["id"])


async def case_of_request(world: World, request_id: int) -> int:
    async with world.sql() as conn:
        query = "select id from moderation_case where target = 'request' and target_id = $1"
        case_id: int = await conn.fetchval(query, request_id)
        return case_id


async def answered(owner: Someone, case_id: int, **answering: Any) -> Json:
    """The case, once this person has claimed it and answered."""
    await claim(owner, case_id)
    path = f"/moderation/cases/{case_id}/answer"
    case: Json = (await owner.do("POST", path, **(answering or {"outcome": "done"})))["result"]
    return case


async def refused_as(owner: Someone, case_id: int, note: str = "Bạn tự sửa được.") -> Json:
    """The same, where it is refused."""
    return await answered(
        owner, case_id, outcome="refused", ground="by-themselves", public_note=note
    )


async def confirmed(owner: Someone, case_id: int, *, yes: bool = True) -> Json:
    """The case, once this person has confirmed what was proposed, or declined it."""
    await claim(owner, case_id)
    path = f"/moderation/cases/{case_id}/answer/second"
    case: Json = (await owner.do("POST", path, confirmed=yes, note="Đã xem."))["result"]
    return case


async def erased(world: World, who: Someone, words: str = "Xin xóa hết.") -> int:
    """This person asks to be erased, one proposes it and another confirms it; the case."""
    case_id = await asked(world, who, "erasure", words)
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    assert (await answered(one, case_id))["stage"] == "proposed"
    assert (await confirmed(other, case_id))["act"] == "fulfil"
    return case_id
