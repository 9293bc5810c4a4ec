"""What every bus promises to those who use it, whatever it is on."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path
from typing import Protocol

import pytest

from server.live import redis as product
from server.live.bus import Alone, Bus
from server.live.redis import RedisBus
from tests.cluster import clustered
from tests.redis import redis_running, valkey
from tests.sentinel import watched
from tests.server.live.conftest import exchanging
from tests.server.live.test_bus import news, running, until


class Addressed(Protocol):
    """What is started."""

    url: str


PROGRAMS = {"redis": lambda: shutil.which("redis-server"), "valkey": valkey}
STARTED: dict[str, Callable[[Path, str], AbstractAsyncContextManager[Addressed]]] = {
    "": redis_running,
    "by sentinel": watched,
    "in a cluster": clustered,
}


def place(name: str) -> tuple[str, str]:
    """The program and how it is started."""
    program, _, way = name.partition(" ")
    return program, way


@pytest.fixture(
    scope="module",
    params=[
        "alone",
        "exchange",
        *(f"{program} {way}".strip() for way in STARTED for program in PROGRAMS),
    ],
)
async def on(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[str]:
    """What buses are on: the address of a Redis, or the name of what needs none. Rooms are a test's own."""
    program, way = place(request.param)
    if program not in PROGRAMS:
        yield program
        return
    found = PROGRAMS[program]()
    if found is None:
        pytest.skip(f"no {program} on this machine")
    folder: Path = tmp_path_factory.mktemp("on")
    async with STARTED[way](folder, found) as server:
        yield server.url


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """News that waited a second is left to the sweep, but here all of it is counted, on a machine that may stand still."""
    for name in ("STALE_S", "TIMEOUT_S", "PATIENCE_S"):
        monkeypatch.setattr(product, name, 60.0)


@pytest.fixture
async def buses(on: str) -> AsyncIterator[list[Bus]]:
    """Those of two processes; of one, where there can be no other."""
    async with AsyncExitStack() as stack:
        if on == "alone":
            yield [Alone()]
        elif on == "exchange":
            yield [*await stack.enter_async_context(exchanging(2))]
        else:
            yield [RedisBus(on), RedisBus(on)]


async def test_it_is_well_while_nothing_is_wrong_and_ends_when_cancelled(buses: list[Bus]) -> None:
    async with running(buses[0]):
        assert buses[0].well()


async def test_it_takes_more_than_it_can_carry_without_a_word(buses: list[Bus]) -> None:
    for seq in range(product.QUEUE + 100):
        buses[0].publish(news(seq))
    async with running(buses[0]):
        buses[0].publish(news(1))


async def test_news_reaches_the_others_in_order_for_each_room(buses: list[Bus]) -> None:
    here, *others = buses
    for there in others:
        async with running(here), running(there) as ear:
            assert ear.missed > 0, "what was written before it listened is looked for"
            for seq in range(1, 500):
                here.publish(news(seq, room_id=1 + seq % 40))
            await until(lambda: len(ear.heard) == 499)
            for room_id in range(1, 41):
                seqs = [told.seq for told in ear.heard if told.room_id == room_id]
                assert seqs == sorted(seqs)
            assert news(1, 2) in ear.heard
            assert there.traffic().heard == 499


async def test_a_frame_of_any_size_comes_out_as_it_went_in(buses: list[Bus]) -> None:
    here, *others = buses
    for there in others:
        async with running(here), running(there) as ear:
            sent = [news(seq, size=10**seq) for seq in range(1, 7)]
            for each in sent:
                here.publish(each)
            await until(lambda: len(ear.heard) == len(sent))  # noqa: B023 - awaited here
            assert ear.heard == sent
