"""Amendments over HTTP: proposed, put otherwise, moved to a newer version, decided on, and read."""

import asyncio
from typing import Annotated

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from rooms.errors import Stale
from rooms.people import Who
from rooms.proposals.amending import ending, including, proposing, showing
from rooms.proposals.amending.amendment import AmendmentLine, AmendmentState
from rooms.proposals.amending.ending import Rejecting, Withdrawing
from rooms.proposals.amending.including import Including
from rooms.proposals.amending.newer import brought_to, brought_up
from rooms.proposals.amending.proposing import Amending, Rebasing, Revising
from rooms.proposals.amending.shown import Amendments, AmendmentShown, AmendmentText
from rooms.proposals.proposal import Proposal
from rooms.run import Done
from rooms.store import Store
from rooms.text import LONGEST_BODY
from server.rendering import Renderer
from server.rendering.proposals import edit_of, prepared
from server.routes.proposal_drafts import LONGEST_BYTES

TRIES = 3  # while the table goes on saving
LONGEST_AMENDING_BYTES = LONGEST_BYTES + 6 * LONGEST_BODY  # the text, and the reasons
LONGEST_TAKE_BYTES = 512 * 1024  # fifty amendments, each in part, with reasons


@get("/proposals/{proposal_id:int}/amendments", right="room.read")
async def listing(
    proposal_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    in_state: Annotated[AmendmentState | None, QueryParameter(name="state")] = None,
    before: FromQuery[int | None] = None,
) -> Amendments:
    """The amendments of a proposal, the newest first."""
    async with store.reading() as tx:
        return await showing.listing(tx, reader, proposal_id, in_state, before)


@get("/amendments/{amendment_id:int}", right="room.read")
async def amendment(
    amendment_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> AmendmentShown:
    """One amendment: its changes, what competes with it, and what a newer version does to it."""
    async with store.reading() as tx:
        shown, behind = await showing.one(tx, reader, amendment_id)
    if behind is None:
        return shown
    return showing.with_newest(shown, behind, await asyncio.to_thread(brought_up, behind))


@get("/amendments/{amendment_id:int}/text", right="room.read")
async def text(
    amendment_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> AmendmentText:
    """The whole text as an amendment wants it."""
    async with store.reading() as tx:
        return await showing.text(tx, reader, amendment_id)


@post(
    "/proposals/{proposal_id:int}/amendments",
    right="proposing.propose",
    request_max_body_size=LONGEST_AMENDING_BYTES,
)
async def propose(
    proposal_id: FromPath[int],
    data: JSONBody[Amending],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[AmendmentLine]:
    """Propose changes to the newest version, with reasons."""
    async with store.reading() as tx:
        base = await showing.base_text(tx, who, proposal_id, data.base)
    edit = await edit_of(renderer, base, data.text)
    html = await renderer.render(data.body)
    return await store.run(proposing.propose, who, proposal_id, data, html, edit)


@post(
    "/amendments/{amendment_id:int}/revisions",
    right="proposing.revise",
    request_max_body_size=LONGEST_BYTES,
)
async def revise(
    amendment_id: FromPath[int],
    data: JSONBody[Revising],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[AmendmentLine]:
    """Let one's own amendment ask for something else."""
    async with store.reading() as tx:
        base = await showing.base_of(tx, who, amendment_id, data.base)
    edit = await edit_of(renderer, base, data.text)
    return await store.run(proposing.revise, who, amendment_id, data, edit)


@put("/amendments/{amendment_id:int}/rebase", right="proposing.rebase")
async def rebase(
    amendment_id: FromPath[int],
    data: JSONBody[Rebasing],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[AmendmentLine]:
    """Move an amendment to the newest version."""
    async with store.reading() as tx:
        behind = await showing.behind(tx, who, amendment_id)
    rebased = await asyncio.to_thread(brought_to, behind, data.revision, data.version)
    return await store.run(proposing.rebase, who, amendment_id, data, rebased)


@put("/amendments/{amendment_id:int}/rejection", right="ending.reject")
async def reject(
    amendment_id: FromPath[int],
    data: JSONBody[Rejecting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[AmendmentLine]:
    """Reject an amendment, with a reason."""
    return await store.run(ending.reject, who, amendment_id, data)


@put("/amendments/{amendment_id:int}/withdrawal", right="ending.withdraw")
async def withdraw(
    amendment_id: FromPath[int],
    data: JSONBody[Withdrawing],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[AmendmentLine]:
    """Ask for one's own amendment no more."""
    return await store.run(ending.withdraw, who, amendment_id, data)


@post(
    "/proposals/{proposal_id:int}/inclusions",
    right="including.include",
    request_max_body_size=LONGEST_TAKE_BYTES,
)
async def include(
    proposal_id: FromPath[int],
    data: JSONBody[Including],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Proposal]:
    """Take amendments into the text, which becomes the next version."""
    for left in reversed(range(TRIES)):
        async with store.reading() as tx:
            found = await including.sources(tx, who, proposal_id, data)
        made = await prepared(renderer, found)
        try:
            return await store.run(including.include, who, proposal_id, data, made)
        except Stale as stale:  # the table has saved meanwhile: what it typed is moved as well
            if stale.reason != "draft-changed" or not left:
                raise
    raise AssertionError("the last try ends it")
