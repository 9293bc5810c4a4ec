import asyncio

from rooms.proposals.drafting import LONGEST_TEXT
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.amending.amended import (
    FREE,
    LATER,
    SOONER,
    amend,
    conflict,
)
from tests.rooms.proposals.tabling import NEXT, TEXT, Table, begun


async def test_an_amendment_is_changes_and_a_post_with_reasons(
    amended: Table, debate: Debate
) -> None:
    head = await debate.head()
    line = await amend(amended, debate.owner, SOONER)
    assert (line["number"], line["base"], line["revision"], line["changes"], line["state"]) == (
        1,
        1,
        1,
        1,
        "open",
    )
    added, proposed = await debate.events(head)
    assert (added["type"], proposed["type"]) == ("post.added", "amendment.proposed")
    assert (added["post"]["id"], added["post"]["kind"]) == (line["post_id"], "solution")
    assert added["post"]["thread_id"] == (await amended.state())["proposal"]["thread_id"]
    assert proposed["amendment"] == line
    shown = await debate.observer.get(f"/amendments/{line['id']}")
    assert (shown["amendment"], shown["hidden"], shown["rebased"]) == (line, False, None)
    (change,) = shown["changes"]
    assert (change["place"], change["dropped"], change["added"]) == (1, "30", "20")
    assert change["before"].endswith("trả lời trong ")
    assert change["after"] == " ngày.\n"
    assert TEXT[change["first"] :].startswith("30")
    text = await debate.observer.get(f"/amendments/{line['id']}/text")
    assert text["text"] == SOONER
    page = await debate.observer.get(f"{amended.path}/amendments")
    assert page["amendments"] == [line]
    assert page["counts"] == {"open": 1, "accepted": 0, "partly": 0, "rejected": 0, "withdrawn": 0}


async def test_those_that_touch_the_same_words_are_shown_beside(
    amended: Table, debate: Debate
) -> None:
    first = await amend(amended, debate.owner, SOONER)
    await amend(amended, debate.facilitator, FREE)
    third = await amend(amended, debate.facilitator, LATER)
    shown = await debate.owner.get(f"/amendments/{first['id']}")
    assert shown["rivals"] == [{"amendment": third, "places": [1]}]
    await debate.facilitator.do("PUT", f"/amendments/{third['id']}/withdrawal")
    assert (await debate.owner.get(f"/amendments/{first['id']}"))["rivals"] == []


async def test_they_are_taken_in_one_stage_alone(proposal: Table, debate: Debate) -> None:
    words = {"base": 1, "text": SOONER, "body": "Vì cần."}
    answer = await debate.owner.ask("POST", f"{proposal.path}/amendments", **words)
    assert refused(answer, 409, "amendments-closed")["stage"] == "discussion"
    await proposal.stage(debate.owner, "amendments")
    line = await amend(proposal, debate.owner, SOONER)
    await debate.member.do("PUT", f"{proposal.path}/withdrawal", reason="Cần soạn lại")
    for method, path, said in (
        ("POST", f"{proposal.path}/amendments", words),
        (
            "POST",
            f"/amendments/{line['id']}/revisions",
            {"base": 1, "revision": 1, "text": LATER},
        ),
        ("PUT", f"/amendments/{line['id']}/rebase", {"revision": 1, "version": 1}),
        ("PUT", f"/amendments/{line['id']}/rejection", {"revision": 1, "reason": "Chưa rõ"}),
    ):
        answer = await debate.owner.ask(method, path, **said)
        assert refused(answer, 409, "amendments-closed")["stage"] == "withdrawn"


async def test_it_is_made_of_the_newest_version(amended: Table, debate: Debate) -> None:
    await amended.publish(NEXT)
    words = {"base": 1, "text": FREE, "body": "Vì cần."}
    answer = await debate.owner.ask("POST", f"{amended.path}/amendments", **words)
    assert refused(answer, 412, "version-changed", "base")["version"] == 2
    answer = await debate.owner.ask("POST", f"{amended.path}/amendments", **words | {"base": 9})
    refused(answer, 412, "version-changed", "base")


async def test_what_is_no_amendment(amended: Table, debate: Debate) -> None:
    head, path = await debate.head(), f"{amended.path}/amendments"
    said = {"base": 1, "body": "Vì cần."}
    refused(await debate.owner.ask("POST", path, **said, text=TEXT), 409, "amendment-same", "text")
    refused(await debate.owner.ask("POST", path, **said, text=" \n"), 400, "empty", "text")
    longer = "đ" * (LONGEST_TEXT + 1)
    answer = await debate.owner.ask("POST", path, **said, text=longer)
    assert answer.status_code in {400, 413}
    refused(await debate.observer.ask("POST", path, **said, text=SOONER), 403, "role-may-not")
    refused(await debate.outsider.ask("POST", path, **said, text=SOONER), 404, "no-proposal")
    refused(await debate.outsider.http.get("/amendments/999999999"), 404, "no-amendment")
    assert await debate.head() == head


async def test_another_text_altogether_is_one_change(amended: Table, debate: Debate) -> None:
    other = "".join(f"Khoản {n}. Nội dung khác hẳn số {n * 7}.\n" for n in range(2_000))
    assert len(other) > 50_000
    line = await amend(amended, debate.owner, other)
    assert line["changes"] == 1
    shown = await debate.owner.get(f"/amendments/{line['id']}")
    assert shown["changes"][0]["dropped"].strip() == TEXT.strip()
    assert (await debate.owner.get(f"/amendments/{line['id']}/text"))["text"] == other


async def test_its_author_puts_it_otherwise(amended: Table, debate: Debate) -> None:
    line = await amend(amended, debate.owner, SOONER)
    path, said = f"/amendments/{line['id']}/revisions", {"base": 1, "revision": 1}
    refused(await debate.facilitator.ask("POST", path, **said, text=LATER), 403, "not-yours")
    refused(
        await debate.owner.ask("POST", path, **said, text=SOONER), 409, "amendment-same", "text"
    )
    head = await debate.head()
    now = (await debate.owner.do("POST", path, **said, text=LATER))["result"]
    (event,) = await debate.events(head)
    assert (event["type"], event["amendment"]) == ("amendment.revised", now)
    assert (now["revision"], now["number"]) == (2, 1)
    answer = await debate.owner.ask("POST", path, **said, text=FREE)
    assert refused(answer, 412, "amendment-changed", "revision")["revision"] == 2
    shown = await debate.owner.get(f"/amendments/{line['id']}")
    assert [each["number"] for each in shown["revisions"]] == [2, 1]
    assert shown["changes"][0]["added"] == "45"


async def test_it_is_moved_past_what_did_not_touch_it(amended: Table, debate: Debate) -> None:
    line = await amend(amended, debate.owner, FREE)
    await amended.publish(NEXT)
    shown = await debate.observer.get(f"/amendments/{line['id']}")
    assert (shown["rebased"]["version"], shown["rebased"]["conflicts"]) == (2, [])
    assert shown["rebased"]["changes"][0]["added"] == shown["changes"][0]["added"]
    path = f"/amendments/{line['id']}/rebase"
    refused(await debate.facilitator.ask("PUT", path, revision=1, version=2), 403, "not-yours")
    refused(
        await debate.owner.ask("PUT", path, revision=1, version=1), 412, "version-changed", "base"
    )
    moved = (await debate.member.do("PUT", path, revision=1, version=2))["result"]
    assert (moved["base"], moved["revision"], moved["by"]) == (2, 2, line["by"])
    both = TEXT.replace("được mở.", "được mở, miễn phí.").replace("30 ngày", "20 ngày")
    assert (await debate.owner.get(f"/amendments/{line['id']}/text"))["text"] == both
    refused(await debate.owner.ask("PUT", path, revision=2, version=2), 409, "amendment-current")


async def test_where_both_changed_the_same_words_the_conflict_is_shown(
    amended: Table, debate: Debate
) -> None:
    line = await amend(amended, debate.owner, LATER)
    same = await amend(amended, debate.facilitator, NEXT)
    await amended.publish(NEXT)
    region = conflict("20", "45")
    shown = await debate.observer.get(f"/amendments/{line['id']}")
    assert (shown["rebased"]["changes"], shown["rebased"]["conflicts"]) == ([], [region])
    path = f"/amendments/{line['id']}/rebase"
    answer = await debate.owner.ask("PUT", path, revision=1, version=2)
    assert refused(answer, 409, "amendment-touched")["conflicts"] == [region]
    said = {"base": 2, "revision": 1, "text": LATER}
    now = (await debate.owner.do("POST", f"/amendments/{line['id']}/revisions", **said))["result"]
    assert (now["base"], now["revision"]) == (2, 2)
    assert (await debate.owner.get(f"/amendments/{line['id']}"))["rebased"] is None
    path = f"/amendments/{same['id']}"
    assert (await debate.owner.get(path))["rebased"]["done"] == [1]
    answer = await debate.facilitator.ask("PUT", f"{path}/rebase", revision=1, version=2)
    refused(answer, 409, "amendment-done")


async def test_it_ends_once_also_when_two_decide_at_the_same_moment(
    amended: Table, debate: Debate
) -> None:
    line = await amend(amended, debate.owner, SOONER)
    path = f"/amendments/{line['id']}"
    refused(
        await debate.owner.ask("PUT", f"{path}/rejection", revision=1, reason="Không"),
        403,
        "co-authors-only",
    )
    head = await debate.head()
    answers = await asyncio.gather(
        debate.member.ask("PUT", f"{path}/rejection", revision=1, reason="Chưa đủ nguồn lực"),
        debate.owner.ask("PUT", f"{path}/withdrawal", reason=""),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    (won,) = [answer.json()["result"] for answer in answers if answer.is_success]
    (lost,) = [answer for answer in answers if not answer.is_success]
    assert refused(lost, 409, "amendment-ended")["outcome"] == won["state"]
    (event,) = await debate.events(head)
    assert (event["type"], event["amendment"]) == ("amendment.ended", won)
    answer = await debate.owner.ask("POST", f"{path}/revisions", base=1, revision=1, text=LATER)
    refused(answer, 409, "amendment-ended")


async def test_a_closed_thread_takes_no_reasons(amended: Table, debate: Debate) -> None:
    thread = (await amended.state())["proposal"]["thread_id"]
    await debate.owner.do("PUT", f"/threads/{thread}/closure", reason="Đã rõ")
    said = {"base": 1, "text": SOONER, "body": "Vì cần."}
    answer = await debate.owner.ask("POST", f"{amended.path}/amendments", **said)
    refused(answer, 409, "thread-closed")


async def test_rules_judge_the_lines_that_change_and_the_reasons(
    amended: Table, debate: Debate
) -> None:
    words = {"name": "thô tục", "entries": [{"words": "đồ ngốc"}], "reason": "insult"}
    lists = [words | {"action": "hold"}]
    await debate.owner.do("PUT", f"{debate.room}/rules", rules={"lists": lists})
    path, head = f"{amended.path}/amendments", await debate.head()
    rude = TEXT.replace("30 ngày", "30 ngày, đồ ngốc")
    for text, body in ((rude, "Vì cần."), (SOONER, "Vì đồ ngốc.")):
        answer = await debate.owner.ask("POST", path, base=1, text=text, body=body)
        refused(answer, 409, "rule-refuses", "body")
    assert await debate.head() == head
    line = await amend(amended, debate.owner, TEXT.replace("30 ngày", "30 ngày, đồ"))
    said = {"base": 1, "revision": 1, "text": rude}
    answer = await debate.owner.ask("POST", f"/amendments/{line['id']}/revisions", **said)
    refused(answer, 409, "rule-refuses", "body")


async def test_an_amendment_of_more_changes_than_anybody_reads_is_refused(
    debate: Debate,
) -> None:
    words = "Một còn, hai còn, ba còn, bốn còn"
    text = "".join(f"Điều {n} giữ nguyên.\nKhoản {n}: {words}.\n" for n in range(300))
    table = await begun(debate, debate.member, text)
    opening = {"draft": 1, "body": "Vì cần."}
    await debate.member.do("PUT", f"{table.path}/opening", **opening)
    await table.stage(debate.owner, "amendments")
    said = {"base": 1, "text": text.replace("còn", "thôi"), "body": "Vì cần."}
    answer = await debate.owner.ask("POST", f"{table.path}/amendments", **said)
    told = refused(answer, 400, "too-many-changes", "text")
    assert (told["changes"], told["most"]) == (1200, 1000)
