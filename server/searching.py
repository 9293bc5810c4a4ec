"""Searches as they are carried out: a few at once, and what is arithmetic in a thread, with no connection held meanwhile."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rooms import answers, search
from rooms.errors import Busy
from rooms.people import Who
from rooms.search import PAGE, Like, Results, Search, SimilarThread
from rooms.store import Store

AT_ONCE = 3  # of one process: they share its one core with everybody's live lines
PATIENCE_S = 1.0  # to wait for a turn: then the reader is told to come back

_turns = asyncio.Semaphore(AT_ONCE)


async def find(store: Store, who: Who | None, sought: Search) -> Results:
    """A page of the answer. Raises Malformed where there is no word to look for, NotFound for a room one may not read.

    Raises Busy where it would take too long, or too many search.
    """
    async with _turn():
        async with store.reading() as tx:
            looked = await search.look(tx, who, sought)
        chosen, every = await asyncio.to_thread(answers.answering, looked)
        end = sought.after + PAGE
        async with store.looking() as tx:
            found = await search.shown(tx, who, chosen[sought.after : end])
        hits = await asyncio.to_thread(search.hits, found, looked.terms)
    return Results(hits, len(chosen), every, end if end < len(chosen) else None)


async def similar(store: Store, who: Who | None, room_id: int, like: Like) -> list[SimilarThread]:
    """The threads of the room that are nearest to a text; none for a text without words. Raises NotFound, Busy."""
    async with _turn():
        async with store.reading() as tx:
            looked = await search.look_like(tx, who, room_id, like)
        if looked is None:
            return []
        near = await asyncio.to_thread(answers.nearest, looked)
        async with store.looking() as tx:
            found = await search.shown(tx, who, near)
    return search.similar(found, looked.terms)


@asynccontextmanager
async def _turn() -> AsyncGenerator[None, None]:
    try:
        async with asyncio.timeout(PATIENCE_S):
            await _turns.acquire()
    except TimeoutError:
        raise Busy("search-busy", retry_after_s=2) from None
    try:
        yield
    finally:
        _turns.release()
