"""Accounts: a person of the portal, their inbox, what they say of themselves."""

from typing import Annotated, NewType

from msgspec import Meta, Struct

from rooms import desk, journal, showing, silence, sql, verification
from rooms.audit import Command
from rooms.errors import NotFound
from rooms.journal import Event
from rooms.member import MemberJoined
from rooms.members import enter
from rooms.people import Constituency, Email, Language, Person, Who
from rooms.roles import Role
from rooms.screening import Words
from rooms.text import title, unreserved
from rooms.tx import Tx

q = sql.beside(__file__)

PasswordHash = NewType("PasswordHash", str)  # argon2id, made outside the transaction

LONGEST_NAME = 100  # characters
LONGEST_ORGANISATION = 200

Name = Annotated[str, Meta(min_length=1, max_length=LONGEST_NAME)]
Organisation = Annotated[str, Meta(max_length=LONGEST_ORGANISATION)]


class SignUp(Command, frozen=True):
    """Who wants an account. The password travels beside it and is never compared or stored as it is."""

    email: Email
    name: Name
    organisation: Organisation
    constituency: Constituency
    language: Language = Language.VI


class Profile(Command, frozen=True):
    """What a person says of themselves. The name is one field: names are not split. `seen` None: as it was."""

    name: Name
    organisation: Organisation
    constituency: Constituency
    language: Language
    seen: bool | None = None


class Shown(Struct, frozen=True):
    """What a person says of themselves now, and the act of moderation by which they say nothing else; None: there is none."""

    inbox_id: int
    name: str
    organisation: str
    seen: bool
    silenced: int | None


class PresenceChosen(Event, frozen=True, tag="presence.chosen"):
    """In the person's inbox: whether they are shown where they are, on all their lines."""

    seen: bool


async def sign_up(tx: Tx, _: None, form: SignUp, password: PasswordHash | None) -> Person:
    """Make an account with its inbox; an act of the system, since nobody is signed in yet.

    Raises Conflict where the e-mail has an account. `password` None: an account that cannot sign in by one.
    """
    email = form.email.strip().lower()
    return await create(
        tx, email, form.name, form.organisation, form.constituency, form.language, password
    )


async def create(
    tx: Tx,
    email: str | None,
    name: str,
    organisation: str,
    constituency: Constituency,
    language: Language = Language.VI,
    password: PasswordHash | None = None,
) -> Person:
    """Write a person and their inbox. `email` None: somebody who is known by a name alone."""
    name, organisation = _words(tx, name, organisation)
    unreserved(name, "name")
    unreserved(organisation, "organisation")
    person = await tx.one(
        Person, q["insert"], email, name, organisation, constituency, language, password
    )
    assert person is not None, "an insert returns its row"
    inbox_id: int = await tx.conn.fetchval(q["open_inbox"], person.id, name)
    member = await enter(tx, inbox_id, person.id, Role.OWNER)
    tx.facts["person"] = person.id
    tx.append(inbox_id, MemberJoined(member), about=[journal.member(member.number)])
    return person


async def change_profile(tx: Tx, who: Who, profile: Profile) -> Person:
    """Say of oneself something else; every room that shows it hears of it. What was verified no longer is.

    Raises Forbidden where somebody suspended would have another name or organisation: these are words that all rooms show.
    """
    name, organisation = _words(tx, profile.name, profile.organisation)
    before = await showing.places(tx, who.id)
    now = await _shown(tx, who.id)
    if now.silenced is not None and (name, organisation) != (now.name, now.organisation):
        field = "name" if name != now.name else "organisation"
        raise await silence.refusal(tx, now.silenced, field)
    if name != now.name:  # who is called so by moderation goes on being called so until they choose
        unreserved(name, "name")
    unreserved(organisation, "organisation")
    await verification.lapse(tx, who.id, name, organisation, profile.constituency)
    person = await tx.one(
        Person,
        q["change_profile"],
        who.id,
        name,
        organisation,
        profile.constituency,
        profile.language,
        profile.seen,
    )
    assert person is not None, "who acts exists"
    if person.seen != now.seen:
        tx.append(now.inbox_id, PresenceChosen(person.seen))
    await showing.tell(tx, who.id, before)
    return person


async def change_password(tx: Tx, who: Who, password: PasswordHash) -> None:
    """Keep another password. The caller has checked the present one, and ends the other sessions."""
    await tx.do(q["change_password"], who.id, password)


async def become_first_administrator(tx: Tx, who: Who, _: Command, token_hash: bytes) -> Person:
    """Use the one-time link of an empty portal. Raises NotFound where it is wrong or used."""
    person = await tx.one(Person, q["become_first_administrator"], who.id, token_hash)
    if person is None:
        raise NotFound("no-link")
    await desk.seat(tx, who.id)
    return person


async def _shown(tx: Tx, person_id: int) -> Shown:
    shown = await tx.one(Shown, q["shown"], person_id)
    assert shown is not None, "everybody has an inbox"
    return shown


def _words(tx: Tx, name: str, organisation: str) -> tuple[str, str]:
    shown = title(name, "name", LONGEST_NAME)
    of = ""
    if organisation.strip():
        of = title(organisation, "organisation", LONGEST_ORGANISATION)
    tx.screen(Words("name", f"{shown} {of}".strip()))
    return shown, of
