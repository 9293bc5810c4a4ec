"""The outbox of e-mail: a letter is written in the transaction of what it tells, and sent after the commit.

So there is a letter exactly where the change happened. A letter holds ids and no words: whoever sends it reads
what it speaks of then, with the rights of that moment, and makes its links.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct

from rooms import sql
from rooms.tx import Tx

q = sql.beside(__file__)


class Letter(Struct, frozen=True):
    """What shall be told to whom. `facts` are ids, never secrets; `person_id` None: somebody without an account."""

    kind: str
    to: str
    language: str
    facts: dict[str, Any]
    person_id: int | None


async def enclose(tx: Tx, key: str, letter: Letter) -> None:
    """Put a letter into the outbox, with the verb's own commit.

    `key` is unique for ever: a second letter under the same key is not written.
    """
    await enclose_all(tx, {key: letter})


async def enclose_all(tx: Tx, letters: Mapping[str, Letter]) -> None:
    """Put letters into the outbox likewise, each under its key, in one statement however many they are."""
    all_of = letters.values()
    await tx.do(
        q["enclose"],
        list(letters),
        [letter.kind for letter in all_of],
        [letter.to for letter in all_of],
        [letter.language for letter in all_of],
        [msgspec.json.encode(letter.facts).decode() for letter in all_of],
        [letter.person_id for letter in all_of],
    )
