"""The loop that writes to many sockets, in Python and in C: the same answers, and the same room around both.

The lines are real ones over TCP, so what they hold back and when is the kernel's and the transport's doing.
"""

import asyncio
import os
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import pytest

from rooms.people import Constituency, Language, Person, Who
from server.live import giving
from server.live.client import Client, Following
from server.live.fast import LiveProtocol
from server.live.rights import Reader
from server.live.room import SLICE, LiveRoom
from tests.server.live.lines import Raw, Serving, listening, served
from tests.server.live.test_room import news

LANGUAGES = ("python", "c")
NARROW = 4096


@pytest.fixture(params=LANGUAGES)
def send(request: pytest.FixtureRequest) -> giving.Send:
    """The loop in each language."""
    if request.param == "python":
        return giving.in_python
    if giving.in_c is None:
        pytest.skip("giving.c was not compiled: python server/live/compiling.py")
    return giving.in_c


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends over TCP; the first does not block, the second takes little."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        other = socket.socket()
        other.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        other.connect(door.getsockname())
        mine, _ = door.accept()
    mine.setblocking(False)
    mine.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, NARROW)
    return mine, other


def come(end: socket.socket, size: int) -> bytes:
    """The bytes that have come to it, which are so many and no more."""
    end.settimeout(5)
    got = b""
    while len(got) < size:
        chunk = end.recv(1 << 16)
        assert chunk
        got += chunk
    end.settimeout(0.02)
    with pytest.raises(TimeoutError):
        end.recv(1)
    return got


def test_all_of_them_take_all(send: giving.Send) -> None:
    ends = [pair() for _ in range(5)]
    framed = "Ý kiến".encode()
    assert send([mine.fileno() for mine, _ in ends], framed) == []
    assert send([], framed) == []
    for mine, other in ends:
        assert come(other, len(framed)) == framed
        mine.close()
        other.close()


def test_what_was_not_taken_is_told_to_the_byte(send: giving.Send) -> None:
    (full, slow), (mine, other) = pair(), pair()
    framed = os.urandom(100_000)
    assert send([mine.fileno(), full.fileno()], b"con") == []
    sent = 0
    while left := send([-1, full.fileno()], framed[sent:])[1:]:  # the kernel changes its mind
        assert left[0][0] == 1
        sent += left[0][1]
        if not left[0][1]:
            break
    assert 0 < sent < len(framed)
    assert come(slow, 3 + sent) == b"con" + framed[:sent]
    for end in (full, slow, mine, other):
        end.close()


def test_who_takes_nothing_harms_nobody(send: giving.Send) -> None:
    (reset, gone), (mine, other) = pair(), pair()
    gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    gone.close()
    closed = socket.socket()
    nobodys = closed.fileno()
    closed.close()
    assert send([-1, reset.fileno(), nobodys, mine.fileno()], b"con") == [(0, 0), (1, 0), (2, 0)]
    assert send([reset.fileno()], b"con") == [(0, 0)], "nor are we killed for writing again"
    assert come(other, 3) == b"con"
    for end in (reset, mine, other):
        end.close()


def test_what_is_no_descriptor_or_no_bytes_is_an_error(send: giving.Send) -> None:
    with pytest.raises(TypeError):
        send([0], "chữ")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        send(["0"], b"con")  # type: ignore[list-item]


class Hall:
    """A room whose followers are the lines of a server, numbered as they came."""

    def __init__(self, send: giving.Send) -> None:
        self.room = LiveRoom(1, 1, 10, 8 << 20, lambda _: None, lambda _: None, send=send)
        self.clients: list[Client] = []
        self.serving: Serving

    async def come(self, line: LiveProtocol) -> None:
        """Let everybody in."""
        line.accept(None, [])
        number = len(self.clients) + 1
        person = Person(number, "Hoa", "Viện", Constituency.EXPERT, Language.VI, False)
        client = Client(line, Who(person, number), 2e12)
        line.on_room = client.on_room
        following = Following(client, self.room, self.room.head, Reader(number, False, 10))
        self.room.followers[following] = None
        client.take(following)
        self.room.join(following)
        self.clients.append(client)
        line.keep(lambda: None, client.leave_all)

    def line(self, n: int) -> LiveProtocol:
        """Its line."""
        sink = self.clients[n].sink
        assert isinstance(sink, LiveProtocol)
        return sink

    async def narrow(self) -> Raw:
        """A follower whose end takes almost nothing until it is read from."""
        mine = socket.socket()
        mine.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, NARROW)
        mine.setblocking(False)
        await asyncio.get_running_loop().sock_connect(mine, ("127.0.0.1", self.serving.port))
        raw = Raw(*await asyncio.open_connection(sock=mine, limit=1024))
        self.serving.clients.append(raw)
        raw.send(
            b"GET / HTTP/1.1\r\nHost: a.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        await raw.head()
        return raw


@asynccontextmanager
async def hall(send: giving.Send) -> AsyncIterator[Hall]:
    """A room that is served."""
    room = Hall(send)
    async with served(listening, room.come) as room.serving:
        yield room


async def entries(raw: Raw, upto: int) -> list[int]:
    """The numbers of what comes, to this one; entries are shorter than 64 KiB."""
    got: list[int] = []
    while not got or got[-1] < upto:
        kind, payload = await raw.frame()
        assert kind == 1, payload
        message = msgspec.json.decode(payload)
        if message["type"] == "entry":
            got.append(message["seq"])
    return got


def long(seq: int) -> Any:
    """An entry of some 8 KiB."""
    return news(seq, post={"id": seq, "html": "Ý kiến dài " * 600})


async def test_who_reads_slowly_gets_every_byte_in_order_and_nobody_waits(
    send: giving.Send,
) -> None:
    async with hall(send) as here:
        first, slow, last = (
            await here.serving.open(),
            await here.narrow(),
            await here.serving.open(),
        )
        seq, line = 10, here.line(1)
        async with asyncio.timeout(20):
            while not line.full():
                seq += 1
                here.room.hear(long(seq))
                await asyncio.sleep(0)
                assert (line.direct >= 0) == (line.transport.get_write_buffer_size() == 0)
        for n in range(seq + 1, seq + 6):
            here.room.hear(long(n))
            await asyncio.sleep(0)
        assert line.direct == -1
        behind = here.clients[1].following[1].cursor
        assert 10 < behind < seq + 5, "it is given nothing while it is full"
        assert await entries(first, seq + 5) == await entries(last, seq + 5)
        assert await entries(slow, seq + 5) == list(range(11, seq + 6))
        here.room.hear(news(seq + 6))
        for raw in (first, slow, last):
            assert await entries(raw, seq + 6) == [seq + 6]
        async with asyncio.timeout(5):
            while line.direct < 0:  # found out with the next write after the buffer is empty
                seq += 1
                here.room.hear(news(seq + 6))
                await asyncio.sleep(0.01)


async def test_a_line_without_a_descriptor_of_its_own_is_written_by_its_transport(
    send: giving.Send,
) -> None:
    """As one under TLS is."""
    async with hall(send) as here:
        raws = [await here.serving.open() for _ in range(3)]
        sealed = here.line(1)
        sealed._descriptor = sealed.direct = -1
        for seq in (11, 12, 13):
            here.room.hear(news(seq))
            await asyncio.sleep(0)
        for raw in raws:
            assert await entries(raw, 13) == [11, 12, 13]
        assert sealed.direct == -1


async def test_whose_line_ends_or_is_cut_gets_nothing_after_and_keeps_nothing_from_others(
    send: giving.Send,
) -> None:
    async with hall(send) as here:
        ending, cut, half, well = [await here.serving.open() for _ in range(4)]
        here.room.hear(news(11))
        here.clients[0].end(4401, "session-ended")
        linger = struct.pack("ii", 1, 0)  # what is closed is reset
        cut.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        cut.writer.transport.abort()
        half.writer.write_eof()
        async with asyncio.timeout(5):
            while here.line(1).ended is None or here.line(2).ended is None:
                await asyncio.sleep(0.01)
        assert [here.line(n).direct for n in range(3)] == [-1, -1, -1]
        here.room.hear(news(12))
        assert await entries(well, 12) == [11, 12]
        kind, payload = await ending.frame()
        assert (kind, payload[:2]) == (8, struct.pack("!H", 4401)), "the round found it closed"
        assert len(here.room.followers) == 1


async def test_who_is_removed_while_a_round_is_under_way_gets_nothing_after_the_removal(
    send: giving.Send,
) -> None:
    """The removal comes between two slices, its number in the second."""
    many = SLICE + 8
    async with hall(send) as here:
        raws = [await here.serving.open() for _ in range(many)]
        here.room.hear(news(11))
        await asyncio.sleep(0)
        given = [client.following[1].cursor for client in here.clients]
        assert (given[0], given[-1]) == (11, 10), "the second slice waits for its turn"
        here.room.hear(news(12, "member.removed", number=many, reason="Lạc đề"))
        here.room.hear(news(13))
        assert await entries(raws[0], 13) == [11, 12, 13]
        assert await entries(raws[-2], 13) == [11, 12, 13]
        here.room.hear(news(14))
        assert await entries(raws[-2], 14) == [14]
        assert await entries(raws[-1], 12) == [11, 12]
        _, refused = await raws[-1].frame()
        assert msgspec.json.decode(refused)["type"] == "refused"
        here.line(many - 1).tell(b'{"type":"last"}')
        assert await raws[-1].frame() == (1, b'{"type":"last"}')


def test_it_is_chosen_by_the_setting() -> None:
    assert giving.chosen(compiled=False) is giving.in_python
    assert giving.language(giving.in_python) == "python"
    if giving.in_c is not None:
        assert giving.chosen(compiled=True) is giving.in_c
        assert giving.language(giving.in_c) == "c"
