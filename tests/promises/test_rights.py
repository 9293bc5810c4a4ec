"""P18: rights are complete. Every way in × every role × every state of the thing, against the policy table.

The ways in are those of the live application, so what is added to it is tried here without being asked; what it must
be given for that stands in tests/promises/examples.py.
"""

import httpx
import pytest

from rooms.roles import Role
from rooms.rule import HIDDEN, SILENCES, State, answer, of_a_room
from server.rights import Way
from tests.promises import moderating
from tests.promises.asking import (
    AT_DESK,
    CHANGING,
    HTTP,
    ROLES,
    WAYS,
    ask,
    described,
    of,
    own,
    rule,
    scene_of,
    somebody,
    standing,
    states_of,
)
from tests.promises.harness import Promise
from tests.promises.scene import MISSING, Scene
from tests.world import Someone, World

PROMISE = "P18"
NAMES = [way.name for way in HTTP]
OF_ROOMS = [way for way in HTTP if of_a_room(rule(way))]


def test_every_way_in_has_an_example() -> None:
    assert len(WAYS) > 50
    for way in WAYS:
        of(way)


async def _ready(
    world: World, people: list[Someone], way: Way, state: State | None, visibility: str
) -> tuple[Scene, str]:
    scene, ready = await scene_of(world, people, way, visibility), of(way).ready
    if ready is not None:
        await ready(scene)
    await scene.path(way.name.split()[1])  # what it names is made before the room is closed to it
    if ready is None or not _made_by(ready.__name__, state):
        await scene.put_in(state)
    return scene, await scene.path(way.name.split()[1])


def _made_by(ready: str, state: State | None) -> bool:
    return (ready, state) in {("archive", State.ARCHIVED), ("close", State.CLOSED)}


@pytest.mark.parametrize("way", HTTP, ids=NAMES)
async def test_a_way_in_answers_each_role_as_the_table_says(
    world: World, everyone: list[Someone], administrator: Someone, way: Way, running: Promise
) -> None:
    asking = Asking(running, world, everyone, administrator, way)
    for state, visibility in asking.cases():
        await asking.in_state(state, visibility)
    assert not asking.wrong, "; ".join(asking.wrong)


class Asking:
    """One way in, asked in every role."""

    def __init__(
        self,
        running: Promise,
        world: World,
        people: list[Someone],
        administrator: Someone,
        way: Way,
    ) -> None:
        self.running = running
        self.world = world
        self.people = people
        self.administrator = administrator
        self.way = way
        self.wrong: list[str] = []

    def cases(self) -> list[tuple[State | None, str]]:
        """Every state in a private and in a public room; at the size of a check each state in one of them."""
        states = states_of(self.way)
        if self.way not in OF_ROOMS:
            return [(state, "invited") for state in states]
        if self.running.size != "check":
            return [(state, seen) for state in states for seen in ("invited", "public")]
        others = [
            (state, self.running.random.choice(["invited", "public"])) for state in states[1:]
        ]
        return [(None, "invited"), (None, "public"), *others]

    async def in_state(self, state: State | None, visibility: str) -> None:
        """Every role while the things are in this state; at the size of a check not all in every state."""
        way, spent = self.way, True
        for role in self._roles(state, visibility):
            expected = answer(
                rule(way), standing(role, visibility), described(state, of(way), role)
            )
            if spent:
                scene, path = await _ready(self.world, self.people, way, state, visibility)
            who = await somebody(scene, role, way, self.administrator)
            head = await scene.head()
            said = await self._ask(scene, who, path, state)
            self.running.n += 1
            spent = State.ANOTHERS in rule(way).unless or (expected is None and way in CHANGING)
            case = f"{way.name} as {role}, room {visibility}, {state or 'new'}: {said.status_code} {_text(said)}"
            if expected is None:
                self._holds(_fine(way, said), f"{case}, where the table lets them")
            else:
                same = said.status_code == expected.status
                same = same and (expected == HIDDEN or _reason(said) == expected.reason)
                same = same or said.status_code in of(way).unmet
                self._holds(same, f"{case}, not {expected}")
                self._holds(await scene.head() == head, f"{case}, and yet something was written")

    async def _ask(
        self, scene: Scene, who: Someone | None, path: str, state: State | None
    ) -> httpx.Response:
        if who is None or state not in SILENCES:
            return await ask(self.world, scene, self.way, who, path)
        await moderating.silence(scene, who, state)
        try:
            return await ask(self.world, scene, self.way, who, path)
        finally:
            await moderating.hear(scene, who)

    def _roles(self, state: State | None, visibility: str) -> list[str]:
        inside = [role for role in ROLES if role in set(Role)]
        if own(self.way):
            return ["anonymous", "outsider"]
        if rule(self.way).desk:
            return ["anonymous", "outsider", "member", *AT_DESK]
        if self.way not in OF_ROOMS:
            return [*ROLES[:3], "member"]  # being inside is not the question
        if self.running.size != "check" or (state is None and visibility == "invited"):
            return list(ROLES)
        lowest = [role for role in inside if Role(role) in rule(self.way).roles][:1]
        return [self.running.random.choice(ROLES[:3]), *(lowest or inside[:1])]

    def _holds(self, so: bool, what: str) -> None:
        self.running.holds(so, what)
        if not so:
            self.wrong.append(what)


def _reason(said: httpx.Response) -> str:
    if "json" not in said.headers["content-type"]:
        return ""
    return str(said.json().get("type", "")).rpartition("/")[2]


def _fine(way: Way, said: httpx.Response) -> bool:
    known = of(way).ok + of(way).unmet
    return said.status_code in known or (not of(way).ok and said.status_code < 400)


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
    for who in [*askers, None] if rule(way).public and not rule(way).recorded else askers:
        real, none = (
            await ask(world, scene, way, who, path),
            await ask(world, scene, way, who, missing),
        )
        assert real.status_code == none.status_code == 404, real.text
        assert real.content.replace(path.encode(), b"") == none.content.replace(
            missing.encode(), b""
        )
        ours, theirs = dict(real.headers), dict(none.headers)
        for header in (
            "date",
            "content-length",
            "x-request-id",
        ):  # a page's length is that of its address, too
            ours.pop(header), theirs.pop(header)
        assert ours == theirs
