"""A line to a server that a test can cut and mend: real connections through a relay of bytes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from tests.ports import free_port

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Line:
    """Relays what comes in to where `reach` leads. While it is cut, whoever connects is hung up on."""

    reach: Callable[[], Awaitable[Streams]]

    def __init__(self) -> None:
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

    def lead_to(self, port: int) -> None:
        """From now on, connections reach this port."""
        self.reach = lambda: asyncio.open_connection("127.0.0.1", port)

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
async def line() -> AsyncIterator[tuple[int, Line]]:
    """A port, and the line behind it, which must still be told where to lead."""
    made = Line()
    near = free_port()
    async with await asyncio.start_server(made.serve, "127.0.0.1", near):
        yield near, made
        made.cut()


@contextlib.asynccontextmanager
async def line_to_database(url: str, folder: Path) -> AsyncIterator[tuple[str, Line]]:
    """A URL that reaches the database through a line; `folder` is where its socket may lie."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if "host" not in query:
        async with line() as (near, made):
            made.lead_to(parts.port or 5432)
            user = parts.netloc.rpartition("@")[0]
            yield urlunsplit(parts._replace(netloc=f"{user}@127.0.0.1:{near}")), made
        return
    name = f".s.PGSQL.{query.get('port', '5432')}"
    far = Path(query["host"]) / name
    made = Line()
    made.reach = lambda: asyncio.open_unix_connection(far)
    async with await asyncio.start_unix_server(made.serve, folder / name):
        yield urlunsplit(parts._replace(query=urlencode(query | {"host": str(folder)}))), made
        made.cut()
