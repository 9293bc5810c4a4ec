"""Letters about an account: a link that sets a new password, an invitation into a room, a change of how one signs in."""

from datetime import datetime

import msgspec
from msgspec import Struct

from rooms import invitations, sql
from rooms.digests import ZONE
from rooms.outbox import Waiting
from rooms.roles import Role
from rooms.tx import Tx
from server.identity import resets
from server.identity.alerts import Change
from server.mail.desk import Desk
from server.mail.text import Part, Text

q = sql.beside(__file__)


class Forgotten(Struct, frozen=True):
    """The facts of a letter about a forgotten password."""

    person: int
    stamp: str


class Changed(Struct, frozen=True):
    """The facts of a letter about how one signs in."""

    change: Change


class Invited(Struct, frozen=True):
    """The facts of an invitation."""

    invitation: int


class Invitation(Struct, frozen=True):
    """An invitation as its letter tells it."""

    room: str
    by: str
    role: Role
    expires_at: datetime


async def reset(_: Tx, desk: Desk, letter: Waiting) -> Text | None:
    """A link that sets a new password."""
    facts = msgspec.json.decode(letter.facts, type=Forgotten)
    words = desk.words(letter.language)
    token = resets.link_token(desk.tokens, facts.person, facts.stamp)
    parts = (
        Part(
            (words.greeting, words.reset_lead.format(portal=desk.portal)),
            link=desk.link(words.reset_link, f"/reset#{token}"),
        ),
    )
    return Text(
        letter.language,
        words.reset_subject,
        parts,
        (desk.foot(letter.language, words.reset_feet),),
    )


async def access_changed(_: Tx, desk: Desk, letter: Waiting) -> Text | None:
    """That a password or a second factor is another, for whoever did not change it."""
    change = msgspec.json.decode(letter.facts, type=Changed).change
    words = desk.words(letter.language)
    lead = words.access_lead.format(portal=desk.portal, change=words.access[change])
    parts = (Part((words.greeting, lead), link=desk.link(words.access_link, "/me/security")),)
    return Text(
        letter.language,
        words.access_subject,
        parts,
        (desk.foot(letter.language, words.access_feet),),
    )


async def invitation(tx: Tx, desk: Desk, letter: Waiting) -> Text | None:
    """An invitation into a room. None: it was revoked, used or has expired."""
    number = msgspec.json.decode(letter.facts, type=Invited).invitation
    found = await tx.one(Invitation, q["invitation"], number)
    if found is None:
        return None
    words = desk.words(letter.language)
    until = found.expires_at.astimezone(ZONE).strftime("%d/%m/%Y %H:%M")
    lead = words.invitation_lead.format(
        by=found.by, room=found.room, portal=desk.portal, role=words.roles[found.role], until=until
    )
    token = desk.tokens.make(invitations.LETTER, number, letter.recipient)
    parts = (
        Part(
            (words.greeting, lead),
            link=desk.link(words.invitation_link, f"/join#{token}"),
        ),
    )
    return Text(
        letter.language,
        words.invitation_subject.format(room=found.room),
        parts,
        (desk.foot(letter.language, words.invitation_feet),),
    )
