"""The logs of votes over HTTP: what anybody who may read the room may hold against one."""

from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from rooms.people import Who
from rooms.store import Store
from rooms.voting import proving
from rooms.voting.proving import Found, VoteProof

LINES = "application/jsonl"
Number = Annotated[int, QueryParameter(ge=0, le=2**31 - 1)]


@get("/votes/{vote_id:int}/checkpoint", media_type="text/plain", right="room.read")
async def checkpoint(
    vote_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> str:
    """The newest checkpoint of a vote, a signed note: origin, size, root, time."""
    async with store.reading() as tx:
        return (await proving.newest(tx, reader, vote_id)).note


@get("/votes/{vote_id:int}/consistency", right="room.read")
async def consistency(
    vote_id: FromPath[int],
    first: Number,
    second: Number,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> VoteProof:
    """That the log of the first size is the beginning of that of the second."""
    async with store.reading() as tx:
        return await proving.growth(tx, reader, vote_id, first, second)


@get("/votes/{vote_id:int}/leaves/{leaf:int}/proof", right="room.read")
async def inclusion(
    vote_id: FromPath[int],
    leaf: FromPath[int],
    size: Number,
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> VoteProof:
    """That a leaf is in the log of that size."""
    async with store.reading() as tx:
        return await proving.of_leaf(tx, reader, vote_id, leaf, size)


@get("/votes/{vote_id:int}/ballots/{receipt:str}", right="room.read")
async def of_receipt(
    vote_id: FromPath[int],
    receipt: FromPath[str],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
) -> Found:
    """The sealed ballot of a receipt, with the proof that it is in the log."""
    async with store.reading() as tx:
        return await proving.of_receipt(tx, reader, vote_id, receipt)


@get("/votes/{vote_id:int}/export", media_type=LINES, right="room.read")
async def export(
    vote_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> Response[bytes]:
    """The log of a vote as a file, to be verified and counted elsewhere."""
    async with store.reading() as tx:
        content = await proving.export(tx, reader, vote_id)
    named = {"content-disposition": f'attachment; filename="vote-{vote_id}.jsonl"'}
    return Response(content, media_type=LINES, headers=named)
