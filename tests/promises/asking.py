"""Asking at a way in, as anybody: the requests of P18 and P31."""

from collections.abc import Sequence
from typing import Any

import httpx
from litestar.handlers import HTTPRouteHandler

from rooms.policy import rule_of
from rooms.roles import Role
from rooms.rule import SILENCES, Asked, Rule, Standing, State, answer, of_a_room
from server.app import create_app
from server.config import Settings
from server.rights import Way, ways
from tests.desk import seated_as
from tests.promises.example import Example
from tests.promises.examples import example_of
from tests.promises.scene import Scene, staged
from tests.world import Someone, World, new_key

APP = create_app(Settings(), "postgresql://nobody@127.0.0.1:1/none", bytes(32))
WAYS = sorted(ways(APP), key=lambda way: way.name)
HTTP = [way for way in WAYS if isinstance(way.handler, HTTPRouteHandler)]
CHANGING = [way for way in HTTP if way.name.split()[0] not in {"GET", "HEAD"}]
# Those who ask at the room of moderation; an administrator owns it.
AT_DESK = {
    "administrator": Role.OWNER,
    "desk-moderator": Role.MODERATOR,
    "desk-observer": Role.OBSERVER,
}
ROLES = ("anonymous", "outsider", "administrator", *(str(role) for role in reversed(Role)))


def rule(way: Way) -> Rule:
    """The row that the way in names."""
    found = rule_of(way.right or "")
    assert found is not None, way.name
    return found


def of(way: Way) -> Example:
    """Its example."""
    return example_of(way.name, getattr(getattr(way.handler, "fn", None), "__name__", ""))


def own(way: Way) -> bool:
    """Whether it is about what is the asker's own, or about nobody's."""
    asked = rule(way)
    return not asked.roles and asked.asked in {Asked.PERSON, Asked.ANYONE}


async def scene_of(world: World, people: Sequence[Someone], way: Way, visibility: str) -> Scene:
    """A new debate, with somebody new to ask for what is their own."""
    scene = await staged(world, people, visibility)
    if own(way):
        asker = of(way).asker
        scene.asker = await asker(scene) if asker else (await world.people("Vũ Thị Mai"))[0]
    return scene


def states_of(way: Way) -> list[State | None]:
    """The states that what the path names can be in; None: as it is when it is new."""
    silences = [state for state in SILENCES if state in rule(way).unless]
    if not of_a_room(rule(way)):
        return [None, *silences]
    found: list[State | None] = [None, State.ARCHIVED]
    if "{thread_id" in way.name or "{post_id" in way.name:
        found += [State.CLOSED, State.TITLE_HIDDEN]
    if State.NAME_HIDDEN in rule(way).unless:
        found.append(State.NAME_HIDDEN)
    if "{post_id" in way.name:
        found += [State.RETRACTED, State.HIDDEN, State.ANOTHERS]
    return found + silences


def described(state: State | None, example: Example, role: str = "") -> set[State]:
    """Everything that is so of the things, once one of them was put into a state and the example made ready.

    `role`: of who asks, for what is so of their own post.
    """
    made = {state} if state else set()
    if role == ("facilitator" if state == State.ANOTHERS else "member"):
        made.add(State.OWN)
    if example.ready is not None:
        made |= {State.ARCHIVED} if example.ready.__name__ == "archive" else set()
        made |= {State.CLOSED} if example.ready.__name__ == "close" else set()
    if State.ARCHIVED not in made:
        made.add(State.NOT_ARCHIVED)
    if State.CLOSED not in made:
        made.add(State.OPEN)
    return made


def standing(role: str, visibility: str) -> Standing:
    """The asker as the policy sees them."""
    inside = Role(role) if role in set(Role) else None
    return Standing(
        role != "anonymous",
        role == "administrator",
        inside,
        visibility == "public",
        visibility in {"public", "members"},
        AT_DESK.get(role),
    )


async def somebody(scene: Scene, role: str, way: Way, administrator: Someone) -> Someone | None:
    """Who asks in this role; None: nobody signed in. What depends on authorship is tried by the author of the post."""
    debate, asked = scene.debate, rule(way)
    if role == "anonymous":
        return None
    if own(way) and role == "outsider":
        return scene.asker
    if role in AT_DESK:
        return await seated(scene.world, administrator, role) if asked.desk else administrator
    if State.ANOTHERS in asked.unless and role in set(Role):
        return await scene.cast(debate.member, role) if role != "member" else debate.member
    return debate.who(role)


async def seated(world: World, administrator: Someone, role: str) -> Someone:
    """Somebody in this role in the room of moderation."""
    if role == "administrator":
        return await seated_as(world, administrator, AT_DESK[role])
    (someone,) = await world.people("Trương Thị Kiểm Duyệt")
    return await seated_as(world, someone, AT_DESK[role])


async def asked_by(
    world: World, people: list[Someone], administrator: Someone, way: Way
) -> tuple[Scene, Someone | None]:
    """A scene that is ready, and the first who may."""
    example, visibility = of(way), "members" if rule(way).asked == Asked.OUTSIDER else "invited"
    scene = await scene_of(world, people, way, visibility)
    if example.ready is not None:
        await example.ready(scene)
    for role in ("anonymous", "outsider", *reversed(Role), *AT_DESK):
        so = described(None, example, str(role))
        if answer(rule(way), standing(role, visibility), so) is None:
            if way.right == "rooms.unarchive":
                return scene, scene.debate.owner
            return scene, await somebody(scene, str(role), way, administrator)
    raise AssertionError(f"nobody may {way.right}")


async def ask(
    world: World,
    scene: Scene,
    way: Way,
    who: Someone | None,
    path: str,
    key: str | None = None,
    words: dict[str, Any] | None = None,
) -> httpx.Response:
    """The answer to the example, asked at this path. `key`, `words` None: new ones. Of a stream only the beginning."""
    http = who.http if who else _nobody(world)
    method, example = way.name.split()[0], of(way)
    if example.asked_by is not None and who is not None:
        await example.asked_by(scene, who)
    said = dict(example.said(scene) if words is None else words)
    if method != "GET" and not example.keyless:
        said["key"] = key or new_key()
    sent: dict[str, Any] = {"params": said} if method in {"GET", "DELETE"} else {"json": said}
    if example.raw is not None:
        sent = {"params": said, "content": example.raw}
    if not example.stream:
        return await http.request(method, path, **sent)
    async with http.stream(method, path, **sent) as begun:
        if not begun.is_success:
            await begun.aread()
        return begun


_nobodies: dict[str, httpx.AsyncClient] = {}


def _nobody(world: World) -> httpx.AsyncClient:
    """A client without a session: one for all, since each takes its time to make."""
    if world.url not in _nobodies:
        _nobodies[world.url] = world.client()
    _nobodies[world.url].cookies.clear()
    return _nobodies[world.url]
