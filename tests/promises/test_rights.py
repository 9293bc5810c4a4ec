"""P18: rights are complete. Every way in × every role × every state of the thing, against the policy table.

The ways in are those of the live application, so what is added to it is tried here without being asked; what it must
be given for that stands in tests/promises/examples.py.
"""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import get

from rooms.policy import HIDDEN, Asked, Role, State, answer
from server import app as composition
from server.config import Settings
from server.live import protocol
from server.rights import Undeclared, Way
from tests.debate import cast
from tests.promises.asking import (
    CHANGING,
    HTTP,
    ROLES,
    WAYS,
    ask,
    described,
    of,
    rule,
    somebody,
    standing,
    states_of,
)
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.scene import MISSING, Scene, staged
from tests.world import Someone, World

NAMES = [way.name for way in HTTP]
OF_ROOMS = [way for way in HTTP if rule(way).roles or rule(way).asked == Asked.OUTSIDER]


@pytest.fixture(scope="module")
async def everyone(world: World) -> list[Someone]:
    return await cast(world)


@pytest.fixture(scope="module")
async def administrator(world: World) -> AsyncIterator[Someone]:
    """An administrator of the portal, for as long as these tests run."""
    (someone,) = await world.people("Ngô Quản Trị")
    async with world.sql() as conn:
        await conn.execute("insert into administrator (person_id) values ($1)", someone.id)
    yield someone
    async with world.sql() as conn:
        await conn.execute("delete from administrator where person_id = $1", someone.id)


def test_every_way_in_has_an_example() -> None:
    assert len(WAYS) > 50
    for way in WAYS:
        of(way)


async def _ready(
    world: World, people: list[Someone], way: Way, state: State | None, visibility: str
) -> tuple[Scene, str]:
    scene = await staged(world, people, visibility)
    path = await scene.path(way.name.split()[1])
    example, archived_first = of(way), state == State.ARCHIVED
    if example.ready is not None and not archived_first:
        await example.ready(scene)
    if example.ready is None or not _made_by(example.ready.__name__, state):
        if archived_first and example.ready is not None:
            await example.ready(scene)
        await scene.put_in(state)
        if state == State.ANOTHERS:
            path = await scene.path(way.name.split()[1])
    elif archived_first:
        await example.ready(scene)
    return scene, path


def _made_by(ready: str, state: State | None) -> bool:
    return (ready, state) in {("_archive", State.ARCHIVED), ("_close", State.CLOSED)}


@pytest.mark.parametrize("way", HTTP, ids=NAMES)
async def test_a_way_in_answers_each_role_as_the_table_says(
    world: World, everyone: list[Someone], administrator: Someone, way: Way, promise: Promising
) -> None:
    with promise(f"P18 {way.name}") as running:
        for visibility in ("invited", "public") if way in OF_ROOMS else ("invited",):
            for state in states_of(way):
                await _state(running, world, everyone, administrator, way, state, visibility)


async def _state(
    running: Promise,
    world: World,
    people: list[Someone],
    administrator: Someone,
    way: Way,
    state: State | None,
    visibility: str,
) -> None:
    scene, path = await _ready(world, people, way, state, visibility)
    spent = False
    for role in ROLES:
        expected = answer(rule(way), standing(role, visibility), described(state, of(way)))
        if (
            rule(way).roles == frozenset()
            and role in set(Role) - {Role.MEMBER}
            and way not in OF_ROOMS
        ):
            continue  # one of those inside is enough where being inside is not the question
        if spent:
            scene, path = await _ready(world, people, way, state, visibility)
        who = await somebody(scene, role, way, administrator)
        head = await scene.head()
        said = await ask(world, scene, way, who, path)
        running.n += 1
        case = f"{way.name} as {role} of a room {visibility}, {state or 'new'}: {said.status_code}"
        if expected is None:
            spent = way in CHANGING or State.ANOTHERS in rule(way).unless
            running.holds(_fine(way, said), f"{case}, where the table lets them. {_text(said)}")
        else:
            spent = State.ANOTHERS in rule(way).unless
            running.holds(
                said.status_code == expected.status, f"{case}, not {expected}. {_text(said)}"
            )
            if expected != HIDDEN:
                reason = (
                    said.json().get("type", "").rpartition("/")[2]
                    if "json" in said.headers["content-type"]
                    else ""
                )
                running.holds(reason == expected.reason, f"{case} {reason}, not {expected.reason}")
            running.holds(await scene.head() == head, f"{case}, and yet something was written")


def _fine(way: Way, said: httpx.Response) -> bool:
    return said.status_code in of(way).ok or (not of(way).ok and said.status_code < 400)


def _text(said: httpx.Response) -> str:
    return said.text[:200] if said.is_closed and not said.is_success else ""


@pytest.mark.parametrize("way", OF_ROOMS, ids=[way.name for way in OF_ROOMS])
async def test_a_private_thing_answers_like_a_missing_one(
    world: World, everyone: list[Someone], administrator: Someone, way: Way
) -> None:
    scene, path = await _ready(world, everyone, way, None, "invited")
    missing = scene.nowhere(way.name.split()[1])
    assert str(MISSING) in missing
    askers = [scene.debate.outsider, administrator]
    for who in [*askers, None] if rule(way).public else askers:
        real, none = (
            await ask(world, scene, way, who, path),
            await ask(world, scene, way, who, missing),
        )
        assert real.status_code == none.status_code == 404, real.text
        assert real.content.replace(path.encode(), b"") == none.content.replace(
            missing.encode(), b""
        )
        ours, theirs = dict(real.headers), dict(none.headers)
        ours.pop("date"), theirs.pop("date")
        assert ours == theirs


@pytest.mark.parametrize("visibility", ["invited", "public"])
@pytest.mark.parametrize("state", [None, State.ARCHIVED])
@pytest.mark.parametrize("role", ROLES)
async def test_the_socket_follows_for_whom_the_table_lets_read(
    world: World,
    everyone: list[Someone],
    administrator: Someone,
    role: str,
    state: State | None,
    visibility: str,
) -> None:
    scene = await staged(world, everyone, visibility)
    await scene.put_in(state)
    who = (
        None
        if role == "anonymous"
        else administrator
        if role == "administrator"
        else scene.debate.who(role)
    )
    follow = next(way for way in WAYS if way.name == "socket follow")
    expected = answer(rule(follow), standing(role, visibility), {state} if state else set())
    async with world.sql() as conn:
        place = await conn.fetchrow(
            "select epoch, seq from room where id = $1", scene.debate.room_id
        )
    assert place is not None
    async with world.live(who) as socket:
        said = await _follow(socket, scene.debate.room_id, place["epoch"], place["seq"])
        missing = await _follow(socket, MISSING, place["epoch"], place["seq"])
    assert missing["type"] == "refused"
    if expected is None:
        assert said["type"] == "followed", said
    else:
        assert said | {"room": 0} == missing | {"room": 0}, (
            "a private room is refused as a missing one is"
        )


async def _follow(socket: Any, room: int, epoch: int, seq: int) -> dict[str, Any]:
    await socket.send(json.dumps({"type": "follow", "room": room, "epoch": epoch, "seq": seq}))
    while True:
        said: dict[str, Any] = json.loads(await socket.recv())
        if said.get("room") == room and said["type"] in {"followed", "refused", "reset"}:
            return said


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({}, "no right"),
        ({"right": "posts.shout"}, "'posts.shout'"),
        ({"right": "audit.forget_answers"}, "'audit.forget_answers'"),
    ],
)
def test_a_route_without_a_right_keeps_the_server_from_starting(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str], told: str
) -> None:
    @get("/gia-vo", **named)
    async def pretended() -> None:
        """A route that somebody added in a hurry."""

    monkeypatch.setattr(composition, "HANDLERS", [*composition.HANDLERS, pretended])
    with pytest.raises(Undeclared, match=rf"GET /gia-vo names .*{told}"):
        composition.create_app(Settings(), "postgresql://nobody@127.0.0.1:1/none", bytes(32))


def test_a_message_of_the_socket_without_a_right_keeps_the_server_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "RIGHTS", {protocol.Unfollow: "portal.see"})
    with pytest.raises(Undeclared, match="socket follow names no right"):
        composition.create_app(Settings(), "postgresql://nobody@127.0.0.1:1/none", bytes(32))
