"""An authenticator application as second factor: offered, confirmed by a code of it, asked at sign-in, removed.

Its secret is sealed with the portal's own, so a copy of the database makes no codes. Five wrong codes in a row
close it for a quarter of an hour, whoever types them and wherever; a recovery code or a passkey still lets one in.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.people import Who
from rooms.tx import Tx
from server.identity import alerts, codes, factors
from server.identity.alerts import Change
from server.identity.tokens import Tokens

q = sql.beside(__file__)

PURPOSE = "totp"
LOCK_MINUTES = 15
OFFER_MINUTES = 15  # an application that was never confirmed


class Kept(Struct, frozen=True):
    """What is kept of somebody's application. `now` is the database's clock."""

    secret: bytes
    last_step: int
    locked_until: datetime | None
    now: datetime


async def offer(tx: Tx, who: Who, sealed: bytes) -> None:
    """Keep the secret that is about to be shown. Raises Conflict where an application was confirmed already."""
    await factors.hold(tx, who)
    if not await tx.conn.fetchval(q["offer"], who.id, sealed):
        raise Conflict("totp-there")


async def confirm(tx: Tx, who: Who, tokens: Tokens, code: str, recovery: Sequence[bytes]) -> bool:
    """Take the application into use by a first code of it. True: the recovery codes of these hashes are good now.

    Raises NotFound where none was offered lately, Forbidden where the code is wrong.
    """
    await factors.hold(tx, who)
    kept = await tx.one(Kept, q["offered"], who.id, OFFER_MINUTES)
    if kept is None:
        raise NotFound("no-totp")
    step = _step(tokens, who.id, kept, code)
    if step is None:
        raise Forbidden("code-wrong", field="code")
    await tx.do(q["confirm"], who.id, step)
    await alerts.tell(tx, who.id, Change.TOTP_ADDED)
    return await factors.arrived(tx, who, recovery)


async def take(tx: Tx, person_id: int, tokens: Tokens, code: str) -> Forbidden | None:
    """Try a code at sign-in: None where it is good. The refusal is answered and not raised, or the count of wrong ones would be lost."""
    kept = await tx.one(Kept, q["kept"], person_id)
    if kept is None:
        return Forbidden("code-wrong", field="code")
    if kept.locked_until is not None and kept.locked_until > kept.now:
        return _closed(kept.locked_until, kept.now)
    step = _step(tokens, person_id, kept, code)
    if step is not None:
        await tx.do(q["taken"], person_id, step)
        return None
    until: datetime | None = await tx.conn.fetchval(q["wrong"], person_id, LOCK_MINUTES)
    return _closed(until, kept.now) if until else Forbidden("code-wrong", field="code")


async def remove(tx: Tx, who: Who, _: Command) -> None:
    """Take one's application out of use; the caller has seen the password. Raises NotFound where there is none."""
    await factors.hold(tx, who)
    if not await tx.conn.fetchval(q["remove"], who.id):
        raise NotFound("no-totp")
    await alerts.tell(tx, who.id, Change.TOTP_REMOVED)
    await factors.departed(tx, who)


def _step(tokens: Tokens, person_id: int, kept: Kept, code: str) -> int | None:
    secret = tokens.open(PURPOSE, kept.secret, person_id)
    if secret is None:  # sealed under another portal's secret: no code of it is known here
        return None
    return codes.step_of(secret, code, kept.now.timestamp(), kept.last_step)


def _closed(until: datetime, now: datetime) -> Forbidden:
    minutes = max(1, round((until - now).total_seconds() / 60))
    return Forbidden("factor-locked", field="code", minutes=minutes)
