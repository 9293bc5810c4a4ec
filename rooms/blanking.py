"""Taking the words of a post from everywhere but its own row: the journal, the kept answers, the search.

Whatever takes a post from its readers does this, in the transaction that changes the row, which it has locked. The numbers
of the blanked entries go into the entry that tells of it, so that every process and page forgets the words too.
"""

from msgspec import Struct

from rooms import journal, passages, sql
from rooms.tx import Tx

q = sql.beside(__file__)


class Line(Struct, frozen=True):
    """An earlier entry that carries words of a post."""

    seq: int
    body: str


async def blank(tx: Tx, room_id: int, post_id: int) -> list[int]:
    """Let the words be gone; the numbers of the entries that carried them."""
    await tx.do(q["forget_answers"], post_id)
    await passages.forget_post(tx, post_id)
    lines = await tx.all(Line, q["lines"], room_id, f"post:{post_id}")
    await tx.conn.executemany(
        q["blank"],
        [(room_id, line.seq, journal.without_words(line.body.encode()).decode()) for line in lines],
    )
    return [line.seq for line in lines]
