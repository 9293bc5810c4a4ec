"""What waits in the database to be dealt with: letters to be sent, entries that durable followers have yet to take."""

from collections.abc import Sequence

from msgspec import Struct

from rooms import sql
from rooms.store import Store
from server.followers.follower import Follower

q = sql.beside(__file__)


class Letters(Struct, frozen=True):
    """`due`: those whose time has come; `oldest_s`: since the oldest that waits was written."""

    waiting: int
    due: int
    oldest_s: float


class Behind(Struct, frozen=True):
    """Rooms in which a follower has something left to deal with, and how many entries that is."""

    rooms: int
    entries: int


class Waiting(Struct, frozen=True):
    """By follower: how far it is behind, and how many entries it has passed over."""

    letters: Letters
    behind: dict[str, Behind]
    passed_over: dict[str, int]


async def look(store: Store, followers: Sequence[Follower]) -> Waiting:
    """As it is now. Raises Busy where the database is away."""
    async with store.reading() as tx:
        letters = await tx.one(Letters, q["letters"])
        assert letters is not None, "a count is always a row"
        behind: dict[str, Behind] = {}
        passed: dict[str, int] = {}
        for follower in followers:
            found = await tx.one(Behind, q["behind"], follower.name, list(follower.rooms))
            assert found is not None, "a count is always a row"
            behind[follower.name] = found
            passed[follower.name] = await tx.conn.fetchval(q["passed_over"], follower.name)
    return Waiting(letters, behind, passed)
