"""What the leaves of a vote's log say, byte for byte; docs/voting.md says it for those who read no Python.

A leaf is lines of UTF-8, each ended by a line feed. What may have to be erased, whose an open ballot is and why they cast it so,
stands in it as a salted hash.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec

from rooms.commitment import committed, instant

NONE = "-"
BALLOT_AT = 6  # the line of an open ballot's leaf that says the ballot, counted from 1; `closing.sql` and `showing.sql` know it


class Roll(NamedTuple):
    """How many may vote, and the commitment to who they are."""

    voters: int
    commitment: bytes


def opening(
    vote_id: int,
    at: datetime,
    until: datetime,
    text: bytes | None,
    rule: str,
    options: str,
    roll: Roll,
) -> str:
    """The first: what is voted on, by whom and under which rule. `text`: the hash of the proposal's, None for a poll."""
    said = text.hex() if text else NONE
    voters, commitment = roll
    return _lines(
        "vote", vote_id, instant(at), instant(until), said, rule, options, voters, commitment.hex()
    )


def open_ballot(
    vote_id: int,
    leaf: int,
    at: datetime,
    voter: bytes,
    ballot: str,
    reason: bytes | None,
    replaces: int | None,
) -> str:
    """An open ballot. `voter`, `reason`: commitments. `replaces`: the leaf of the same voter's ballot before it."""
    why = reason.hex() if reason else NONE
    before = NONE if replaces is None else replaces
    return _lines("ballot", vote_id, leaf, instant(at), voter.hex(), ballot, why, before)


def secret_ballot(vote_id: int, receipt: bytes, ballot: str) -> str:
    """A secret ballot, once the box is sealed."""
    return _lines("secret", vote_id, receipt.hex(), ballot)


def closing(vote_id: int, at: datetime, cast: int, result: str) -> str:
    """The last: how many voters' ballots count, and the result."""
    return _lines("closed", vote_id, instant(at), cast, result)


def annulling(vote_id: int, at: datetime, reason: bytes) -> str:
    """That the vote was annulled. `reason`: the commitment to it."""
    return _lines("annulled", vote_id, instant(at), reason.hex())


def roll_of(salt: bytes, numbers: Sequence[int]) -> bytes:
    """The commitment to a roll: of the members' numbers, ascending, with commas between them."""
    return committed(salt, ",".join(map(str, sorted(numbers))))


def voter_of(salt: bytes, number: int) -> bytes:
    """The commitment to a voter: of their number in the room."""
    return committed(salt, str(number))


def canonical(told: object) -> str:
    """The one JSON text of a rule, of options or a result: no spaces, keys in order, letters as they are."""
    plain = msgspec.to_builtins(told)
    return json.dumps(plain, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def _lines(kind: str, *rest: object) -> str:
    return "".join(f"{line}\n" for line in (f"dienhong.{kind}.1", *rest))
