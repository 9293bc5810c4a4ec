"""Proposals over HTTP: read by their room, supported and led on, and the procedures that lead them."""

import asyncio
from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from rooms.audit import Command
from rooms.people import Who
from rooms.proposals import procedures, staging, supporting, titled, views
from rooms.proposals.diff import Diff, diff
from rooms.proposals.procedures import Kept, Procedure, ProcedureSetting
from rooms.proposals.proposal import Proposal
from rooms.proposals.staging import Advancing, Leaving
from rooms.proposals.supporting import Giving
from rooms.proposals.titled import Titled
from rooms.proposals.views import Proposals, Snapshot, VersionText
from rooms.run import Done
from rooms.store import Store


@get("/rooms/{room_id:int}/proposals", right="room.read")
async def listing(
    room_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    before: FromQuery[int | None] = None,
) -> Proposals:
    """The proposals of a room, the newest first."""
    async with store.reading() as tx:
        return await views.listing(tx, reader, room_id, before)


@get("/me/proposals", right="self.see")
async def of_my_rooms(who: NamedDependency[Who], store: NamedDependency[Store]) -> list[Titled]:
    """The titles of the newest proposals before the rooms one is in."""
    async with store.reading() as tx:
        return await titled.mine(tx, who)


@get("/proposals/{proposal_id:int}/state", right="room.read")
async def proposal(
    proposal_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> Snapshot:
    """A proposal as a whole, at one number of its room's journal, with its newest text."""
    async with store.reading() as tx:
        return await views.snapshot(tx, reader, proposal_id)


@get("/proposals/{proposal_id:int}/versions/{number:int}", right="room.read")
async def version(
    proposal_id: FromPath[int],
    number: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> VersionText:
    """One version of its text."""
    async with store.reading() as tx:
        return await views.version(tx, reader, proposal_id, number)


@get("/proposals/{proposal_id:int}/versions/{number:int}/changes", right="room.read")
async def changes(
    proposal_id: FromPath[int],
    number: FromPath[int],
    since: FromQuery[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> Diff:
    """What turned the version `since` into this one, word by word."""
    async with store.reading() as tx:
        older, newer = await views.texts(tx, reader, proposal_id, since, number)
    return await asyncio.to_thread(diff, older, newer)


@put("/proposals/{proposal_id:int}/stage", right="staging.advance")
async def advance(
    proposal_id: FromPath[int],
    data: JSONBody[Advancing],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Proposal]:
    """Lead a proposal into the next stage."""
    return await store.run(staging.advance, who, proposal_id, data)


@put("/proposals/{proposal_id:int}/withdrawal", right="staging.withdraw")
async def withdraw(
    proposal_id: FromPath[int],
    data: JSONBody[Leaving],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Proposal]:
    """Take a proposal back, before the vote."""
    return await store.run(staging.withdraw, who, proposal_id, data)


@post("/proposals/{proposal_id:int}/rounds", right="staging.reopen")
async def reopen(
    proposal_id: FromPath[int],
    data: JSONBody[Leaving],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Proposal]:
    """Bring a withdrawn proposal back, as a new round."""
    return await store.run(staging.reopen, who, proposal_id, data)


@put("/proposals/{proposal_id:int}/support", right="supporting.give")
async def support(
    proposal_id: FromPath[int],
    data: JSONBody[Giving],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Proposal]:
    """Support the newest version."""
    return await store.run(supporting.give, who, proposal_id, data)


@delete("/proposals/{proposal_id:int}/support", status_code=200, right="supporting.take_back")
async def take_back(
    proposal_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Proposal]:
    """Support no version any more."""
    return await store.run(supporting.take_back, who, proposal_id, Command(key))


@get("/procedures", right="self.see")
async def of_portal(
    who: NamedDependency[Who],  # noqa: ARG001 - for people with an account
    store: NamedDependency[Store],
) -> list[Procedure]:
    """The procedures a proposal can be opened under."""
    async with store.looking() as tx:
        return await procedures.listing(tx)


@post("/procedures", right="procedures.add")
async def add_procedure(
    data: JSONBody[ProcedureSetting], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[Procedure]:
    """Set a procedure for proposals that are opened from now on."""
    return await store.run(procedures.add, who, data)


@put("/procedures/{procedure_id:int}/retirement", right="procedures.retire")
async def retire_procedure(
    procedure_id: FromPath[int],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Procedure]:
    """Let no proposal be opened under it any more."""
    return await store.run(procedures.retire, who, procedure_id, data)


@get("/administration/procedures", right="administration.see")
async def kept_procedures(who: NamedDependency[Who], store: NamedDependency[Store]) -> list[Kept]:
    """All procedures, in force and retired, with who set them."""
    async with store.reading() as tx:
        return await procedures.kept(tx, who)
