"""Who is asking: somebody signed in, where the act needs one, and where it is grave, the password once more."""

from typing import Annotated

from msgspec import Meta, Struct

from rooms.audit import Command
from rooms.errors import Forbidden, SignInFirst
from rooms.people import Who
from rooms.store import Store
from server.identity import passwords, sessions
from server.identity.sessions import Session

Present = Annotated[str, Meta(min_length=1, max_length=256)]  # a password that was chosen earlier


class Proof(Struct, frozen=True, forbid_unknown_fields=True):
    """The present password."""

    password: Present


class Given(Command, frozen=True):
    """A command that asks for the present password."""

    password: Present


def required(session: Session | None) -> Who:
    """The person who acts. Raises SignInFirst where nobody is signed in."""
    if session is None:
        raise SignInFirst("sign-in-first")
    return session.who


def in_person(session: Session | None) -> Who:
    """The person who acts, and no program of theirs: for whatever touches an account.

    Raises SignInFirst where nobody is signed in, Forbidden where the request bears an API token.
    """
    who = required(session)
    if who.scopes is not None:
        raise Forbidden("not-by-token")
    return who


async def prove(store: Store, who: Who, password: str) -> None:
    """Whoever acts knows the password. Raises Forbidden where it is wrong or there is none, Busy.

    Ask `in_person`, or a token could be used to guess it.
    """
    async with store.looking() as tx:
        kept = await sessions.password(tx, who)
    if not await passwords.matches(password, kept):
        raise Forbidden("password-wrong", field="password")
