"""Keys of things that are brought in many at a time, kept in the table of commands.

What is there already is not brought again, and what a key stands for can be asked later.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec import Struct

from rooms import sql
from rooms.tx import Tx

q = sql.beside(__file__)


class Imported(Struct, frozen=True):
    """What each key stands for, and how many of them are new."""

    ids: dict[UUID, int]
    new: int


class Answer(Struct, frozen=True):
    """What a key stands for."""

    key: UUID
    id: int


async def claim(tx: Tx, keys: Iterable[UUID]) -> set[UUID]:
    """Take the keys; those that nobody had before. Each of them must be given to `settle` in the same transaction."""
    return {row["key"] for row in await tx.conn.fetch(q["claim"], list(keys))}


async def settle(tx: Tx, new: Mapping[UUID, int]) -> None:
    """Say what the keys that were new stand for."""
    await tx.do(q["answer"], list(new), list(new.values()))


async def answers(tx: Tx, keys: Iterable[UUID]) -> dict[UUID, int]:
    """What the keys stand for."""
    return {answer.key: answer.id for answer in await tx.all(Answer, q["answers"], list(keys))}
