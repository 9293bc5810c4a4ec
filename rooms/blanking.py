"""Taking the words of a post, or the title of a thread, from everywhere but its own row: the journal, the kept answers, the search.

Whatever takes a post from its readers does this, in the transaction that changes the row, which it has locked. The numbers
of the blanked entries go into the entry that tells of it, so that every process and page forgets the words too.
"""

from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct

from rooms import journal, passages, sql
from rooms.tx import Tx

q = sql.beside(__file__)


class Line(Struct, frozen=True):
    """An earlier entry that carries words of a post, or the title of a thread."""

    seq: int
    body: str


async def blank(tx: Tx, room_id: int, post_id: int) -> list[int]:
    """Let the words be gone; the numbers of the entries that carried them."""
    await tx.do(q["forget_answers"], post_id)
    await passages.forget_post(tx, post_id)
    lines = await tx.all(Line, q["lines"], room_id, f"post:{post_id}")
    return await _written_anew(tx, room_id, lines, journal.without_words)


async def blank_all(tx: Tx, room_id: int, post_id: int) -> list[int]:
    """The same of a post that shows no words any more: why the amendment ended that it gives the reasons of goes with them."""
    await tx.do(q["forget_ends"], post_id)
    ends = await blank_ends(tx, room_id, [post_id])
    return sorted(await blank(tx, room_id, post_id) + ends)


async def blank_ends(tx: Tx, room_id: int, post_ids: Sequence[int]) -> list[int]:
    """Let the entries that tell how amendments ended say no more why; their numbers. `post_ids`: the posts of their reasons."""
    ends = await tx.all(Line, q["ends"], room_id, post_ids)
    return await _written_anew(tx, room_id, ends, journal.without_words)


async def blank_title(tx: Tx, room_id: int, thread_id: int, title: str) -> list[int]:
    """Let a thread have been called `title` all along; the numbers of the entries that called it otherwise."""
    await tx.do(q["forget_title"], thread_id, room_id, title)
    await passages.forget_title(tx, room_id, thread_id)
    lines = await tx.all(Line, q["titles"], room_id, thread_id)
    return await _written_anew(
        tx, room_id, lines, partial(journal.without_title, thread_id=thread_id, title=title)
    )


async def _written_anew(
    tx: Tx, room_id: int, lines: Sequence[Line], change: Callable[[bytes], bytes]
) -> list[int]:
    """Write entries anew; their numbers."""
    bodies = [(room_id, line.seq, change(line.body.encode()).decode()) for line in lines]
    await tx.conn.executemany(q["blank"], bodies)
    return [line.seq for line in lines]
