"""One's own data over HTTP: to have it, and to ask for what only others can do; the answers are administrators'."""

import asyncio
from collections.abc import AsyncGenerator
from typing import IO

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.response import Stream

from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.personal import data_requests, taking_out
from server.personal.data_requests import DataAsking, DataRequest

PIECE_BYTES = 256 * 1024


@get("/me/data", media_type="application/json", right="self.export")
async def data(in_person: NamedDependency[Who], store: NamedDependency[Store]) -> Stream:
    """Everything the portal holds about whoever asks, as one file; files they brought are named by their addresses."""
    async with store.reading() as tx:
        file = await taking_out.take_out(tx, in_person)
    headers = {
        "content-disposition": 'attachment; filename="dien-hong.json"',
        "cache-control": "no-store",
    }
    return Stream(_pieces(file), media_type="application/json", headers=headers)


async def _pieces(file: IO[bytes]) -> AsyncGenerator[bytes, None]:
    with file:
        while piece := await asyncio.to_thread(file.read, PIECE_BYTES):
            yield piece


@get("/me/data-requests", right="self.see")
async def mine(who: NamedDependency[Who], store: NamedDependency[Store]) -> list[DataRequest]:
    """What one has asked about one's own data, the newest first."""
    async with store.looking() as tx:
        return await data_requests.mine(tx, who)


@post("/me/data-requests", right="data_requests.ask")
async def ask(
    data: JSONBody[DataAsking], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[DataRequest]:
    """Ask for one's data, a correction or erasure. It is answered within two working days."""
    return await store.run(data_requests.ask, who, data)
