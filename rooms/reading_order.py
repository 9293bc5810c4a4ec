"""The order in which a thread is read from top to bottom, and where a page of it ends. Pure.

Every branch comes whole, answers under what they answer, siblings in the order of their entries.
"""

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

MOST_POSTS = 500  # on a page
MOST_BYTES = 1 << 20  # of their HTML, unless a single post is larger


class Outline(Struct, frozen=True):
    """A post without its words, as its place in the order needs it. `size_bytes` is that of its HTML."""

    thread_id: int
    id: int
    parent_id: int | None
    author: int
    size_bytes: int


class Placed(Struct, frozen=True):
    """A post in the order. `depth` 0 answers the thread itself; `answers` is the author of its parent."""

    id: int
    depth: int
    answers: int | None
    size_bytes: int


def arranged(outlines: Sequence[Outline]) -> list[Placed]:
    """The posts of one thread, given in the order of their entries, in the order of reading."""
    answers: dict[int | None, list[Outline]] = defaultdict(list)
    for outline in outlines:
        answers[outline.parent_id].append(outline)
    found: list[Placed] = []
    left: list[tuple[Outline, int, int | None]] = [
        (top, 0, None) for top in reversed(answers[None])
    ]
    while left:
        post, depth, answered = left.pop()
        found.append(Placed(post.id, depth, answered, post.size_bytes))
        left += [(answer, depth + 1, post.author) for answer in reversed(answers[post.id])]
    return found


def pages(order: Sequence[Placed]) -> list[list[Placed]]:
    """The order in pages; one empty page where there is no post."""
    found: list[list[Placed]] = [[]]
    size_bytes = 0
    for post in order:
        full = len(found[-1]) >= MOST_POSTS or size_bytes + post.size_bytes > MOST_BYTES
        if full and found[-1]:
            found.append([])
            size_bytes = 0
        found[-1].append(post)
        size_bytes += post.size_bytes
    return found
