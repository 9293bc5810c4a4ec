"""Drafts of proposals over HTTP: a table, its co-authors, and what they put before their room."""

import asyncio
from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from rooms.audit import Command
from rooms.errors import NotFound
from rooms.member import Member
from rooms.people import Who
from rooms.proposals import authors, drafting, presenting, views
from rooms.proposals.diff import Diff, diff
from rooms.proposals.drafting import Beginning, Saving, TableDraft
from rooms.proposals.presenting import Presenting, Publishing, Shown
from rooms.proposals.proposal import Proposal
from rooms.run import Done
from rooms.store import Store
from server.rendering import Renderer
from server.rendering.proposals import in_pieces

# 100,000 characters in their longest JSON form (\\uXXXX), and the rest of a command
LONGEST_BYTES = 6 * drafting.LONGEST_TEXT + 16 * 1024


@post("/rooms/{room_id:int}/proposals", right="drafting.begin", request_max_body_size=LONGEST_BYTES)
async def begin(
    room_id: FromPath[int],
    data: JSONBody[Beginning],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Proposal]:
    """Begin to draft a proposal, which nobody else learns of."""
    return await store.run(drafting.begin, who, room_id, data)


@get("/proposals/{proposal_id:int}/draft", right="table.see")
async def draft(
    proposal_id: FromPath[int], who: NamedDependency[Who], store: NamedDependency[Store]
) -> TableDraft:
    """The newest save of the draft, for its co-authors."""
    async with store.looking() as tx:
        return await views.draft(tx, who, proposal_id, None)


@put(
    "/proposals/{proposal_id:int}/draft", right="drafting.save", request_max_body_size=LONGEST_BYTES
)
async def save(
    proposal_id: FromPath[int],
    data: JSONBody[Saving],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[TableDraft]:
    """Save the draft as a whole."""
    return await store.run(drafting.save, who, proposal_id, data)


@get("/proposals/{proposal_id:int}/draft/changes", right="table.see")
async def draft_changes(
    proposal_id: FromPath[int],
    since: FromQuery[int],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Diff:
    """What turned the save `since` into the newest one."""
    async with store.reading() as tx:
        older = await views.draft(tx, who, proposal_id, since)
        newer = await views.draft(tx, who, proposal_id, None)
    return await asyncio.to_thread(diff, older.text, newer.text)


@put("/proposals/{proposal_id:int}/authors/{number:int}", right="authors.invite")
async def invite(
    proposal_id: FromPath[int],
    number: FromPath[int],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Member]:
    """Ask a member of the room to draft with one."""
    return await store.run(authors.invite, who, proposal_id, number, data)


@delete("/proposals/{proposal_id:int}/authors/me", status_code=200, right="authors.leave")
async def leave(
    proposal_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Member]:
    """Leave the table, and draft with the others no more."""
    return await store.run(authors.leave, who, proposal_id, Command(key))


@put("/proposals/{proposal_id:int}/opening", right="presenting.present")
async def present(
    proposal_id: FromPath[int],
    data: JSONBody[Presenting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Proposal]:
    """Put the draft before its room, as the first version."""
    pieces = await _rendered(store, renderer, who, proposal_id, data.draft)
    html = await renderer.render(data.body)
    return await store.run(presenting.present, who, proposal_id, data, html, pieces)


@post("/proposals/{proposal_id:int}/versions", right="presenting.publish")
async def publish(
    proposal_id: FromPath[int],
    data: JSONBody[Publishing],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Proposal]:
    """Put the draft before its room as the next version."""
    pieces = await _rendered(store, renderer, who, proposal_id, data.draft)
    return await store.run(presenting.publish, who, proposal_id, data, pieces)


async def _rendered(
    store: Store, renderer: Renderer, who: Who, proposal_id: int, number: int
) -> list[Shown]:
    """A save in its pieces, each as HTML; none where there is no such save for this person."""
    try:
        async with store.looking() as tx:
            saved = await views.draft(tx, who, proposal_id, number)
    except NotFound:
        return []  # the verb says what stands against it
    return await in_pieces(renderer, saved.text)
