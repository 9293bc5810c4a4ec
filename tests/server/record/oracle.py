"""The log's tree from its definitions, sharing no code with the product: roots by recursion, proofs by RFC 9162, 2.1.3 and 2.1.4."""

import hashlib
from collections.abc import Sequence
from functools import cache


def root_of(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1, over hashes of leaves."""
    return _root(tuple(leaves))


@cache
def _root(leaves: tuple[bytes, ...]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return _node(_root(leaves[:half]), _root(leaves[half:]))


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\1" + left + right).digest()


def included(leaf: int, size: int, hash_: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows that the leaf is in the tree."""
    if not 0 <= leaf < size or len(hash_) != 32:
        return False
    place, last, found = leaf, size - 1, hash_
    for each in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            found = _node(each, found)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            found = _node(found, each)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def consistent(first: int, second: int, proof: Sequence[bytes], root: bytes, later: bytes) -> bool:
    """Whether the proof shows that the smaller tree is the beginning of the larger."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not proof and root == later
    path = [root, *proof] if first & (first - 1) == 0 else list(proof)
    if not path or not proof:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    small = large = path[0]
    for each in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            small, large = _node(each, small), _node(each, large)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            large = _node(large, each)
        place, last = place >> 1, last >> 1
    return last == 0 and small == root and large == later
