"""Drafts over HTTP: what one has typed in threads and not sent, for one's other devices."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from rooms import unsent
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from rooms.unsent import Taken, Typed, Unsent


@get("/me/unsent", right="unsent.see")
async def listing(
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    thread: Annotated[int | None, QueryParameter(ge=1, le=2**53)] = None,
) -> list[Unsent]:
    """One's own drafts, the newest first; with `thread` those of a thread, also the empty ones: they are done with."""
    async with store.reading() as tx:
        return await unsent.mine(tx, who, thread)


@put("/threads/{thread_id:int}/unsent", right="unsent.keep")
async def keep(
    thread_id: FromPath[int],
    data: JSONBody[Typed],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Taken]:
    """Keep a draft, made from the version one has; nothing is replaced where it has another by now."""
    return await store.run(unsent.keep, who, thread_id, data)


@delete("/me/unsent/{draft:uuid}", status_code=200, right="unsent.throw_away")
async def throw_away(
    draft: FromPath[UUID],
    version: Annotated[int, QueryParameter(ge=1, le=2**31 - 2)],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[None]:
    """Throw a draft of one's own away, in the version one has."""
    return await store.run(unsent.throw_away, who, draft, version)
