"""The inmost loop of the live path: the same ready bytes to many sockets.

It knows descriptors and bytes, nothing of rooms, rights or lines. What a kernel does not take is told, not kept.
"""

from collections.abc import Callable
from os import write
from typing import TypeAlias

# (descriptors, framed) -> (index, bytes taken) of those that did not take all
Send: TypeAlias = Callable[[list[int], bytes], list[tuple[int, int]]]


def in_python(descriptors: list[int], framed: bytes) -> list[tuple[int, int]]:
    """Write to each of them, which must not block. One below zero takes nothing, as one whose other end is gone."""
    size = len(framed)
    left = []
    for index, descriptor in enumerate(descriptors):
        try:
            sent = write(descriptor, framed) if descriptor >= 0 else 0
        except OSError:
            sent = 0
        if sent < size:
            left.append((index, sent))
    return left
