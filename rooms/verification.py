"""Verified affiliation: an administrator says that somebody speaks for whom they say they speak for.

It is about the organisation and the constituency under this name, so it lapses when one of them is changed. The rooms that
name the person hear of it, as of any change in how a member is shown.
"""

from datetime import datetime

from msgspec import Struct

from rooms import administration, showing, sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.members import LONGEST_REASON
from rooms.people import Constituency, Who
from rooms.text import title
from rooms.threads import Reason
from rooms.tx import Tx

q = sql.beside(__file__)


class Withdrawal(Command, frozen=True):
    """Why a verification is withdrawn."""

    reason: Reason


class Verification(Struct, frozen=True):
    """What was verified, by whom, since when, and how it ended; `ended_reason` None: it stands, or lapsed by a change."""

    person_id: int
    since: datetime
    verified_by: int
    ended_at: datetime | None
    ended_by: int | None
    ended_reason: str | None


async def verify(tx: Tx, who: Who, person_id: int, _: Command) -> Verification:
    """Vouch for a person's affiliation, as an administrator and not for oneself. Raises Forbidden, NotFound, Conflict."""
    await administration.required(tx, who)
    if person_id == who.id:
        raise Forbidden("not-oneself")
    before = await _places(tx, person_id)
    found = await tx.one(Verification, q["verify"], person_id, who.id)
    if found is None:
        raise Conflict("already-verified")
    await showing.tell(tx, person_id, before)
    return found


async def withdraw(tx: Tx, who: Who, person_id: int, withdrawal: Withdrawal) -> Verification:
    """Take the word back, saying why. Raises Forbidden, NotFound, Conflict."""
    await administration.required(tx, who)
    before = await _places(tx, person_id)
    reason = title(withdrawal.reason, "reason", LONGEST_REASON)
    found = await tx.one(Verification, q["withdraw"], person_id, who.id, reason)
    if found is None:
        raise Conflict("not-verified")
    await showing.tell(tx, person_id, before)
    return found


async def lapse(
    tx: Tx, person_id: int, name: str, organisation: str, constituency: Constituency
) -> None:
    """End the verification where the person is about to say something else of themselves."""
    await tx.do(q["lapse"], person_id, name, organisation, constituency)


async def _places(tx: Tx, person_id: int) -> list[showing.Place]:
    """How the person is shown now, locked. Everybody has an inbox, so nobody without a place is a person."""
    before = await showing.places(tx, person_id)
    if not before:
        raise NotFound("no-person")
    return before
