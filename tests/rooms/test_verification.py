"""Verified affiliation: given by an administrator, shown where names are, lost with what it was about."""

from typing import Any

import pytest

from tests.debate import Debate, gather
from tests.refusal import refused
from tests.world import Someone, World


def path(someone: Someone) -> str:
    return f"/administration/people/{someone.id}/verification"


async def badge(debate: Debate, who: Someone) -> Any:
    members = (await debate.owner.get(debate.room))["members"]
    return next(each["verified"] for each in members if each["number"] == debate.number(who))


async def test_a_badge_is_shown_in_the_rooms_of_the_person_and_withdrawn_with_a_reason(
    world: World, administrator: Someone
) -> None:
    debate = await gather(world)
    assert await badge(debate, debate.member) is None
    head = await debate.head()

    done = await administrator.do("PUT", path(debate.member))

    assert await badge(debate, debate.member) == done["result"]["since"]
    (told,) = await debate.events(head)
    assert (told["type"], told["member"]["verified"]) == ("member.renamed", done["result"]["since"])
    refused(await administrator.ask("PUT", path(debate.member)), 409, "already-verified")
    ended = await administrator.do(
        "PUT", f"{path(debate.member)}/withdrawal", reason="Đã chuyển công tác"
    )
    assert ended["result"]["ended_by"] == administrator.id
    assert ended["result"]["ended_reason"] == "Đã chuyển công tác"
    assert await badge(debate, debate.member) is None
    refused(
        await administrator.ask("PUT", f"{path(debate.member)}/withdrawal", reason="Nữa"),
        409,
        "not-verified",
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "Phạm Minh Đức"), ("organisation", "Công ty Khác"), ("constituency", "citizen")],
)
async def test_a_badge_is_lost_with_what_it_was_about(
    world: World, administrator: Someone, field: str, value: str
) -> None:
    debate = await gather(world)
    await administrator.do("PUT", path(debate.member))
    same = {
        "name": "Phạm Minh",
        "organisation": "Viện Ví dụ",
        "constituency": "expert",
        "language": "en",
    }
    head = await debate.head()
    await debate.member.do("PUT", "/me", **same)
    assert await badge(debate, debate.member) is not None
    assert await debate.head() == head, "nothing that the room shows has changed"

    await debate.member.do("PUT", "/me", **same | {field: value})

    assert await badge(debate, debate.member) is None
    (told,) = await debate.events(head)
    assert (told["member"][field], told["member"]["verified"]) == (value, None)


async def test_only_administrators_verify_and_nobody_themselves(
    world: World, administrator: Someone
) -> None:
    debate = await gather(world)
    refused(await debate.owner.ask("PUT", path(debate.member)), 403, "administrators-only")
    refused(await administrator.ask("PUT", path(administrator)), 403, "not-oneself")
    answer = await administrator.ask("PUT", "/administration/people/999999999/verification")
    refused(answer, 404, "no-person")


async def test_rights_are_told_with_their_reasons_and_looking_is_on_record(
    world: World, administrator: Someone
) -> None:
    debate = await gather(world)
    number = debate.number(debate.member)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}", role="moderator")
    sought = {"words": debate.member.email}
    found = await administrator.http.post("/administration/people", json=sought)
    assert found.status_code == 200, found.text
    assert [each["id"] for each in found.json()] == [debate.member.id]
    for words in (
        "%%",
        "__",
        "\\\\",
    ):  # stand for themselves; other tests may have made people named so
        literal = await administrator.http.post("/administration/people", json={"words": words})
        assert literal.status_code == 200
        assert all(words in each["name"] or words in each["email"] for each in literal.json())
    blank = await administrator.http.post("/administration/people", json={"words": "   "})
    refused(blank, 400, "empty", "words")
    base = f"/administration/people/{debate.member.id}"

    told = await administrator.do("POST", f"{base}/rooms/{debate.room_id}/rights")

    room, rights = told["room"], {each["right"]: each for each in told["rights"]}
    assert (room["role"], room["role_by"]) == ("moderator", "Nguyễn Thị Lan")
    assert room["role_since"] > room["since"]
    assert rights["threads.close"] | {"unless": []} == {
        "right": "threads.close", "may": True, "why": "role", "unless": [],
    }  # fmt: skip
    assert (rights["members.add"]["may"], rights["members.add"]["why"]) == (False, "role-may-not")
    assert rights["posts.edit"]["unless"] == [
        "not-yours",
        "post-retracted",
        "post-hidden",
        "thread-closed",
    ]
    await debate.owner.do("PUT", f"{debate.room}/archival", reason="Đã xong")
    told = await administrator.do("POST", f"{base}/rooms/{debate.room_id}/rights")
    rights = {each["right"]: each for each in told["rights"]}
    assert (rights["posts.reply"]["may"], rights["posts.reply"]["why"]) == (False, "room-archived")
    assert rights["room.read"]["may"]
    everything = await administrator.do("POST", f"{base}/rights")
    assert [each["room_id"] for each in everything["rooms"]] == [debate.room_id]
    rights = {each["right"]: each for each in everything["rights"]}
    assert rights["accounts.change_profile"]["may"]
    first = rights["accounts.become_first_administrator"]
    assert (first["may"], first["why"]) == (False, "no-link"), "there is one: who asks"
    async with world.sql() as conn:
        acts = await conn.fetch(
            "select act from audit where person_id = $1 order by id", administrator.id
        )
    assert [row["act"] for row in acts][-3:] == [
        "rights.in_room",
        "rights.in_room",
        "rights.of_person",
    ]


async def test_an_administrator_is_outside_where_they_are_not_a_member(
    world: World, administrator: Someone
) -> None:
    debate = await gather(world)
    refused(await administrator.http.get(debate.room), 404, "no-room")
    refused(
        await administrator.ask("POST", f"{debate.thread}/posts", body="Tôi."), 404, "no-thread"
    )


@pytest.mark.parametrize("naming", ["roles", "pseudonyms"])
async def test_a_room_without_names_neither_shows_nor_hears_what_changes_elsewhere(
    world: World, administrator: Someone, naming: str
) -> None:
    debate = await gather(world, naming=naming)
    before = (await debate.owner.get(debate.room))["members"]
    head = await debate.head()

    await administrator.do("PUT", path(debate.member))
    verified = (await debate.owner.get(debate.room))["members"]
    profile = {"name": "Phạm Minh", "constituency": "agency", "language": "vi"}
    await debate.member.do("PUT", "/me", **profile, organisation="Sở Ví dụ")
    await debate.member.do("DELETE", f"{debate.room}/members/me")
    await debate.owner.do("POST", f"{debate.room}/members", email=debate.member.email)

    assert verified == before
    assert (await debate.owner.get(debate.room))["members"] == before
    assert [each["type"] for each in await debate.events(head)] == ["member.left", "member.joined"]


@pytest.mark.parametrize("naming", ["roles", "pseudonyms"])
async def test_rights_in_a_room_without_names_tell_no_time_that_an_entry_has(
    world: World, administrator: Someone, naming: str
) -> None:
    debate = await gather(world, naming=naming)
    base = f"/administration/people/{debate.member.id}"
    untold = dict.fromkeys(("since", "role_since", "role_by", "ended_at"))
    for role, over in (("member", False), ("moderator", False), ("moderator", True)):
        number = debate.number(debate.member)
        if over:
            await debate.member.do("DELETE", f"{debate.room}/members/me")
        elif role != "member":
            await debate.owner.do("PUT", f"{debate.room}/members/{number}", role=role)
        told = await administrator.do("POST", f"{base}/rooms/{debate.room_id}/rights")
        (place,) = (await administrator.do("POST", f"{base}/rights"))["rooms"]
        assert told["room"] == place
        assert place | untold == place
        assert (place["role"], place["over"]) == (role, over)
        rights = {each["right"]: each["may"] for each in told["rights"]}
        assert rights["posts.reply"] is not over
