"""A long thread without its words, in columns: for 5,000 posts a third of what they take one by one, most of whose fields say nothing."""

from msgspec import Struct

from rooms import sql
from rooms.post import Kind, Post
from rooms.tx import Tx

q = sql.beside(__file__)


class Columns(Struct, frozen=True):
    """Every post of a thread in the order in which they were written: in each column one value per post.

    `id`, `at` and `seq` are what is added to those of the post before, and to 0 for the first; `at` in milliseconds since 1970. `parent`:
    how many places before this post the one it answers stands, below 0 where it stands behind it, 0: it answers none.
    """

    id: list[int]
    parent: list[int]
    author: list[int]
    kind: list[Kind]
    at: list[int]
    seq: list[int]
    agrees: list[int]
    disagrees: list[int]
    passes: list[int]


async def columns(tx: Tx, thread_id: int) -> Columns | None:
    """All posts of a thread; None: it has none."""
    return await tx.one(Columns, q["columns"], thread_id)


async def unlike(tx: Tx, thread_id: int) -> list[Post]:
    """Those of which there is more to say than the columns do: edited, taken away or back, cut, or with files. Without their words."""
    return await tx.all(Post, q["unlike"], thread_id)
