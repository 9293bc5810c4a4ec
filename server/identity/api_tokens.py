"""API tokens: what a program shows to act for a person, within the scopes that person chose and never beyond their rights.

A token is a session with a name and scopes: it ends like one, and its sockets close with it. It is made of the
portal's secret and the key of the command, so a retry answers with the same token although only its hash is kept.
Nothing that touches an account is done by token, making tokens least of all.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from rooms import sql
from rooms.audit import Command
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.rule import Scope
from rooms.text import title
from rooms.tx import Tx
from server.identity import alerts, factors
from server.identity.alerts import Change
from server.identity.asking import Present
from server.identity.sessions import SessionEnded
from server.identity.tokens import Tokens

q = sql.beside(__file__)

PREFIX = "dh_"  # so that whoever finds one in a file knows what it is
MOST = 20  # of a person at one time
LONGEST_DAYS = 365
LONGEST_NAME = 100  # characters


class Wish(Command, frozen=True):
    """What a token is to be for, what it may do, and for how many days."""

    name: Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
    scopes: Annotated[list[Scope], Meta(min_length=1, max_length=len(Scope))]
    days: Annotated[int, Meta(ge=1, le=LONGEST_DAYS)]


class Proven(Wish, frozen=True):
    """The same with the present password, which goes no further than the route."""

    password: Present

    def wish(self) -> Wish:
        """What of it is done, and kept."""
        return Wish(self.key, self.name, self.scopes, self.days)


class ApiToken(Struct, frozen=True):
    """One of a person's own tokens, without what it says. `used_at`: to the hour, None: never yet."""

    id: int
    name: str
    scopes: list[Scope]
    since: datetime
    expires_at: datetime
    used_at: datetime | None


class Issued(Struct, frozen=True):
    """A new token, and what a program has to show: told this once."""

    token: ApiToken
    secret: str


def secret_of(tokens: Tokens, who: Who, wish: Wish) -> str:
    """What the program will show. The same for the same wish, so a retry is told the token that was kept."""
    return PREFIX + tokens.derive("api-token", who.id, str(wish.key))


async def issue(tx: Tx, who: Who, wish: Wish, token_hash: bytes) -> ApiToken:
    """Keep a token by its hash, and write to the person that there is one: it outlives the session it was made in.

    Raises Conflict where the person has as many as anybody may, Forbidden where they have a second factor that this
    session has not shown.
    """
    name = title(wish.name, "name", LONGEST_NAME)
    await tx.do(q["hold"], who.id)
    await factors.shown(tx, who)
    scopes = [scope for scope in Scope if scope in wish.scopes]
    made = await tx.one(
        ApiToken, q["issue"], who.id, token_hash, name, scopes, wish.days, MOST, who.session_id
    )
    if made is None:
        raise Conflict("too-many-tokens", most=MOST)
    await alerts.tell(tx, who.id, Change.TOKEN_MADE)
    tx.facts |= {"session": made.id, "scopes": scopes, "days": wish.days}
    return made


async def mine(tx: Tx, who: Who) -> list[ApiToken]:
    """One's own tokens that are still good, newest first."""
    return await tx.all(ApiToken, q["mine"], who.id, MOST)


async def revoke(tx: Tx, who: Who, token_id: int, _: Command) -> None:
    """End one of one's own tokens, and the sockets it opened. Raises NotFound where it is over."""
    inbox_id = await tx.conn.fetchval(q["revoke"], who.id, token_id)
    if inbox_id is None:
        raise NotFound("token-over")
    tx.append(inbox_id, SessionEnded(token_id))
