"""Requests about one's own data as cases of the queue: who sees what, who answers, by one or by two, and what the asker is told."""

from datetime import UTC, datetime, timedelta
from typing import Any

from moderation.working_days import due
from tests.debate import gather
from tests.desk import desk, moderators, whole
from tests.moderation.filling import portal
from tests.moderation.requesting import answered, asked, owners, refused_as
from tests.moderation.scenes import act_of, claim, reported, told
from tests.refusal import refused
from tests.world import Someone, World

Json = dict[str, Any]


async def line_of(who: Someone, view: str, case_id: int) -> Json | None:
    """The line of this case in a view, None: it is not there."""
    return next((each for each in await whole(who, view) if each["id"] == case_id), None)


async def test_a_request_is_a_case_with_the_clock_of_the_law(world: World, asker: Someone) -> None:
    before = datetime.now(UTC)
    case_id = await asked(world, asker, "correction")
    (mine,) = await asker.rows("/me/data-requests")
    assert datetime.fromisoformat(mine["due_at"]) in {due(before, 2), due(datetime.now(UTC), 2)}
    (moderator,) = await moderators(world, "Phan Thị Theo Dõi")
    line = await line_of(moderator, "waiting", case_id)
    assert line is not None
    assert line["due_at"] == mine["due_at"]
    assert (line["target"], line["asked"], line["source"]) == ("request", "correction", "request")
    assert {line[name] for name in ("room_id", "thread_id", "post_id", "held_id", "reason")} == {
        None
    }
    again = await asker.ask("POST", "/me/data-requests", kind="correction", words="Thêm nữa.")
    refused(again, 409, "already-asked")


async def test_a_correction_says_what_is_wrong(asker: Someone) -> None:
    for words in ("", " \n"):
        answer = await asker.ask("POST", "/me/data-requests", kind="correction", words=words)
        refused(answer, 400, "empty", "words")
    await asker.do("POST", "/me/data-requests", kind="export", words="")


async def test_a_request_that_is_nearly_due_comes_before_what_is_new(
    world: World, asker: Someone
) -> None:
    debate = await gather(world)
    case_id = await asked(world, asker, "export")
    (owner,) = await owners(world, "Phan Thị Trả Lời")
    async with world.sql() as conn:  # as if less than a day were left of its time
        gone = "rank = rank + floor(extract(epoch from due_at - now()) / 60)::bigint - 23 * 60, due_at = now() + interval '23 hours'"
        await conn.execute(f"update moderation_case set {gone} where id = $1", case_id)
    await debate.observer.do("POST", f"/posts/{debate.post_id}/reports", reason="illegal")
    async with world.sql() as conn:
        report = await conn.fetchval(
            "select rank from moderation_case where post_id = $1", debate.post_id
        )
        rank = await conn.fetchval("select rank from moderation_case where id = $1", case_id)
    assert rank >= report
    async with world.sql() as conn:
        await conn.execute("update moderation_case set due_at = now() where id = $1", case_id)
    assert await line_of(owner, "overdue", case_id) is not None
    await claim(owner, case_id)
    assert await line_of(owner, "mine", case_id) is not None


async def test_only_owners_of_the_desk_see_who_asks_and_answer(
    world: World, asker: Someone
) -> None:
    case_id = await asked(world, asker, "correction", "Sửa ngày sinh của tôi.")
    (moderator,) = await moderators(world, "Phan Thị Theo Dõi")
    (owner,) = await owners(world, "Phan Thị Trả Lời")
    file, path = f"/moderation/cases/{case_id}/request", f"/moderation/cases/{case_id}"
    refused(await moderator.ask("GET", file), 403, "role-may-not")
    refused(await moderator.ask("PUT", f"{path}/claim"), 403, "role-may-not")
    refused(await moderator.ask("POST", f"{path}/answer", outcome="done"), 403, "role-may-not")
    refused(await moderator.ask("POST", f"{path}/acts", act="approve"), 403, "role-may-not")
    for one in (owner, moderator):
        refused(await one.ask("GET", path), 409, "answer-instead")
    async with world.administrator() as administrator:
        await world_without_seat(world, administrator)
        refused(await administrator.ask("GET", file), 404, "no-case")
    refused(await asker.ask("GET", file), 404, "no-case")
    seen = await owner.get(file)
    assert (seen["asker"]["name"], seen["asker"]["words"]) == (
        "Bùi Thị Xuân",
        "Sửa ngày sinh của tôi.",
    )
    kept = str([await told(world, case_id), await moderator.get("/moderation/queue")])
    assert "Bùi Thị Xuân" not in kept.replace("'name': 'Bùi Thị Xuân'", "")
    assert "Sửa ngày sinh" not in kept


async def world_without_seat(world: World, someone: Someone) -> None:
    async with world.sql() as conn:
        leave = "update member set ended_at = now() where room_id = $1 and person_id = $2"
        await conn.execute(leave, await desk(world), someone.id)


async def test_nobody_is_acted_against_for_what_they_ask(world: World, asker: Someone) -> None:
    case_id = await asked(world, asker, "correction")
    (owner,) = await owners(world, "Phan Thị Trả Lời")
    await claim(owner, case_id)
    path = f"/moderation/cases/{case_id}"
    for act in (
        {"act": "hide", "reason": "spam"},
        {"act": "warn", "reason": "spam"},
        {"act": "fulfil"},
    ):
        refused(await owner.ask("POST", f"{path}/acts", **act), 409, "answer-instead")
    refused(await owner.ask("POST", f"{path}/proposal", reason="spam"), 409, "answer-instead")
    debate = await gather(world)
    post_case = await reported(debate, reason="spam")
    await claim(owner, post_case)
    for path in ("answer", "answer/second"):
        answer = {"outcome": "done"} if path == "answer" else {"confirmed": True}
        refused(
            await owner.ask("POST", f"/moderation/cases/{post_case}/{path}", **answer),
            404,
            "no-request",
        )
    merging = {"cases": [case_id]}
    merged = await owner.ask("POST", f"/moderation/cases/{post_case}/merges", **merging)
    refused(merged, 409, "answer-instead")
    acts = f"/moderation/cases/{post_case}/acts"
    refused(await owner.ask("POST", acts, act="fulfil"), 400, "wrong-value", "act")


async def test_a_refusal_names_its_ground_and_is_heard_by_somebody_else(
    world: World, asker: Someone
) -> None:
    case_id = await asked(world, asker, "correction", "Sửa ngày sinh của tôi.")
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    await claim(one, case_id)
    path = f"/moderation/cases/{case_id}/answer"
    refused(
        await one.ask("POST", path, outcome="refused", public_note="Không."),
        400,
        "missing-field",
        "ground",
    )
    refused(
        await one.ask("POST", path, outcome="refused", ground="law"), 400, "empty", "public_note"
    )
    refused(await one.ask("POST", path, outcome="done", ground="law"), 400, "wrong-value", "ground")
    refused(await other.ask("POST", path, outcome="done"), 409, "case-claimed")
    await refused_as(one, case_id)
    refused(await one.ask("POST", path, outcome="done"), 409, "request-decided")
    act_id = await act_of(world, case_id)
    (mine,) = await asker.rows("/me/data-requests")
    assert (mine["outcome"], mine["ground"], mine["note"], mine["act_id"]) == ("refused", "by-themselves", "Bạn tự sửa được.", act_id)  # fmt: skip
    decision = await asker.get(f"/moderation/acts/{act_id}")
    assert (decision["asked"], decision["ground"], decision["room_id"]) == ("correction", "by-themselves", None)  # fmt: skip
    assert "Sửa ngày sinh của tôi." in decision["html"]
    await asker.do("POST", f"/moderation/acts/{act_id}/review", words="Tôi không sửa được.")
    assert await line_of(other, "review", case_id) is not None
    refused(await one.ask("PUT", f"/moderation/cases/{case_id}/claim"), 409, "acted-yourself")
    await claim(other, case_id)
    ruling = f"/moderation/cases/{case_id}/ruling"
    done = await other.do("POST", ruling, upheld=False, note="Đúng là phải sửa.")
    assert (done["result"]["stage"], done["result"]["act"]) == ("open", None)
    assert await line_of(one, "waiting", case_id) is not None
    (mine,) = await asker.rows("/me/data-requests")
    assert (mine["outcome"], mine["act_id"]) == (None, None)
    assert (
        timedelta(days=2)
        <= datetime.fromisoformat(mine["due_at"]) - datetime.now(UTC)
        <= timedelta(days=5)
    )
    await answered(other, case_id, outcome="done", public_note="Đã sửa.")
    (mine,) = await asker.rows("/me/data-requests")
    assert (mine["outcome"], mine["note"]) == ("done", "Đã sửa.")


async def test_an_export_that_is_done_says_where_in_the_language_of_who_asked(
    world: World, asker: Someone
) -> None:
    (owner,) = await owners(world, "Phan Thị Trả Lời")
    async with world.sql() as conn:
        await conn.execute("update person set language = 'en' where id = $1", asker.id)
    refusing = {"outcome": "refused", "ground": "unclear", "public_note": " "}
    case_id = await asked(world, asker, "export")
    await claim(owner, case_id)
    path = f"/moderation/cases/{case_id}/answer"
    refused(await owner.ask("POST", path, **refusing), 400, "empty", "public_note")
    await owner.do("POST", path, outcome="done")
    (mine,) = await asker.rows("/me/data-requests")
    assert mine["note"].startswith("You can download your data on your own page")
    assert mine["note"].endswith("/me")


async def test_nobody_answers_their_own(world: World) -> None:
    (owner,) = await owners(world, "Phan Thị Trả Lời")
    case_id = await asked(world, owner, "correction")
    claimed = await owner.ask("PUT", f"/moderation/cases/{case_id}/claim")
    refused(claimed, 409, "not-on-own")
    assert (await owner.get(f"/moderation/cases/{case_id}/request"))["barred"] == "own"


async def test_requests_are_counted_and_told_of_by_no_line_of_the_record(empty: str) -> None:
    async with portal(empty) as world:
        (asker,) = await world.people("Bùi Thị Xuân")
        (owner,) = await owners(world, "Phan Thị Trả Lời")
        await refused_as(owner, await asked(world, asker, "correction"), "Lý do riêng của Xuân.")
        await asked(world, asker, "export")
        async with world.sql() as conn:
            assert await conn.fetchval("select count(*) from moderation_act") == 1
            assert await conn.fetchval("select count(*) from public_act") == 0
        read = world.client()
        page = (await read.get("/moderation/statistics", headers={"accept-language": "vi"})).text
        assert "Đính chính</th><td>1</td><td>1</td><td>1</td>" in page
        file = (await read.get("/moderation/statistics.csv")).text.splitlines()
        total = dict(zip(file[0].split(","), file[-1].split(","), strict=True))
        assert (total["opened"], total["decided"], total["open_now"]) == ("0", "0", "0")
        assert (total["correction_refused"], total["export_waiting"], total["export_answered"]) == ("1", "1", "0")  # fmt: skip
        assert "Xuân" not in (await read.get("/moderation/record.csv")).text


async def test_a_review_that_waits_keeps_nobody_from_asking_anew(
    world: World, asker: Someone
) -> None:
    one, other = await owners(world, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    case_id = await asked(world, asker, "export")
    await refused_as(one, case_id)
    act_id = await act_of(world, case_id)
    await asker.do("POST", f"/moderation/acts/{act_id}/review", words="Xin xem lại.")
    anew = await asked(world, asker, "export")
    await claim(other, case_id)
    ruling = f"/moderation/cases/{case_id}/ruling"
    done = await other.do("POST", ruling, upheld=False, note="Lẽ ra phải cung cấp.")
    assert done["result"]["stage"] == "decided"  # what was asked anew waits in its place
    await answered(one, anew)
    assert [row["outcome"] for row in await asker.rows("/me/data-requests")] == ["done", "refused"]
