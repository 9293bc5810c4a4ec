"""P6 over every way in that takes a key: asked three times at once and once more, it answers alike and is done once."""

import asyncio

import pytest

from server.rights import Way
from tests.promises.asking import CHANGING, ask, asked_by, of
from tests.promises.harness import Promise
from tests.world import Someone, World, new_key

PROMISE = "P6 over every way in"
# Those whose example is refused for want of a secret are sent again in tests of their own.
KEYED = [way for way in CHANGING if not of(way).keyless and not of(way).ok]
COUNTED = """select (select count(*) from command where key = $1),
    (select count(*) from entry where room_id = $2)"""


async def acts(world: World, who: Someone | None, way: Way) -> int:
    """How often it is on record for this person."""
    async with world.sql() as conn:
        query = "select count(*) from audit where act = $1 and person_id is not distinct from $2"
        found: int = await conn.fetchval(query, way.right, who.id if who else None)
        return found


def test_there_are_commands_to_send_again() -> None:
    assert len(KEYED) > 25


@pytest.mark.parametrize("way", KEYED, ids=[way.name for way in KEYED])
async def test_a_command_sent_again_is_answered_alike_and_done_once(
    world: World, everyone: list[Someone], administrator: Someone, way: Way, running: Promise
) -> None:
    scene, who = await asked_by(world, everyone, administrator, way)
    path, key, said = await scene.path(way.name.split()[1]), new_key(), of(way).said(scene)
    before = await acts(world, who, way)
    answers = await asyncio.gather(
        *(ask(world, scene, way, who, path, key, said) for _ in range(3))
    )
    async with world.sql() as conn:
        counted = tuple(await conn.fetchrow(COUNTED, key, scene.debate.room_id) or ())
        answers.append(await ask(world, scene, way, who, path, key, said))
        again = tuple(await conn.fetchrow(COUNTED, key, scene.debate.room_id) or ())
    running.n += 1
    wrong = []
    if not all(answer.is_success for answer in answers):
        wrong.append(
            f"answered {[answer.status_code for answer in answers]} {answers[0].text[:200]}"
        )
    if len({answer.content for answer in answers}) != 1:
        wrong.append("answered otherwise the second time")
    if counted[0] != 1 or again != counted:
        wrong.append(f"keys and entries {counted}, then {again}")
    if (done := await acts(world, who, way) - before) != 1:
        wrong.append(f"on record {done} times")
    for each in wrong:
        running.violated(f"{way.name}: {each}")
    assert not wrong, wrong
