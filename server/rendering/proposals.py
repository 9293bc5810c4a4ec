"""Texts of proposals, made ready for the verbs that put them before a room: in pieces, each as HTML, and as what was changed."""

import asyncio
from typing import NamedTuple

from rooms.errors import Malformed
from rooms.proposals.amending.changes import Change, apply, changes, touched
from rooms.proposals.amending.including import Prepared, Sources
from rooms.proposals.amending.proposing import Edit
from rooms.proposals.articles import articles
from rooms.proposals.drafting import LONGEST_TEXT
from rooms.proposals.presenting import Shown
from rooms.text import clean, within
from server.rendering import Renderer

TOGETHER = 8  # pieces of a text that are rendered at once: others' posts wait beside them
NOTHING = Edit([], [])  # the verb says what stands against it


async def in_pieces(renderer: Renderer, text: str) -> list[Shown]:
    """A text in its pieces, each as HTML."""
    pieces, found = articles(text), list[str]()
    for first in range(0, len(pieces), TOGETHER):
        together = pieces[first : first + TOGETHER]
        found += await asyncio.gather(*(renderer.render(piece.source) for piece in together))
    return [Shown(piece, html) for piece, html in zip(pieces, found, strict=True)]


async def edit_of(renderer: Renderer, base: str | None, typed: str) -> Edit:
    """What was typed, as changes of the version it was made of. Raises Malformed, TooLarge."""
    wanted = within(clean(typed, "text"), "text", LONGEST_TEXT)
    if not wanted.strip():
        raise Malformed("empty", field="text")
    if base is None:
        return NOTHING
    found = await asyncio.to_thread(_found, base, wanted)
    return Edit(found.changes, await in_pieces(renderer, found.lines))


async def prepared(renderer: Renderer, found: Sources | None) -> Prepared:
    """The version that amendments make, rendered, and what the table typed meanwhile. `found` None: the verb says what stands against it."""
    if found is None:
        return Prepared([], 0, [])
    made = await asyncio.to_thread(lambda: found.made)
    typed = await asyncio.to_thread(changes, found.text, found.saved)
    return Prepared(await in_pieces(renderer, made), found.draft, typed)


class _Found(NamedTuple):
    """The changes in what was typed, and the lines they stand in."""

    changes: list[Change]
    lines: str


def _found(base: str, wanted: str) -> _Found:
    made = changes(base, wanted)
    assert apply(base, made) == wanted, "the changes are what was typed"
    return _Found(made, touched(base, made))
