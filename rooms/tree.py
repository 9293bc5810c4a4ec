"""The arithmetic of the tree of a log (RFC 6962, 2.1). Pure: it says which hashes are needed and joins them.

A node is a perfect subtree: `(level, number)` covers the leaves from `number * 2**level` up to before
`(number + 1) * 2**level`. Any range of leaves that the RFC speaks of is a row of such nodes.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Node(NamedTuple):
    """A perfect subtree."""

    level: int
    number: int


class Range(NamedTuple):
    """The leaves from `begin` up to before `end`."""

    begin: int
    end: int

    def nodes(self) -> Iterator[Node]:
        """The perfect subtrees that make it up, from the left, each larger than the next."""
        begin = self.begin
        while begin < self.end:
            level = (self.end - begin).bit_length() - 1
            yield Node(level, begin >> level)
            begin += 1 << level


EMPTY = hashlib.sha256().digest()  # the root of a log without leaves


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\0" + leaf).digest()


def joined(left: bytes, right: bytes) -> bytes:
    """The hash of a node over two others."""
    return hashlib.sha256(b"\1" + left + right).digest()


def root(hashes: Sequence[bytes]) -> bytes:
    """The hash of a range, given those of its nodes."""
    if not hashes:
        return EMPTY
    found = hashes[-1]
    for left in reversed(hashes[:-1]):
        found = joined(left, found)
    return found


def inclusion(leaf: int, size: int) -> list[Range]:
    """The ranges whose hashes prove that this leaf is in the log of that size, from the leaf upwards.

    Needs 0 ≤ leaf < size.
    """
    begin, end = 0, size
    found = []
    while end - begin > 1:
        middle = _middle(begin, end)
        if leaf < middle:
            found.append(Range(middle, end))
            end = middle
        else:
            found.append(Range(begin, middle))
            begin = middle
    return found[::-1]


def consistency(first: int, second: int) -> list[Range]:
    """The ranges whose hashes prove that the log of size `first` is the beginning of that of size `second`.

    Needs 0 < first ≤ second.
    """
    begin, end = 0, second
    found = []
    while first < end:
        middle = _middle(begin, end)
        if first <= middle:
            found.append(Range(middle, end))
            end = middle
        else:
            found.append(Range(begin, middle))
            begin = middle
    if begin > 0:  # else the first root is itself known to whoever asks
        found.append(Range(begin, end))
    return found[::-1]


def _middle(begin: int, end: int) -> int:
    """Where a range of more than one leaf is divided: after the largest power of two that leaves something."""
    return begin + (1 << (end - begin - 1).bit_length() - 1)
