"""P18 for programs: over every way in, an API token reaches exactly what its scopes say, and nothing of the account."""

import httpx
import pytest

from rooms.rule import Asked, Scope
from server.rights import Way
from tests.programs import program
from tests.promises.asking import HTTP, ask, asked_by, of, rule
from tests.promises.examples import SCREEN
from tests.promises.harness import Promise
from tests.world import Someone, World

PROMISE = "P18 for programs"
IN_PERSON = {"GET /me/sessions", "GET /me/tokens", "GET /me/factors"}  # seen by nobody's program
WAYS = [
    way for way in HTTP if of(way) is not SCREEN
]  # one page for all screens, the same for everybody
OPEN = {  # what takes no notice of who asks
    way.name for way in WAYS if rule(way).asked == Asked.ANYONE and rule(way).scope is None
}


def reason(answer: httpx.Response) -> str:
    """Why it was refused with 403; documents say it on a page of their own."""
    if answer.status_code != 403:
        return ""
    if answer.headers["content-type"] != "application/problem+json":
        return "token-scope"
    return str(answer.json()["type"]).removeprefix("/problems/")


@pytest.mark.parametrize("way", WAYS, ids=[way.name for way in WAYS])
async def test_a_way_in_opens_to_its_scope_alone(
    world: World, everyone: list[Someone], administrator: Someone, way: Way, running: Promise
) -> None:
    scene, who = await asked_by(world, everyone, administrator, way)
    person = who or scene.asker
    scope = None if way.name in IN_PERSON else rule(way).scope
    path = await scene.path(way.name.split()[1])
    others = [each for each in Scope if each != scope]
    answered = await ask(world, scene, way, await program(world, person, *others), path)
    running.n += 1
    if way.name in OPEN or (scope == Scope.READ and not reason(answered)):
        stranger = await ask(world, scene, way, None, path)
        right = stranger.status_code == answered.status_code or way.name in OPEN
        said = f"as to nobody, {stranger.status_code}"
    else:
        said = "not-by-token" if scope is None else "token-scope"
        right = reason(answered) == said or answered.status_code in of(way).unmet
    running.holds(right, f"{way.name} without {scope}: {answered.status_code}, not {said}")
    assert right, (answered.status_code, answered.text[:200], said)
    if scope is not None:
        reached = await ask(world, scene, way, await program(world, person, scope), path)
        known = not reached.is_error or reached.status_code in of(way).ok + of(way).unmet
        running.holds(known, f"{way.name} with {scope}: {reached.status_code}")
        assert known, reached.status_code
