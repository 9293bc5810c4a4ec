"""The record over HTTP: what anybody may hold against it, and its rows for administrators."""

from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from rooms.people import Who
from rooms.store import Store
from server.record import consulting, proofs
from server.record.consulting import Consultation, RecordPage
from server.record.proofs import Proof

Number = Annotated[int, QueryParameter(ge=0, le=2**62)]


@get("/record/checkpoint", media_type="text/plain", right="portal.see")
async def checkpoint(store: NamedDependency[Store]) -> str:
    """The newest checkpoint, a signed note: origin, size, root, time."""
    async with store.looking() as tx:
        return (await proofs.newest(tx)).note


@get("/record/key", media_type="text/plain", right="portal.see")
async def key(store: NamedDependency[Store]) -> str:
    """The key that signs checkpoints, as verifiers take it."""
    async with store.looking() as tx:
        return f"{(await proofs.newest(tx)).key or ''}\n"


@get("/record/consistency", right="portal.see")
async def consistency(first: Number, second: Number, store: NamedDependency[Store]) -> Proof:
    """That the log of the first size is the beginning of that of the second."""
    async with store.reading() as tx:
        return await proofs.of_growth(tx, first, second)


@get("/record/leaves/{leaf:int}/proof", right="portal.see")
async def inclusion(leaf: FromPath[int], size: Number, store: NamedDependency[Store]) -> Proof:
    """That a leaf is in the log of that size."""
    async with store.reading() as tx:
        return await proofs.of_leaf(tx, leaf, size)


@post("/record/consultations", status_code=200, right="consulting.look")
async def consult(
    data: JSONBody[Consultation], in_person: NamedDependency[Who], store: NamedDependency[Store]
) -> RecordPage:
    """A page of the record, for administrators; that it was asked for is recorded."""
    return (await store.run(consulting.look, in_person, data)).result
