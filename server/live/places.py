"""The lines that are in one room, and what they come to: this process' part of who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rooms.people import Constituency
from rooms.policy import RULES
from rooms.roles import KEEPERS
from server.live.presence import MOST_CARETS, Elsewhere, Part

if TYPE_CHECKING:
    from rooms.people import Who
    from server.live.client import Client

WRITING_S = 5.0  # somebody writes for so long, unless it is said again
REPLY = RULES["posts.reply"]


class Place:
    """Where a line is in its room: the thread it writes in, until when; its caret at a table. `shown`: whether it counts."""

    __slots__ = ("caret", "shown", "thread", "until")

    def __init__(self, *, shown: bool) -> None:
        self.shown = shown
        self.thread: int | None = None
        self.caret: list[int] | None = None
        self.until = 0.0

    def write(self, thread: int | None, now: float) -> None:
        """It writes there from now on; None: nowhere."""
        self.thread, self.until = thread, now + WRITING_S


class Places:
    """One room: its lines here, what was last told of them to the other processes, and what those said."""

    def __init__(self, nobody: Part) -> None:
        self.lines: dict[Client, Place] = {}
        self.elsewhere = Elsewhere()
        self.told = nobody
        self.told_at = 0.0

    def end_writing(self, now: float) -> bool:
        """Forget what was not said again; whether there was anything."""
        over = [place for place in self.lines.values() if place.thread and place.until <= now]
        for place in over:
            place.thread = None
        return bool(over)

    def part(self, process: str, room_id: int) -> Part:
        """Who is here by the rights of now: nobody counts who may not read the room, nobody writes who may not."""
        members: set[int] = set()
        weighty: set[int] = set()
        others: set[int] = set()
        writing: dict[int, set[int]] = {}
        carets: dict[int, list[int]] = {}
        for client, place in self.lines.items():
            following = client.following.get(room_id)
            reader = following.reader if following else None
            if reader is None or not (place.shown and client.seen):
                continue
            if reader.number is None or client.who is None:
                others.add(client.who.id if client.who else -id(client))
                continue
            members.add(reader.number)
            if reader.role in KEEPERS or client.who.person.constituency == Constituency.EXPERT:
                weighty.add(reader.number)
            if reader.role not in REPLY.roles or not _reaches(client.who):
                continue
            if place.caret is not None and len(carets) < MOST_CARETS:
                carets[reader.number] = place.caret
            if place.thread is not None:
                writing.setdefault(place.thread, set()).add(reader.number)
        return Part(
            process,
            frozenset(members),
            frozenset(weighty),
            len(others),
            {thread: frozenset(numbers) for thread, numbers in writing.items()},
            carets,
        )


def _reaches(who: Who) -> bool:
    """Whether they may write: a program need not be able to."""
    return who.scopes is None or REPLY.scope in who.scopes
