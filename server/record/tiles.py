"""How the tree is kept: in tiles of up to 64 hashes, at every sixth level. Pure.

A full tile never changes again; at each level at most one is not full. What lies between two kept levels is
hashed again from one tile, so a proof in a log of a million leaves reads a handful of rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rooms.tree import Node, Range, joined, root

HEIGHT = 6  # levels in a tile
WIDTH = 1 << HEIGHT  # hashes in a full one
HASH_BYTES = 32


class Place(NamedTuple):
    """Which tile: the level of its hashes, and its number from the left."""

    level: int
    number: int


Tiles = Mapping[Place, bytes]


def edge(size: int) -> Iterator[Place]:
    """The tiles of a log of this size that are not full."""
    level = 0
    while size >> level:
        if (size >> level) % WIDTH:
            yield Place(level, (size >> level) // WIDTH)
        level += HEIGHT


def grown(size: int, tiles: Tiles, leaves: Sequence[bytes]) -> dict[Place, bytes]:
    """The tiles that change when the log of this size gets these leaf hashes. `tiles` has its edge."""
    changed: dict[Place, bytes] = {}
    level, fresh = 0, list(leaves)
    while fresh:
        number, there = divmod(size >> level, WIDTH)
        tile = tiles[Place(level, number)] if there else b""
        above = []
        for each in fresh:
            tile += each
            if len(tile) == WIDTH * HASH_BYTES:
                changed[Place(level, number)] = tile
                above.append(_perfect(list(_split(tile))))
                number, tile = number + 1, b""
        if tile:
            changed[Place(level, number)] = tile
        level, fresh = level + HEIGHT, above
    return changed


def places(ranges: Iterable[Range]) -> set[Place]:
    """The tiles that the hashes of these ranges are made from."""
    return {_place(node)[0] for each in ranges for node in each.nodes()}


def hash_of(asked: Range, tiles: Tiles) -> bytes:
    """The hash of a range, from its `places`."""
    return root([_of_node(node, tiles) for node in asked.nodes()])


def _of_node(node: Node, tiles: Tiles) -> bytes:
    place, first, count = _place(node)
    tile = tiles[place][first * HASH_BYTES : (first + count) * HASH_BYTES]
    return _perfect(list(_split(tile)))


def _place(node: Node) -> tuple[Place, int, int]:
    """The tile of a node, the first of its hashes there and their number."""
    above = node.level % HEIGHT
    number, first = divmod(node.number << above, WIDTH)
    return Place(node.level - above, number), first, 1 << above


def _split(tile: bytes) -> Iterator[bytes]:
    return (tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES))


def _perfect(hashes: list[bytes]) -> bytes:
    """The hash over a power of two of them."""
    while len(hashes) > 1:
        hashes = [joined(*hashes[at : at + 2]) for at in range(0, len(hashes), 2)]
    return hashes[0]
