"""A count of what each holds, which forgets whoever holds nothing: there is no end to those who come."""

from collections import Counter
from typing import TypeVar

K = TypeVar("K")


class Tally(Counter[K]):
    """Raised by `[whose] += 1`; nobody who is not in it holds anything."""

    def less(self, whose: K) -> None:
        """One less."""
        self[whose] -= 1
        if not self[whose]:
            del self[whose]
