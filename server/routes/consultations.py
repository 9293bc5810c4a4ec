"""Comments on the passages of a proposal, and consultations, over HTTP."""

import asyncio

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from rooms.audit import Command
from rooms.people import Who
from rooms.post import Said
from rooms.proposals.anchoring import commenting
from rooms.proposals.anchoring.commenting import Commenting
from rooms.proposals.consulting import comments, consultations, disposing, placing
from rooms.proposals.consulting.comments import Comments, Disposition
from rooms.proposals.consulting.consultation import ConsultationLine, DispositionLine
from rooms.proposals.consulting.consultations import Consulting
from rooms.proposals.consulting.disposing import Disposing, SettingAside
from rooms.proposals.consulting.placing import Chosen, Consulted, Marks, Places
from rooms.run import Done
from rooms.store import Store
from server.comparing import Comparing
from server.rendering import Renderer


@get("/proposals/{proposal_id:int}/consultation", right="room.read")
async def counted(
    proposal_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    comparing: NamedDependency[Comparing],
) -> Consulted:
    """The comments of a proposal, counted by article of its newest version, and its consultations."""
    found, places = await _placed(proposal_id, reader, store, comparing)
    return placing.counted(found, places)


@get("/proposals/{proposal_id:int}/comments", right="room.read")
async def listing(
    proposal_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    comparing: NamedDependency[Comparing],
    article: FromQuery[int | None] = None,
    after: FromQuery[int | None] = None,
    waiting: FromQuery[bool] = False,
    outside: FromQuery[bool] = False,
) -> Comments:
    """A page of comments in the order of the text: of an article (0: those left behind), those that wait for an answer, or that count in no consultation."""
    found, places = await _placed(proposal_id, reader, store, comparing)
    ids, more = placing.chosen(found, places, Chosen(article, waiting, outside, after))
    async with store.reading() as tx:
        return await comments.shown(tx, reader, found, places, ids, more=more)


@post("/proposals/{proposal_id:int}/comments", right="commenting.comment")
async def comment(
    proposal_id: FromPath[int],
    data: JSONBody[Commenting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Said]:
    """Comment on a passage of the newest version, or on one of its articles."""
    html = await renderer.render(data.body)
    return await store.run(commenting.comment, who, proposal_id, data, html)


@get("/proposals/{proposal_id:int}/comments/{comment_id:int}/dispositions", right="room.read")
async def history(
    proposal_id: FromPath[int],
    comment_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> list[Disposition]:
    """What was answered to a comment, the newest first."""
    async with store.reading() as tx:
        return await comments.history(tx, reader, proposal_id, comment_id)


@put(
    "/proposals/{proposal_id:int}/comments/{comment_id:int}/disposition", right="disposing.dispose"
)
async def dispose(
    proposal_id: FromPath[int],
    comment_id: FromPath[int],
    data: JSONBody[Disposing],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[DispositionLine]:
    """Answer a comment of a consultation."""
    return await store.run(disposing.dispose, who, proposal_id, comment_id, data)


@put(
    "/proposals/{proposal_id:int}/comments/{comment_id:int}/setting-aside",
    right="disposing.set_aside",
)
async def set_aside(
    proposal_id: FromPath[int],
    comment_id: FromPath[int],
    data: JSONBody[SettingAside],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[DispositionLine]:
    """Let a comment of a consultation not count."""
    return await store.run(disposing.set_aside, who, proposal_id, comment_id, data)


@post("/proposals/{proposal_id:int}/consultations", right="consultations.begin")
async def begin(
    proposal_id: FromPath[int],
    data: JSONBody[Consulting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[ConsultationLine]:
    """Open a consultation on the newest version."""
    return await store.run(consultations.begin, who, proposal_id, data)


@put("/proposals/{proposal_id:int}/consultations/{number:int}/closing", right="consultations.close")
async def close(
    proposal_id: FromPath[int],
    number: FromPath[int],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[ConsultationLine]:
    """Close it, once its time is over and each comment that counts has its answer."""
    return await store.run(consultations.close, who, proposal_id, number, data)


async def _placed(
    proposal_id: int, reader: Who | None, store: Store, comparing: Comparing
) -> tuple[Marks, Places]:
    async with store.reading() as tx:
        found = await comments.marks(tx, reader, proposal_id)
    versions = sorted({mark.version for mark in found.marks})
    steps = await comparing.steps(proposal_id, versions, found.version)
    return found, await asyncio.to_thread(placing.placed, found, steps)
