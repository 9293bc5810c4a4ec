"""Reactions: small signals to whoever wrote a post, four of them, that count for nothing.

What somebody thinks of an argument is a position (`rooms.positions`), which is counted and weighed. Nothing that weighs, sorts
or counts support reads a reaction. None is kept in the post: they are counted from their rows, so a post without any costs nothing.
"""

from enum import StrEnum

from msgspec import Struct

from rooms import ground, sql
from rooms.audit import Command
from rooms.journal import Event
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


class Reaction(StrEnum):
    """What the author is told. Each says something that they can do something with."""

    THANKS = "thanks"
    USEFUL = "useful"
    SOURCE = "source"  # wants evidence
    UNCLEAR = "unclear"


class Reacting(Command, frozen=True):
    """The reaction a member gives."""

    reaction: Reaction


class Received(Struct, frozen=True):
    """How many gave a post this reaction, and whether I am among them."""

    post_id: int
    reaction: Reaction
    count: int
    mine: bool


class PostReacted(Event, frozen=True, tag="post.reacted"):
    """A member gave a post a reaction, or took it back; how many have given this one with it, in absolute numbers."""

    post_id: int
    number: int
    reaction: Reaction
    given: bool
    count: int


async def give(tx: Tx, who: Who, post_id: int, reacting: Reacting) -> Received:
    """Give somebody else's post a reaction; given already, it stays one. Raises NotFound, Forbidden, Conflict."""
    return await _react(tx, who, post_id, reacting.reaction, given=True)


async def take_back(tx: Tx, who: Who, post_id: int, reacting: Reacting) -> Received:
    """Take a reaction back, or leave it ungiven. Raises as to give one does."""
    return await _react(tx, who, post_id, reacting.reaction, given=False)


async def of_thread(tx: Tx, room_id: int, thread_id: int, number: int | None) -> list[Received]:
    """The reactions to the posts of a thread, for the member of this number (None: whoever is outside)."""
    return await tx.all(Received, q["of_thread"], room_id, thread_id, number)


async def _react(tx: Tx, who: Who, post_id: int, reaction: Reaction, *, given: bool) -> Received:
    post = await ground.hold(tx, who, post_id, own=False)
    if given:
        await tx.do(q["keep"], post_id, post.room_id, post.number, reaction)
    else:
        await tx.do(q["withdraw"], post_id, post.number, reaction)
    count: int = await tx.conn.fetchval(q["count"], post_id, reaction)
    tx.append(
        post.room_id,
        PostReacted(post_id, post.number, reaction, given, count),
        by=post.number,
    )
    return Received(post_id, reaction, count, given)
