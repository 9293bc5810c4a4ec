"""The seam between what people write and what `moderation` thinks of it.

`rooms` only knows the shape, and the composition root gives the Store what fills it. Some rules go for every text wherever it
stands; those that the portal and its rooms set for themselves are asked of what somebody says in a room, and may have
it held until a moderator has read it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from msgspec import Struct

from rooms.errors import Conflict, TooMany
from rooms.roles import Role

if TYPE_CHECKING:
    from rooms.tx import Tx

SLOW_S = 60  # until somebody who is too fast may try again


class Words(Struct, frozen=True):
    """Something a person wrote and where: a title, a post, a name. `html` is empty for plain text."""

    place: Literal["post", "title", "description", "name"]
    text: str
    html: str = ""


# What a rule can ask for, from the mildest on; `moderation.rules` says what each is.
Action: TypeAlias = Literal["note", "flag", "warn", "slow", "hide", "hold", "refuse"]


class Finding(Struct, frozen=True):
    """What a rule saw: its name, what it asks for, and why, in facts the reader can be told.

    `reason`: which of moderation's reasons it is about, None where it says nothing against the words. `places`: from where to
    where in `Words.text`, where some of it is meant and not all.
    """

    rule: str
    action: Action
    facts: dict[str, str | int]
    reason: str | None = None
    places: tuple[tuple[int, int], ...] = ()


class Author(Struct, frozen=True):
    """Who wants to say something in a room: the person, and what they are there.

    `rules`, `portal_rules`: the sets that are in force in the room and everywhere, by their ids; None: there are none.
    """

    room_id: int
    person_id: int
    number: int
    role: Role
    rules: int | None
    portal_rules: int | None


class Speaker(Author, frozen=True):
    """An author as the database finds them when they want to speak.

    `may`: their role does; `silenced`: the act of moderation by which they may not speak here (None: there is none).
    """

    may: bool
    silenced: int | None


def asks(findings: Sequence[Finding], action: Action) -> Finding | None:
    """The first finding that asks for this; None: none does."""
    return next((finding for finding in findings if finding.action == action), None)


def obey(findings: Sequence[Finding], *, sure: bool) -> None:
    """Stop what a rule does not let pass now. `sure`: the author was asked to look again, and has.

    Raises Conflict (refused, or to be looked at again), TooMany (later); all with the `findings` that say why.
    """
    refused, slow, warned = (
        [each for each in findings if each.action == action]
        for action in ("refuse", "slow", "warn")
    )
    if refused:
        raise Conflict("rule-refuses", field="body", findings=refused)
    if slow:
        raise TooMany("rule-slows", field="body", findings=slow, retry_after_s=SLOW_S)
    if warned and not sure:
        raise Conflict("rule-warns", field="body", findings=warned)


class Screening(Protocol):
    """What looks at words before anybody else does."""

    def everywhere(self, words: Words) -> list[Finding]:
        """What the rules found that go for every text."""

    async def judge(self, tx: Tx, author: Author, said: Sequence[Words]) -> list[Finding]:
        """What the rules of the portal and of the room found in what this member wants to say; in their order."""

    async def hold(self, tx: Tx, held_id: int, findings: Sequence[Finding]) -> None:
        """Bring a held post to the moderators."""

    async def flag(self, tx: Tx, post_id: int, findings: Sequence[Finding]) -> None:
        """Bring a post to the moderators that is there meanwhile; where nothing was found nobody is told."""


class Unscreened:
    """The screening of a Store that was given none: everything passes, so nobody is told of anything."""

    def everywhere(self, words: Words) -> list[Finding]:  # noqa: ARG002 - looks at nothing
        """Nothing."""
        return []

    async def judge(self, tx: Tx, author: Author, said: Sequence[Words]) -> list[Finding]:  # noqa: ARG002
        """Nothing."""
        return []

    async def hold(self, tx: Tx, held_id: int, findings: Sequence[Finding]) -> None:
        """Nobody is told."""

    async def flag(self, tx: Tx, post_id: int, findings: Sequence[Finding]) -> None:
        """Nobody is told."""
