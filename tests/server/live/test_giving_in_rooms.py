"""A room whose followers are written to by that loop, in Python and in C: everybody gets what is theirs, and no more.

The lines are real ones over TCP, so what they hold back and when is the kernel's and the transport's doing.
"""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import msgspec

from rooms.people import Constituency, Language, Person, Who
from server.live import giving
from server.live.client import Client, Following
from server.live.fast import LiveProtocol
from server.live.rights import Reader
from server.live.room import LiveRoom
from server.live.rounds import SLICE
from tests.server.live.lines import Raw, Serving, listening, served
from tests.server.live.test_giving import NARROW, in_each_language  # noqa: F401 - a fixture
from tests.server.live.test_room import news


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
        async with asyncio.timeout(30):
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
        async with asyncio.timeout(30):
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
