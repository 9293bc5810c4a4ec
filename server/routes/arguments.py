"""Arguments of proposals over HTTP: their columns, what is taken up from elsewhere in the room, and what was answered."""

from uuid import UUID

from litestar import delete, get, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from rooms.audit import Command
from rooms.people import Who
from rooms.proposals.arguing import answerable, answering, columns, reusing
from rooms.proposals.arguing.answerable import Answerable
from rooms.proposals.arguing.answering import ArgumentAnswer, Marking
from rooms.proposals.arguing.argument import Column
from rooms.proposals.arguing.columns import Arguments, Order, Replies, Summary, Wanted
from rooms.proposals.arguing.reusing import TakingUp, Use
from rooms.run import Done
from rooms.store import Store


@get("/proposals/{proposal_id:int}/arguments", right="room.read")
async def arguments(
    proposal_id: FromPath[int],
    column: FromQuery[Column],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    order: FromQuery[Order] = Order.STRENGTH,
    unanswered: FromQuery[bool] = False,
    after: FromQuery[int | None] = None,
    strength: FromQuery[float | None] = None,
) -> Arguments:
    """A page of the arguments for a proposal, against it, or of the questions about it. `after`, `strength`: of the last one that one has."""
    wanted = Wanted(column, order, unanswered, after, strength)
    async with store.reading() as tx:
        return await columns.column(tx, reader, proposal_id, wanted)


@get("/proposals/{proposal_id:int}/arguments/summary", right="room.read")
async def summary(
    proposal_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> Summary:
    """How many arguments a proposal has, and the strongest objection that nobody has answered."""
    async with store.reading() as tx:
        return await columns.summary(tx, reader, proposal_id)


@get("/proposals/{proposal_id:int}/arguments/{argument_id:int}/replies", right="room.read")
async def replies(
    proposal_id: FromPath[int],
    argument_id: FromPath[int],
    reader: NamedDependency[Who | None],
    store: NamedDependency[Store],
    after: FromQuery[int | None] = None,
) -> Replies:
    """What was said beneath an argument or a question, a page of it."""
    async with store.reading() as tx:
        return await columns.replies(tx, reader, proposal_id, argument_id, after)


@get("/posts/{post_id:int}/answerable", right="room.read")
async def answerables(
    post_id: FromPath[int], reader: NamedDependency[Who | None], store: NamedDependency[Store]
) -> list[Answerable]:
    """The arguments that one may say of at this post that it answers them, or that they are still open."""
    async with store.reading() as tx:
        return await answerable.at(tx, reader, post_id)


@put("/proposals/{proposal_id:int}/arguments/{argument_id:int}", right="reusing.take_up")
async def take_up(
    proposal_id: FromPath[int],
    argument_id: FromPath[int],
    data: JSONBody[TakingUp],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Use]:
    """Let a post of the room speak for or against this proposal too."""
    return await store.run(reusing.take_up, who, proposal_id, argument_id, data)


@delete(
    "/proposals/{proposal_id:int}/arguments/{argument_id:int}",
    status_code=200,
    right="reusing.put_back",
)
async def put_back(
    proposal_id: FromPath[int],
    argument_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Use]:
    """Take a post that was taken up out of the arguments again."""
    return await store.run(reusing.put_back, who, proposal_id, argument_id, Command(key))


@put("/proposals/{proposal_id:int}/arguments/{argument_id:int}/answer", right="answering.mark")
async def mark(
    proposal_id: FromPath[int],
    argument_id: FromPath[int],
    data: JSONBody[Marking],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[ArgumentAnswer]:
    """Mark the reply that answers an argument or a question."""
    return await store.run(answering.mark, who, proposal_id, argument_id, data)


@delete(
    "/proposals/{proposal_id:int}/arguments/{argument_id:int}/answer",
    status_code=200,
    right="answering.reopen",
)
async def reopen(
    proposal_id: FromPath[int],
    argument_id: FromPath[int],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[ArgumentAnswer]:
    """Say that it is still open."""
    return await store.run(answering.reopen, who, proposal_id, argument_id, Command(key))
