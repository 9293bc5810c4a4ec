"""The ballots of one count, read once: what each says, and how many times it was cast."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

# Tuples of numbers are nothing to the garbage collector; as lists, a hundred thousand ballots keep it busy for longer than their count.
READ = msgspec.json.Decoder(str | tuple[int | tuple[int, ...] | None, ...])


class Box(NamedTuple):
    """`ballots`: what was said and how often, sorted by the canonical text so that no count depends on the order of casting."""

    ballots: list[tuple[Any, int]]
    cast: int

    @classmethod
    def of(cls, ballots: Mapping[str, int]) -> "Box":
        """The box of these canonical texts."""
        decode = READ.decode
        read = [(decode(text), times) for text, times in sorted(ballots.items()) if times]
        return cls(read, sum(times for _, times in read))
