"""A room of voters and the votes they cast in, by the verbs themselves: what the promises about votes are tried on."""

import secrets
from dataclasses import dataclass

from rooms.people import Who
from rooms.store import Store
from rooms.voting import casting, opening
from rooms.voting.casting import Cast, Casting
from rooms.voting.opening import Polling
from rooms.voting.rule import Rule
from tests.debate import cast, gather
from tests.promises.scene import key, who
from tests.rooms.voting.polling import joined
from tests.world import Someone, World

CLOSING = "update vote set opened_at = now() - interval '2 days', closes_at = clock_timestamp() + make_interval(secs => $2) where id = $1"


@dataclass
class Booth:
    """A room, its thread, and the people on the roll of whatever is opened in it."""

    world: World
    room_id: int
    thread_id: int
    people: list[Someone]
    voters: list[Who]

    @property
    def store(self) -> Store:
        """The store of the running server."""
        store: Store = self.world.app.state.store
        return store

    async def opened(self, *, secret: bool) -> int:
        """A vote on a question of its own."""
        asked = Polling(key(), "Có họp thứ hai không?", 60, Rule(quorum=0, secret=secret))
        return (await self.store.run(opening.poll, self.voters[0], self.thread_id, asked)).result.id

    async def cast(self, voter: Who, vote_id: int, choice: str, receipt: str | None = None) -> Cast:
        """A ballot; raises what refuses it."""
        command, slip = Casting(key(), choice, None, receipt).parted
        return (await self.store.run(casting.cast, voter, vote_id, command, slip)).result

    async def over(self, vote_id: int, in_s: float = 0) -> None:
        """Let the time of a vote be over in so many seconds: past the triggers, which let nobody move an end."""
        async with self.world.sql() as conn, conn.transaction():
            await conn.execute("set local session_replication_role = replica")
            await conn.execute(CLOSING, vote_id, in_s)


async def booth(world: World, size: int) -> Booth:
    """A room with so many who may vote, four of them its keepers and its member."""
    debate = await gather(world, await cast(world))
    people = [debate.owner, debate.facilitator, debate.moderator, debate.member]
    people += await joined(debate, size - len(people))
    return Booth(world, debate.room_id, debate.thread_id, people, [who(each) for each in people])


def receipt() -> str:
    """One, as a browser makes it."""
    return secrets.token_hex(16)
