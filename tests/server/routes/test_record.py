"""The record over HTTP: proofs for anybody, rows for administrators, and every look a row of its own."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from server.record import verify
from tests import pictures
from tests.bringing import brought
from tests.debate import gather
from tests.server.record.oracle import consistent, included
from tests.server.record.recorded import leaves
from tests.world import Someone, World


async def look(who: Someone, **asked: Any) -> dict[str, Any]:
    answer = await who.http.post("/record/consultations", json=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_what_is_found_is_what_was_asked_for(world: World, administrator: Someone) -> None:
    hoa, binh = await world.people("Lê Thị Hoa", "Trần Bình")
    room = await world.room(hoa, binh)
    thread = await world.thread(binh, room)
    page = await look(administrator, person=binh.id)
    assert [row["act"] for row in page["rows"]] == ["threads.open_thread"]
    assert page["rows"][0]["room_ids"] == [room]
    assert page["rows"][0]["person"] == "Trần Bình"
    assert page["next"] is None
    page = await look(administrator, room=room)
    assert {row["act"] for row in page["rows"]} == {
        "rooms.open_room",
        "members.add",
        "threads.open_thread",
    }
    for n in range(3):
        await world.reply(hoa, thread, f"Ý kiến {n}")
    page = await look(administrator, room=room, act="posts.reply")
    assert [json.loads(row["facts"])["on"] for row in page["rows"]] == [[thread]] * 3
    now = datetime.now(UTC)
    after, before = (
        (now + timedelta(minutes=1)).isoformat(),
        (now - timedelta(minutes=10)).isoformat(),
    )
    assert (await look(administrator, room=room, since=after))["rows"] == []
    assert (await look(administrator, room=room, until=before))["rows"] == []
    assert len((await look(administrator, room=room, since=before, until=after))["rows"]) == 6


async def test_its_pages_come_to_an_end_and_none_is_shown_twice(
    world: World, administrator: Someone
) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    room = await world.room(hoa)
    thread = await world.thread(hoa, room)
    for n in range(118):
        await world.reply(hoa, thread, f"Ý kiến {n}")
    seen: list[int] = []
    before: dict[str, int] = {}
    for _ in range(10):
        page = await look(administrator, room=room, **before)
        seen += [row["id"] for row in page["rows"]]
        if page["next"] is None:
            break
        before = {"before": page["next"]}
    assert len(seen) == 120
    assert seen == sorted(set(seen), reverse=True)


async def test_a_look_is_on_record(administrator: Someone) -> None:
    await look(administrator, act="posts.retract")
    page = await look(administrator, person=administrator.id)
    assert [row["act"] for row in page["rows"]] == ["consulting.look"], (
        "the second is not there while it is done"
    )
    assert json.loads(page["rows"][0]["facts"]) == {"asked": {"act": "posts.retract"}, "on": []}


async def test_nobody_else_sees_a_row(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    assert (await hoa.http.post("/record/consultations", json={})).status_code == 403
    assert (await world.client().post("/record/consultations", json={})).status_code == 401


@pytest.mark.parametrize("wrong", [{"person": 0}, {"person": 2**63}, {"since": "hôm qua"}, {"since": "2026-11-25T00:00:00"}, {"act": ""}, {"x": 1}])  # fmt: skip
async def test_what_cannot_be_asked_is_refused(
    administrator: Someone, wrong: dict[str, Any]
) -> None:
    assert (await administrator.http.post("/record/consultations", json=wrong)).status_code == 400


async def test_anybody_can_hold_the_portal_to_its_checkpoints(world: World) -> None:
    nobody = world.client()
    (hoa,) = await world.people("Lê Thị Hoa")
    key = dict([verify.key_of((await nobody.get("/record/key")).text)])
    first, earlier = verify.read((await nobody.get("/record/checkpoint")).text, key, alone=True)
    await world.room(hoa)
    second, later = first, earlier
    for _ in range(100):
        second, later = verify.read((await nobody.get("/record/checkpoint")).text, key, alone=True)
        if second > first:
            break
        await asyncio.sleep(0.05)
    assert second > first > 0
    proof = (
        await nobody.get("/record/consistency", params={"first": first, "second": second})
    ).json()
    hashes = [bytes.fromhex(each) for each in proof["hashes"]]
    assert consistent(first, second, hashes, earlier, later)
    found = await leaves(world.database_url)
    proof = (await nobody.get(f"/record/leaves/{first}/proof", params={"size": second})).json()
    hashes = [bytes.fromhex(each) for each in proof["hashes"]]
    assert included(first, second, found[first], hashes, later)


@pytest.mark.parametrize(
    "path",
    ["consistency?first=0&second=1", "consistency?first=2&second=1", f"consistency?first=1&second={2**60}",
     "leaves/5/proof?size=5", f"leaves/0/proof?size={2**60}", "leaves/-1/proof?size=1", "consistency?first=1"],
)  # fmt: skip
async def test_a_proof_of_what_is_not_there_is_refused(world: World, path: str) -> None:
    assert (await world.client().get(f"/record/{path}")).status_code in {400, 404}


async def test_of_a_room_without_names_the_record_does_not_say_who_acted(
    world: World, administrator: Someone
) -> None:
    debate = await gather(world, visibility="public", naming="pseudonyms")
    await debate.say(debate.member)
    invited = await debate.owner.do("POST", f"{debate.room}/invitations/links")
    token = invited["token"]
    await debate.outsider.do("POST", "/invitations/acceptance", token=token)
    await brought(debate.member, debate.room_id, pictures.png())
    everybody = [debate.owner, debate.facilitator, debate.moderator, debate.member]

    rows = (await look(administrator, room=debate.room_id))["rows"]

    acts = {row["act"] for row in rows}
    assert {"posts.reply", "files.upload", "invitations.accept", "invitations.open_link"} <= acts
    assert {(row["person_id"], row["person"], row["masked"]) for row in rows} == {
        (None, None, True)
    }
    assert {tuple(row["room_ids"]) for row in rows} == {(debate.room_id,)}, "nor whose inbox heard"
    accepted = next(row for row in rows if row["act"] == "invitations.accept")
    assert "number" not in accepted["facts"]
    for someone in (*everybody, debate.outsider):
        found = (await look(administrator, person=someone.id))["rows"]
        assert not [row for row in found if debate.room_id in row["room_ids"]]
        signed_up = await look(administrator, act="accounts.sign_up")
        own = [row for row in signed_up["rows"] if f'"person":{someone.id},' in row["facts"]]
        inboxes = [room for row in own for room in row["room_ids"]]
        assert inboxes
        told = (await look(administrator, room=inboxes[0]))["rows"]
        assert "members.add" not in {row["act"] for row in told}
