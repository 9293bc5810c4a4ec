"""P18: the socket follows a room for whom the table lets read, and refuses a private one as it does a missing one."""

import json
from typing import Any

import pytest

from rooms.rule import State, answer
from tests.promises.asking import (
    ROLES,
    WAYS,
    rule,
    standing,
)
from tests.promises.scene import MISSING, staged
from tests.world import Someone, World


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
