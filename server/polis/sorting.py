"""Rows in order, however many there are: sorted in pieces, the pieces kept on disk and merged as they are read."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TypeAlias

import msgspec

Row: TypeAlias = tuple[int, ...]

PIECE = 250_000  # rows held in memory at once
BLOCK = 2_000  # rows read back at once from each piece

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Row]).decode


def in_order(rows: Iterable[Row], piece: int = PIECE) -> Iterator[Row]:
    """The rows, smallest first. Takes all of them before it gives the first."""
    source = iter(rows)
    now = sorted(islice(source, piece))
    if len(now) < piece:
        yield from now
        return
    with ExitStack() as files:
        pieces: list[Iterator[Row]] = []
        while now:
            kept = files.enter_context(TemporaryFile())
            pieces.append(_read(kept, _write(kept, now)))
            now = sorted(islice(source, piece))
        yield from heapq.merge(*pieces)


def _write(file: IO[bytes], rows: list[Row]) -> list[int]:
    """Write the rows in blocks; the size of each block."""
    return [file.write(_encode(rows[at : at + BLOCK])) for at in range(0, len(rows), BLOCK)]


def _read(file: IO[bytes], sizes: list[int]) -> Iterator[Row]:
    file.seek(0)
    for size in sizes:
        yield from _decode(file.read(size))
