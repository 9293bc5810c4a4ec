"""How a person wants to be told: by e-mail at once, in one letter a day or not at all; and what a room may tell them.

Whoever has chosen nothing gets one letter a day, and only where something is unread: silence would lose people, a
letter for each answer would drive them away.
"""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from rooms import sql, standing
from rooms.audit import Command
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)

MOST_ROOMS = 500  # in the list of one's choices


class Mail(StrEnum):
    """When a letter is due for a notice."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    OFF = "off"


class Hearing(StrEnum):
    """What a room tells one's inbox. That one was removed is told always."""

    EVERYTHING = "everything"
    MENTIONS = "mentions"
    NOTHING = "nothing"


class Choice(Command, frozen=True):
    """How to be told in all rooms that have no choice of their own. `hour`: of the daily letter, in Viet Nam."""

    mail: Mail
    hour: Annotated[int, Meta(ge=0, le=23)]


class ChoiceInRoom(Command, frozen=True):
    """How to be told of one room. `mail` None: as everywhere."""

    mail: Mail | None
    inbox: Hearing


class Everywhere(Struct, frozen=True):
    """What a person has chosen for all rooms."""

    mail: Mail
    hour: int


class InRoom(Struct, frozen=True):
    """What a person has chosen for a room they are in."""

    room_id: int
    title: str
    mail: Mail | None
    inbox: Hearing


class Telling(Struct, frozen=True):
    """Everything a person has chosen, with the rooms they are in. `email` is where letters go, None: nowhere."""

    email: str | None
    everywhere: Everywhere
    rooms: list[InRoom]


async def chosen(tx: Tx, who: Who) -> Telling:
    """How this person is told."""
    everywhere = await tx.one(Everywhere, q["everywhere"], who.id)
    assert everywhere is not None, "who acts exists"
    rooms = await tx.all(InRoom, q["rooms"], who.id, MOST_ROOMS)
    return Telling(await tx.conn.fetchval(q["email"], who.id), everywhere, rooms)


async def choose(tx: Tx, who: Who, choice: Choice) -> Everywhere:
    """Be told like this from now on."""
    tx.facts |= {"mail": choice.mail, "hour": choice.hour}
    kept = await tx.one(Everywhere, q["choose"], who.id, choice.mail, choice.hour)
    assert kept is not None, "an upsert returns its row"
    return kept


async def choose_in_room(tx: Tx, who: Who, room_id: int, choice: ChoiceInRoom) -> InRoom:
    """Be told of this room like this from now on. Raises where one is not in it."""
    tx.facts |= {"mail": choice.mail, "inbox": choice.inbox}
    kept = await tx.one(InRoom, q["choose_in_room"], who.id, room_id, choice.mail, choice.inbox)
    if kept is None:
        raise await standing.outsider(tx, room_id, "no-room")
    return kept


async def unsubscribe(tx: Tx, _: None, person_id: int) -> None:
    """Send this person no more letters about notices; an act of the system, the link of a letter has proved itself."""
    await tx.do(q["unsubscribe"], person_id)
