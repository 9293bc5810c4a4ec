"""Sessions: a random token in a cookie, of which the database knows only the hash.

A token is made at sign-in and never taken from the client. Ending a session is an entry of the person's inbox,
so sockets opened with it close on every process, like any other loss of a right. An API token is a session too,
and ends in the same way; but it is not among those that are listed or ended here.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct

from rooms import accounts, sql
from rooms.accounts import PasswordHash
from rooms.audit import Command
from rooms.errors import NotFound, SignInFirst
from rooms.journal import Event
from rooms.people import Constituency, Email, Language, Person, Who
from rooms.rule import Scope
from rooms.tx import Tx
from server.identity import alerts, devices
from server.identity.alerts import Change

q = sql.beside(__file__)

TOKEN_BYTES = 32
MOST = 50  # open sessions of a person; a newer one ends the oldest
Password = Annotated[str, Meta(min_length=8, max_length=256)]


class SignIn(Struct, frozen=True, forbid_unknown_fields=True):
    """Who wants to come in."""

    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class Shown(NamedTuple):
    """A token as it came. `program`: in a header, and it must be an API token; otherwise in a cookie, and must be none."""

    token: str
    program: bool


class Session(Struct, frozen=True):
    """An open session and who acts through it. `unseen`: it was last used in an earlier hour than this."""

    id: int
    who: Who
    expires_at: datetime
    unseen: bool = False


class Open(Struct, frozen=True):
    """One of a person's own open sessions. `device` is empty where its browser told nothing; `seen_at` is to the hour."""

    id: int
    device: str
    since: datetime
    seen_at: datetime
    this: bool


class SessionEnded(Event, frozen=True, tag="session.ended"):
    """In the person's inbox: this session is over, wherever it is still open. `erased`: because the account is, and all that was theirs."""

    session: int
    erased: bool = False


class Account(Struct, frozen=True):
    """What signing in needs to know of an account."""

    id: int
    password: str | None


class Row(Struct, frozen=True):
    """A session with its person. `scopes`: of an API token."""

    token_hash: bytes
    id: int
    expires_at: datetime
    unseen: bool
    scopes: list[str] | None
    person_id: int
    name: str
    organisation: str
    constituency: Constituency
    language: Language
    administrator: bool
    seen: bool
    strong: bool


def hash_of(token: str) -> bytes:
    """What the database keeps of a token. It is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).digest()


def new_token() -> str:
    """256 random bits for a cookie."""
    return secrets.token_urlsafe(TOKEN_BYTES)


async def account(tx: Tx, email: str) -> Account | None:
    """The account with this e-mail, None where there is none."""
    return await tx.one(Account, q["account"], email.strip().lower())


async def password(tx: Tx, who: Who) -> str | None:
    """The hash of the person's password; None: the account has none."""
    kept: str | None = await tx.conn.fetchval(q["password"], who.id)
    return kept


async def begin(
    tx: Tx,
    _: None,
    person_id: int,
    token_hash: bytes,
    agent: str,
    *,
    known: str | None = None,
    strong: bool = False,
) -> Session:
    """Open a session; an act of the system, the caller has seen who it is. Lasts 30 days.

    `known`: the hash of the password that was seen, if one was. `strong`: a second factor was seen. Ends the oldest
    where the person has as many as anybody may. Raises SignInFirst where the password is another by now.
    """
    await hold(tx, person_id, known)
    await _end(tx, q["end_oldest"], person_id, MOST - 1)
    row = await tx.one(Row, q["begin"], person_id, token_hash, agent[:200], strong)
    assert row is not None, "an insert returns its row"
    tx.facts["session"] = row.id
    return session_of(row)


async def hold(tx: Tx, person_id: int, known: str | None) -> None:
    """Let sign-ins of this person and changes of their password go one after the other.

    A password that is replaced while it is being looked at opens nothing: raises SignInFirst.
    """
    kept = await tx.conn.fetchval(q["hold"], person_id)
    if known is not None and kept != known:
        raise SignInFirst("sign-in-failed", field="password")


async def current(tx: Tx, shown: Sequence[Shown]) -> list[Session | None]:
    """The open session of each token; None where it is unknown, ended or expired."""
    hashes = [hash_of(each.token) for each in shown]
    rows = await tx.all(Row, q["current"], hashes, [each.program for each in shown])
    found = {(row.token_hash, row.scopes is not None): session_of(row) for row in rows}
    return [found.get((hash_, each.program)) for hash_, each in zip(hashes, shown, strict=True)]


async def mine(tx: Tx, who: Who) -> list[Open]:
    """One's own open sessions, this one first, then by when they were last used."""
    found = await tx.all(Open, q["mine"], who.id, who.session_id, MOST)
    return [msgspec.structs.replace(each, device=devices.words(each.device)) for each in found]


async def see(tx: Tx, _: None, session_id: int) -> None:
    """Remember that the session is used in this hour; an act of the system."""
    await tx.do(q["see"], session_id)


async def end(tx: Tx, who: Who, session_id: int) -> None:
    """End one of one's own sessions. Raises NotFound where it is not open."""
    inbox_id = await tx.conn.fetchval(q["end"], who.id, session_id)
    if inbox_id is None:
        raise NotFound("session-ended")
    tx.append(inbox_id, SessionEnded(session_id))


async def change_password(
    tx: Tx, who: Who, _: Command, known: str | None, password: PasswordHash
) -> None:
    """Keep another password and end all of one's own sessions but the one that acts, both or neither.

    `known`: the hash that was shown to be known. Raises SignInFirst where another has taken its place meanwhile.
    """
    await hold(tx, who.id, known)
    await accounts.change_password(tx, who, password)
    await alerts.tell(tx, who.id, Change.PASSWORD)
    await end_all_of(tx, who.id, besides=who.session_id)


async def end_all(tx: Tx, who: Who, _: Command, besides: int | None) -> int:
    """End one's own sessions, all `besides` this one (None: all); how many."""
    return await end_all_of(tx, who.id, besides)


async def end_all_of(tx: Tx, person_id: int, besides: int | None = None) -> int:
    """End the sessions of a person, and not their API tokens; how many. The caller says by which right.

    Half-done sign-ins are over as well: the password they knew may be another now.
    """
    await tx.do(q["forget_halves"], person_id)
    return await _end(tx, q["end_others"], person_id, besides)


async def _end(tx: Tx, query: str, person_id: int, which: int | None) -> int:
    ended = await tx.conn.fetch(query, person_id, which)
    for row in ended:
        tx.append(row["inbox_id"], SessionEnded(row["id"]))
    return len(ended)


async def forget(tx: Tx, _: None, days: int) -> int:
    """Let go of sessions and API tokens that have been over for so long, an act of the system; how many."""
    gone: int = await tx.conn.fetchval(q["forget"], days)
    return gone


def session_of(row: Row) -> Session:
    """The session that a row tells of."""
    person = Person(
        row.person_id,
        row.name,
        row.organisation,
        row.constituency,
        row.language,
        row.administrator,
        row.seen,
    )
    scopes = None if row.scopes is None else frozenset(map(Scope, row.scopes))
    return Session(row.id, Who(person, row.id, scopes, row.strong), row.expires_at, row.unseen)
