"""Requests about one's own data in the queue over HTTP, for those who may answer them. What erases is given here."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from moderation import requestfile, requests
from moderation.bans import Seconding
from moderation.case import Case
from moderation.requestfile import RequestFile
from moderation.requests import Answering
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.config import Settings
from server.personal import erasing


@get("/moderation/cases/{case_id:int}/request", right="request.see")
async def request_file(
    case_id: FromPath[int], who: NamedDependency[Who], store: NamedDependency[Store]
) -> RequestFile:
    """Who asks what about their own data, and what is needed to answer."""
    async with store.reading() as tx:
        return await requestfile.request_file(tx, who, case_id)


@post("/moderation/cases/{case_id:int}/answer", right="requests.answer")
async def answer(
    case_id: FromPath[int],
    data: JSONBody[Answering],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
    chosen: NamedDependency[Settings],
) -> Done[Case]:
    """Answer a request that one holds. An erasure waits for somebody else to confirm it, where anybody else could."""
    own_page = f"{chosen.origins[0]}/me"
    return await store.run(
        requests.answer, who, case_id, data, erase=erasing.erase, own_page=own_page
    )


@post("/moderation/cases/{case_id:int}/answer/second", right="requests.second")
async def second(
    case_id: FromPath[int],
    data: JSONBody[Seconding],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Confirm an erasure, which is carried out by it and cannot be taken back, or decline it."""
    return await store.run(requests.second, who, case_id, data, erase=erasing.erase)
