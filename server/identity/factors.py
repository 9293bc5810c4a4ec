"""The second factors a person has, and the recovery codes that stand in for them.

Whoever has one is asked for it at every sign-in. The codes come with the first factor and go with the last; so
does the strength of sessions: where no factor is left, none was shown.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.errors import Forbidden, NotFound
from rooms.people import Who
from rooms.tx import Tx
from server.identity import alerts
from server.identity.alerts import Change

q = sql.beside(__file__)


class Passkey(Struct, frozen=True):
    """A passkey, as its owner sees it. `used_at` None: never yet."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


class Ways(Struct, frozen=True):
    """By what a person can show that it is them. `codes` counts recovery codes not used yet."""

    totp: bool
    passkeys: int
    codes: int

    @property
    def any(self) -> bool:
        """Whether a second factor is due at sign-in. Codes alone are none."""
        return self.totp or self.passkeys > 0


class Factors(Struct, frozen=True):
    """What the page of one's security shows. `totp_since` None: no authenticator application."""

    totp_since: datetime | None
    passkeys: list[Passkey]
    codes: int
    strong: bool  # whether this session has shown one


async def ways(tx: Tx, person_id: int) -> Ways:
    """What this person has."""
    found = await tx.one(Ways, q["ways"], person_id)
    assert found is not None, "counting returns a row"
    return found


async def mine(tx: Tx, who: Who) -> Factors:
    """One's own factors, read at one moment."""
    has = await ways(tx, who.id)
    since: datetime | None = await tx.conn.fetchval(q["totp_since"], who.id)
    passkeys = await tx.all(Passkey, q["passkeys"], who.id)
    return Factors(since, passkeys, has.codes, who.strong)


async def hold(tx: Tx, who: Who) -> None:
    """Let nobody else change this person's factors until commit: what is first or last is then known.

    Raises Forbidden where they have a factor and this session has not shown one: a password and an old session
    are not enough to take it away.
    """
    await tx.do(q["hold"], who.id)
    await shown(tx, who)


async def shown(tx: Tx, who: Who) -> None:
    """Where the person has a second factor, this session has shown one. Raises Forbidden."""
    if not who.strong and (await ways(tx, who.id)).any:
        raise Forbidden("second-factor-needed")


async def arrived(tx: Tx, who: Who, codes: Sequence[bytes]) -> bool:
    """A factor was added and shown: this session is strong. Keeps the codes' hashes where there are none yet; whether."""
    await tx.do(q["strengthen"], who.id, who.session_id)
    if (await ways(tx, who.id)).codes:
        return False
    await _keep(tx, who, codes)
    return True


async def departed(tx: Tx, who: Who) -> None:
    """A factor was removed; with the last one go the codes, and no session is strong any more."""
    if not (await ways(tx, who.id)).any:
        await tx.do(q["forget_codes"], who.id)
        await tx.do(q["weaken"], who.id)


async def renew_codes(tx: Tx, who: Who, codes: Sequence[bytes]) -> None:
    """Void one's recovery codes and keep these hashes. Raises NotFound where there is no factor they would stand in for."""
    await hold(tx, who)
    if not (await ways(tx, who.id)).any:
        raise NotFound("no-factor")
    await _keep(tx, who, codes)
    await alerts.tell(tx, who.id, Change.CODES_RENEWED)


async def clear(tx: Tx, _: None, person_id: int) -> int:
    """Take every factor from somebody who has lost them, an act of the system; how many there were."""
    gone: int = await tx.conn.fetchval(q["clear"], person_id)
    await alerts.tell(tx, person_id, Change.CLEARED)
    await tx.do(q["forget_codes"], person_id)
    await tx.do(q["weaken"], person_id)
    return gone


async def use_code(tx: Tx, person_id: int, code_hash: bytes) -> bool:
    """Take a recovery code; False where it is none of theirs, or was taken before."""
    return bool(await tx.conn.fetchval(q["use_code"], person_id, code_hash))


async def _keep(tx: Tx, who: Who, codes: Sequence[bytes]) -> None:
    await tx.do(q["forget_codes"], who.id)
    await tx.do(q["keep_codes"], who.id, list(codes))
