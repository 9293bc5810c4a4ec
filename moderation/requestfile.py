"""The file of a request about one's own data: who asks what, for those alone who may answer it."""

from datetime import datetime

from msgspec import Struct

from moderation import casefile, cases, seats
from moderation.case import Asked, Case, Target
from moderation.casefile import Acted
from moderation.casefile import Asked as Review
from moderation.grounds import Ground
from rooms import sql
from rooms.errors import NotFound
from rooms.people import Who
from rooms.readable import READINGS
from rooms.tx import Tx

q = sql.beside(__file__)

EARLIER = 20  # requests of the same person in a file, the newest


class Earlier(Struct, frozen=True):
    """Another request of the same person. `outcome`: done or refused; None: it waits."""

    case_id: int
    kind: Asked
    asked_at: datetime
    outcome: str | None
    decided_at: datetime | None
    ground: Ground | None


class ErasureProposal(Struct, frozen=True):
    """An erasure that waits for a second. `by`, `name`: who proposes it, in the room of moderation; `mine`: I do."""

    by: int
    name: str
    at: datetime
    note: str
    mine: bool


class Asker(Struct, frozen=True):
    """Who asks, and in which words. `alone`: since they asked nobody but me could answer; `erased_alone`: one erased them, as nobody else could confirm it."""

    person_id: int
    name: str
    organisation: str
    words: str
    asked_at: datetime
    alone: bool
    erased_alone: bool


class RequestFile(Struct, frozen=True):
    """Everything about a request at one number of the journal of the room of moderation. `barred`: why I may not answer it, own or acted."""

    case: Case
    seq: int
    asker: Asker
    earlier: list[Earlier]
    acts: list[Acted]
    review: Review | None
    proposal: ErasureProposal | None
    barred: str | None


async def request_file(tx: Tx, who: Who, case_id: int) -> RequestFile:
    """The file, in one snapshot. Raises NotFound where one does not moderate or it is no request, Forbidden where it is for others to answer."""
    seat = await seats.seen(tx, who, list(READINGS[cases.ANSWER].roles), "no-case")
    locked = await cases.look(tx, who, case_id)
    if locked.target != Target.REQUEST:
        raise NotFound("no-request")
    asker = await tx.one(Asker, q["asker"], locked.target_id, who.id)
    assert asker is not None, "requests are not deleted"
    return RequestFile(
        await cases.line(tx, case_id),
        await tx.conn.fetchval(q["seq"], seat.room_id),
        asker,
        await tx.all(Earlier, q["earlier"], asker.person_id, locked.target_id, EARLIER),
        await casefile.acts_of(tx, case_id, seat.room_id),
        await casefile.review_of(tx, case_id),
        await tx.one(ErasureProposal, q["proposal"], locked.target_id, seat.room_id, who.id),
        cases.barred(locked, who),
    )
