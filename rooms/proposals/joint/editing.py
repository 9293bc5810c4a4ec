"""Editing a document here, where nobody types: what is edited becomes updates, as if somebody had typed them, each of one hand."""

from collections.abc import Container, Sequence
from functools import partial
from typing import NamedTuple

from pycrdt import Text

from rooms.proposals.joint.carrying import Edit
from rooms.proposals.joint.document import Document


class Placed(NamedTuple):
    """An edit in bytes: where, so many taken out, and what is put in."""

    at: int
    dropped: int
    added: str
    by: int


def edit(
    document: Document, heading: str, made: Sequence[Edit], by: int
) -> list[tuple[bytes, int]]:
    """Let this be the title and edit the text; the updates that took, one of each hand.

    `by`: who does it, for what is taken out and for words that are nobody's.
    """
    placed, earlier = _placed(document.text, made, by), set[int]()
    found = list[tuple[bytes, int]]()
    for whose in dict.fromkeys(each.by for each in placed):
        act = partial(_edit, _moved(placed, whose, earlier))
        found += [(update, whose) for update in document.change(act, whose)]
        earlier.add(whose)
    if heading != document.title:
        found += [(update, by) for update in document.change(partial(_retitle, heading), by)]
    return found


def _placed(characters: str, made: Sequence[Edit], by: int) -> list[Placed]:
    found, last, at = list[Placed](), 0, 0
    for edit in made:
        at += len(characters[last : edit.first].encode())
        end = edit.first + edit.dropped
        dropped = len(characters[edit.first : end].encode())
        found.append(Placed(at, dropped, edit.added, by if edit.by is None else edit.by))
        last, at = end, at + dropped
    return found


def _moved(placed: Sequence[Placed], whose: int, earlier: Container[int]) -> list[Placed]:
    """Those of one hand, where they are once the edits of the earlier hands are made."""
    found, grown = list[Placed](), 0
    for each in placed:
        if each.by == whose:
            found.append(each._replace(at=each.at + grown))
        elif each.by in earlier:
            grown += len(each.added.encode()) - each.dropped
    return found


def _edit(placed: Sequence[Placed], _: Text, text: Text) -> None:
    for each in reversed(placed):  # so that those before it are where they were
        if each.dropped:
            del text[each.at : each.at + each.dropped]
        if each.added:
            text.insert(each.at, each.added)


def _retitle(heading: str, title: Text, _: Text) -> None:
    del title[0 : len(title)]
    title.insert(0, heading)
