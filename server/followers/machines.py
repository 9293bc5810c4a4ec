"""The follower that asks machines about the cases that come into the queue."""

from collections.abc import Sequence

from moderation import machines
from moderation.machines import Machine
from rooms.entries import Stretch
from rooms.tx import Tx


class Machines:
    """Keeps what each machine suggests. Raises ValueError where their names do not tell them apart."""

    name = "machines"
    rooms = frozenset({"moderation"})
    hears = machines.HEARS

    def __init__(self, asked: Sequence[Machine]) -> None:
        machines.must_be_named(asked)
        self._asked = asked

    @classmethod
    def of(cls, asked: Sequence[Machine]) -> list["Machines"]:
        """The follower; none where there is no machine to ask."""
        return [cls(asked)] if asked else []

    async def take(self, tx: Tx, of: Sequence[Stretch]) -> None:
        """Ask about the cases of these entries."""
        await machines.consider(tx, self._asked, of)
