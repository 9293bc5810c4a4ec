"""A post that was moved is found by all that names it: notices, what was read, the search, the document, an old address."""

from tests.acts import ACTS, ask
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.rooms.branching import WHY, branch, split
from tests.told import here
from tests.world import World


async def test_who_wrote_is_told_and_who_moved_is_not(debate: Debate) -> None:
    one, _, _ = await branch(debate)
    moved = await split(debate, one)
    for told in (debate.facilitator, debate.member):
        (notice,) = await here(debate, told, "moved")
        assert (notice["thread_id"], notice["reason"]) == (moved["thread"]["id"], WHY)
        assert notice["by"] == "Lê Thị Hoa"
    for other in (debate.observer, debate.owner, debate.moderator):
        assert not await here(debate, other, "moved")


async def test_a_notice_leads_to_where_its_post_is_now(debate: Debate) -> None:
    said = await debate.say(debate.owner, "Xin hỏi [@Hoàng Yến](#m5).", parent_id=debate.post_id)
    moved = await split(debate, said["id"])
    (notice,) = await here(debate, debate.observer, "mention")
    assert (notice["thread_id"], notice["thread"]) == (moved["thread"]["id"], "Hạ tầng dữ liệu")


async def test_what_was_read_stays_read_and_nothing_else_is(debate: Debate) -> None:
    one, _, _ = await branch(debate)
    seq = (await debate.observer.get(f"/posts/{one}"))["post"]["seq"]
    marks = {"read": [[seq, seq]]}
    marked = await debate.observer.http.put(f"{debate.room}/reading", json=marks)
    assert marked.json() == {"unread": 3}
    await split(debate, one)
    (line,) = [
        each
        for each in (await debate.observer.get("/rooms"))["rooms"]
        if each["room"]["id"] == debate.room_id
    ]
    assert (line["unread"], line["posts"]) == (3, 4)


async def test_the_search_finds_a_moved_post_in_its_thread(debate: Debate) -> None:
    one, two, _ = await branch(debate)
    moved = await split(debate, one)
    asked = {"q": "hạ tầng nào", "room": debate.room_id}
    found = (await debate.observer.http.post("/search", json=asked)).json()
    hits = {hit["post_id"]: hit["thread_id"] for hit in found["hits"]}
    assert hits[two] == moved["thread"]["id"]


async def test_the_document_has_the_marker_and_leads_on(world: World) -> None:
    debate = await gather(world, visibility="public")
    one, two, _ = await branch(debate)
    moved = await split(debate, one)
    http, base = debate.observer.http, f"/r/{debate.room_id}/transcript"
    page = (await http.get(f"{base}/{debate.thread_id}?lang=vi")).text
    link = f'<a href="{base}/p/{one}?lang=vi">Hạ tầng dữ liệu</a>'
    assert f"Nhánh này (2 ý kiến) đã được tách sang chủ đề {link}." in page
    assert f'id="p{one}"' in page, "an old address ends at the marker"
    assert "Lý do: Ngoài chủ đề" in page
    assert "Hạ tầng nào?" not in page
    there = f"{base}/{moved['thread']['id']}"
    for post in (one, two):
        answer = await http.get(f"{base}/p/{post}", follow_redirects=False)
        assert answer.status_code == 302
        assert answer.headers["location"] == f"{there}#p{post}"
    assert "Hạ tầng nào?" in (await http.get(there)).text
    whole = (await http.get(f"{base}?lang=vi")).text
    assert f'<a href="#p{one}">Hạ tầng dữ liệu</a>' in whole, "it stands on the same page"


async def test_an_answer_under_the_old_address_lands_where_its_post_is(debate: Debate) -> None:
    one, two, _ = await branch(debate)
    moved = await split(debate, one)
    said = await debate.say(debate.member, "Tôi trả lời trang cũ.", parent_id=two)
    assert (said["thread_id"], said["parent_id"]) == (moved["thread"]["id"], two)
    await debate.moderator.do("PUT", f"/threads/{moved['thread']['id']}/closure", reason="Đã rõ")
    answer = await ask(debate, ACTS["posts.reply"], debate.member, parent_id=two)
    refused(answer, 409, "thread-closed")
    other = await debate.world.thread(debate.member, debate.room_id)
    answer = await debate.member.ask(
        "POST", f"/threads/{other}/posts", body="Tôi đáp.", parent_id=two
    )
    refused(answer, 400, "parent-elsewhere", "parent_id")
