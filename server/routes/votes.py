"""Votes over HTTP: opened, cast in, read, annulled."""

from typing import Annotated

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from rooms.voting import annulling, casting, opening, showing
from rooms.voting.annulling import Annulling
from rooms.voting.casting import Cast, Casting
from rooms.voting.opening import Opening, Polling
from rooms.voting.showing import Ballots, Votes, VoteShown
from rooms.voting.vote import Vote

Leaf = Annotated[int, QueryParameter(ge=0, le=2**31 - 1)]


@get("/proposals/{proposal_id:int}/votes", right="room.read")
async def of_proposal(
    proposal_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> Votes:
    """The votes of a proposal, the newest first."""
    async with store.reading() as tx:
        return await showing.listing(tx, reader, proposal_id)


@get("/threads/{thread_id:int}/votes", right="room.read")
async def of_thread(
    thread_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> Votes:
    """The polls of a thread, the newest first."""
    async with store.reading() as tx:
        return await showing.polls(tx, reader, thread_id)


@post("/proposals/{proposal_id:int}/votes", right="opening.open_vote")
async def open_vote(
    proposal_id: FromPath[int],
    data: JSONBody[Opening],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Vote]:
    """Open the vote on a proposal."""
    return await store.run(opening.open_vote, who, proposal_id, data)


@post("/threads/{thread_id:int}/votes", right="opening.poll")
async def poll(
    thread_id: FromPath[int],
    data: JSONBody[Polling],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Vote]:
    """Open a poll in a thread."""
    return await store.run(opening.poll, who, thread_id, data)


@get("/votes/{vote_id:int}", right="room.read")
async def vote(
    vote_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> VoteShown:
    """A vote, and what one is in it."""
    async with store.reading() as tx:
        return await showing.shown(tx, reader, vote_id)


@put("/votes/{vote_id:int}/ballot", right="casting.cast")
async def cast(
    vote_id: FromPath[int],
    data: JSONBody[Casting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Cast]:
    """Cast a ballot."""
    command, slip = data.parted
    return await store.run(casting.cast, who, vote_id, command, slip)


@get("/votes/{vote_id:int}/ballots", right="room.read")
async def ballots(
    vote_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    after: Leaf = 0,
) -> Ballots:
    """The ballots behind a leaf, by their place in the log."""
    async with store.reading() as tx:
        return await showing.ballots(tx, reader, vote_id, after)


@put("/votes/{vote_id:int}/annulment", right="annulling.annul")
async def annul(
    vote_id: FromPath[int],
    data: JSONBody[Annulling],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Vote]:
    """Let a vote count for nothing."""
    return await store.run(annulling.annul, who, vote_id, data)
