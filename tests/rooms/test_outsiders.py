"""To somebody who may not know of it, a thing is not there: the answer is the one a missing thing gets, byte by byte."""

from collections.abc import Awaitable, Callable

import httpx
import pytest

from tests.acts import INSIDE, Act, address, ask, words
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.world import Someone, World, new_key

MISSING = 999_999_999
READS = [
    "{room}", "{room}/members", "{room}/threads", "{room}/entries", "{room}/entries?after=3", "{room}/live",
    "{thread}", "{thread}/bodies?ids=1", "{post}",
]  # fmt: skip


async def stranger(debate: Debate) -> Someone:
    return debate.outsider


async def removed(debate: Debate) -> Someone:
    number = debate.number(debate.facilitator)
    await debate.owner.do(
        "PUT", f"{debate.room}/members/{number}/removal", reason="Đã chuyển công tác"
    )
    return debate.facilitator


async def gone(debate: Debate) -> Someone:
    await debate.moderator.do("DELETE", f"{debate.room}/members/me")
    return debate.moderator


Making = Callable[[Debate], Awaitable[Someone]]
OUTSIDERS = pytest.mark.parametrize("outside", [stranger, removed, gone])


def elsewhere(debate: Debate) -> Debate:
    """The same people and a room, thread and post that do not exist."""
    return Debate(
        debate.world, MISSING, MISSING, MISSING, debate.owner, debate.facilitator,
        debate.moderator, debate.member, debate.observer, debate.outsider,
    )  # fmt: skip


def same(real: httpx.Response, missing: httpx.Response) -> None:
    assert real.status_code == missing.status_code == 404, real.text
    assert real.content == missing.content
    ours, theirs = dict(real.headers), dict(missing.headers)
    for header in ("date", "x-request-id"):
        ours.pop(header), theirs.pop(header)
    assert ours == theirs


@OUTSIDERS
async def test_no_act_tells_an_outsider_that_the_room_is_there(
    debate: Debate, outside: Making
) -> None:
    who = await outside(debate)
    head = await debate.head()
    for act in INSIDE:
        path = address(debate, act)
        told = {"key": new_key()} | words(debate, act)
        missing = path.replace(f"s/{path.split('/')[2]}", f"s/{MISSING}", 1)
        same(await who.ask(act.method, path, **told), await who.ask(act.method, missing, **told))
    assert await debate.head() == head


@OUTSIDERS
async def test_no_address_shows_an_outsider_the_room(debate: Debate, outside: Making) -> None:
    who = await outside(debate)
    nothing = elsewhere(debate)
    for path in READS:
        real = path.format(room=debate.room, thread=debate.thread, post=debate.post)
        missing = path.format(room=nothing.room, thread=nothing.thread, post=nothing.post)
        same(await who.http.get(real), await who.http.get(missing))


@OUTSIDERS
async def test_an_outsider_marks_nothing_as_read(debate: Debate, outside: Making) -> None:
    who = await outside(debate)
    marks = {"read": [[1, 5]], "unread": []}
    same(
        await who.http.put(f"{debate.room}/reading", json=marks),
        await who.http.put(f"/rooms/{MISSING}/reading", json=marks),
    )


async def test_somebody_not_signed_in_sees_nothing_either(debate: Debate) -> None:
    nobody = debate.world.client()
    nothing = elsewhere(debate)
    for path in READS:
        real = path.format(room=debate.room, thread=debate.thread, post=debate.post)
        missing = path.format(room=nothing.room, thread=nothing.thread, post=nothing.post)
        same(await nobody.get(real), await nobody.get(missing))


@pytest.mark.parametrize("act", INSIDE, ids=lambda act: act.verb)
async def test_somebody_not_signed_in_is_asked_to(debate: Debate, act: Act) -> None:
    nobody = Someone(debate.world.client(), debate.outsider.person, debate.outsider.email)
    refused(await ask(debate, act, nobody), 401, "sign-in-first")


async def test_a_room_of_members_is_in_the_list_and_not_to_be_read(
    world: World, people: list[Someone]
) -> None:
    debate = await gather(world, people, "members")
    listed = (await debate.outsider.get("/rooms"))["rooms"]
    line = next(line for line in listed if line["room"]["id"] == debate.room_id)
    assert (line["number"], line["posts"], line["unread"], line["seq"]) == (None, 0, 0, 0)
    assert line["last_at"] == line["room"]["opened_at"]
    refused(await debate.outsider.http.get(debate.room), 404, "no-room")
    anonymous = (await world.client().get("/rooms")).json()["rooms"]
    assert debate.room_id not in [line["room"]["id"] for line in anonymous]


async def test_a_public_room_is_read_by_anyone_and_written_by_those_who_joined(
    world: World, people: list[Someone]
) -> None:
    debate = await gather(world, people, "public")
    for reader in (debate.outsider.http, world.client()):
        for path in READS:
            if not path.endswith("/live"):
                real = path.format(room=debate.room, thread=debate.thread, post=debate.post)
                assert (await reader.get(real)).status_code == 200
    for act in INSIDE:
        answer = await ask(debate, act, debate.outsider)
        if act.verb.startswith(("members.", "rooms.")):
            assert answer.status_code in {403, 404}, answer.text
        else:
            assert refused(answer, 403, "join-first")["room_id"] == debate.room_id
    assert (await debate.outsider.get(debate.room))["me"] is None
    assert (await debate.outsider.get(debate.thread))["mine"] == {}


async def test_an_inbox_is_its_owner_s_alone(people: list[Someone]) -> None:
    lan, binh = people[:2]
    inbox = (await lan.get("/session"))["inbox"]["room_id"]
    assert (await lan.get(f"/rooms/{inbox}"))["room"]["kind"] == "inbox"
    for path in (f"/rooms/{inbox}", f"/rooms/{inbox}/entries"):
        same(await binh.http.get(path), await binh.http.get(path.replace(str(inbox), str(MISSING))))


@pytest.mark.parametrize(
    ("method", "path", "told"),
    [
        ("PUT", "", {"title": "Hộp", "description": "", "visibility": "public"}), ("PUT", "/archival", {"reason": "a"}),
        ("PUT", "/members/me", {}), ("DELETE", "/members/me", {}), ("POST", "/members", {"email": "a@vidu.invalid", "role": "member"}),
        ("PUT", "/members/1", {"role": "observer"}), ("PUT", "/members/1/removal", {"reason": "a"}),
        ("POST", "/threads", {"title": "a", "body": "b", "kind": "opinion"}),
    ],
)  # fmt: skip
async def test_nothing_is_done_to_an_inbox(
    people: list[Someone], method: str, path: str, told: dict[str, str]
) -> None:
    lan = people[0]
    inbox = (await lan.get("/session"))["inbox"]["room_id"]
    refused(await lan.ask(method, f"/rooms/{inbox}{path}", **told), 404, "no-room")
