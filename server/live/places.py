"""The lines that are in one room, and what they come to: this process' part of who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rooms.people import Constituency
from rooms.policy import RULES
from rooms.roles import KEEPERS
from server.live.presence import MOST_CARETS, Elsewhere, Part

if TYPE_CHECKING:
    from rooms.people import Who
    from rooms.rule import Rule
    from server.live.client import Client

WRITING_S = 5.0  # somebody writes for so long, unless it is said again
ASKED_S = 1.0  # who may write at a table is asked again, while carets are there
REPLY, TYPED = RULES["posts.reply"], RULES["together.push"]


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
        self.writers = frozenset[int]()  # who may write at the table, as it was asked last
        self.asked_at = -ASKED_S

    def pointed(self) -> bool:
        """Whether a line here says where its caret is."""
        return any(place.caret is not None for place in self.lines.values())

    def end_writing(self, now: float) -> bool:
        """Forget what was not said again; whether there was anything."""
        over = [place for place in self.lines.values() if place.thread and place.until <= now]
        for place in over:
            place.thread = None
        return bool(over)

    def part(self, process: str, room_id: int) -> Part:
        """Who is here by the rights of now: nobody counts who may not read the room, nobody writes who may not.

        A caret is shown of those who could write at the table when that was asked last: in a room that is none, of nobody.
        """
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
            points = reader.number in self.writers and _reaches(client.who, TYPED)
            if place.caret is not None and points and len(carets) < MOST_CARETS:
                carets[reader.number] = place.caret
            writes = reader.role in REPLY.roles and _reaches(client.who, REPLY)
            if place.thread is not None and writes:
                writing.setdefault(place.thread, set()).add(reader.number)
        return Part(
            process,
            frozenset(members),
            frozenset(weighty),
            len(others),
            {thread: frozenset(numbers) for thread, numbers in writing.items()},
            carets,
        )


def _reaches(who: Who, rule: Rule) -> bool:
    """Whether they may do it: a program need not be able to."""
    return who.scopes is None or rule.scope in who.scopes
