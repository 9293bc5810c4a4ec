"""What is counted: a rule, the options on the ballot, how many might vote, and the lot that breaks the last ties."""

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from rooms.voting.rule import Option, Rule


class Election(Struct, frozen=True):
    """A vote as it is counted.

    `options`: as they stand on the ballot, of `rule.on_ballot`, the status quo among them; none where it is for or against.
    `roll`: how many might vote. `lot`: the numbers of the options (from 1) in the order that breaks ties; who stands
    before another in it is the one that is preferred.
    """

    rule: Rule
    options: list[Option]
    roll: int
    lot: tuple[int, ...]

    @property
    def numbers(self) -> range:
        """The numbers of the options."""
        return range(1, len(self.options) + 1)

    def first(self, tied: Iterable[int]) -> int:
        """The one of them that the lot prefers."""
        return min(tied, key=self.lot.index)

    def last(self, tied: Iterable[int]) -> int:
        """The one of them that the lot prefers least."""
        return max(tied, key=self.lot.index)


def lot_of(seed: bytes, n_options: int) -> tuple[int, ...]:
    """An order of the options that nobody can choose who cannot choose the seed: by SHA-256 of the seed and the number in decimal."""
    return tuple(
        sorted(
            range(1, n_options + 1),
            key=lambda number: hashlib.sha256(seed + str(number).encode()).digest(),
        )
    )


def exact(number: int | Fraction) -> str:
    """A number as it is told: "12", or "12/5"."""
    return str(number)


def tallied(tally: Sequence[int | Fraction]) -> list[str]:
    """A tally of all options, in their order, as it is told."""
    return [exact(each) for each in tally]
