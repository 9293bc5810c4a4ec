"""What others were answered about somebody is forgotten with them, at a cost that does not grow with all that was ever answered."""

import json

import asyncpg
import pytest

from migrations import migrate
from rooms import renaming
from server.personal.erasing import NOBODY, q
from tests.moderation.requesting import answered, asked, erased, owners
from tests.moderation.test_queue_plan import nodes
from tests.rooms.test_search import word
from tests.world import Someone, World

MANY = 40_000
# As in the product, but for what was done: two thousand times somebody was put into a room.
KEPT = """
with people as (
    insert into person (name, constituency) select 'Người ' || n, 'citizen' from generate_series(1, 50) as n
),
rooms as (
    insert into room (kind, title, visibility) select 'discussion', 'Phòng ' || n, 'invited' from generate_series(1, 500) as n
),
acts as (
    insert into audit (act, person_id, facts, room_ids, at)
    select case when n % 20 = 0 then 'members.add' else 'posts.reply' end, n % 50 + 1, '{}', array[n % 500 + 1], now() - interval '1 minute' * n
    from generate_series(1, $1::int) as n
)
insert into command (person_id, key, digest, answer, at)
select n % 50 + 1, gen_random_uuid(), decode(repeat('00', 32), 'hex'), json_build_object('result', json_build_object('id', n, 'html', repeat('x', 400))),
    now() - interval '1 minute' * n
from generate_series(1, $1::int) as n
"""


@pytest.fixture
async def leaving(world: World) -> Someone:
    """Somebody who signed up by a name of their own, and is in nothing yet."""
    return await world.person(f"Bùi {word()}")


async def test_no_answer_that_names_somebody_is_kept_when_they_are_erased(
    world: World, leaving: Someone
) -> None:
    (owner,) = await world.people("Nguyễn Thị Lan")
    room, words = f"/rooms/{await world.room(owner)}", word()
    letter = {"email": leaving.email, "role": "member"}
    invited = (await owner.do("POST", f"{room}/invitations", **letter))["result"]["id"]
    await owner.do("DELETE", f"{room}/invitations/{invited}")
    await owner.do("POST", f"{room}/invitations", **letter)
    await owner.do("POST", f"{room}/members", **letter)
    await owner.do("PUT", f"{room}/members/2", role="observer")
    await owner.do("PUT", f"{room}/members/2/removal", reason="Nhầm phòng")
    said = [leaving.email, leaving.person["name"], words]
    (answering,) = await owners(world, "Phan Thị Trả Lời")
    await answered(answering, await asked(world, leaving, "correction", words))
    assert await _kept(world, leaving, said) == 7, "six of others, and the sign-up"
    await erased(world, leaving, words)
    assert await _kept(world, leaving, said) == 0
    async with world.sql() as conn:
        renamed = (
            "select count(*) from command where person_id = $1 and answer->'result'->>'name' = $2"
        )
        assert await conn.fetchval(renamed, owner.id, NOBODY) == 3


async def _kept(world: World, leaving: Someone, said: list[str]) -> int:
    """How many of the answers that others got have any of these words."""
    async with world.sql() as conn:
        rows = await conn.fetch(
            "select answer::text as answer from command where person_id <> $1", leaving.id
        )
    return sum(any(each in row["answer"] for each in said) for row in rows)


async def test_kept_answers_are_found_by_their_time(empty: str) -> None:
    conn = await asyncpg.connect(empty)
    await migrate(conn)
    await conn.execute(KEPT, MANY)
    await conn.execute(
        "insert into member (room_id, number, person_id, role) select id, 1, 1, 'member' from room where id < 4"
    )
    await conn.execute("analyze")
    for query, of in (
        (q["forget_answers"], (1, "lan@vidu.invalid")),
        (renaming.q["answers"], (1,)),
    ):
        async with conn.transaction():
            (row,) = await conn.fetch(f"explain (analyze, format json) {query}", *of)
        found = list(nodes(json.loads(row[0])[0]["Plan"]))
        read = {str(node.get("Relation Name")) for node in found if node["Node Type"] == "Seq Scan"}
        assert "command_at" in {node.get("Index Name") for node in found}
        assert not read & {"command", "audit"}, "all of it is read"
    await conn.close()
