"""The inmost loop of the live path: the same ready bytes to many sockets.

It knows descriptors and bytes, nothing of rooms, rights or lines. What a kernel does not take is told, not kept. There
it is twice, in Python and, where it could be compiled (see `server.live.compiling`), in C: one contract, tested on both.
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


in_c: Send | None
try:
    from server.live._giving import in_c
except ImportError:  # nobody compiled it, or for another machine
    in_c = None


def chosen(*, compiled: bool) -> Send:
    """The one in C where there is one and it is wanted."""
    return in_c if compiled and in_c is not None else in_python


def language(send: Send) -> str:
    """What it is written in, as the metrics call it."""
    return "python" if send is in_python else "c"
