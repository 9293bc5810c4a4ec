"""An erasure is proposed by one and confirmed by another, whoever tries otherwise and by whatever way."""

import asyncio
from typing import Any

import asyncpg
import pytest

from tests.desk import desk, moderators, seated_as
from tests.moderation.filling import portal
from tests.moderation.requesting import (
    answered,
    asked,
    confirmed,
    erased,
    owners,
)
from tests.moderation.scenes import claim
from tests.refusal import refused
from tests.world import Someone, World

Json = dict[str, Any]


@pytest.fixture
async def asker(world: World) -> Someone:
    (someone,) = await world.people("Bùi Thị Xuân")
    return someone


async def test_an_erasure_takes_two(world: World, asker: Someone) -> None:
    case_id = await asked(world, asker, "erasure")
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    case = await answered(one, case_id, outcome="done", private_note="Đã kiểm tra.")
    assert (case["stage"], case["act"]) == ("proposed", None)
    assert (await asker.get("/session"))["person"]["name"] == "Bùi Thị Xuân"
    await claim(one, case_id)
    path = f"/moderation/cases/{case_id}/answer"
    refused(await one.ask("POST", f"{path}/second", confirmed=True), 409, "proposed-yourself")
    refused(await one.ask("POST", path, outcome="done"), 409, "case-proposed")
    await one.do("DELETE", f"/moderation/cases/{case_id}/claim")
    seen = await other.get(f"/moderation/cases/{case_id}/request")
    assert (seen["proposal"]["name"], seen["proposal"]["note"], seen["proposal"]["mine"]) == ("Phan Thị Trả Lời", "Đã kiểm tra.", False)  # fmt: skip
    assert (await confirmed(other, case_id, yes=False))["stage"] == "open"
    refused(await other.ask("POST", f"{path}/second", confirmed=True), 409, "nothing-proposed")
    assert (await answered(other, case_id))["stage"] == "proposed"
    assert (await confirmed(one, case_id))["act"] == "fulfil"
    assert (await asker.get("/session"))["person"] is None


async def test_who_is_erased_waits_for_nothing_else(world: World, asker: Someone) -> None:
    other_case = await asked(world, asker, "export")
    await erased(world, asker)
    async with world.sql() as conn:
        row = await conn.fetchrow(
            "select c.stage, a.act, d.outcome from moderation_case c join moderation_act a on a.id = c.act_id"
            " join data_request d on d.id = c.target_id where c.id = $1",
            other_case,
        )
    assert row is not None
    assert tuple(row) == ("decided", "fulfil", "done")


async def test_where_one_alone_may_answer_that_one_erases_and_it_is_recorded(empty: str) -> None:
    async with portal(empty) as world:
        (owner,) = await owners(world, "Phan Thị Trả Lời")
        (moderator,) = await moderators(world, "Phan Thị Theo Dõi")
        asker, another = await world.people("Bùi Thị Xuân", "Trần Quang Diệu")
        case_id = await asked(world, asker, "erasure")
        file = f"/moderation/cases/{case_id}/request"
        assert (await owner.get(file))["asker"]["alone"] is True
        assert (await answered(owner, case_id))["act"] == "fulfil"
        seen = (await owner.get(file))["asker"]
        assert (seen["erased_alone"], seen["name"]) == (True, "Tài khoản đã xóa")
        # one proposes, and is alone before a second comes to it
        case_id = await asked(world, another, "erasure")
        await seated_as(world, moderator, "owner")
        assert (await answered(owner, case_id))["stage"] == "proposed"
        await seated_as(world, moderator)
        assert (await confirmed(owner, case_id))["act"] == "fulfil"
        await seated_as(world, moderator, "owner")
        async with world.sql() as conn:
            alone = "update data_request set alone = true where person_id = $1"
            with pytest.raises(asyncpg.CheckViolationError, match="confirmed by another"):
                await conn.execute(alone, asker.id)


async def test_two_who_answer_at_once_answer_once(world: World, asker: Someone) -> None:
    case_id = await asked(world, asker, "erasure")
    one, other, third = await owners(world, "Một", "Hai", "Ba")
    await answered(one, case_id)
    path = f"/moderation/cases/{case_id}/answer/second"

    async def seconds(who: Someone) -> int:
        await who.ask("PUT", f"/moderation/cases/{case_id}/claim")
        return (await who.ask("POST", path, confirmed=True)).status_code

    found = await asyncio.gather(*map(seconds, (other, third, other, third, other)))
    assert sorted(found) == [201, 409, 409, 409, 409]
    async with world.sql() as conn:
        acts = "select count(*) from moderation_act where case_id = $1"
        assert await conn.fetchval(acts, case_id) == 1


async def test_the_database_refuses_what_cannot_be(world: World, asker: Someone) -> None:
    case_id = await asked(world, asker, "erasure")
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    await answered(one, case_id)
    act = "insert into moderation_act (case_id, person_id, act, by) values ($1, $2, $4, $3) returning id"
    decide = "update data_request set outcome = 'done', decided_at = now(), decided_by = $2, act_id = $3 where person_id = $1"
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match="act_not_on_own"):
            await conn.execute(act, case_id, asker.id, asker.id, "fulfil")
        with pytest.raises(asyncpg.CheckViolationError, match="act_on_ground"):
            await conn.execute(act, case_id, asker.id, one.id, "refuse")
        act_id = await conn.fetchval(act, case_id, asker.id, one.id, "fulfil")
        with pytest.raises(asyncpg.CheckViolationError, match="request_erased_by_two"):
            await conn.execute(decide, asker.id, one.id, act_id)
        with pytest.raises(asyncpg.CheckViolationError, match="request_not_own"):
            await conn.execute(decide, asker.id, asker.id, act_id)
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await conn.execute(decide, asker.id, other.id, act_id)
        with pytest.raises(asyncpg.CheckViolationError, match="case_of_request"):
            await conn.execute("update moderation_case set asked = null where id = $1", case_id)
        with pytest.raises(asyncpg.CheckViolationError, match="case_target"):
            await conn.execute(
                "update moderation_case set room_id = $2 where id = $1", case_id, await desk(world)
            )
