"""Who is told of what: those whom an entry concerns, once, and nobody of their own doing."""

from tests.told import about, dealt_with, notices, told
from tests.world import Someone, World


async def pair(world: World) -> tuple[Someone, Someone, int, int]:
    """Two members of a room of their own: its owner, who opened the thread, and another."""
    owner, member = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    room = await world.room(owner, member)
    await about(member, "added")
    return owner, member, room, await world.thread(owner, room)


async def test_somebody_added_to_a_room_is_told_by_whom_and_as_what(world: World) -> None:
    owner, member, room, _ = await pair(world)
    (notice,) = await notices(member)
    assert notice["room_id"] == room
    assert (notice["room"], notice["by"], notice["role"]) == ("Dữ liệu mở", "Lê Thị Hoa", "member")
    assert await notices(owner) == [], "who opens a room is told nothing by it"


async def test_a_mention_is_told_with_the_beginning_of_the_post(world: World) -> None:
    owner, member, _, thread = await pair(world)
    done = await world.reply(owner, thread, "Xin hỏi [@Trần Văn Bình](#m2) về **cơ chế**.")
    notice = (await about(member, "mention", "added"))[0]
    assert notice["post_id"] == done["result"]["id"]
    assert (notice["thread_id"], notice["thread"]) == (thread, "Điểm nghẽn dữ liệu")
    assert notice["excerpt"] == "Xin hỏi @Trần Văn Bình về cơ chế."
    assert notice["read_at"] is None
    assert (await member.get("/notices/unread"))["unread"] == 2


async def test_an_answer_is_told_to_who_is_answered_and_to_nobody_else(world: World) -> None:
    owner, member, room, thread = await pair(world)
    first = (await world.reply(member, thread, "Tôi thấy thế này."))["result"]["id"]
    assert (await about(owner, "reply"))[0]["by"] == "Trần Văn Bình", "the thread is the owner's"
    await world.reply(owner, thread, "Vì sao?", first)
    notice = (await about(member, "reply", "added"))[0]
    assert notice["excerpt"] == "Vì sao?"
    await world.reply(member, thread, "Vì vậy.", first)
    async with world.sql() as sql:
        await dealt_with(owner, sql, room)
    await about(owner, "reply")
    await about(member, "reply", "added")


async def test_who_is_answered_and_mentioned_at_once_is_told_once(world: World) -> None:
    owner, member, _, thread = await pair(world)
    first = (await world.reply(member, thread, "Tôi thấy thế này."))["result"]["id"]
    await world.reply(owner, thread, "Đúng vậy, [@Trần Văn Bình](#m2).", first)
    await about(member, "mention", "added")


async def test_an_edit_tells_whom_it_mentions_first_and_nobody_twice(world: World) -> None:
    owner, member, room, thread = await pair(world)
    post = (await world.reply(owner, thread, "Xin hỏi mọi người."))["result"]["id"]
    for version, words in enumerate(("Xin hỏi [@Bình](#m2).", "Xin hỏi lại [@Bình](#m2)."), 1):
        await owner.do("PUT", f"/posts/{post}", body=words, kind="question", version=version)
    async with world.sql() as sql:
        await dealt_with(owner, sql, room)
    (notice, _) = await about(member, "mention", "added")
    assert notice["excerpt"] == "Xin hỏi lại @Bình."


async def test_decisions_about_a_member_are_told_with_their_reasons(world: World) -> None:
    owner, member, room, _ = await pair(world)
    await owner.do("PUT", f"/rooms/{room}/members/2", role="moderator")
    assert (await about(member, "role", "added"))[0]["role"] == "moderator"
    await owner.do("PUT", f"/rooms/{room}/members/2", role="member")
    mine = await world.thread(member, room, "Của tôi")
    await owner.do("PUT", f"/threads/{mine}/closure", reason="Đã rõ")
    notice = (await about(member, "closed", "role", "role", "added"))[0]
    assert (notice["thread"], notice["reason"]) == ("Của tôi", "Đã rõ")


async def test_somebody_taken_out_is_told_why_and_sees_nothing_else_of_the_room(
    world: World,
) -> None:
    owner, member, room, thread = await pair(world)
    await world.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
    await about(member, "mention", "added")
    await owner.do("PUT", f"/rooms/{room}/members/2/removal", reason="Ngoài chủ đề")
    await owner.do("PUT", f"/rooms/{room}", title="Tên mới", description="", visibility="invited")
    (notice,) = await about(member, "removed")
    assert notice["reason"] == "Ngoài chủ đề"
    assert notice["room"] == "Dữ liệu mở", "as it was called when they were in it"
    hidden = ("thread_id", "thread", "post_id", "excerpt", "by")
    assert [notice[name] for name in hidden] == [None] * 5
    assert (await member.get("/notices/unread"))["unread"] == 1


async def test_a_notice_of_a_post_taken_back_is_gone(world: World) -> None:
    owner, member, _, thread = await pair(world)
    post = (await world.reply(owner, thread, "Xin hỏi [@Bình](#m2)."))["result"]["id"]
    await about(member, "mention", "added")
    await owner.do("PUT", f"/posts/{post}/retraction", reason="Nhầm")
    await about(member, "added")
    assert (await member.get("/notices/unread"))["unread"] == 1


async def test_a_muted_room_tells_what_the_muting_lets_through(world: World) -> None:
    owner, member, room, thread = await pair(world)
    first = (await world.reply(member, thread, "Ý của tôi."))["result"]["id"]
    await member.do("PUT", f"/rooms/{room}/telling", mail=None, inbox="mentions")
    await world.reply(owner, thread, "Trả lời.", first)
    await world.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
    await about(member, "mention")
    await member.do("PUT", f"/rooms/{room}/telling", mail=None, inbox="nothing")
    assert await notices(member) == []
    await owner.do("PUT", f"/rooms/{room}/members/2/removal", reason="Ngoài chủ đề")
    await about(member, "removed")


async def test_whom_one_has_muted_tells_nothing(world: World) -> None:
    owner, member, room, thread = await pair(world)
    other = (await world.people("Phạm Quang Minh"))[0]
    await owner.do("POST", f"/rooms/{room}/members", email=other.email, role="member")
    async with world.sql() as sql:
        await sql.execute(
            "insert into mute (person_id, muted_id) values ($1, $2)", member.id, other.id
        )
        await world.reply(other, thread, "Này [@Bình](#m2)!")
        await world.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
        found = await about(member, "mention", "added")
        assert found[0]["by"] == "Lê Thị Hoa"
        rows = await sql.fetchval("select count(*) from notice where person_id = $1", member.id)
        assert rows == 2


async def test_a_room_that_hides_names_hides_them_in_notices(world: World) -> None:
    owner, member = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    done = await owner.do(
        "POST", "/rooms", title="Kín tên", description="", visibility="invited", naming="roles"
    )
    room = done["result"]["id"]
    await owner.do("POST", f"/rooms/{room}/members", email=member.email, role="member")
    (notice,) = await told(member, lambda found: len(found) == 1)
    assert notice["by"] == "Thành viên 1"
