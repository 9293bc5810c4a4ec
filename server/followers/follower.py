"""What a durable follower is: a name, the entries it waits for, and what it does with them."""

from collections.abc import Sequence
from typing import Protocol

from rooms.entries import Stretch
from rooms.tx import Tx


class Follower(Protocol):
    """One reaction to rooms' journals.

    `rooms`: the kinds of room it follows, each from its beginning. `hears`: the kinds of entry worth waking for; all
    others it is given too, when somebody looks.
    """

    name: str
    rooms: frozenset[str]
    hears: frozenset[str]

    async def take(self, tx: Tx, of: Sequence[Stretch]) -> None:
        """Deal with the entries that come next, of each of some rooms, in order and without a gap.

        What it does through `tx` happens exactly once, for the follower's place is moved in the same transaction.
        Touches nothing but `tx`, since it may be run again.
        """
        ...
