"""Leaving the room while others leave it, or type at the table: somebody stays at it, and nobody waits for each other in a ring."""

import asyncio

import asyncpg

from tests.debate import Debate, cast, gather
from tests.rooms.proposals.tabling import begun
from tests.rooms.proposals.typists import Typist
from tests.world import Someone, World, new_key

AGAIN = 8
WAITING = """
    select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and cardinality(pg_blocking_pids(pid)) > 0
"""


async def test_of_two_who_leave_at_once_one_keeps_the_table(world: World) -> None:
    people = await cast(world)
    for _ in range(AGAIN):
        debate = await gather(world, people)
        table = await begun(debate, debate.member)
        two = debate.member, debate.facilitator
        await debate.member.do("PUT", f"{table.path}/authors/{debate.number(two[1])}")
        gone = await asyncio.gather(*(out_of(debate, each) for each in two))
        assert gone == [200, 200]
        async with world.sql() as conn:
            left = await conn.fetchval(
                "select count(*) from member where room_id = $1 and ended_at is null",
                table.table_id,
            )
        assert left == 1


async def test_who_is_taken_out_while_they_type_waits_for_nobody_who_waits_for_them(
    world: World,
) -> None:
    people = await cast(world)
    before = await deadlocks(world)
    for n in range(AGAIN):
        debate = await gather(world, people)
        table = await begun(debate, debate.member)
        number = debate.number(debate.facilitator)
        await debate.member.do("PUT", f"{table.path}/authors/{number}")
        typist = Typist(debate.facilitator, table)
        await typist.come()
        typist.put(0, f"Lần {n}. ")
        path = f"{debate.room}/members/{number}/removal"
        answers = await asyncio.gather(
            *(typist.sent() for _ in range(4)), debate.owner.ask("PUT", path, reason="Phá phòng")
        )
        assert answers[-1].status_code == 200, answers[-1].text
        assert {each.status_code for each in answers[:-1]} <= {200, 404}
    assert await deadlocks(world) == before


async def test_who_is_asked_to_a_table_while_they_leave_the_room_does_not_leave_it_empty(
    world: World, debate: Debate
) -> None:
    table, guest = await begun(debate, debate.member), debate.facilitator
    number = debate.number(guest)
    before = await deadlocks(world)
    async with world.sql() as one, world.sql() as other, world.sql() as asking:
        held, slow = one.transaction(), other.transaction()
        await held.start()
        await one.execute(
            "select from member where room_id = $1 and number = $2 for share",
            debate.room_id, number,
        )  # fmt: skip
        leaving = asyncio.create_task(out_of(debate, guest))
        await waiting(asking, 1)  # they sit at no table yet, and no proposal is locked
        await debate.member.do("PUT", f"{table.path}/authors/{number}")
        await slow.start()
        await other.execute("select from room where id = $1 for update", table.table_id)
        path = f"{table.path}/authors/me?key={new_key()}"
        rising = asyncio.create_task(debate.member.http.delete(path))
        await waiting(asking, 2)  # whoever asked them has risen, and is about to say so
        await held.rollback()
        await waiting(asking, 2)
        await slow.rollback()
        assert (await leaving, (await rising).status_code) == (200, 200)
        left = await asking.fetchval(
            "select array_agg(person_id) from member where room_id = $1 and ended_at is null",
            table.table_id,
        )
    assert left == [guest.id]
    assert await deadlocks(world) == before


async def waiting(conn: "asyncpg.Connection[asyncpg.Record]", count: int) -> None:
    """The moment at which so many wait for what others have locked."""
    async with asyncio.timeout(60):
        while count > await conn.fetchval(WAITING):
            await asyncio.sleep(0.02)


async def deadlocks(world: World) -> int:
    """How many there have been, as the database counts them."""
    async with world.sql() as conn:
        found: int = await conn.fetchval(
            "select deadlocks from pg_stat_database where datname = current_database()"
        )
    return found


async def out_of(debate: Debate, who: Someone) -> int:
    answer = await who.http.delete(f"{debate.room}/members/me?key={new_key()}")
    return int(answer.status_code)
