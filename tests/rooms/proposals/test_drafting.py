import asyncio

import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.tabling import NEXT, TEXT, Table, asked, begun


async def test_what_is_drafted_is_nobody_elses(table: Table, debate: Debate) -> None:
    missing = "/proposals/999999999"
    for who in (debate.owner, debate.facilitator, debate.observer, debate.outsider):
        for path in ("/state", "/draft", "/draft/changes?since=1", "/versions/1"):
            real, none = [await who.http.get(each + path) for each in (table.path, missing)]
            assert (real.status_code, real.content) == (404, none.content)
        refused(
            await who.ask("PUT", f"{table.path}/draft", title="A", text="B", base=1),
            404,
            "no-proposal",
        )
        refused(await who.ask("PUT", f"{table.path}/support", version=1), 404, "no-proposal")
        refused(await who.ask("PUT", f"{table.path}/authors/1"), 404, "no-proposal")
        assert (await who.http.get(f"/rooms/{table.table_id}/entries")).status_code == 404
    assert (await debate.owner.get(f"{debate.room}/proposals"))["mine"] == []


async def test_the_room_hears_nothing_of_a_draft(debate: Debate) -> None:
    head = await debate.head()
    table = await begun(debate, debate.member)
    await table.save(NEXT, 1)
    await debate.member.do("PUT", f"{table.path}/authors/3")
    await debate.member.do("PUT", f"{table.path}/withdrawal", reason="Chưa chín")
    assert await debate.head() == head
    (mine,) = (await debate.moderator.get(f"{debate.room}/proposals"))["mine"]
    assert (mine["id"], mine["draft"], mine["stage"]) == (table.id, 2, "withdrawn")


async def test_co_authors_draft_one_text(table: Table, debate: Debate) -> None:
    number = debate.number(debate.facilitator)
    await debate.member.do("PUT", f"{table.path}/authors/{number}")
    (notice,) = await asked(debate.facilitator, table, "drafting")
    assert (notice["proposal_id"], notice["by"]) == (table.id, "Phạm Minh")
    saved = await table.save(NEXT, 1, debate.facilitator)
    assert (saved["number"], saved["by"]) == (2, number)
    assert (await debate.member.get(f"{table.path}/draft"))["text"] == NEXT
    assert [each["number"] for each in (await table.state())["authors"]] == [4, number]
    events = [
        entry["event"]["type"]
        for entry in (await debate.member.get(f"/rooms/{table.table_id}/entries"))["entries"]
    ]
    assert events == ["member.joined", "draft.saved", "member.joined", "draft.saved"]
    refused(await debate.member.ask("PUT", f"{table.path}/authors/{number}"), 409, "already-member")
    refused(
        await debate.member.ask("PUT", f"{table.path}/authors/5"), 404, "no-member"
    )  # an observer


async def test_a_save_from_an_older_text_is_refused_and_says_which_is_newer(
    table: Table, debate: Debate
) -> None:
    await debate.member.do("PUT", f"{table.path}/authors/1")
    await table.save(NEXT, 1, debate.owner)
    answer = await debate.member.ask(
        "PUT", f"{table.path}/draft", title="Mở", text="Của tôi.", base=1
    )
    assert refused(answer, 412, "draft-changed", "base")["draft"] == 2
    changed = await debate.member.get(f"{table.path}/draft/changes?since=1")
    assert [p["text"] for p in changed["pieces"] if p["kind"] != "same"] == ["30", "20"]


async def test_of_two_saves_at_once_one_is_kept(table: Table, debate: Debate) -> None:
    words = {"title": "Mở dữ liệu", "base": 1}
    answers = await asyncio.gather(
        *(
            debate.member.ask("PUT", f"{table.path}/draft", text=f"Bản {n}", **words)
            for n in range(5)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412]


async def test_somebody_taken_out_of_the_room_drafts_there_no_more(
    table: Table, debate: Debate
) -> None:
    number = debate.number(debate.facilitator)
    await debate.member.do("PUT", f"{table.path}/authors/{number}")
    await debate.owner.do(
        "PUT", f"{debate.room}/members/{number}/removal", reason="Đã chuyển công tác"
    )
    refused(
        await debate.facilitator.ask("PUT", f"{table.path}/draft", title="A", text="B", base=1),
        404,
        "no-proposal",
    )
    assert (await debate.facilitator.http.get(f"{table.path}/draft")).status_code == 404
    assert (await debate.facilitator.http.get(f"{table.path}/state")).status_code == 404


async def test_the_last_co_author_stays(table: Table, debate: Debate) -> None:
    refused(await debate.member.ask("DELETE", f"{table.path}/authors/me"), 409, "last-author")
    await debate.member.do("PUT", f"{table.path}/authors/1")
    await debate.member.do("DELETE", f"{table.path}/authors/me")
    assert (await debate.member.http.get(f"{table.path}/draft")).status_code == 404
    assert (await debate.owner.get(f"{table.path}/draft"))["text"] == TEXT


@pytest.mark.parametrize("text", ["đ" * 100_001, "a" * 150_000])
async def test_a_text_over_the_limit_is_refused_by_name(table: Table, text: str) -> None:
    answer = await table.author.ask("PUT", f"{table.path}/draft", title="Dài", text=text, base=1)
    assert answer.status_code in {400, 413}
    assert answer.json()["field"] == "text"
    whole = "ặ" * 100_000
    assert (await table.save(whole, 1))["text"] == whole


async def test_a_proposal_comes_from_a_post_of_its_room(debate: Debate) -> None:
    words = {
        "title": "Mở",
        "text": "",
        "from_thread": debate.thread_id,
        "from_post": debate.post_id,
    }
    line = (await debate.member.do("POST", f"{debate.room}/proposals", **words))["result"]
    assert (line["from_thread"], line["from_post"], line["stage"]) == (
        debate.thread_id,
        debate.post_id,
        "drafting",
    )
    elsewhere = await debate.member.ask(
        "POST", f"{debate.room}/proposals", title="Mở", from_post=debate.post_id + 10**6
    )
    refused(elsewhere, 400, "parent-elsewhere", "from_post")
