"""Drafting together over HTTP: what is typed goes up, what others typed comes down; the live line only says how far it has come."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from rooms.audit import Command
from rooms.people import Who
from rooms.proposals import crediting
from rooms.proposals.crediting import Stretch
from rooms.proposals.drafting import TableDraft
from rooms.proposals.joint import together
from rooms.proposals.joint.together import LONGEST_CHANGE, Here, Lacking, Typed
from rooms.run import Done
from rooms.store import Store
from server.live.hub import Hub

LONGEST_BYTES = LONGEST_CHANGE * 4 // 3 + 16 * 1024  # in base64


@get("/proposals/{proposal_id:int}/draft/together", right="table.see")
async def here(
    proposal_id: FromPath[int], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Here:
    """The document that its co-authors edit together, as a whole."""
    async with store.reading() as tx:
        return await together.here(tx, who, proposal_id)


@get("/proposals/{proposal_id:int}/draft/edits", right="table.see")
async def since(
    proposal_id: FromPath[int],
    after: FromQuery[int],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Lacking:
    """The edits of it above a number."""
    async with store.reading() as tx:
        return await together.since(tx, who, proposal_id, after)


@post(
    "/proposals/{proposal_id:int}/draft/edits",
    right="together.push",
    status_code=200,
    request_max_body_size=LONGEST_BYTES,
)
async def push(
    proposal_id: FromPath[int],
    data: JSONBody[Typed],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    hub: NamedDependency[Hub],
) -> Lacking:
    """Edit it. Sent again it is nothing new; the answer holds what its sender lacks."""
    table_id, lacking = (await store.run(together.push, who, proposal_id, data)).result
    hub.lane.edited(table_id, lacking.seq)
    return lacking


@post("/proposals/{proposal_id:int}/draft/saves", right="together.save", status_code=200)
async def save(
    proposal_id: FromPath[int],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[TableDraft]:
    """Save it as it stands."""
    return await store.run(together.save, who, proposal_id, data)


@get("/proposals/{proposal_id:int}/versions/{number:int}/hands", right="room.read")
async def hands(
    proposal_id: FromPath[int],
    number: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> list[Stretch]:
    """Who wrote which stretch of a version."""
    async with store.reading() as tx:
        return await crediting.hands(tx, reader, proposal_id, number)
