"""The queue over HTTP, for those who moderate: cases, leases, acts, rulings."""

from typing import Annotated
from uuid import UUID

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from moderation import acts, leasing, reviews
from moderation import casefile as files
from moderation import queue as queues
from moderation.case import Case
from moderation.casefile import CaseFile
from moderation.deciding import Deciding
from moderation.queue import Queue, View
from moderation.reviews import Ruling
from rooms.audit import Command
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.rendering import Renderer


@get("/moderation/queue", right="queue.see")
async def queue(
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    view: FromQuery[View] = View.WAITING,
    after: Annotated[str | None, QueryParameter(max_length=40)] = None,
) -> Queue:
    """A page of the queue, and how far its journal has come."""
    async with store.reading() as tx:
        return await queues.queue(tx, who, view, queues.place(after) if after else None)


@get("/moderation/cases/{case_id:int}", right="case.see")
async def case_file(
    case_id: FromPath[int], who: NamedDependency[Who], store: NamedDependency[Store]
) -> CaseFile:
    """All that is needed to decide a case."""
    async with store.reading() as tx:
        return await files.case_file(tx, who, case_id)


@put("/moderation/cases/{case_id:int}/claim", right="leasing.claim")
async def claim(
    case_id: FromPath[int],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Hold a case for the next minutes, or go on to."""
    return await store.run(leasing.claim, who, case_id, data)


@delete("/moderation/cases/{case_id:int}/claim", status_code=200, right="leasing.release")
async def release(
    case_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Hold a case no more."""
    return await store.run(leasing.release, who, case_id, Command(key))


@post("/moderation/cases/{case_id:int}/acts", right="acts.decide")
async def decide(
    case_id: FromPath[int],
    data: JSONBody[Deciding],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Case]:
    """Decide a case that one holds."""
    return await store.run(acts.decide, who, case_id, data, await _rendered(renderer, data))


@post("/posts/{post_id:int}/acts", right="acts.act")
async def act(
    post_id: FromPath[int],
    data: JSONBody[Deciding],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    renderer: NamedDependency[Renderer],
) -> Done[Case]:
    """Act on a post where it stands."""
    return await store.run(acts.act, who, post_id, data, await _rendered(renderer, data))


@post("/threads/{thread_id:int}/acts", right="acts.act_on_title")
async def act_on_title(
    thread_id: FromPath[int],
    data: JSONBody[Deciding],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Act on the title of a thread where it stands."""
    return await store.run(acts.act_on_title, who, thread_id, data)


@post("/rooms/{room_id:int}/members/{number:int}/acts", right="acts.act_on_name")
async def act_on_name(
    room_id: FromPath[int],
    number: FromPath[int],
    data: JSONBody[Deciding],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Act on what a member is called."""
    return await store.run(acts.act_on_name, who, room_id, number, data)


@post("/moderation/cases/{case_id:int}/ruling", right="reviews.rule")
async def rule(
    case_id: FromPath[int],
    data: JSONBody[Ruling],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Say what comes of a review."""
    return await store.run(reviews.rule, who, case_id, data)


async def _rendered(renderer: Renderer, deciding: Deciding) -> str:
    """What an edit leaves, as HTML."""
    return "" if deciding.text is None else await renderer.render(deciding.text)
