"""The export of a vote of this product: JSON lines, of which each is a leaf of the vote's log.

Only what a count needs is read here: the rule, the options, the roll, the ballots that count (of an open vote the last of each voter), and
the result as it was announced. Whether the log is whole and signed is asked of `verify_vote.py`, not of this. The lot comes from the
root of the log with all ballots in it, before the leaf that closes it; how that tree is made is RFC 6962, section 2.1.
"""

import json
from collections import Counter
from typing import Any

import msgspec

from rooms.tree import joined, leaf_hash
from rooms.voting.counting.election import lot_of
from rooms.voting.formats.found import Found, Official, Wrong, lines_of, whole
from rooms.voting.rule import Option, Rule

KINDS = {
    "vote": 9,
    "ballot": 8,
    "secret": 4,
    "closed": 5,
    "annulled": 4,
}  # how many lines a leaf has


def read(text: str) -> Found:
    """The vote in an export. Raises Wrong, also where it is not closed."""
    leaves = _leaves(text)
    line, opened = leaves[0]
    if opened[0] != "vote":
        raise Wrong(line, "the first leaf should be the opening of a vote")
    rule = _read(opened[5], Rule, line, "the rule")
    options = _read(opened[6], list[Option], line, "the options")
    roll = whole(opened[7], line, "the number of voters")
    ballots: dict[str, str] = {}
    at: dict[str, int] = {}
    closed: tuple[int, list[str]] | None = None
    for number, (line, leaf) in enumerate(leaves[1:], 1):
        if leaf[0] == "closed":
            closed = (number, leaf)
            break
        if leaf[0] == "ballot":
            ballots.pop(leaf[7], None)
            ballots[str(number)] = leaf[5]
        elif leaf[0] == "secret":
            ballots[str(number)] = leaf[3]
        at[str(number)] = line
    if closed is None:
        raise Wrong(line, "the vote is not closed")
    said = Counter(ballots.values())
    first = {ballot: at[leaf] for leaf, ballot in reversed(ballots.items())}
    root = _root([leaf_hash(each[-1].encode()) for _, each in leaves[: closed[0]]])
    return Found(
        title="",
        rule=rule,
        methods=[rule.method],
        options=options,
        ballots=[(_json(ballot, first[ballot]), times) for ballot, times in said.items()],
        lines=[first[ballot] for ballot in said],
        roll=roll,
        official=Official(result=closed[1][4]),
        lot=list(lot_of(root, len(options))),
    )


def _leaves(text: str) -> list[tuple[int, list[str]]]:
    """The leaves: the line of each, its kind, what its lines say (the vote's number first), and last the record itself."""
    found: list[tuple[int, list[str]]] = []
    for line, said in lines_of(text):
        told = _json(said, line)
        if not isinstance(told, dict):
            raise Wrong(line, "each line should be a JSON object")
        if "leaf" not in told:
            continue
        record = told.get("record")
        if told["leaf"] != len(found) or not isinstance(record, str):
            raise Wrong(line, f"leaf {len(found)} should stand here, with its record")
        kind, *rest = record.removesuffix("\n").split("\n")
        name = kind.removeprefix("dienhong.").removesuffix(".1")
        if kind != f"dienhong.{name}.1" or KINDS.get(name) != len(rest) + 1:
            raise Wrong(line, "this is not a leaf of a vote")
        found.append((line, [name, *rest, record]))
    if not found:
        raise Wrong(1, "there are no leaves in this file")
    return found


def _json(text: str, line: int) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Wrong(line, "this is not JSON") from error


def _read(text: str, kind: Any, line: int, what: str) -> Any:
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise Wrong(line, f"{what} cannot be read: {error}") from error


def _root(hashes: list[bytes]) -> bytes:
    """RFC 6962: of two halves, the first as large a power of two as goes."""
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return joined(_root(hashes[:half]), _root(hashes[half:]))
