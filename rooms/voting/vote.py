"""A vote as it is listed, read and pushed, and the events that tell of it.

Each event that changes more than turnout carries the whole line. No event says who voted, and none what, but for the tally of an open
vote whose rule shows it while it runs.
"""

from datetime import datetime

import msgspec
from msgspec import Struct

from rooms import sql
from rooms.journal import Event
from rooms.tx import Tx
from rooms.voting.counting import Result
from rooms.voting.rule import Option, Rule

q = sql.beside(__file__)


class Vote(Struct, frozen=True):
    """A vote. People are named by their number in its room.

    `proposal_id`, `version`, `round`: None for a poll. `options`: as they are numbered on the ballot, from 1; none where it is voted on the
    text. `voters`: how many are on the roll, `voted`: how many of them have cast. `closed_at` None: it runs. `result`: None until it is
    closed, and where it was annulled before. `annulled_at`: it counts for nothing.
    """

    id: int
    room_id: int
    thread_id: int
    proposal_id: int | None
    version: int | None
    round: int | None
    title: str
    rule: Rule
    options: list[Option]
    opened_by: int
    opened_at: datetime
    closes_at: datetime
    voters: int
    voted: int
    closed_at: datetime | None
    result: Result | None
    annulled_at: datetime | None
    annulled_by: int | None
    annulled_reason: str | None


class VoteRow(Struct, frozen=True):
    """A vote as it lies in the table."""

    id: int
    room_id: int
    thread_id: int
    proposal_id: int | None
    version: int | None
    round: int | None
    title: str
    rule: str
    options: list[Option]
    opened_by: int
    opened_at: datetime
    closes_at: datetime
    voters: int
    voted: int
    closed_at: datetime | None
    result: str | None
    annulled_at: datetime | None
    annulled_by: int | None
    annulled_reason: str | None

    def read(self) -> Vote:
        """The vote."""
        told = {name: getattr(self, name) for name in self.__struct_fields__}
        told["rule"] = msgspec.json.decode(self.rule, type=Rule)
        told["result"] = (
            None if self.result is None else msgspec.json.decode(self.result, type=Result)
        )
        return Vote(**told)


class Tally(Struct, frozen=True):
    """How many of the ballots that count say the same. `ballot`: its canonical text."""

    ballot: str
    times: int


class VoteOpened(Event, frozen=True, tag="vote.opened"):
    """A vote was opened: its roll, its rule and what is voted on are frozen."""

    vote: Vote


class VoteTurnedOut(Event, frozen=True, tag="vote.turned_out"):
    """So many have voted by now. `tally`: None where the rule does not show it while it runs."""

    vote_id: int
    proposal_id: int | None
    voted: int
    tally: list[Tally] | None


class VoteReminded(Event, frozen=True, tag="vote.reminded"):
    """Whoever had not voted by now was reminded that it ends."""

    vote_id: int
    proposal_id: int
    closes_at: datetime


class VoteClosed(Event, frozen=True, tag="vote.closed"):
    """It was closed, sealed and counted."""

    vote: Vote


class VoteAnnulled(Event, frozen=True, tag="vote.annulled"):
    """It counts for nothing; a new one may be opened."""

    vote: Vote


async def line(tx: Tx, vote_id: int) -> Vote:
    """The vote as it is listed, as things are now in this transaction."""
    row = await tx.one(VoteRow, q["line"], vote_id)
    assert row is not None, "votes are not deleted"
    return row.read()


async def lines(tx: Tx, proposal_id: int | None, thread_id: int | None, most: int) -> list[Vote]:
    """Those of a proposal, or polls of a thread, the newest first."""
    return [row.read() for row in await tx.all(VoteRow, q["lines"], proposal_id, thread_id, most)]


async def tally(tx: Tx, vote_id: int) -> list[Tally]:
    """The ballots of an open vote that count, by what they say; the most frequent first."""
    return await tx.all(Tally, q["tally"], vote_id)
