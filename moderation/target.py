"""A target: what a case is about, and what moderation needs to know of every kind of one.

Each kind is a module of `moderation.targets` that answers these questions; cases, reports, acts and the file ask them and know no kind.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from types import MappingProxyType
from typing import NamedTuple, Protocol

from msgspec import Struct

from moderation.case import Act, Stage
from rooms.cutting import Left
from rooms.errors import Malformed
from rooms.files import Attachment
from rooms.people import Who
from rooms.post import Hidden, Kind
from rooms.tx import Tx

TAKEN: Mapping[Act, Hidden] = MappingProxyType({Act.HIDE: "hidden", Act.REMOVE: "removed"})


class Found(Struct, frozen=True):
    """A target as it is: where it stands, whose it is (`of`), and whether moderation has taken it away or its author has.

    `hidden_as`: hidden or removed; None: neither. `cut_act`: the act by which passages of it are cut, None where none are; `cut_waits`: a review
    of that one waits, in its own case. `stops`: the reason why it cannot be let through now, None: nothing does, or nobody waits for it.
    Of what it has no place in, the id is None.
    """

    room_id: int | None
    thread_id: int | None
    post_id: int | None
    held_id: int | None
    of: int
    hidden_as: str | None
    retracted: bool
    cut_act: int | None
    cut_waits: bool
    stops: str | None

    def away(self, act: Act) -> bool:
        """Whether it is taken away already, and the act neither gives it back nor takes what is hidden further."""
        further = act == Act.REMOVE and self.hidden_as == "hidden"
        return self.hidden_as is not None and act != Act.RESTORE and not further


class Shown(Struct, frozen=True):
    """Words as moderators read them, also hidden ones; those that their author took back are gone. `author`: as the room names them.

    `body`: the Markdown; `uncut`: the HTML before passages were cut, None where none were. `kind` None: it is no post, nor will be one.
    """

    id: int
    author: str
    at: datetime
    version: int
    kind: Kind | None
    html: str
    hidden_as: str | None
    body: str
    uncut: str | None
    files: list[Attachment]


class Doing(NamedTuple):
    """An act about words that was written down. `rule`: the one that is broken. `reverts`: the act that it takes back; None: it names none.

    `left`: what an edit leaves of them.
    """

    id: int
    act: Act
    rule: str
    reverts: int | None
    left: Left | None

    @property
    def how(self) -> Hidden | None:
        """How it takes the whole of them from their readers; None: it does not."""
        return TAKEN.get(self.act)


class Around(Struct, frozen=True):
    """Where it stands: the titles, and the posts around it by their ids (None: there is none)."""

    room: str
    thread: str
    parent: int | None
    before: int | None
    after: int | None


class Means(Protocol):
    """What a module of `moderation.targets` has.

    `MISSING`: the reason by which it is not there for whoever may not read it. `WORDS_FIRST`: nothing is done about its author
    before it is decided itself.
    """

    MISSING: str
    WORDS_FIRST: bool

    async def lock(self, tx: Tx, target_id: int, /) -> None:
        """Lock it until commit: targets before cases, so nobody waits for another crosswise."""

    async def seen(self, tx: Tx, who: Who, target_id: int, /) -> bool:
        """Whether this person may read it where it stands; then it is locked."""

    async def found(self, tx: Tx, target_id: int, /) -> Found:
        """How it is now. Who may know is the caller's question."""

    def must_be_possible(self, now: Found, stage: Stage, act: Act, /) -> None:
        """Raises Conflict where this act about words would change nothing, or the target is beyond it."""

    async def carry_out(self, tx: Tx, target_id: int, doing: Doing, /) -> None:
        """Take it from its readers or give it back, as the act says."""

    async def shown(self, tx: Tx, ids: Sequence[int], /) -> list[Shown]:
        """What each of these says, in their order."""

    async def around(self, tx: Tx, ids: Sequence[int], /) -> list[Around]:
        """Where each of these stands, in their order."""


def must_be_whole(act: Act) -> None:
    """For what no passage can be cut out of. Raises Malformed for an edit."""
    if act == Act.EDIT:
        raise Malformed("wrong-value", field="act", name="act")


def lines(text: str) -> str:
    """HTML of what is no Markdown: a paragraph for each line that is not empty."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line)
