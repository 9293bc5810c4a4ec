"""The document at a table, as Yjs keeps it: a title and a text, and whose hand each stretch of the text is.

It is made for one act and thrown away with it: what is kept is bytes in the database. Lengths inside are bytes of
UTF-8, as the library counts them.
"""

import secrets
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pycrdt import Doc, Text

from rooms.errors import Malformed, TooLarge
from rooms.proposals.joint.deltas import Delta, is_text, steps
from rooms.proposals.joint.hands import Hand, followed, in_bytes, in_characters

ROOTS = frozenset({"title", "text"})
BEGINNING = 1  # the client that every document begins with, so that a text begins as the same bytes for everybody


class State(NamedTuple):
    """A document: in Yjs' form, and whose its text is, in bytes."""

    update: bytes
    hands: list[Hand]


class Document:
    """A document to be read and edited. Not for two threads at once."""

    def __init__(self, state: State, *, handed: bool = True) -> None:
        """`handed`: whose the text is is followed."""
        self._doc: Doc[Any] = Doc(client_id=secrets.randbits(31) + BEGINNING + 1)
        self._title = self._doc.get("title", type=Text)
        self._text = self._doc.get("text", type=Text)
        self._heard = heard = list[Delta]()
        self._doc.apply_update(state.update)
        self._hearing = self._text.observe(lambda event: heard.append(event.delta))
        self._came = came = list[bytes]()
        self._coming = self._doc.observe(lambda event: came.append(event.update))
        self._hands = state.hands
        self._handed = handed

    @property
    def title(self) -> str:
        """What stands in the field of the title."""
        return str(self._title)

    @property
    def text(self) -> str:
        """The text as it is."""
        return str(self._text)

    @property
    def hands(self) -> list[Hand]:
        """Whose the text is, in characters."""
        assert self._handed, "it was followed"
        return in_characters(self._hands, self.text.encode())

    @property
    def vector(self) -> bytes:
        """Yjs' state vector: what a client compares with, to know what is missing here."""
        return self._doc.get_state()

    @property
    def state(self) -> State:
        """What is to be kept of it."""
        return State(self._doc.get_update(), self._hands)

    def follow(self, update: bytes, by: int | None) -> None:
        """Take an update that was taken before."""
        self._heard.clear()
        self._doc.apply_update(update)
        self._hand(by)

    def take(self, update: bytes, by: int | None) -> bytes | None:
        """Take an update of somebody's; what of it is new and fits, None: nothing. Raises Malformed where it is none.

        What hangs on edits that are not here is left out: it would come in with somebody else's, as if it were theirs. Whoever
        typed it still has it, and sends it when they compare. A document that has refused an update is not to be used any more.
        """
        self._came.clear()
        try:
            self.follow(update, by)
        except ValueError:
            raise Malformed("draft-broken", field="change") from None
        except BaseException as failure:
            if (
                type(failure).__name__ != "PanicException"
            ):  # of the library, which has no other word for it
                raise
            raise Malformed("draft-broken", field="change") from None
        strange = not set(self._doc.keys()) <= ROOTS
        if strange or not all(is_text(delta) for delta in self._heard):
            raise Malformed("draft-broken", field="change")
        assert len(self._came) <= 1, "an update is taken in one transaction"
        return self._came[0] if self._came else None

    def within(self, longest_title: int, longest_text: int) -> None:
        """Raises TooLarge where it has come to more characters than that."""
        for field, said, longest in (
            ("title", self.title, longest_title),
            ("text", self.text, longest_text),
        ):
            if len(said) > longest:
                raise TooLarge("text-too-long", field=field, longest=longest)

    def change(self, act: Callable[[Text, Text], None], by: int) -> list[bytes]:
        """Change the title and the text in one transaction; the updates that took, which is one, or none."""
        self._came.clear()
        self._heard.clear()
        with self._doc.transaction():
            act(self._title, self._text)
        self._hand(by)
        return list(self._came)

    def _hand(self, by: int | None) -> None:
        for delta in self._heard if self._handed else ():
            self._hands = followed(self._hands, steps(delta, by))


def begun(title: str, text: str, hands: Sequence[Hand]) -> State:
    """The document that a text begins with: the same bytes whenever it is asked for. `hands`: in characters."""
    doc: Doc[Any] = Doc(client_id=BEGINNING)
    for root, said in (("title", title), ("text", text)):
        if said:
            doc.get(root, type=Text).insert(0, said)
    return State(doc.get_update(), in_bytes(hands, text))
