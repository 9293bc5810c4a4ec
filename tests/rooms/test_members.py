"""Who is in a room and as what: every change is an entry, and an owner always remains."""

import pytest

from tests.acts import ACTS, ask
from tests.debate import Debate
from tests.refusal import refused
from tests.world import new_key


async def inbox(debate: Debate, who: str) -> list[dict[str, object]]:
    """What the person's inbox tells of this room."""
    someone = debate.who(who)
    room_id = (await someone.get("/session"))["inbox"]["room_id"]
    head = (await someone.get(f"/rooms/{room_id}/entries?limit=1"))["seq"]
    page = await someone.get(f"/rooms/{room_id}/entries?after={max(0, head - 3)}")
    events = [entry["event"] for entry in page["entries"]]
    mine = [event for event in events if event.get("room_id") == debate.room_id]
    return [event for event in mine if event["type"].startswith("room.")]


async def test_somebody_added_is_told_and_so_is_the_room(debate: Debate) -> None:
    done = await debate.facilitator.do(
        "POST", f"{debate.room}/members", email=debate.outsider.email.upper(), role="observer"
    )
    assert done["result"] == {
        "number": 6, "name": "Đỗ Thị Cúc", "organisation": "Viện Ví dụ", "constituency": "expert",
        "role": "observer", "ended_at": None, "verified": None,
    }  # fmt: skip
    (entry,) = await debate.entries(done["seqs"][str(debate.room_id)] - 1)
    assert (entry["by"], entry["event"]["member"]) == (2, done["result"])
    told = {"type": "room.entered", "room_id": debate.room_id, "role": "observer"}
    assert await inbox(debate, "outsider") == [told]
    assert (await debate.outsider.get(debate.room))["me"] == done["result"]


async def test_only_somebody_with_an_account_can_be_added(debate: Debate) -> None:
    told = {"email": "khong.co@vidu.invalid", "role": "member"}
    answer = await debate.owner.ask("POST", f"{debate.room}/members", **told)
    refused(answer, 404, "no-account", "email")
    told = {"email": debate.member.email, "role": "member"}
    answer = await debate.owner.ask("POST", f"{debate.room}/members", **told)
    refused(answer, 409, "already-member", "email")


@pytest.mark.parametrize("role", ["owner", "facilitator"])
async def test_only_owners_make_owners_and_facilitators(debate: Debate, role: str) -> None:
    answer = await ask(debate, ACTS["members.add"], debate.facilitator, role=role)
    refused(answer, 403, "owners-only")
    answer = await ask(debate, ACTS["members.add"], debate.owner, role=role)
    assert answer.status_code == 201


@pytest.mark.parametrize("number", [1, 2])
async def test_only_owners_remove_owners_and_facilitators(debate: Debate, number: int) -> None:
    answer = await debate.facilitator.ask(
        "PUT", f"{debate.room}/members/{number}/removal", reason="Không hợp"
    )
    refused(answer, 403, "owners-only")


async def test_somebody_removed_is_told_why_and_keeps_their_number(debate: Debate) -> None:
    path = f"{debate.room}/members/4"
    done = await debate.owner.do("PUT", f"{path}/removal", reason=" Ngoài  chủ đề ")
    (entry,) = await debate.entries(done["seqs"][str(debate.room_id)] - 1)
    at = done["result"]["ended_at"]
    told = {"type": "member.removed", "number": 4, "at": at, "reason": "Ngoài chủ đề"}
    assert (entry["by"], entry["event"]) == (1, told)
    left = {"type": "room.left", "room_id": debate.room_id, "reason": "Ngoài chủ đề"}
    assert (await inbox(debate, "member"))[-1] == left
    refused(await debate.member.http.get(debate.room), 404, "no-room")
    refused(await debate.owner.ask("PUT", f"{path}/removal", reason="a"), 404, "no-member")
    refused(await debate.owner.ask("PUT", path, role="observer"), 404, "no-member")
    members = (await debate.owner.get(debate.room))["members"]
    assert [(m["number"], m["ended_at"]) for m in members][3:] == [(4, at), (5, None)]
    assert (await debate.owner.get(debate.thread))["posts"][0]["author"] == 4
    back = await debate.owner.do(
        "POST", f"{debate.room}/members", email=debate.member.email, role="observer"
    )
    assert (back["result"]["number"], back["result"]["ended_at"]) == (4, None)
    assert (await debate.member.get(debate.room))["me"]["role"] == "observer"


async def test_somebody_who_leaves_can_come_back_to_an_open_room(debate: Debate) -> None:
    await debate.owner.do(
        "PUT", debate.room, **ACTS["rooms.describe"].words | {"visibility": "members"}
    )
    done = await debate.moderator.do("DELETE", f"{debate.room}/members/me")
    left = {"type": "member.left", "number": 3, "at": done["result"]["ended_at"]}
    assert (await debate.events())[-1] == left
    refused(await ask(debate, ACTS["members.leave"], debate.moderator), 404, "no-room")
    back = await debate.moderator.do("PUT", f"{debate.room}/members/me")
    assert (back["result"]["number"], back["result"]["role"]) == (3, "member")
    assert (await debate.entries())[-1]["by"] == 3
    again = await debate.moderator.ask("PUT", f"{debate.room}/members/me")
    refused(again, 409, "already-member")


async def test_a_room_by_invitation_is_not_there_for_who_would_join(debate: Debate) -> None:
    refused(await ask(debate, ACTS["members.join"], debate.outsider), 404, "no-room")


async def test_an_archived_room_takes_no_new_members(debate: Debate) -> None:
    await debate.owner.do(
        "PUT", debate.room, **ACTS["rooms.describe"].words | {"visibility": "public"}
    )
    await ask(debate, ACTS["rooms.archive"], debate.owner)
    refused(await ask(debate, ACTS["members.join"], debate.outsider), 409, "room-archived")
    members = (await debate.owner.get(debate.room))["members"]
    assert len(members) == 5


async def test_the_last_owner_stays_until_there_is_another(debate: Debate) -> None:
    mine = f"{debate.room}/members/1"
    refused(await ask(debate, ACTS["members.leave"], debate.owner), 409, "last-owner")
    refused(await debate.owner.ask("PUT", mine, role="member"), 409, "last-owner")
    refused(await debate.owner.ask("PUT", f"{mine}/removal", reason="a"), 409, "last-owner")
    await debate.owner.do("PUT", mine, role="owner")
    await debate.owner.do("PUT", f"{debate.room}/members/2", role="owner")
    await debate.owner.do("PUT", mine, role="member")
    assert (await debate.owner.get(debate.room))["me"]["role"] == "member"
    refused(await ask(debate, ACTS["members.leave"], debate.facilitator), 409, "last-owner")


async def test_a_changed_role_is_told_and_holds_at_once(debate: Debate) -> None:
    done = await debate.owner.do("PUT", f"{debate.room}/members/5", role="moderator")
    changed = {"type": "member.role_changed", "number": 5, "role": "moderator"}
    assert (await debate.events())[-1] == changed
    assert done["result"] == (await debate.observer.get(debate.room))["me"]
    assert (await ask(debate, ACTS["threads.close"], debate.observer)).is_success


async def test_members_are_paged_by_number(debate: Debate) -> None:
    listed = (await debate.owner.http.get(f"{debate.room}/members?after=3")).json()
    assert [member["number"] for member in listed] == [4, 5]
    assert (await debate.owner.http.get(f"{debate.room}/members?after=5")).json() == []
    snapshot = await debate.owner.get(debate.room)
    assert not snapshot["more_members"]
    assert snapshot["members"] == (await debate.owner.http.get(f"{debate.room}/members")).json()


async def test_somebody_who_was_removed_does_not_come_back_by_themselves(debate: Debate) -> None:
    await debate.owner.do(
        "PUT", debate.room, **ACTS["rooms.describe"].words | {"visibility": "public"}
    )
    await debate.owner.do("PUT", f"{debate.room}/members/4/removal", reason="Ngoài chủ đề")
    refused(await ask(debate, ACTS["members.join"], debate.member), 403, "was-removed")
    await debate.owner.do(
        "POST", f"{debate.room}/members", email=debate.member.email, role="member"
    )
    await debate.member.do("DELETE", f"{debate.room}/members/me")
    assert (await ask(debate, ACTS["members.join"], debate.member)).is_success


async def test_whoever_was_removed_comes_back_only_when_added(debate: Debate) -> None:
    await debate.owner.do("PUT", debate.room, title="Mở", description="", visibility="public")
    number = (await debate.member.get(debate.room))["me"]["number"]
    await debate.owner.do(
        "PUT", f"{debate.room}/members/{number}/removal", reason="Lạc đề nhiều lần"
    )

    refused = await debate.member.http.put(f"{debate.room}/members/me", json={"key": new_key()})
    assert (refused.status_code, refused.json()["type"]) == (403, "/problems/was-removed")

    added = await debate.owner.do(
        "POST", f"{debate.room}/members", email=debate.member.email, role="member"
    )
    assert added["result"]["number"] == number
