"""Durable followers: each entry once and in order, whoever is there to deal with it, and whatever stands in the way."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Sequence

import pytest

from rooms.entries import Stretch
from rooms.store import Store
from rooms.tx import Tx
from server.followers import progress
from server.followers.runner import Runner
from tests.debate import Debate, gather
from tests.world import World


class Scribe:
    """A follower that writes down what it was given, in the transaction it was given it in; poison makes it fail."""

    rooms = frozenset({"discussion"})
    hears = frozenset({"post.added"})

    def __init__(self, room_id: int, poison: frozenset[int] = frozenset()) -> None:
        self.name = f"scribe_{secrets.token_hex(4).translate(DIGITS)}"
        self.room_id = room_id
        self.poison = poison
        self.runs = 0

    async def take(self, tx: Tx, of: Sequence[Stretch]) -> None:
        for _, first, last in (each for each in of if each.room_id == self.room_id):
            self.runs += 1
            for seq in range(first, last + 1):
                await tx.do("insert into scribble (name, seq) values ($1, $2)", self.name, seq)
            if self.poison & {*range(first, last + 1)}:
                raise RuntimeError("poison")


class Picky(Scribe):
    """One that cannot deal with a certain room."""

    def __init__(self, room_id: int, never: int) -> None:
        super().__init__(room_id)
        self.never = never
        self.refused = 0

    async def take(self, tx: Tx, of: Sequence[Stretch]) -> None:
        await super().take(tx, of)
        if any(each.room_id == self.never for each in of):
            self.refused += 1
            raise RuntimeError("not this room")


DIGITS = str.maketrans("0123456789", "ghijklmnop")


@pytest.fixture(scope="module", autouse=True)
async def _scribble(world: World) -> AsyncIterator[None]:
    """A table in which nothing is unique: what comes twice shows."""
    async with world.sql() as sql:
        await sql.execute("create table scribble (name text not null, seq bigint not null)")
        yield
        await sql.execute("drop table scribble")


async def written(world: World, scribe: Scribe, upto: int) -> list[int]:
    """What it wrote, once it has come so far."""
    async with asyncio.timeout(15), world.sql() as sql:
        while True:
            seq = await sql.fetchval(
                "select seq from follower where name = $1 and room_id = $2",
                scribe.name,
                scribe.room_id,
            )
            if (seq or 0) >= upto:
                rows = await sql.fetch("select seq from scribble where name = $1", scribe.name)
                return [row["seq"] for row in rows]
            await asyncio.sleep(0.02)


@contextlib.asynccontextmanager
async def running(world: World, *scribes: Scribe, processes: int = 1) -> AsyncIterator[None]:
    """So many runners over these followers, as so many processes would have."""
    store: Store = world.app.state.store
    async with world.sql() as sql:
        for scribe in scribes:  # of the other tests' rooms it has seen everything
            await sql.execute(
                "insert into follower (name, room_id, seq) select $1, id, seq from room where id <> $2",
                scribe.name, scribe.room_id,
            )  # fmt: skip
    async with contextlib.AsyncExitStack() as stack:
        for _ in range(processes):
            await stack.enter_async_context(Runner(scribes).running(store))
        yield


async def test_a_room_is_followed_from_its_beginning(world: World, debate: Debate) -> None:
    scribe = Scribe(debate.room_id)
    head = await debate.head()
    assert head > 5
    async with running(world, scribe):
        assert await written(world, scribe, head) == list(range(1, head + 1))


async def test_several_processes_share_the_work_and_do_none_of_it_twice(
    world: World, debate: Debate
) -> None:
    scribe = Scribe(debate.room_id)
    async with running(world, scribe, processes=4):
        await asyncio.gather(*(debate.say(debate.member) for _ in range(30)))
        head = await debate.head()
        assert await written(world, scribe, head) == list(range(1, head + 1))


async def test_what_fails_is_undone_tried_again_and_passed_over(
    world: World, debate: Debate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "TRIES", 2)
    scribe = Scribe(debate.room_id, poison=frozenset({3}))
    head = await debate.head()
    async with running(world, scribe):
        found = await written(world, scribe, head)
    assert found == [seq for seq in range(1, head + 1) if seq != 3]
    async with world.sql() as sql:
        row = await sql.fetchrow(
            "select seq, error from follower_skip where name = $1", scribe.name
        )
    assert row is not None
    assert tuple(row) == (3, "RuntimeError")
    assert scribe.runs < head + 8, "not every entry was tried over and over"


async def test_one_that_stumbles_holds_up_no_other(world: World, debate: Debate) -> None:
    stuck = Scribe(debate.room_id, poison=frozenset({1}))
    free = Scribe(debate.room_id)
    async with running(world, stuck, free):
        head = await debate.head()
        assert await written(world, free, head) == list(range(1, head + 1))


async def test_a_room_that_stumbles_holds_up_none_that_is_dealt_with_beside_it(
    world: World, debate: Debate
) -> None:
    other = await gather(world)
    scribe = Picky(other.room_id, debate.room_id)
    async with running(world, scribe):
        await written(world, scribe, await other.head())
        await asyncio.gather(debate.say(debate.member), other.say(other.member))
        head = await other.head()
        assert await written(world, scribe, head) == list(range(1, head + 1))
    assert scribe.refused > 1, "together with the other room, and by itself"


async def test_an_entry_of_another_process_is_found_by_looking(
    world: World, debate: Debate
) -> None:
    scribe = Scribe(debate.room_id)
    async with running(world, scribe):  # nobody wakes it: the commits are the server's
        await written(world, scribe, await debate.head())
        await debate.say(debate.member)
        head = await debate.head()
        assert (await written(world, scribe, head))[-1] == head
