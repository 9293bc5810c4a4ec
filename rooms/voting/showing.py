"""Reading a vote: what a room sees of it, what one is in it oneself, and its ballots once they are to be seen.

What is seen while it runs is what its rule says, and the same everywhere: `Rule.seen`.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from rooms import sql, standing
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.proposals import views
from rooms.standing import Standing
from rooms.tx import Tx
from rooms.voting import rule, vote
from rooms.voting.rule import Meaning
from rooms.voting.vote import Tally, Vote

q = sql.beside(__file__)

MOST = 100  # votes of a proposal or a thread that are listed
PAGE = 200  # ballots

Why = Literal[
    "sign-in-first", "join-first", "not-on-roll", "silenced", "room-archived", "vote-closed", "vote-annulled", "voted-already"
]  # fmt: skip


class Mine(Struct, frozen=True):
    """One's own ballot in an open vote. `salt`: with it and one's number the leaf says whose it is, to whoever is shown both."""

    leaf: int
    ballot: str
    at: datetime
    salt: str
    reason: str | None


class VoteShown(Struct, frozen=True):
    """A vote at one number of its room's journal. `now`: the clock that closes it, so that nobody's own has to be right.

    `me`: my number in the room. `listed`: on the roll. `voted`: I have cast. `why_not`: why I may not cast now, None: I may.
    `mine`: in an open vote. `tally`: None where there is none to see. `meaning`: the rule, put to this roll. `size`: leaves of its log,
    `signed`: how many of them the newest checkpoint covers, 0: there is none yet.
    """

    vote: Vote
    epoch: int
    seq: int
    now: datetime
    me: int | None
    listed: bool
    voted: bool
    why_not: Why | None
    mine: Mine | None
    tally: list[Tally] | None
    meaning: Meaning
    size: int
    signed: int


class Votes(Struct, frozen=True):
    """The votes of a proposal, or the polls of a thread, the newest first, at one number of the room's journal."""

    votes: list[Vote]
    epoch: int
    seq: int


class BallotShown(Struct, frozen=True):
    """A ballot as the log has it. `number`: whose it is, None where it is secret or erased. `receipt`: of a secret one.

    `counts` False: the same voter cast another one later. `reason`: None where none was given, or it was taken away.
    """

    leaf: int
    ballot: str
    receipt: str | None
    number: int | None
    at: datetime | None
    counts: bool
    reason: str | None


class Ballots(Struct, frozen=True):
    """A page of ballots, by their place in the log."""

    ballots: list[BallotShown]
    more: bool


class Place(Struct, frozen=True):
    """What one is in a vote at this moment."""

    now: datetime
    me: int | None
    silenced: bool
    archived: bool
    over: bool
    listed: bool
    voted: bool
    size: int
    signed: int


async def listing(tx: Tx, who: Who | None, proposal_id: int) -> Votes:
    """The votes of a proposal. Raises NotFound."""
    reader = await views.reader_of_opened(tx, who, proposal_id)
    return Votes(await vote.lines(tx, proposal_id, None, MOST), reader.epoch, reader.seq)


async def polls(tx: Tx, who: Who | None, thread_id: int) -> Votes:
    """The polls of a thread. Raises NotFound."""
    room_id = await tx.conn.fetchval(q["room_of_thread"], thread_id)
    reader = await _reader(tx, who, room_id, "no-thread")
    return Votes(await vote.lines(tx, None, thread_id, MOST), reader.epoch, reader.seq)


async def shown(tx: Tx, who: Who | None, vote_id: int) -> VoteShown:
    """A vote, and what one is in it. Raises NotFound."""
    reader = await reader_of(tx, who, vote_id)
    line = await vote.line(tx, vote_id)
    place = await tx.one(Place, q["place"], vote_id, who.id if who else None)
    assert place is not None, "just found"
    mine = (
        None
        if line.rule.secret or not place.voted
        else await tx.one(Mine, q["mine"], vote_id, place.me)
    )
    return VoteShown(
        line, reader.epoch, reader.seq, place.now, place.me, place.listed, place.voted, _why_not(line, who, place),
        mine, await _tally(tx, line, place), rule.meaning(line.rule, line.options, line.voters), place.size, place.signed,
    )  # fmt: skip


async def ballots(tx: Tx, who: Who | None, vote_id: int, after: int) -> Ballots:
    """The ballots behind a leaf, once they are to be seen: after closing, of an open vote with a live tally before. Raises NotFound, Conflict."""
    await reader_of(tx, who, vote_id)
    line = await vote.line(tx, vote_id)
    must_be_seen(line)
    query = q["secret"] if line.rule.secret else q["open"]
    found = await tx.all(BallotShown, query, vote_id, after, PAGE + 1)
    return Ballots(found[:PAGE], len(found) > PAGE)


async def counted(tx: Tx, who: Who | None, vote_id: int) -> Vote:
    """A vote with its result. Raises NotFound, Conflict (it runs still, or was annulled before it was counted)."""
    await reader_of(tx, who, vote_id)
    line = await vote.line(tx, vote_id)
    if line.result is None:
        raise Conflict("vote-runs", until=line.closes_at)
    return line


async def reader_of(tx: Tx, who: Who | None, vote_id: int) -> Standing:
    """The standing of somebody who may read the room of a vote. Raises NotFound."""
    return await _reader(tx, who, await tx.conn.fetchval(q["room_of"], vote_id), "no-vote")


def must_be_seen(line: Vote) -> None:
    """Raises Conflict where its ballots are not to be seen yet."""
    if line.closed_at is None and line.rule.seen != "live":
        raise Conflict("vote-runs", until=line.closes_at)


async def _reader(tx: Tx, who: Who | None, room_id: int | None, missing: str) -> Standing:
    if room_id is None:
        raise NotFound(missing)
    try:
        return await standing.reader(tx, who, room_id)
    except NotFound:
        raise NotFound(missing) from None


async def _tally(tx: Tx, line: Vote, place: Place) -> list[Tally] | None:
    """What is seen of the count of an open vote; of a secret one the result says all."""
    if line.rule.secret:
        return None
    seen = line.rule.seen
    if line.closed_at is not None or seen == "live" or (seen == "own" and place.voted):
        return await vote.tally(tx, line.id)
    return None


def _why_not(line: Vote, who: Who | None, place: Place) -> Why | None:
    against: list[tuple[bool, Why]] = [
        (line.annulled_at is not None, "vote-annulled"),
        (place.over, "vote-closed"),
        (who is None, "sign-in-first"),
        (place.me is None, "join-first"),
        (not place.listed, "not-on-roll"),
        (place.archived, "room-archived"),
        (place.silenced, "silenced"),
        (line.rule.secret and place.voted, "voted-already"),
    ]
    return next((why for holds, why in against if holds), None)
