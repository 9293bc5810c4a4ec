"""Plays a poll of the demonstration in the thread of its proposal: opened, answered by some, running still."""

from collections.abc import Callable
from uuid import UUID

from msgspec import Struct

from rooms.people import Who
from rooms.store import Store
from rooms.voting import ballot, casting, opening
from rooms.voting.casting import Casting
from rooms.voting.opening import Polling
from rooms.voting.rule import Method, Option, Rule

DAY_MIN = 24 * 60


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody says: the numbers of the options they choose."""

    author: str
    chosen: ballot.Cast


class Poll(Struct, frozen=True, forbid_unknown_fields=True):
    """A question to the room, with options of which several may be chosen."""

    author: str
    title: str
    days: int
    options: list[str]
    answer: list[Answer]


async def play(
    store: Store,
    thread_id: int,
    poll: Poll,
    who: Callable[[str], Who],
    key: Callable[[str, str], UUID],
) -> None:
    """Open it and cast in it. `who`: the person of a name in the script; `key`: of a command, by what makes it one."""
    rule = Rule(method=Method.APPROVAL, shown="live", quorum=0, binding=False)
    options = [Option(title) for title in poll.options]
    asked = Polling(key("poll", poll.title), poll.title, poll.days * DAY_MIN, rule, options)
    opened = await store.run(opening.poll, who(poll.author), thread_id, asked)
    for answer in poll.answer:
        command, slip = Casting(key("ballot", answer.author), answer.chosen).parted
        await store.run(casting.cast, who(answer.author), opened.result.id, command, slip)
