"""What a renderer and its worker say to each other: a text one way, one of two answers the other.

No pickles: a worker has read hostile text, and what it sends must not be able to run anything.
"""

import struct
from typing import Any, TypeAlias

from msgspec import Struct

from rooms.errors import Malformed, Refused, TooComplex, TooLarge

LENGTH = struct.Struct(">I")  # in bytes, before each message, both ways


class Rendered(Struct, frozen=True, tag=True):
    """The HTML of a text."""

    html: str


class Declined(Struct, frozen=True, tag=True):
    """A refusal of the domain, in parts."""

    kind: str
    reason: str
    field: str | None
    facts: dict[str, Any]

    def refusal(self) -> Refused:
        """The refusal, whole again."""
        kinds = {kind.__name__: kind for kind in (Malformed, TooLarge, TooComplex)}
        return kinds[self.kind](self.reason, field=self.field, **self.facts)


Answer: TypeAlias = Rendered | Declined


def frame(message: bytes) -> bytes:
    """The message as it goes through the pipe."""
    return LENGTH.pack(len(message)) + message
