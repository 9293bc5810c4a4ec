"""Where a room does not show names, no answer, entry, frame, page or refusal gives one away.

Every way in that reads is asked as everybody else in the room, and the canaries, the names of two who speak there, are
looked for in every byte.
"""

import json
import secrets
from typing import Any

import httpx
import pytest

from rooms.rule import Asked
from tests.debate import Debate, cast
from tests.desk import moderators
from tests.promises.asking import HTTP, ask, of, rule
from tests.promises.conftest import Promising
from tests.promises.scene import Scene, staged
from tests.world import World

READS = [
    way for way in HTTP if way.name.split()[0] == "GET" and rule(way).asked != Asked.ADMINISTRATOR
]
SHOWN = {"roles": "Thành viên 4", "pseudonyms": "Chuyên gia 4"}


class Masked:
    """A debate without names, where two people with names like no other have left every kind of trace."""

    def __init__(self, scene: Scene, canaries: list[str]) -> None:
        self.scene = scene
        self.canaries = canaries

    def leaks(self, text: str) -> bool:
        return any(canary in text for canary in self.canaries)


async def masked(world: World, naming: str) -> Masked:
    canaries = [f"Chim Hoàng Yến {secrets.token_hex(4)}" for _ in range(2)]
    people = await cast(world)
    people[2:4] = await world.people(*canaries)
    office = f"Viện Sơn Ca {secrets.token_hex(4)}"
    profile = {"organisation": office, "constituency": "expert", "language": "vi"}
    await people[3].do("PUT", "/me", name=canaries[1], **profile)
    scene = await staged(world, people, naming=naming)
    await _leave_traces(scene.debate)
    return Masked(scene, [*canaries, *([office] if naming == "pseudonyms" else [])])


async def _leave_traces(debate: Debate) -> None:
    moderator, member = debate.moderator, debate.member
    first = await debate.say(member, "Lời đầu tiên, xem [@ai đó](#m3).")
    await debate.say(
        moderator,
        f"> [người kia](#p{first['id']}): Lời đầu tiên\n\nĐúng thế.",
        parent_id=first["id"],
    )
    await member.do(
        "PUT",
        f"/posts/{first['id']}",
        body="Lời sửa lại, xem [@ai đó](#m3).",
        kind="opinion",
        version=1,
    )
    await moderator.do("PUT", f"/posts/{first['id']}/position", position="agree")
    gone = await debate.say(member, "Lời rút lại.")
    await member.do("PUT", f"/posts/{gone['id']}/retraction", reason="Tôi nhầm")
    closed = await moderator.do(
        "POST", f"{debate.room}/threads", title="Đã xong", body="Xong.", kind="opinion"
    )
    await moderator.do(
        "PUT", f"/threads/{closed['result']['thread']['id']}/closure", reason="Đã rõ"
    )
    number = debate.number(moderator)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}", role="facilitator")
    await debate.facilitator.do("PUT", f"{debate.room}/members/{number}/mute")
    await moderator.do("POST", f"{debate.room}/invitations/links")


@pytest.mark.parametrize("naming", ["roles", "pseudonyms"])
async def test_no_way_in_gives_away_a_name_that_the_room_does_not_show(
    world: World, naming: str, promise: Promising
) -> None:
    with promise(f"names hidden: {naming}") as running:
        told = await masked(world, naming)
        scene, debate = told.scene, told.scene.debate
        own = (await debate.member.http.get("/session")).text
        assert any(canary in own for canary in told.canaries), "one's own name is told to oneself"
        named = next(
            each for each in (await debate.owner.get(debate.room))["members"] if each["number"] == 4
        )
        assert named["name"] == SHOWN[naming]
        (moderator,) = await moderators(world, "Thái Thị Xem")
        for way in READS:
            if of(way).ready is not None:
                await of(way).ready(scene)  # type: ignore[misc]
            path = await scene.path(way.name.split()[1])
            moderating = [moderator] if rule(way).desk else []
            for reader in (debate.owner, debate.observer, *moderating):
                said = await ask(world, scene, way, reader, path)
                running.n += 1
                running.holds(not told.leaks(_whole(said)), f"{way.name}: {_whole(said)[:2000]}")
        await _other_ways(running.holds, told, debate)


def _whole(said: httpx.Response) -> str:
    return f"{said.headers} {said.text if said.is_closed and said.is_stream_consumed else ''}"


async def _other_ways(holds: Any, told: Masked, debate: Debate) -> None:
    """Search, refusals, the socket, and what changing things is answered with."""
    for query in (*told.canaries, "Lời sửa lại"):
        said = await debate.observer.http.post("/search", json={"q": query, "room": debate.room_id})
        assert said.status_code in {200, 404}, said.text
        without = said.text.replace(query, "")
        holds(not told.leaks(without), f"search: {without[:500]}")
    async with debate.world.live(debate.observer) as socket:
        place = await debate.owner.get(f"{debate.room}/entries?limit=1")
        await socket.send(
            json.dumps(
                {"type": "follow", "room": debate.room_id, "epoch": place["epoch"], "seq": 0}
            )
        )
        frames = 0
        while frames < place["seq"]:
            frame = str(await socket.recv())
            frames += '"type":"entry"' in frame and f'"room":{debate.room_id}' in frame
            holds(not told.leaks(frame), f"socket: {frame[:500]}")
    asked = [
        await debate.owner.ask("POST", f"{debate.room}/members", email=debate.member.email),
        await debate.owner.ask("PUT", f"{debate.room}/members/4/removal", reason="Ngoài chủ đề"),
        await debate.owner.ask("POST", f"{debate.room}/members", email=debate.member.email),
    ]
    assert [answer.status_code for answer in asked] == [409, 200, 201]
    for answer in asked:
        holds(not told.leaks(answer.text), answer.text)


async def test_a_change_of_name_is_told_only_to_rooms_that_show_names(world: World) -> None:
    people = await cast(world)
    scenes = {
        naming: await staged(world, people, naming=naming)
        for naming in ("names", "roles", "pseudonyms")
    }
    heads = {naming: await scene.head() for naming, scene in scenes.items()}

    profile = {
        "name": "Phạm Minh Đức",
        "organisation": "Viện Ví dụ",
        "constituency": "expert",
        "language": "vi",
    }
    await people[3].do("PUT", "/me", **profile)

    moved = {naming: await scene.head() - heads[naming] for naming, scene in scenes.items()}
    assert moved == {"names": 1, "roles": 0, "pseudonyms": 0}
    await people[3].do("PUT", "/me", **profile | {"constituency": "citizen"})
    assert (await scenes["pseudonyms"].debate.owner.get(scenes["pseudonyms"].debate.room))[
        "members"
    ][3]["name"] == "Chuyên gia 4"
    assert await scenes["pseudonyms"].head() == heads["pseudonyms"]


async def test_the_rule_is_chosen_when_the_room_opens_and_never_changed(world: World) -> None:
    (an,) = await world.people("Nguyễn Văn An")
    room = await world.room(an, naming="pseudonyms")
    about = {"title": "Khác", "description": "", "visibility": "invited"}
    answer = await an.ask("PUT", f"/rooms/{room}", **about, naming="names")
    assert answer.status_code == 400, answer.text
    done = await an.do("PUT", f"/rooms/{room}", **about)
    assert done["result"]["naming"] == "pseudonyms"
