"""Sessions: a random token in a cookie, of which the database knows only the hash.

A token is made at sign-in and never taken from the client. Ending a session is an entry of the person's inbox,
so sockets opened with it close on every process, like any other loss of a right.
"""

import hashlib
import secrets
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from rooms import accounts, sql
from rooms.accounts import PasswordHash
from rooms.audit import Command
from rooms.errors import NotFound, SignInFirst
from rooms.journal import Event
from rooms.people import Constituency, Email, Language, Person, Who
from rooms.tx import Tx

q = sql.beside(__file__)

TOKEN_BYTES = 32
Password = Annotated[str, Meta(min_length=8, max_length=256)]


class SignIn(Struct, frozen=True, forbid_unknown_fields=True):
    """Who wants to come in."""

    email: Email
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class Session(Struct, frozen=True):
    """An open session and who acts through it."""

    who: Who
    expires_at: datetime


class SessionEnded(Event, frozen=True, tag="session.ended"):
    """In the person's inbox: this session is over, wherever it is still open."""

    session: int


class Account(Struct, frozen=True):
    """What signing in needs to know of an account."""

    id: int
    password: str | None


class Inbox(Struct, frozen=True):
    """A person's inbox and how far its journal has come."""

    room_id: int
    epoch: int
    seq: int


class Row(Struct, frozen=True):
    """A session with its person."""

    id: int
    expires_at: datetime
    person_id: int
    name: str
    organisation: str
    constituency: Constituency
    language: Language
    administrator: bool


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


async def begin(tx: Tx, _: None, person_id: int, token_hash: bytes, agent: str) -> Session:
    """Open a session; an act of the system, the caller has seen the password. Lasts 30 days."""
    row = await tx.one(Row, q["begin"], person_id, token_hash, agent[:200])
    assert row is not None, "an insert returns its row"
    tx.facts["session"] = row.id
    return _session(row)


async def current(tx: Tx, token: str) -> Session | None:
    """The open session of a token; None where it is unknown, ended or expired."""
    row = await tx.one(Row, q["current"], hash_of(token))
    return None if row is None else _session(row)


async def end(tx: Tx, who: Who, session_id: int) -> None:
    """End one of one's own sessions. Raises NotFound where it is not open."""
    inbox_id = await tx.conn.fetchval(q["end"], who.id, session_id)
    if inbox_id is None:
        raise NotFound("session-ended")
    tx.append(inbox_id, SessionEnded(session_id))


async def change_password(tx: Tx, who: Who, _: Command, password: PasswordHash) -> None:
    """Keep another password and end all of one's own sessions but the one that acts, both or neither."""
    await accounts.change_password(tx, who, password)
    for row in await tx.conn.fetch(q["end_others"], who.id, who.session_id):
        tx.append(row["inbox_id"], SessionEnded(row["id"]))


async def inbox(tx: Tx, who: Who) -> Inbox:
    """The person's inbox, read at one moment together with the session.

    Whatever ends the session later is an entry numbered above. Raises SignInFirst where it is over already.
    """
    found = await tx.one(Inbox, q["inbox"], who.id, who.session_id)
    if found is None:
        raise SignInFirst("session-ended")
    return found


def _session(row: Row) -> Session:
    person = Person(
        row.person_id, row.name, row.organisation, row.constituency, row.language, row.administrator
    )
    return Session(Who(person, row.id), row.expires_at)
