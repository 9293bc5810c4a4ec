"""The rules of a portal or a room, as data: what they look for, and what is asked for where they find it.

They are kept as JSON, read strictly, and judge nothing themselves (`moderation.judging` does). A room's rules stand on top of its
portal's: both are asked, and the stricter answer counts, so a room can add to them and take nothing away.

What can be asked for, from the mildest to the strongest; a stronger one includes no weaker, and all that are found are kept:

    note     moderators see it beside the words, when they look at them for another cause
    flag     the words are shown, and a case comes into the queue
    warn     the author is asked to look at it again, and may send all the same
    slow     the words are not taken now, and the author is asked to send them again in a minute
    hide     the words keep their place and nobody reads them until a moderator has
    hold     nobody else hears of them until a moderator has
    refuse   they are not taken
"""

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from moderation.reasons import Reason
from moderation.spelling import Way, phrase
from moderation.wordlist import Entry
from rooms.roles import Role
from rooms.screening import Action

ACTIONS: tuple[Action, ...] = ("note", "flag", "warn", "slow", "hide", "hold", "refuse")
MOST_ENTRIES = 2_000  # of all lists of one portal or room

Name = Annotated[str, Meta(min_length=1, max_length=60, pattern=r"^\S(.*\S)?\Z")]
Count = Annotated[int, Meta(ge=1, le=10_000)]
Days = Annotated[int, Meta(ge=1, le=3_650)]
Percent = Annotated[int, Meta(ge=1, le=100)]
Clock = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")]  # of Viet Nam, HH:MM
Host = Annotated[
    str,
    Meta(
        max_length=253,
        pattern=r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\Z",
    ),
]
# A machine answers for nothing: what it suggests waits for a person at most.
Suggested: TypeAlias = Literal["note", "flag", "warn", "slow", "hide", "hold"]


class _Rule(Struct, frozen=True, forbid_unknown_fields=True):
    pass


class WordList(_Rule, frozen=True, cache_hash=True):
    """Words and phrases that are looked for, in these ways of writing them. `name`: what people are told it is called.

    An entry that is there twice is there once, and `bare` if one of the two is.
    """

    name: Name
    entries: Annotated[tuple[Entry, ...], Meta(min_length=1, max_length=MOST_ENTRIES)]
    action: Action = "flag"
    reason: Reason = Reason.INSULT
    ways: Annotated[tuple[Way, ...], Meta(min_length=1, max_length=len(Way))] = tuple(Way)

    def __post_init__(self) -> None:
        once: dict[object, Entry] = {}
        for entry in self.entries:
            of = phrase(entry.words, entry.bare)
            known = once.setdefault((of.letters, of.starts), entry)
            if entry.bare and not known.bare:
                once[of.letters, of.starts] = entry
        if len(once) < len(self.entries):
            force_setattr(self, "entries", tuple(once.values()))


class Links(_Rule, frozen=True):
    """Words with more than `most` links to elsewhere than the `allowed` hosts and what is below them."""

    action: Action = "hold"
    reason: Reason = Reason.SPAM
    most: Annotated[int, Meta(ge=0, le=100)] = 0
    allowed: Annotated[tuple[Host, ...], Meta(max_length=200)] = ()


class Newcomers(_Rule, frozen=True):
    """What people write of whom fewer than `posts` posts were approved, or whose account is younger than `days`; None: not asked.

    Whoever moderates the room, or runs it, is new to nobody.
    """

    action: Action = "hold"
    posts: Count | None = 1
    days: Days | None = None

    def __post_init__(self) -> None:
        if self.posts is None and self.days is None:
            raise ValueError("newcomers are told by `posts` or by `days`")


class Beforehand(_Rule, frozen=True):
    """Everything is read before it is shown. `below`: of those alone whose role is a lower one, and of guests; None: of all."""

    action: Action = "hold"
    below: Role | None = None


class Rates(_Rule, frozen=True):
    """More than so many posts of one person in a room, within a minute or an hour; None: not asked."""

    action: Action = "slow"
    minute: Count | None = 6
    hour: Count | None = None

    def __post_init__(self) -> None:
        if self.minute is None and self.hour is None:
            raise ValueError("a rate is of a `minute` or of an `hour`")


class Lengths(_Rule, frozen=True):
    """Posts of fewer than `least` or more than `most` characters, space around them not counted; None: not asked."""

    action: Action = "warn"
    least: Count | None = None
    most: Count | None = None

    def __post_init__(self) -> None:
        if self.least is None and self.most is None:
            raise ValueError("a length is at `least` or at `most` something")
        if self.least is not None and self.most is not None and self.least > self.most:
            raise ValueError("`least` is more than `most`")


class QuietHours(_Rule, frozen=True):
    """The hours from `start` until `end`, which is outside of them; over midnight where it is the earlier."""

    start: Clock
    end: Clock
    action: Action = "hold"

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise ValueError("quiet hours begin and end at different times")


class Machine(_Rule, frozen=True):
    """What is done with a machine's suggestion of one label, from so many percent on (`least`)."""

    label: Name
    least: Percent
    action: Suggested = "flag"
    reason: Reason = Reason.OTHER


class Rules(_Rule, frozen=True):
    """All rules of one portal or one room. None, and an empty list: there is no such rule."""

    lists: Annotated[tuple[WordList, ...], Meta(max_length=20)] = ()
    links: Links | None = None
    newcomers: Newcomers | None = None
    beforehand: Beforehand | None = None
    rates: Rates | None = None
    lengths: Lengths | None = None
    quiet: QuietHours | None = None
    machine: Annotated[tuple[Machine, ...], Meta(max_length=20)] = ()

    def __post_init__(self) -> None:
        if sum(len(each.entries) for each in self.lists) > MOST_ENTRIES:
            raise ValueError(f"more than {MOST_ENTRIES} entries in all lists")
        if len({each.name for each in self.lists}) < len(self.lists):
            raise ValueError("two lists have one name")
        if len({each.label for each in self.machine}) < len(self.machine):
            raise ValueError("two rules for one label")


class Suggestion(Struct, frozen=True):
    """What a machine thinks of the words: a label, how sure it is in percent, and what made it think so."""

    label: str
    score: int
    reasons: tuple[str, ...] = ()


class Circumstances(Struct, frozen=True):
    """Who writes, and when. `role`: in the room, None outside. Counts are of this person in this room, this post not among them.

    `time`: of Viet Nam, HH:MM.
    """

    role: Role | None
    account_age_days: int
    approved_posts: int
    posts_last_minute: int
    posts_last_hour: int
    time: Clock
    suggestions: tuple[Suggestion, ...] = ()
