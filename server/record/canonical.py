"""What of an audit row is hashed, byte for byte; docs/record.md says it for those who read no Python.

Who did it, through which session and on what is personal: the leaf holds only a salted hash of it. When a person
is erased the salt goes with the row's words, and the log stands as before.
"""

from datetime import datetime

from msgspec import Struct

from rooms.commitment import instant


class Row(Struct, frozen=True):
    """An audit row as the log sees it. `facts` is the text of its JSON as it is kept."""

    id: int
    at: datetime
    act: str
    room_ids: list[int]
    person_id: int | None
    session_id: int | None
    facts: str
    commitment: bytes | None  # of one that was erased before it became a leaf


def personal(person_id: int | None, session_id: int | None, facts: str) -> str:
    """What is personal in a row: `[person,session,facts]`."""
    return f"[{_number(person_id)},{_number(session_id)},{facts}]"


def leaf(row: Row, commitment: bytes) -> bytes:
    """The bytes of the leaf."""
    rooms = ",".join(map(str, row.room_ids))
    lines = ("dienhong.audit.1", row.id, instant(row.at), row.act, rooms, commitment.hex(), "")
    return "\n".join(map(str, lines)).encode()


def _number(value: int | None) -> str:
    return "null" if value is None else str(value)
