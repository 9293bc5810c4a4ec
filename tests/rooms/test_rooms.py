"""Rooms: opened, described, archived; the list of them."""

from tests.acts import ACTS, ask
from tests.debate import Debate
from tests.refusal import refused
from tests.world import World


async def test_whoever_opens_a_room_owns_it(world: World) -> None:
    (lan,) = await world.people("Nguyễn Thị Lan")
    told = {"title": " Tháo gỡ \n nút thắt ", "description": " Vì sao?\n", "visibility": "members"}
    done = await lan.do("POST", "/rooms", **told)
    room = done["result"]
    assert (room["title"], room["description"]) == ("Tháo gỡ nút thắt", "Vì sao?")
    assert done["seqs"] == {str(room["id"]): 2}
    page = await lan.get(f"/rooms/{room['id']}/entries")
    opened, joined = page["entries"]
    assert opened["event"] == {"type": "room.opened", "room": room}
    assert (opened["seq"], opened["by"], joined["seq"]) == (1, 1, 2)
    assert joined["event"]["member"] == {
        "number": 1, "name": "Nguyễn Thị Lan", "organisation": "Viện Ví dụ", "constituency": "expert",
        "role": "owner", "ended_at": None, "verified": None,
    }  # fmt: skip
    snapshot = await lan.get(f"/rooms/{room['id']}")
    assert (snapshot["room"], snapshot["seq"], snapshot["threads"]) == (room, 2, [])
    assert snapshot["members"] == [snapshot["me"]] == [joined["event"]["member"]]


async def test_a_description_replaces_the_words_and_who_may_read(debate: Debate) -> None:
    told = {"title": "Tên mới", "description": "Lời mới", "visibility": "public"}
    done = await debate.owner.do("PUT", debate.room, **told)
    (event,) = await debate.events(done["seqs"][str(debate.room_id)] - 1)
    assert event == {"type": "room.described", "room": done["result"]}
    assert done["result"] | told == done["result"]
    assert (await debate.world.client().get(debate.room)).json()["room"] == done["result"]


async def test_a_room_made_private_is_closed_at_once_to_those_outside(debate: Debate) -> None:
    words = ACTS["rooms.describe"].words
    await debate.owner.do("PUT", debate.room, **words | {"visibility": "public"})
    assert (await debate.outsider.http.get(debate.thread)).status_code == 200
    await debate.owner.do("PUT", debate.room, **words | {"visibility": "invited"})
    refused(await debate.outsider.http.get(debate.thread), 404, "no-thread")


async def test_an_archived_room_says_who_and_why_until_it_is_opened_again(debate: Debate) -> None:
    room = (await debate.owner.do("PUT", f"{debate.room}/archival", reason=" Đã  xong "))["result"]
    assert (room["archived_by"], room["archived_reason"]) == (1, "Đã xong")
    assert (await debate.events())[-1] == {"type": "room.archived", "room": room}
    refused(await ask(debate, ACTS["rooms.archive"], debate.owner), 409, "room-archived")
    refused(await ask(debate, ACTS["rooms.describe"], debate.owner), 409, "room-archived")
    back = (await debate.owner.do("DELETE", f"{debate.room}/archival"))["result"]
    assert back == room | dict.fromkeys(("archived_at", "archived_by", "archived_reason"))
    assert (await debate.events())[-1] == {"type": "room.unarchived", "room": back}
    refused(await ask(debate, ACTS["rooms.unarchive"], debate.owner), 409, "room-not-archived")


async def test_an_archived_room_is_still_read_and_marked_as_read(debate: Debate) -> None:
    await ask(debate, ACTS["rooms.archive"], debate.owner)
    assert len((await debate.member.get(debate.thread))["posts"]) == 1
    answer = await debate.owner.http.put(f"{debate.room}/reading", json={"read": [[1, 50]]})
    assert answer.json() == {"unread": 0}


async def test_the_list_shows_my_rooms_first_the_newest_first_archived_last(world: World) -> None:
    lan, hoa = await world.people("Nguyễn Thị Lan", "Lê Thị Hoa")
    first, second, third = [await world.room(hoa, lan) for _ in range(3)]
    public = await world.room(hoa, visibility="public")
    await hoa.do("PUT", f"/rooms/{third}/archival", reason="Đã xong")
    listed = [line["room"]["id"] for line in (await lan.get("/rooms"))["rooms"]]
    assert listed[:3] == [second, first, third]
    assert public in listed[3:]


async def test_the_list_goes_on_until_it_ends_and_names_each_room_once(world: World) -> None:
    (lan,) = await world.people("Nguyễn Thị Lan")
    mine = {await world.room(lan) for _ in range(105)}
    seen: list[int] = []
    after: int | None = 0
    pages = 0
    while after is not None:
        page = await lan.get(f"/rooms?after={after}")
        seen += [line["room"]["id"] for line in page["rooms"]]
        after, pages = page["next"], pages + 1
    assert pages >= 2
    assert mine <= set(seen)
    assert len(seen) == len(set(seen))


async def test_a_line_of_the_list_knows_posts_and_head(debate: Debate) -> None:
    post = await debate.say(debate.moderator)
    lines = (await debate.member.get("/rooms"))["rooms"]
    line = next(line for line in lines if line["room"]["id"] == debate.room_id)
    snapshot = await debate.member.get(debate.room)
    assert (line["epoch"], line["seq"]) == (snapshot["epoch"], snapshot["seq"])
    assert (line["number"], line["role"]) == (4, "member")
    assert (line["posts"], line["unread"]) == (2, 1)
    assert line["last_at"] >= post["at"]
