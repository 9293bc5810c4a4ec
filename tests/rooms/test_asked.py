"""The questions to oneself: those that mention or answer one, until one has answered."""

from tests.told import about, dealt_with
from tests.world import Someone, World


async def ask(author: Someone, thread: int, body: str, parent: int | None = None) -> int:
    """A question; its id."""
    told = {"body": body, "kind": "question", "parent_id": parent}
    return int((await author.do("POST", f"/threads/{thread}/posts", **told))["result"]["id"])


async def waiting(who: Someone) -> list[int]:
    """The questions that wait for this person, the newest first."""
    return [n["post_id"] for n in (await who.get("/notices?asked=true"))["notices"]]


async def test_a_question_to_oneself_waits_until_one_has_answered_it(world: World) -> None:
    owner, member, other = await world.people("Lê Thị Hoa", "Trần Văn Bình", "Phạm Minh Châu")
    room = await world.room(owner, member, other)
    thread = await world.thread(owner, room)
    said = (await world.reply(member, thread, "Nên công bố số liệu."))["result"]["id"]
    mentioned = await ask(owner, thread, "[@Bình](#m2) có số liệu không?")
    answering = await ask(owner, thread, "Công bố ở đâu?", said)
    await world.reply(owner, thread, "Xin cảm ơn [@Bình](#m2).")
    await ask(owner, thread, "Mọi người nghĩ sao?")
    await about(member, "mention", "reply", "mention", "added")
    assert await waiting(member) == [answering, mentioned]
    await world.reply(other, thread, "Tôi có.", mentioned)
    assert await waiting(member) == [answering, mentioned], "another's answer is not one's own"
    answer = (await world.reply(member, thread, "Ở cổng dữ liệu.", answering))["result"]["id"]
    assert await waiting(member) == [mentioned]
    await member.do("PUT", f"/posts/{answer}/retraction", reason="Nhầm")
    assert await waiting(member) == [answering, mentioned], "what was taken back answers nothing"
    await owner.do("PUT", f"/posts/{mentioned}/retraction", reason="Nhầm")
    assert await waiting(member) == [answering]


async def test_questions_of_a_room_one_has_left_wait_no_more(world: World) -> None:
    owner, member = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    room = await world.room(owner, member)
    thread = await world.thread(owner, room)
    post = await ask(owner, thread, "[@Bình](#m2) có số liệu không?")
    await about(member, "mention", "added")
    assert await waiting(member) == [post]
    await owner.do("PUT", f"/rooms/{room}/members/2/removal", reason="Ngoài chủ đề")
    async with world.sql() as sql:
        await dealt_with(owner, sql, room)
    assert await waiting(member) == []
    assert await waiting(owner) == []
