"""The file of a case: for moderators alone, with the words also of what is hidden, and no reporter's name."""

import asyncio
import json

import msgspec

from moderation import casefile
from rooms.people import Person, Who
from tests.debate import Debate
from tests.desk import desk, moderators, seated_as
from tests.moderation.grouping import flood, merge
from tests.moderation.scenes import HIDING, decided, hidden, in_review, reported
from tests.refusal import refused
from tests.world import World


async def test_a_file_holds_what_is_needed_to_decide(world: World, debate: Debate) -> None:
    (moderator,) = await moderators(world, "Quách Thị Hồ Sơ")
    before = await debate.say(debate.owner, "Ý trước.", parent_id=debate.post_id)
    post = await debate.say(debate.member, "Ông này **kém** lắm.", parent_id=debate.post_id)
    after = await debate.say(debate.facilitator, "Xin giữ lời.", parent_id=debate.post_id)
    case_id = await reported(debate, debate.observer, "insult", post["id"])
    file = await moderator.get(f"/moderation/cases/{case_id}")
    assert (file["room"], file["thread"]) == ("Dữ liệu mở", "Điểm nghẽn dữ liệu")
    assert file["post"]["html"] == "<p>Ông này <strong>kém</strong> lắm.</p>\n"
    assert (file["post"]["author"], file["post"]["version"]) == ("Phạm Minh", 1)
    assert file["parent"]["id"] == debate.post_id
    assert [each["id"] for each in file["siblings"]] == [before["id"], after["id"]]
    (report,) = file["reports"]
    assert (report["reason"], report["words"]) == ("insult", "Xem giúp tôi.")
    assert report["decided"] >= report["right"] >= 0
    assert (file["acts"], file["review"], file["barred"]) == ([], None, None)
    assert file["author"]["posts"] >= 2
    assert file["case"]["id"] == case_id
    assert file["seq"] > 0


async def test_no_reporter_is_named(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Quách Thị Hồ Sơ")
    file = json.dumps(
        await moderator.get(f"/moderation/cases/{await reported(debate)}"), ensure_ascii=False
    )
    assert "Phạm Minh" in file, "the author is"
    assert "Hoàng Yến" not in file
    assert f'"{debate.observer.id}"' not in file


async def test_a_file_shows_what_was_done_by_whom_and_the_words_that_are_hidden(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Quách Thị Hồ Sơ", "Từ Văn Đọc")
    case_id, act_id = await in_review(debate, one)
    file = await other.get(f"/moderation/cases/{case_id}")
    (act,) = file["acts"]
    assert (act["id"], act["act"], act["name"]) == (act_id, "hide", "Quách Thị Hồ Sơ")
    assert act["private_note"] == HIDING["private_note"]
    assert file["post"]["hidden_as"] == "hidden"
    assert "Bắt đầu từ" in file["post"]["html"]
    assert file["review"]["words"].startswith("Tôi chỉ phê bình")
    assert file["author"]["hidden"] >= 1


async def test_a_file_says_why_one_may_not_decide(world: World, debate: Debate) -> None:
    (one,) = await moderators(world, "Quách Thị Hồ Sơ")
    case_id, _ = await in_review(debate, one)
    author, reporter = (
        await seated_as(world, debate.member),
        await seated_as(world, debate.observer),
    )
    barred = [
        (await each.get(f"/moderation/cases/{case_id}"))["barred"]
        for each in (author, reporter, one)
    ]
    assert barred == ["own", "reporter", "acted"]


async def test_who_moderates_reads_of_their_own_case_what_every_author_is_told(
    world: World, debate: Debate
) -> None:
    one, other = await moderators(world, "Quách Thị Hồ Sơ", "Từ Văn Đọc")
    beside = await debate.say(debate.owner, "Ý kiến bên cạnh.", parent_id=debate.post_id)
    said = await debate.say(debate.member, "Ông này kém lắm.", parent_id=debate.post_id)
    case_id = await reported(debate, debate.observer, post_id=said["id"])
    path = f"/moderation/cases/{case_id}"
    await decided(one, case_id)
    await other.do("PUT", f"{path}/claim")
    secret = {"reason": "insult", "public_note": "Nhiều lần.", "private_note": "Chờ thêm chứng cứ."}
    await other.do("POST", f"{path}/proposal", **secret)
    full = await one.get(path)
    assert full["reports"]
    assert full["proposal"]["private_note"] == secret["private_note"]
    assert full["siblings"][0]["id"] == beside["id"]

    author = await seated_as(world, debate.member)
    own = await author.get(path)
    assert own["barred"] == "own"
    assert "Ông này kém lắm." in own["post"]["html"]
    assert [(each["act"], each["public_note"]) for each in own["acts"]] == [
        ("hide", HIDING["public_note"])
    ]
    assert (own["reports"], own["findings"], own["siblings"]) == ([], [], [])
    assert (own["parent"], own["proposal"], own["suggested"]) == (None, None, None)
    for answer in (
        own,
        await author.get("/moderation/queue?view=proposed"),
        await author.get(f"/moderation/acts/{full['acts'][0]['id']}"),
        await author.get(f"/rooms/{await desk(world)}/entries"),
        await author.get("/me/data"),
    ):
        told = json.dumps(answer, ensure_ascii=False)
        for hushed in ("Xem giúp tôi.", HIDING["private_note"], *list(secret.values())[1:]):
            assert hushed not in told
    ruling = {"upheld": True, "note": ""}
    commands: list[tuple[str, str, dict[str, object]]] = [
        ("PUT", "claim", {}),
        ("POST", "acts", {**HIDING}),
        ("POST", "proposal", {**secret}),
        ("POST", "second", {"confirmed": True, "note": ""}),
        ("POST", "ruling", {**ruling}),
    ]
    for method, way, body in commands:
        refused(await author.ask(method, f"{path}/{way}", **body), 409, "not-on-own")


async def test_what_was_approved_is_told_to_no_author(world: World, debate: Debate) -> None:
    (one,) = await moderators(world, "Quách Thị Hồ Sơ")
    case_id = await reported(debate)
    await decided(one, case_id, act="approve", private_note="Không sao.")
    path = f"/moderation/cases/{case_id}"
    assert (await one.get(path))["acts"]
    author = await seated_as(world, debate.member)
    assert (await author.get(path))["acts"] == []


async def test_words_taken_back_by_their_author_are_gone_from_the_file(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Quách Thị Hồ Sơ")
    case_id = await reported(debate)
    await debate.member.do("PUT", f"{debate.post}/retraction", reason="Nhầm")
    assert (await moderator.get(f"/moderation/cases/{case_id}"))["post"]["html"] == ""


async def test_who_only_watches_sees_the_queue_and_no_file(world: World, debate: Debate) -> None:
    (watcher,) = await world.people("Lưu Thị Quan Sát")
    await seated_as(world, watcher, "observer")
    (moderator,) = await moderators(world, "Quách Thị Hồ Sơ")
    case_id, _ = await hidden(debate, moderator)
    refused(await watcher.http.get(f"/moderation/cases/{case_id}"), 403, "role-may-not")
    assert (await watcher.get("/moderation/queue"))["me"] > 0
    refused(await debate.owner.http.get(f"/moderation/cases/{case_id}"), 404, "no-case")


async def test_overturned_acts_are_counted_for_their_author(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Quách Thị Hồ Sơ", "Từ Văn Đọc")
    case_id, _ = await in_review(debate, one)
    before = (await other.get(f"/moderation/cases/{case_id}"))["author"]
    await other.do("PUT", f"/moderation/cases/{case_id}/claim")
    await other.do("POST", f"/moderation/cases/{case_id}/ruling", upheld=False, note="")
    after = (await other.get(f"/moderation/cases/{case_id}"))["author"]
    assert after["overturned"] == before["overturned"] + 1
    assert (await decided(one, await reported(debate), act="approve"))["act"] == "approve"


async def test_the_file_of_many_cases_takes_no_more_queries_than_that_of_few(
    debate: Debate,
) -> None:
    (moderator,) = await moderators(debate.world, "Gia Thị Gộp")
    lead, *others = await flood(debate, 8)
    await merge(moderator, lead, *others[:1])
    who = Who(msgspec.convert(moderator.person, Person))

    async def queries() -> int:
        asked: list[str] = []
        async with debate.world.app.state.store.looking() as tx:
            await casefile.case_file(tx, who, lead)  # a new connection asks for types first
            with tx.conn.query_logger(lambda done: asked.append(done.query)):
                file = await casefile.case_file(tx, who, lead)
                await asyncio.sleep(0.05)  # they are told in turns of the loop that come later
        assert [each.case.id for each in file.others] == others[: len(file.others)]
        return len(asked)

    few = await queries()
    await merge(moderator, lead, *others[1:])
    assert await queries() == few
