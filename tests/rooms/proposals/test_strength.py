import asyncpg
from hypothesis import given
from hypothesis import strategies as st

from rooms.proposals.arguing.strength import Objection, strength, strongest
from tests.world import World

TALLY = st.tuples(st.integers(0, 5000), st.integers(0, 5000))


def test_few_voices_say_little() -> None:
    assert strength(0, 0) == 0
    assert strength(40, 10) > strength(2, 0) > strength(1, 0) > strength(5, 95)
    assert round(strength(40, 10), 3) == 0.670  # as the tables have it
    assert round(strength(2, 0), 3) == 0.342


@given(TALLY)
def test_one_more_who_agrees_makes_it_stronger_and_one_more_who_does_not_weaker(
    tally: tuple[int, int],
) -> None:
    agrees, disagrees = tally
    assert 0 <= strength(agrees, disagrees) < 1
    assert strength(agrees + 1, disagrees) > strength(agrees, disagrees)
    assert strength(agrees, disagrees + 1) <= strength(agrees, disagrees)


def test_among_equals_more_who_replied_come_first_then_the_older() -> None:
    assert strongest([]) is None
    weak, strong = Objection(1, 1, 0, 9), Objection(2, 9, 1, 0)
    assert strongest([weak, strong]) == strong
    assert strongest([Objection(3, 0, 0, 1), Objection(4, 0, 0, 2)]) == Objection(4, 0, 0, 2)
    assert strongest([Objection(6, 0, 0, 2), Objection(5, 0, 0, 2)]) == Objection(5, 0, 0, 2)


async def test_the_database_has_the_same_arithmetic(world: World) -> None:
    tallies = [(agrees, disagrees) for agrees in (0, 1, 2, 7, 333, 4999) for disagrees in (0, 1, 3, 50, 1234)]  # fmt: skip
    async with world.sql() as conn:
        assert isinstance(conn, asyncpg.Connection)
        for agrees, disagrees in tallies:
            found = await conn.fetchval("select argument_strength($1, $2)", agrees, disagrees)
            assert found == strength(agrees, disagrees), (agrees, disagrees)
