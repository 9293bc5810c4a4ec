"""The board by itself: the last value to everybody who looks, no more often than a room can bear, and to nobody twice."""

import asyncio
from typing import Any

import pytest

from server.live import board as product
from server.live.board import PAUSE_S, WRITES_PER_S, Board, Value
from server.live.client import Client, Following
from server.live.rights import Reader
from server.live.room import LiveRoom
from tests.server.live.recorder import Recorder


def value(n: int) -> Value:
    return Value(b'{"n":%d}' % n, b'{"n":%d,"outside":true}' % n)


class Hall:
    """A room with an audience before the board."""

    def __init__(self) -> None:
        self.room = LiveRoom(1, 1, 10, 1 << 20, lambda _: None, lambda _: None)
        self.audience: list[Following] = []
        self.board = Board(lambda _: self.audience)

    def sit(self, number: int | None = 3) -> tuple[Recorder, Following]:
        sink = Recorder(buffer=1)
        client = Client(sink, None, None)
        following = Following(client, self.room, 10, Reader(number, True, 10))
        self.room.followers[following] = None
        client.take(following)
        assert self.room.join(following)
        self.audience.append(following)
        self.board.owe(following)
        return sink, following

    async def round(self, after_s: float = PAUSE_S) -> None:
        """The next round, once the pause is over."""
        await asyncio.sleep(after_s)
        await self.board.round()


def got(sink: Recorder) -> list[dict[str, Any]]:
    given, sink.lines = sink.messages(), []
    return given


async def test_only_the_last_value_goes_out_and_only_where_something_changed() -> None:
    hall = Hall()
    sink, _ = hall.sit()
    for n in range(5):
        hall.board.show(1, "tally", value(n))
    await hall.round(0)
    assert got(sink) == [{"n": 4}]
    hall.board.show(1, "tally", value(4))
    await hall.round()
    assert got(sink) == []
    hall.board.show(1, "other", value(7))
    await hall.round()
    assert got(sink) == [{"n": 7}], "what stands there already is not told again"


async def test_between_two_rounds_lies_a_pause() -> None:
    hall = Hall()
    sink, _ = hall.sit()
    hall.board.show(1, "tally", value(1))
    await hall.round(0)
    hall.board.show(1, "tally", value(2))
    await hall.round(0)
    assert got(sink) == [{"n": 1}]
    await hall.round()
    assert got(sink) == [{"n": 2}]


async def test_who_comes_is_given_what_stands_and_the_others_nothing() -> None:
    hall = Hall()
    before, _ = hall.sit()
    hall.board.show(1, "tally", value(1))
    hall.board.show(1, "other", value(2))
    await hall.round(0)
    assert got(before) == [{"n": 2}, {"n": 1}]
    after, _ = hall.sit(number=None)
    await hall.round()
    assert got(after) == [{"n": 2, "outside": True}, {"n": 1, "outside": True}]
    assert got(before) == []


async def test_a_full_line_is_skipped_and_later_given_only_what_stands_then() -> None:
    hall = Hall()
    sink, _ = hall.sit()
    other, _ = hall.sit(number=4)
    sink.pause()
    sink.write(b'{"full":1}\n')
    for n in range(3):
        hall.board.show(1, "tally", value(n))
        await hall.round()
    assert got(sink) == [{"full": 1}]
    assert got(other) == [{"n": 0}, {"n": 1}, {"n": 2}]
    sink.resume()
    await hall.round()
    assert got(sink) == [{"n": 2}]
    assert got(other) == []


async def test_who_left_or_is_still_being_caught_up_is_given_nothing_yet() -> None:
    hall = Hall()
    gone, following = hall.sit()
    late, catching = hall.sit(number=4)
    catching.joined = False
    hall.board.show(1, "tally", value(1))
    hall.room.leave(following)
    await hall.round(0)
    assert got(gone) == []
    assert got(late) == []
    catching.joined = True
    await hall.round()
    assert got(late) == [{"n": 1}]
    assert got(gone) == []


async def test_a_large_room_is_told_less_often_and_others_get_their_turn() -> None:
    hall = Hall()
    sinks = [hall.sit(number=n)[0] for n in range(1, 2 * product.SLICE + 2)]
    hall.board.show(1, "tally", value(1))
    turns = 0

    async def other_work() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(other_work())
    await hall.board.round()
    other.cancel()
    assert turns >= 2
    assert all(got(sink) == [{"n": 1}] for sink in sinks)
    now = asyncio.get_running_loop().time()
    assert hall.board.due(1) - now == pytest.approx(len(sinks) / WRITES_PER_S, abs=0.2)
    assert hall.board.due(1) - now > PAUSE_S
