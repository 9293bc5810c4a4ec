"""The inbox of whoever has a session open, by which a line learns that the session is over."""

from collections.abc import Sequence

from msgspec import Struct

from rooms import sql
from rooms.errors import SignInFirst
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


class Inbox(Struct, frozen=True):
    """A person's inbox and how far its journal has come."""

    room_id: int
    epoch: int
    seq: int


class Watched(Inbox, frozen=True):
    """An inbox, and its place among many that were asked for, from 1 on. `seen`: whether its person is shown where they are."""

    n: int
    seen: bool


async def one(tx: Tx, who: Who) -> Inbox:
    """The person's inbox, read at one moment together with the session.

    Whatever ends the session later is an entry numbered above. Raises SignInFirst where it is over already.
    """
    found = await tx.one(Inbox, q["one"], who.id, who.session_id)
    if found is None:
        raise SignInFirst("session-ended")
    return found


async def many(tx: Tx, asked: Sequence[tuple[int, int | None]]) -> list[Watched | None]:
    """The same for many pairs of a person's id and a session's; None: that session is over."""
    found = await tx.all(
        Watched, q["many"], [person for person, _ in asked], [session for _, session in asked]
    )
    places = {each.n: each for each in found}
    return [places.get(n) for n in range(1, len(asked) + 1)]
