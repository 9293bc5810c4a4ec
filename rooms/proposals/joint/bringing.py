"""A save and the document at the table are one text: what one changes comes into the other. Pure, and takes time: not for the loop."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from rooms.proposals.joint.carrying import carried, edits, handed
from rooms.proposals.joint.document import Document
from rooms.proposals.joint.editing import edit
from rooms.proposals.joint.hands import Hand, Step, followed
from rooms.proposals.joint.keeping import Folded, Newest, Stored


class Span(NamedTuple):
    """A stretch of a text, from its `first` character on, and the number of the member in the room whose words it is."""

    first: int
    length: int
    by: int


class Wording(Struct, frozen=True):
    """A text to be saved. `spans`: in order, what in it is not the words of who saves it, where it is new."""

    text: str
    spans: Sequence[Span] = ()


class Brought(NamedTuple):
    """The document with the last of the texts brought into it, the updates that took, and whose each of the texts is."""

    document: Document
    folded: Folded | None
    changes: list[tuple[bytes, int]]
    hands: list[list[Hand]]


def brought(
    last: Newest, held: Stored, heading: str, wordings: Sequence[Wording], by: int
) -> Brought:
    """Bring what these texts, each made of the one before it, change of the newest save into the document. `by`: who does it."""
    hands, text, found = last.whose, last.text, list[list[Hand]]()
    for wording in wordings:
        hands = handed(hands, edits(text, wording.text, _whose(wording, by)))
        text = wording.text
        found.append(hands)
    document, folded = held.opened()
    whole = edits(last.text, text, hands)
    if found:
        found[-1] = handed(
            last.whose, whole
        )  # what comes back of a save in between is whose it was
    made = carried(whole, last.text, document.text)
    kept = document.title if heading == last.title else heading
    return Brought(document, folded, edit(document, kept, made, by), found)


def settled(document: Document, heading: str, text: str, by: int) -> list[tuple[bytes, int]]:
    """Make the document what is saved of it: cleaned, as every text is that is kept. The updates that took."""
    return edit(document, heading, edits(document.text, text, [(len(text), by)]), by)


def _whose(wording: Wording, by: int) -> list[Hand]:
    steps, at = list[Step](), 0
    for span in wording.spans:
        steps.append(Step(span.first - at, span.length, span.length, span.by))
        at = span.first + span.length
    return followed([(len(wording.text), by)], steps)
