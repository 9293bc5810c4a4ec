"""Opening a vote: in one transaction its roll, its text and its rule are frozen, and its log begins.

The roll is made by the database itself, of the members who may speak in the room at that moment. Nothing of a vote is extended or mended
later: it is annulled, and opened anew.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta, Struct, field

from rooms import silence, sql, standing
from rooms.audit import Command
from rooms.commitment import new_salt
from rooms.errors import Conflict, Stale
from rooms.people import Who
from rooms.proposals import seats
from rooms.proposals.stages import Stage
from rooms.screening import Words
from rooms.text import title
from rooms.thread import LONGEST_TITLE
from rooms.threads import Title
from rooms.tx import Tx
from rooms.voting import leaves, ledger, vote
from rooms.voting.rule import LONGEST_OPTION, MOST_OPTIONS, Option, Rule, fit, on_ballot
from rooms.voting.vote import Vote, VoteOpened

q = sql.beside(__file__)

SHORTEST_MIN, LONGEST_MIN = 5, 366 * 24 * 60
FEWEST = 5  # on the roll of a secret vote: among fewer, the result says who

Minutes = Annotated[int, Meta(ge=SHORTEST_MIN, le=LONGEST_MIN)]
Options = Annotated[list[Option], Meta(max_length=MOST_OPTIONS)]


class Opening(Command, frozen=True):
    """A vote on the newest version of a proposal, for so many minutes. `options`: where the rule chooses among some."""

    version: int
    minutes: Minutes
    options: Options = field(default_factory=list)


class Polling(Command, frozen=True):
    """A poll in a thread, which binds nobody: what is asked, by which rule, for so many minutes."""

    title: Title
    minutes: Minutes
    rule: Rule
    options: Options = field(default_factory=list)


class Matter(NamedTuple):
    """What is voted on. `proposal_id`, `version`, `round`: None for a poll."""

    room_id: int
    thread_id: int
    proposal_id: int | None
    version: int | None
    round: int | None
    title: str


class Floor(Struct, frozen=True):
    """Who wants to open a poll, and the thread, locked."""

    room_id: int
    number: int
    may: bool
    silenced: int | None
    archived: bool
    closed: bool


class Opened(Struct, frozen=True):
    """What was frozen just now."""

    id: int
    opened_at: datetime
    closes_at: datetime
    text_hash: bytes | None


async def open_vote(tx: Tx, who: Who, proposal_id: int, opening: Opening) -> Vote:
    """Open the vote of this round on a proposal, by the stewards of the room.

    Raises as `seats.take`; Forbidden, Conflict (not in the stage of the vote, there is one, too few for a secret one), Stale, Malformed.
    """
    seat = await seats.take(tx, who, proposal_id)
    state = await seats.state(tx, proposal_id, seat.number)
    line = await seats.line(tx, proposal_id)
    if (
        state.stage != Stage.VOTE
        or state.copied is None
        or line.thread_id is None
        or line.title is None
    ):
        raise Conflict("no-vote-now", stage=state.stage)
    if opening.version != state.version:
        raise Stale("version-changed", field="version", version=state.version)
    if await tx.conn.fetchval(q["there"], proposal_id, state.round):
        raise Conflict("vote-there")
    matter = Matter(
        seat.room_id, line.thread_id, proposal_id, state.version, state.round, line.title
    )
    return await _begin(
        tx, matter, seat.number, state.copied.ballot, opening.options, opening.minutes
    )


async def poll(tx: Tx, who: Who, thread_id: int, polling: Polling) -> Vote:
    """Open a poll in a thread, by whoever may open threads there. Raises NotFound, Forbidden, Conflict, Malformed."""
    floor = await tx.one(Floor, q["floor"], thread_id, who.id, tx.roles)
    if floor is None:
        room_id = await tx.conn.fetchval(q["room_of"], thread_id)
        raise await standing.outsider(tx, room_id, "no-thread")
    await silence.must_let(tx, floor)
    if floor.archived:
        raise Conflict("room-archived")
    if floor.closed:
        raise Conflict("thread-closed")
    heading = title(polling.title, longest=LONGEST_TITLE)
    tx.screen(Words("title", heading))
    rule = msgspec.structs.replace(polling.rule, binding=False)
    matter = Matter(floor.room_id, thread_id, None, None, None, heading)
    return await _begin(tx, matter, floor.number, rule, polling.options, polling.minutes)


async def _begin(
    tx: Tx, matter: Matter, number: int, rule: Rule, asked: Sequence[Option], minutes: int
) -> Vote:
    options = [Option(title(each.title, "options", LONGEST_OPTION), each.cost) for each in asked]
    for option in options:
        tx.screen(Words("title", option.title))
    fit(rule, options)
    if rule.secret and await tx.conn.fetchval(q["voters"], matter.room_id, minutes) < FEWEST:
        raise Conflict("too-few-for-secret", fewest=FEWEST)
    texts = leaves.canonical(rule), leaves.canonical(on_ballot(rule, options))
    salt = new_salt()
    opened = await tx.one(Opened, q["open"], *matter, *texts, rule.secret, number, minutes, salt)
    assert opened is not None, "an insert returns its row"
    numbers: list[int] = await tx.conn.fetchval(q["roll"], opened.id)
    roll = leaves.Roll(len(numbers), leaves.roll_of(salt, numbers))
    first = leaves.opening(
        opened.id, opened.opened_at, opened.closes_at, opened.text_hash, *texts, roll
    )
    await ledger.append(tx, opened.id, await ledger.begin(tx, opened.id), [first])
    tx.facts["vote"] = opened.id
    line = await vote.line(tx, opened.id)
    tx.append(matter.room_id, VoteOpened(line), by=number)
    return line
