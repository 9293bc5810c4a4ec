"""Whose hand each stretch of a text is. Pure.

A text's hands are a list of (length, member's number) that covers it from its first character to its last; None is who wrote what
was there before it was kept who did. Lengths are in whatever unit the caller counts in: bytes of UTF-8 while a document is followed,
characters where they are kept with a text.
"""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from msgspec import Struct

Hand: TypeAlias = tuple[int, int | None]


class Step(Struct, frozen=True):
    """From where the last step ended: pass over `kept`, leave `dropped` out, put `added` in."""

    kept: int = 0
    dropped: int = 0
    added: int = 0
    by: int | None = None


def followed(hands: Sequence[Hand], steps: Iterable[Step]) -> list[Hand]:
    """The hands of the text once it was edited so. Raises ValueError where the steps go beyond its end."""
    found = list[Hand]()
    rest = [*reversed(hands)]
    for step in steps:
        found += _taken(rest, step.kept)
        _taken(rest, step.dropped)
        if step.added:
            found.append((step.added, step.by))
    return joined([*found, *reversed(rest)])


def joined(hands: Iterable[Hand]) -> list[Hand]:
    """The same with neighbours of one hand put together, and without what has no length."""
    found = list[Hand]()
    for length, by in hands:
        if found and found[-1][1] == by:
            found[-1] = (found[-1][0] + length, by)
        elif length:
            found.append((length, by))
    return found


def in_characters(hands: Sequence[Hand], text: bytes) -> list[Hand]:
    """Hands that are counted in bytes of this text, counted in its characters."""
    found, at = list[Hand](), 0
    for length, by in hands:
        found.append((len(text[at : at + length].decode()), by))
        at += length
    return joined(found)


def in_bytes(hands: Sequence[Hand], text: str) -> list[Hand]:
    """The other way round."""
    found, at = list[Hand](), 0
    for length, by in hands:
        found.append((len(text[at : at + length].encode()), by))
        at += length
    return joined(found)


def _taken(rest: list[Hand], length: int) -> list[Hand]:
    """The next so many, taken off the rest (which lies with its beginning at its end)."""
    found = list[Hand]()
    while length:
        if not rest:
            raise ValueError("beyond the end of the text")
        there, by = rest.pop()
        if there > length:
            rest.append((there - length, by))
        found.append((min(there, length), by))
        length -= min(there, length)
    return found
