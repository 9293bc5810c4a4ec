"""Cases as their verbs see them: locked with their target, told to the room of moderation, and who may not decide one.

Targets are locked before cases, by everybody: who reports, who decides, who asks for a review.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from moderation import seats
from moderation.case import Act, Case, CaseEvent, Stage, Target
from moderation.reasons import Reason
from moderation.seats import Seat
from moderation.targets import TARGETS
from rooms import sql
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.people import Who
from rooms.readable import READINGS
from rooms.tx import Tx

q = sql.beside(__file__)

ANSWER = "request.see"  # the right to what somebody asks about their own data


class Locked(Struct, frozen=True):
    """A case as whoever acts on it sees it.

    `of`: whose words they are. `theirs`: not a request, or one that whoever acts may answer. `claimed_by`: who holds a lease in force, by their person's id; None: nobody. `reported`:
    whoever acts has reported it; `proposed`: they proposed the ban that is looked at. `followed`: there is a newer case of the same target.
    `within`: the case it waits under, whose lease is its own; `leads`: how many wait under this one.
    """

    id: int
    target: Target
    target_id: int
    of: int
    reason: Reason | None
    stage: Stage
    claimed_by: int | None
    act_id: int | None
    act: Act | None
    acted_by: int | None
    theirs: bool
    reported: bool
    proposed: bool
    followed: bool
    within: int | None
    leads: int


class About(Struct, frozen=True):
    """What a case is about, which never changes."""

    id: int
    target: Target
    target_id: int


async def look(tx: Tx, who: Who, case_id: int) -> Locked:
    """The case as it is. Raises NotFound."""
    found = await looks(tx, who, [case_id])
    if not found:
        raise NotFound("no-case")
    return found[0]


async def looks(tx: Tx, who: Who, ids: Sequence[int]) -> list[Locked]:
    """These cases as they are, in the order of their ids; what is none is not among them."""
    return await tx.all(Locked, q["look"], ids, who.id, list(READINGS[ANSWER].roles))


async def lock(tx: Tx, who: Who, case_id: int) -> Locked:
    """The case, locked with its target. Raises NotFound."""
    await lock_target(tx, case_id)
    await tx.do(q["lock"], case_id)
    return await look(tx, who, case_id)


async def lock_target(tx: Tx, case_id: int) -> int:
    """The case's id, once what it is about is locked. Raises NotFound."""
    about = await tx.one(About, q["about"], case_id)
    if about is None:
        raise NotFound("no-case")
    await TARGETS[about.target].lock(tx, about.target_id)
    return case_id


async def line(tx: Tx, case_id: int) -> Case:
    """The case as the queue shows it."""
    (case,) = await lines(tx, [case_id])
    return case


async def lines(tx: Tx, ids: Sequence[int]) -> list[Case]:
    """These cases as the queue shows them, in the order of their ids."""
    return await tx.all(Case, q["line"], ids)


def barred(case: Locked, who: Who) -> str | None:
    """Why this person may not decide the case: "own", "reporter", "acted"; None: they may.

    Who acted may act again, but has no say in a review of that.
    """
    if case.of == who.id:
        return "own"
    if case.reported:
        return "reporter"
    if case.stage == Stage.REVIEW and (case.acted_by == who.id or case.proposed):
        return "acted"
    return None


def must_be_fair(case: Locked, who: Who) -> None:
    """Raises Conflict where somebody would decide what is their own; the database would as well. Forbidden: a request is for others to answer."""
    if not case.theirs:
        raise Forbidden("role-may-not")
    match barred(case, who):
        case "own":
            raise Conflict("not-on-own")
        case "reporter":
            raise Conflict("reported-yourself")
        case "acted":
            raise Conflict("acted-yourself")


def must_be_alone(case: Locked) -> None:
    """Raises Conflict where the case waits under another, which says by its number where it is decided."""
    if case.within is not None:
        raise Conflict("case-within", within=case.within)


async def must_be_free(tx: Tx, case: Locked, who: Who) -> None:
    """Raises Conflict where somebody else holds the lease."""
    if case.claimed_by not in {None, who.id}:
        raise await claimed(tx, case.id)


async def must_be_held(tx: Tx, case: Locked, who: Who) -> None:
    """Raises Conflict where whoever acts does not hold the lease."""
    await must_be_free(tx, case, who)
    if case.claimed_by is None:
        raise Conflict("claim-first")


async def wait_for_second(tx: Tx, case_id: int) -> None:
    """Something that cannot be undone is proposed."""
    await tx.do(q["wait"], case_id)


async def end_waiting(tx: Tx, case_id: int) -> None:
    """The second has spoken: the case is as it was, or decided."""
    await tx.do(q["over"], case_id)


async def claimed(tx: Tx, case_id: int) -> Conflict:
    """The refusal that says who holds the lease, by number, and until when."""
    case = await line(tx, case_id)
    return Conflict("case-claimed", by=case.claimed_by, until=case.claimed_until)


async def tell(tx: Tx, seat: Seat | None, case_id: int, event: Callable[[Case], CaseEvent]) -> Case:
    """Append the event with the case as it is now. `seat` None: done by somebody whom the queue is not told of."""
    case = await line(tx, case_id)
    room_id = seat.room_id if seat else await seats.room(tx)
    if seat is None:  # nor is whoever did it told that there is a case
        tx.append(room_id, event(case), quiet=True)
    else:
        tx.append(room_id, event(case), by=seat.number)
        tx.facts |= {"case": case_id, "post": case.post_id}
    return case
