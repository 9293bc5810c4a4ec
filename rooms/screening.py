"""The seam between what people write and what `moderation` thinks of it.

`rooms` only knows the shape: a pure function from words to findings, given to the Store by the composition
root. A finding that refuses stops the verb; the others will be kept for the moderators.
"""

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct


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


Screen: TypeAlias = Callable[[Words], list[Finding]]


def passes_everything(_: Words) -> list[Finding]:
    """The screen of a Store that was given none."""
    return []
