"""Slow mode of a thread: each member posts once in so many seconds, until it is ended or ends by itself. Who keeps the room is exempt.

That it is slow is told by the very query that locks the thread for a reply, so it costs nothing where it is not. Where it is, a
member's turns have one row, which the reply takes: of two at once the second waits, and then finds it was not its turn.
"""

import math
from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from rooms import sql, standing
from rooms.audit import Command
from rooms.errors import Conflict, Forbidden, TooMany
from rooms.members import LONGEST_REASON
from rooms.people import Who
from rooms.screening import Speaker
from rooms.text import title
from rooms.thread import Thread, ThreadSlowed, ThreadUnslowed
from rooms.tx import Tx

q = sql.beside(__file__)

LONGEST_HOURS = 30 * 24

Every = Literal[30, 60, 300, 900, 3600]  # seconds


class Slowing(Command, frozen=True):
    """That a thread be slow: a post in `every_s` seconds from each, and why. `hours`: for how long; None: until it is ended."""

    every_s: Every
    reason: Annotated[str, Meta(min_length=1, max_length=LONGEST_REASON)]
    hours: Annotated[int, Meta(ge=1, le=LONGEST_HOURS)] | None = None


class Lock(Struct, frozen=True):
    """A thread, locked, as a member sees it. `slow`: it is now."""

    room_id: int
    number: int
    may: bool
    slow: bool


class Wait(Struct, frozen=True):
    """How long it is until one's next turn, in seconds, and when that is."""

    wait_s: float
    at: datetime


async def slow(tx: Tx, who: Who, thread_id: int, slowing: Slowing) -> Thread:
    """Let a thread be slow, or slow otherwise. Raises NotFound, Forbidden."""
    lock = await _lock(tx, who, thread_id)
    reason = title(slowing.reason, "reason", LONGEST_REASON)
    thread = await tx.one(
        Thread, q["slow"], thread_id, lock.number, slowing.every_s, reason, slowing.hours
    )
    assert thread is not None, "the thread is locked"
    assert thread.slow_at is not None, "just slowed"
    event = ThreadSlowed(
        thread_id, thread.slow_at, lock.number, slowing.every_s, reason, thread.slow_until
    )
    tx.append(lock.room_id, event, by=lock.number)
    return thread


async def unslow(tx: Tx, who: Who, thread_id: int, _: Command) -> Thread:
    """Let everybody post as often as they like again. Raises NotFound, Forbidden, Conflict (it is not slow)."""
    lock = await _lock(tx, who, thread_id)
    if not lock.slow:
        raise Conflict("thread-not-slow")
    thread = await tx.one(Thread, q["unslow"], thread_id)
    assert thread is not None, "the thread is locked"
    tx.append(lock.room_id, ThreadUnslowed(thread_id), by=lock.number)
    return thread


async def take_turn(tx: Tx, speaker: Speaker, thread_id: int, every_s: int) -> None:
    """Let this member post in a slow thread now. Raises TooMany, which says from when on they may."""
    if (
        await tx.conn.fetchval(q["take_turn"], speaker.room_id, thread_id, speaker.number, every_s)
        is not None
    ):
        return
    wait = await tx.one(Wait, q["wait"], thread_id, speaker.number, every_s)
    assert wait is not None, "it was somebody's turn"
    seconds = max(1, math.ceil(wait.wait_s))
    raise TooMany("thread-slow", every_s=every_s, at=wait.at, retry_after_s=seconds)


async def _lock(tx: Tx, who: Who, thread_id: int) -> Lock:
    lock = await tx.one(Lock, q["lock"], thread_id, who.id, tx.roles)
    if lock is None:
        raise await standing.outsider(
            tx, await tx.conn.fetchval(q["room_of"], thread_id), "no-thread"
        )
    if not lock.may:
        raise Forbidden("role-may-not")
    return lock
