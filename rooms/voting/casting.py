"""Casting a ballot. What is acknowledged is counted, what is refused is not: a ballot holds the vote's row, and closing waits for it.

Of a secret ballot nothing is kept that leads to a person. What is kept under the key of a command, and in the audit, is made of the
arguments that are a `Command` or a number; so ballot and receipt come beside the command, in a `Slip`.
"""

import re
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from rooms import silence, sql, standing
from rooms.audit import Command
from rooms.commitment import committed, new_salt
from rooms.errors import Conflict, Forbidden, Malformed, Stale
from rooms.people import Who
from rooms.screening import Words
from rooms.text import body
from rooms.tx import Tx
from rooms.voting import ballot, leaves, ledger
from rooms.voting.rule import Rule

q = sql.beside(__file__)

LONGEST_REASON = 2000  # characters
RECEIPT = re.compile(r"[0-9a-f]{32}")
TAKEN = "INSERT 0 1"


class Slip(Struct, frozen=True):
    """What is cast. `ballot`: as `rooms.voting.ballot` has it; `version`: of the text that was read, None in a poll.

    `receipt`: 32 hexadecimal digits that the voter's browser made by chance, for a secret vote alone.
    """

    ballot: ballot.Cast
    version: int | None
    receipt: str | None
    reason: str


class Casting(Command, frozen=True):
    """The same as it is sent."""

    ballot: ballot.Cast
    version: int | None = None
    receipt: Annotated[str, Meta(min_length=32, max_length=32)] | None = None
    reason: Annotated[str, Meta(max_length=LONGEST_REASON)] = ""

    @property
    def parted(self) -> tuple[Command, Slip]:
        """The command, and what is cast. Of what has a receipt the command knows no more than its key."""
        slip = Slip(self.ballot, self.version, self.receipt, self.reason)
        return (self if self.receipt is None else Command(self.key)), slip


class Cast(Struct, frozen=True):
    """That a ballot was taken. `leaf`: its place in the log of an open vote; None: it was secret, and nothing else is kept of it."""

    vote_id: int
    leaf: int | None


class Voter(Struct, frozen=True):
    """Who casts, and the vote, held until commit."""

    room_id: int
    number: int
    may: bool
    silenced: int | None
    archived: bool
    listed: bool
    secret: bool
    rule: str
    options: int
    version: int | None
    over: bool
    annulled: bool


class Earlier(Struct, frozen=True):
    """The voter's ballot before this one."""

    leaf: int
    salt: bytes


async def cast(tx: Tx, who: Who, vote_id: int, _: Command, slip: Slip) -> Cast:
    """Cast a ballot; in an open vote, until it is closed, in the place of the one before.

    Raises NotFound, Forbidden (may not speak, not on the roll), Conflict (closed, annulled, voted already in secret), Stale, Malformed.
    """
    voter = await tx.one(Voter, q["voter"], vote_id, who.id, tx.roles)
    if voter is None:
        raise await standing.outsider(tx, await tx.conn.fetchval(q["room_of"], vote_id), "no-vote")
    await silence.must_let(tx, voter)
    _must_be_open(voter)
    if slip.version != voter.version:
        raise Stale("version-changed", field="version", version=voter.version)
    rule = msgspec.json.decode(voter.rule, type=Rule)
    text = ballot.canonical(rule, voter.options, slip.ballot)
    why = _reason(tx, rule, text, slip.reason)
    if voter.secret:
        return await _in_secret(tx, vote_id, voter.number, text, slip.receipt)
    if slip.receipt is not None:
        raise Malformed("no-receipt-here", field="receipt")
    return await _openly(tx, vote_id, voter, text, why)


def _must_be_open(voter: Voter) -> None:
    if voter.archived:
        raise Conflict("room-archived")
    if voter.annulled:
        raise Conflict("vote-annulled")
    if voter.over:
        raise Conflict("vote-closed")
    if not voter.listed:
        raise Forbidden("not-on-roll")


def _reason(tx: Tx, rule: Rule, text: str, said: str) -> str | None:
    why = body(said, "reason", LONGEST_REASON).strip() if said.strip() else None
    if why is None and ballot.needs_reason(rule, text):
        raise Malformed("reason-needed", field="reason")
    if why is not None and not ballot.takes_reason(rule, text):
        raise Malformed("no-reason-here", field="reason")
    if why is not None:
        tx.screen(Words("description", why))
    return why


async def _in_secret(tx: Tx, vote_id: int, number: int, text: str, receipt: str | None) -> Cast:
    if receipt is None or not RECEIPT.fullmatch(receipt):
        raise Malformed("receipt-needed", field="receipt")
    # Two at once of one voter meet here: the second waits for the first, and is refused.
    if await tx.conn.execute(q["turn_out"], vote_id, number) != TAKEN:
        raise Conflict("voted-already")
    if await tx.conn.execute(q["into_box"], vote_id, bytes.fromhex(receipt), text) != TAKEN:
        raise Malformed("receipt-used", field="receipt")
    return Cast(vote_id, None)


async def _openly(tx: Tx, vote_id: int, voter: Voter, text: str, why: str | None) -> Cast:
    held = await ledger.take(tx, vote_id)
    earlier = await tx.one(Earlier, q["earlier"], vote_id, voter.number)
    salt = earlier.salt if earlier else new_salt()
    why_salt = new_salt()
    before = earlier.leaf if earlier else None
    said = committed(why_salt, why) if why else None
    whose = leaves.voter_of(salt, voter.number)
    record = leaves.open_ballot(vote_id, held.size, held.now, whose, text, said, before)
    await tx.do(q["turn_out"], vote_id, voter.number)
    await ledger.append(tx, vote_id, held, [record])
    await tx.do(q["keep"], vote_id, held.size, voter.room_id, voter.number, salt, held.now, before)
    if why:
        await tx.do(q["say_why"], vote_id, held.size, why_salt, why)
    return Cast(vote_id, held.size)
