"""What is done about a person: a warning, silence in a room, suspension in the portal; a ban is `moderation.bans`'s.

An act like any other, of the case of something they wrote. What stands of them all is put down in the rows of the person and of
their memberships (`rooms.silence`), anew after each act: a longer one is not shortened by a shorter one, and what was lifted
leaves what else there is.
"""

from moderation.case import ENDING, SANCTIONS, Act, Stage, Target
from moderation.cases import Locked
from moderation.targets import TARGETS
from rooms import sql
from rooms.errors import Conflict, Malformed
from rooms.tx import Tx

q = sql.beside(__file__)


async def settle(tx: Tx, person_id: int) -> None:
    """Put down what stands against this person now. It waits for what they are writing; what they write later is refused."""
    await tx.do(q["lock"], person_id)
    await tx.do(q["everywhere"], person_id)
    await tx.do(q["in_rooms"], person_id)


def must_fit(act: Act, days: int | None, reverts: int | None) -> None:
    """Raises Malformed where an act lacks its end or what it lifts, has one that it cannot have, or is not for one person alone."""
    if act == Act.BAN:
        raise Malformed("wrong-value", field="act", name="act")
    for field, given, needed in (
        ("days", days, act in ENDING),
        ("reverts", reverts, act == Act.LIFT),
    ):
        if (given is not None) is not needed:
            reason = "missing-field" if needed else "wrong-value"
            raise Malformed(reason, field=field, name=field)


async def must_be_possible(tx: Tx, case: Locked, reverts: int | None) -> None:
    """Raises Conflict where nobody is accused of anything, a review waits, words that come first are not decided yet, or what is to be lifted does not stand in this case."""
    if case.target == Target.REQUEST:
        raise Conflict("answer-instead")
    if case.stage == Stage.REVIEW:
        raise Conflict("review-there")
    if reverts is not None:
        if await tx.conn.fetchval(q["act"], case.id, reverts) not in SANCTIONS:
            raise Conflict("act-not-standing")
        return
    if (TARGETS[case.target].WORDS_FIRST or case.leads) and case.stage == Stage.OPEN:
        raise Conflict("words-first")
    if case.followed:
        raise Conflict("case-decided")
