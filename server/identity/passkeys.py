"""Passkeys: kept for a person, named, removed, and signed in by. One that verified its user is a strong session by itself."""

from typing import Annotated

from msgspec import Meta, Struct

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, NotFound
from rooms.people import Who
from rooms.text import title
from rooms.tx import Tx
from server.identity import alerts, factors, sessions
from server.identity.alerts import Change
from server.identity.ceremony import LIFE_S, Key, New
from server.identity.factors import Passkey
from server.identity.sessions import Session, hash_of

q = sql.beside(__file__)

MOST = 20  # of a person
LONGEST_NAME = 100
Label = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]


class Naming(Command, frozen=True):
    """What its owner calls a passkey."""

    name: Label


class Added(Struct, frozen=True):
    """A new passkey. `first`: recovery codes came with it."""

    passkey: Passkey
    first: bool


class Shown(Struct, frozen=True):
    """A passkey that was shown and found good: its new count, and the digest of the challenge it answered."""

    key_id: int
    sign_count: int
    challenge: bytes


async def known(tx: Tx, who: Who) -> list[bytes]:
    """The credential ids of one's own passkeys."""
    return [row["credential_id"] for row in await tx.conn.fetch(q["known"], who.id)]


async def find(tx: Tx, credential_id: bytes) -> Key:
    """The passkey with this id. Raises Forbidden where there is none, like for one that is not good."""
    key = await tx.one(Key, q["find"], credential_id)
    if key is None:
        raise Forbidden("passkey-refused")
    return key


async def add(tx: Tx, who: Who, new: New, name: str, codes: list[bytes]) -> Added:
    """Keep a passkey that was made just now; this session is strong by it.

    `codes` are hashes of recovery codes, kept where there are none yet. Raises Conflict where it is kept already
    or there are too many, Forbidden where its challenge was answered before.
    """
    await factors.hold(tx, who)
    await _answer(tx, new.challenge)
    if (await factors.ways(tx, who.id)).passkeys >= MOST:
        raise Conflict("too-many-passkeys", most=MOST)
    shown = title(name, "name", LONGEST_NAME)
    passkey = await tx.one(
        Passkey,
        q["add"],
        who.id,
        new.credential_id,
        new.public_key,
        new.sign_count,
        list(new.transports),
        shown,
    )
    assert passkey is not None, "an insert returns its row"
    tx.facts["passkey"] = passkey.id
    await alerts.tell(tx, who.id, Change.PASSKEY_ADDED)
    return Added(passkey, await factors.arrived(tx, who, codes))


async def rename(tx: Tx, who: Who, passkey_id: int, naming: Naming) -> Passkey:
    """Call one's own passkey something else. Raises NotFound."""
    shown = title(naming.name, "name", LONGEST_NAME)
    passkey = await tx.one(Passkey, q["rename"], who.id, passkey_id, shown)
    if passkey is None:
        raise NotFound("no-passkey")
    return passkey


async def remove(tx: Tx, who: Who, passkey_id: int, _: Command) -> None:
    """Take one's own passkey out of use; the caller has seen the password. Raises NotFound."""
    await factors.hold(tx, who)
    if not await tx.conn.fetchval(q["remove"], who.id, passkey_id):
        raise NotFound("no-passkey")
    await alerts.tell(tx, who.id, Change.PASSKEY_REMOVED)
    await factors.departed(tx, who)


async def enter(tx: Tx, _: None, shown: Shown, token: str, agent: str) -> Session:
    """Open a strong session under `token`; an act of the system, the caller has seen the signature.

    Raises Forbidden where the challenge was answered before, or another answer has brought the count as far.
    """
    await _answer(tx, shown.challenge)
    person_id = await tx.conn.fetchval(q["use"], shown.key_id, shown.sign_count)
    if person_id is None:
        raise Forbidden("passkey-refused")
    tx.facts |= {"person": person_id, "passkey": shown.key_id}
    return await sessions.begin(tx, None, person_id, hash_of(token), agent, strong=True)


async def _answer(tx: Tx, challenge: bytes) -> None:
    """Take a challenge, once."""
    await tx.do(q["forget_challenges"])
    if not await tx.conn.fetchval(q["answer"], challenge, LIFE_S):
        raise Forbidden("passkey-refused")
