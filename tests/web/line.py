"""A line to a server that a test can cut and mend: real connections through a relay of bytes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from tests.world import free_port

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Line:
    """Relays what comes in to where `reach` leads. While it is cut, whoever connects is hung up on."""

    def __init__(self, reach: Callable[[], Awaitable[Streams]]) -> None:
        self.reach = reach
        self._up = True
        self._ends: set[asyncio.StreamWriter] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if not self._up:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await self.reach()
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._ends |= ends
        await asyncio.gather(_relay(reader, far_writer), _relay(far_reader, writer))
        self._ends -= ends

    def cut(self) -> None:
        """Break every connection, and let none through from now on."""
        self._up = False
        for end in self._ends:
            end.transport.abort()

    def mend(self) -> None:
        """Let connections through again."""
        self._up = True


async def _relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def line_to(port: int) -> AsyncIterator[tuple[int, Line]]:
    """A port whose connections reach the server on `port`, and the line between them."""
    line = Line(lambda: asyncio.open_connection("127.0.0.1", port))
    near = free_port()
    async with await asyncio.start_server(line.serve, "127.0.0.1", near):
        yield near, line
        line.cut()


@contextlib.asynccontextmanager
async def line_to_database(url: str, folder: Path) -> AsyncIterator[tuple[str, Line]]:
    """A URL that reaches the database through a line; `folder` is where its socket may lie."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.hostname and not query.get("host", "").startswith("/"):
        async with line_to(parts.port or 5432) as (near, line):
            userinfo = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
            yield urlunsplit(parts._replace(netloc=f"{userinfo}127.0.0.1:{near}")), line
        return
    name = f".s.PGSQL.{query.get('port', parts.port or 5432)}"
    far = Path(query["host"]) / name
    line = Line(lambda: asyncio.open_unix_connection(far))
    async with await asyncio.start_unix_server(line.serve, folder / name):
        yield urlunsplit(parts._replace(query=urlencode(query | {"host": str(folder)}))), line
        line.cut()
