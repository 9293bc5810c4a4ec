"""Closing a vote: in one transaction it takes nothing more, its box is sealed, its ballots stand in the log, it is counted, and the result is told.

Nobody closes it: its time does, by the database's clock, or that everybody on the roll has cast in secret, which is final. What seals the box
is the database itself, see the trigger `vote_seals`.
"""

import asyncio
from datetime import datetime

import msgspec
from msgspec import Struct

from rooms import sql
from rooms.tx import Tx
from rooms.voting import leaves, ledger, vote
from rooms.voting.counting import Election, count, lot_of
from rooms.voting.rule import Option, Rule
from rooms.voting.vote import Tally, VoteClosed

q = sql.beside(__file__)


class Over(Struct, frozen=True):
    """A vote that takes nothing more since just now."""

    room_id: int
    secret: bool
    rule: str
    options: list[Option]
    voters: int
    closed_at: datetime


class Sealed(Struct, frozen=True):
    """A ballot of a sealed box. `leaf`: its place in the log."""

    leaf: int
    receipt: bytes
    ballot: str


async def close(tx: Tx, _: None, vote_id: int) -> bool:
    """Close, seal and count a vote that is over, an act of the system; False: it is not, or another process did it.

    Whoever is casting is waited for; their ballots count.
    """
    over = await tx.one(Over, q["close"], vote_id)
    if over is None:
        return False
    held = await ledger.take(tx, vote_id)
    if over.secret:
        box = await tx.all(Sealed, q["sealed"], vote_id)
        records = [leaves.secret_ballot(vote_id, each.receipt, each.ballot) for each in box]
        held = await ledger.append(tx, vote_id, held, records)
    found = await (_sealed_tally(tx, vote_id) if over.secret else vote.tally(tx, vote_id))
    ballots = {each.ballot: each.times for each in found}
    # Nobody knows the root before the last ballot is in, so nobody can vote for the lot that breaks a tie.
    lot = lot_of(held.root, len(over.options))
    election = Election(msgspec.json.decode(over.rule, type=Rule), over.options, over.voters, lot)
    result = await asyncio.to_thread(count, election, ballots)
    text = leaves.canonical(result)
    last = leaves.closing(vote_id, over.closed_at, sum(ballots.values()), text)
    await ledger.append(tx, vote_id, held, [last])
    await tx.do(q["decide"], vote_id, text)
    tx.facts["vote"] = vote_id
    tx.append(over.room_id, VoteClosed(await vote.line(tx, vote_id)))
    return True


async def _sealed_tally(tx: Tx, vote_id: int) -> list[Tally]:
    """The ballots of a sealed box, by what they say; the most frequent first."""
    return await tx.all(Tally, q["sealed_tally"], vote_id)
