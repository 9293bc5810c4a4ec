"""An erasure is proposed by one and confirmed by another, whoever tries otherwise and by whatever way."""

import asyncio
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from server.personal.erasing import NOBODY
from tests import moderated
from tests.debate import gather
from tests.desk import desk, moderators, seated_as
from tests.moderation.filling import portal
from tests.moderation.requesting import (
    answered,
    asked,
    confirmed,
    erased,
    owners,
    refused_as,
)
from tests.moderation.scenes import act_of, claim
from tests.refusal import refused
from tests.world import Someone, World


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


async def test_a_hidden_name_does_not_keep_anybody_from_being_erased(world: World) -> None:
    debate = await gather(world)
    async with (
        world.sql() as conn,
        conn.transaction(),
    ):  # as somebody was called before nobody could be
        await conn.execute("alter table person disable trigger hidden_name_stays")
        named = "update person set name = $2 where id = $1"
        await conn.execute(named, debate.member.id, NOBODY)
        await conn.execute("alter table person enable trigger hidden_name_stays")
    await moderated.hide_name(world.app.state.store, debate.room_id, debate.member.id)
    await erased(world, debate.member)
    async with world.sql() as conn:
        name = await conn.fetchval("select name from person where id = $1", debate.member.id)
    assert name == NOBODY


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
        # who was an owner when it was asked, or became one since, counts still
        case_id = await asked(world, another, "erasure")
        await seated_as(world, moderator, "owner")
        assert (await answered(owner, case_id))["stage"] == "proposed"
        await seated_as(world, moderator)
        await claim(owner, case_id)
        path = f"/moderation/cases/{case_id}/answer"
        refused(await owner.ask("POST", f"{path}/second", confirmed=True), 409, "proposed-yourself")
        # taken back and refused, so that it is asked anew of who is left
        assert (await confirmed(owner, case_id, yes=False))["stage"] == "open"
        await refused_as(owner, case_id, "Xin gửi lại: không còn ai xác nhận.")
        case_id = await asked(world, another, "erasure")
        assert (await answered(owner, case_id))["act"] == "fulfil"
        await seated_as(world, moderator, "owner")
        async with world.sql() as conn:
            alone = "update data_request set alone = true where person_id = $1 and outcome = 'done'"
            with pytest.raises(asyncpg.CheckViolationError, match="confirmed by another"):
                await conn.execute(alone, asker.id)


@pytest.mark.parametrize("way", ["silenced", "banned", "demoted", "removed"])
async def test_nobody_erases_alone_by_putting_the_other_out_of_the_way(
    empty: str, way: str
) -> None:
    async with portal(empty) as world:
        one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
        (asker,) = await world.people("Bùi Thị Xuân")
        case_id = await asked(world, asker, "erasure")
        async with world.sql() as conn:
            match way:
                case "silenced" | "banned":
                    act = (
                        "with act as (insert into moderation_act (case_id, person_id, act, by)"
                        " select id, person_id, 'fulfil', $2 from moderation_case limit 1 returning id)"
                        " update person set silenced_act = act.id, silenced_until = $3 from act where person.id = $1"
                    )
                    until = datetime.now(UTC) + timedelta(days=1 if way == "silenced" else 9999)
                    await conn.execute(act, other.id, one.id, until)
                case "demoted":
                    await seated_as(world, other)
                case "removed":
                    gone = "update member set ended_at = now() where person_id = $1"
                    await conn.execute(gone, other.id)
        file = await one.get(f"/moderation/cases/{case_id}/request")
        assert file["asker"]["alone"] is False
        assert (await answered(one, case_id))["stage"] == "proposed"
        await claim(one, case_id)
        path = f"/moderation/cases/{case_id}/answer/second"
        refused(await one.ask("POST", path, confirmed=True), 409, "proposed-yourself")
        # another who is given a seat confirms it
        (third,) = await owners(world, "Ba")
        await one.do("DELETE", f"/moderation/cases/{case_id}/claim")
        assert (await confirmed(third, case_id))["act"] == "fulfil"
        file = await one.get(f"/moderation/cases/{case_id}/request")
        assert file["asker"]["erased_alone"] is False


async def test_what_was_proposed_and_what_became_of_it_stays(world: World, asker: Someone) -> None:
    case_id = await asked(world, asker, "erasure")
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    await answered(one, case_id, outcome="done", private_note="Đã kiểm tra.")
    path = f"/moderation/cases/{case_id}/answer/second"
    await one.do("POST", path, confirmed=False, note="Nhầm người.")  # without a lease
    await answered(one, case_id)
    await confirmed(other, case_id, yes=False)
    await answered(other, case_id)
    await confirmed(one, case_id)
    async with world.sql() as conn:
        query = (
            "select p.by, p.private_note, p.outcome, p.decided_by, p.note from erasure_proposal p"
            " where p.person_id = $1 order by p.id"
        )
        rows = [tuple(row) for row in await conn.fetch(query, asker.id)]
        assert rows == [
            (one.id, "Đã kiểm tra.", "withdrawn", one.id, "Nhầm người."),
            (one.id, "", "declined", other.id, "Đã xem."),
            (other.id, "", "confirmed", one.id, "Đã xem."),
        ]


async def test_an_erasure_ends_what_was_looked_at_again(world: World, asker: Someone) -> None:
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    reviewed = []
    for kind in ("export", "erasure"):
        case_id = await asked(world, asker, kind)
        await refused_as(one, case_id)
        act_id = await act_of(world, case_id)
        await asker.do("POST", f"/moderation/acts/{act_id}/review", words="Xin xem lại.")
        reviewed.append(case_id)
    case_id = await asked(world, asker, "erasure")
    await answered(one, case_id)
    assert (await confirmed(other, case_id))["act"] == "fulfil"
    async with world.sql() as conn:
        query = "select stage from moderation_case where id = any($1::bigint[])"
        stages = [row["stage"] for row in await conn.fetch(query, reviewed)]
        assert stages == ["decided", "decided"]


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
        with pytest.raises(asyncpg.CheckViolationError, match="confirmed by another"):
            await conn.execute(decide, asker.id, one.id, act_id)
        said = "update erasure_proposal set outcome = 'confirmed', decided_by = $2, decided_at = now(), note = '' where person_id = $1"
        with pytest.raises(asyncpg.CheckViolationError, match="erasure_seconded_by_another"):
            await conn.execute(said, asker.id, one.id)
        with pytest.raises(asyncpg.CheckViolationError, match="erasure_not_on_own"):
            await conn.execute(said, asker.id, asker.id)
        await conn.execute(said, asker.id, other.id)
        with pytest.raises(asyncpg.CheckViolationError, match="confirmed by another"):
            await conn.execute(decide, asker.id, one.id, act_id)
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await conn.execute(decide, asker.id, other.id, act_id)
        refuse = decide.replace("'done'", "'refused'")
        with pytest.raises(asyncpg.CheckViolationError, match="request_not_own"):
            await conn.execute(refuse, asker.id, asker.id, act_id)
        with pytest.raises(asyncpg.CheckViolationError, match="case_of_request"):
            await conn.execute("update moderation_case set asked = null where id = $1", case_id)
        with pytest.raises(asyncpg.CheckViolationError, match="case_target"):
            await conn.execute(
                "update moderation_case set room_id = $2 where id = $1", case_id, await desk(world)
            )


async def test_an_erasure_waits_for_who_acts_on_a_post_and_holds_up_nothing_of_theirs(
    world: World,
) -> None:
    debate = await gather(world)
    asker = debate.member
    case_id = await asked(world, asker, "erasure")
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    await answered(one, case_id)
    async with world.sql() as conn:
        async with conn.transaction():
            theirs = "select from post where id = $1 for no key update"
            await conn.execute(theirs, debate.post_id)
            erasing = asyncio.create_task(confirmed(other, case_id))
            await asyncio.sleep(1)
            person = "select from person where id = $1 for no key update nowait"
            await conn.execute(person, asker.id)
        assert (await erasing)["act"] == "fulfil"
