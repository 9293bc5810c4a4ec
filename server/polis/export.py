"""A folder of the open Polis export: `comments.csv` with the statements and `votes.csv` with every vote.

Reading it checks every row of both files before anything is done with one, so a bad row costs nothing but the
message that names it. Statements are held in memory, votes are not.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from rooms.errors import Refused
from rooms.positions import Side
from rooms.text import body, title
from server.polis.rows import BadExport, Row, rows
from server.polis.sorting import in_order
from server.polis.wording import as_markdown

MODERATED_OUT = -1
AGREE = 1  # in published exports; the server's own database has it the other way round
SIDES = {1: Side.AGREE, 0: Side.PASS, -1: Side.DISAGREE}
SPOKEN = ("timestamp", "comment-id", "author-id", "moderated", "comment-body")
VOTED = ("timestamp", "comment-id", "voter-id", "vote")


class Statement(Struct, frozen=True):
    """A statement as it was published. `at_ms`: milliseconds since 1970. `kept`: not moderated out.

    `agrees` and `disagrees` are the counts printed beside it, None where there are none.
    """

    id: int
    author: int
    at_ms: int
    kept: bool
    body: str
    agrees: int | None
    disagrees: int | None

    @property
    def markdown(self) -> str:
        """The body of the post that shows it."""
        return as_markdown(self.body)


class Vote(Struct, frozen=True):
    """Where a person stood on a statement. `at_ms` is never before the statement's own."""

    at_ms: int
    statement: int
    voter: int
    side: Side


class Export:
    """One conversation, whole and checked. Raises BadExport, naming file and line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.title = _topic(folder)
        self.statements = _statements(folder / "comments.csv")
        self.kept = sorted(
            (s for s in self.statements.values() if s.kept), key=lambda s: (s.at_ms, s.id)
        )
        votes: Counter[tuple[int, int]] = Counter()
        for _, statement, _, vote in self._votes():
            votes[statement, vote] += 1
        self.votes = votes.total()
        self.votes_kept = sum(n for (said, _), n in votes.items() if self.statements[said].kept)
        self.confirmed, self.agree = _agree(self.statements.values(), votes)

    def participants(self) -> list[int]:
        """Everybody who spoke or voted on what is kept, in the order of their numbers."""
        return sorted({s.author for s in self.kept} | {voter for _, _, _, voter, _ in self._rows()})

    def size(self) -> int:
        """How many people, statements and votes there are to bring in, re-votes counted."""
        return len(self.participants()) + len(self.kept) + self.votes_kept

    def all_votes(self) -> Iterator[Vote]:
        """Every vote on a kept statement, in the order of time."""
        return self._in_time(self._rows())

    def latest_votes(self) -> Iterator[Vote]:
        """Of each person on each kept statement the newest vote, in the order of time."""
        by_pair = in_order(
            (said, voter, at, line, vote) for at, line, said, voter, vote in self._rows()
        )
        newest = (list(votes)[-1] for _, votes in groupby(by_pair, key=lambda row: row[:2]))
        return self._in_time(
            (at, line, said, voter, vote) for said, voter, at, line, vote in newest
        )

    def _in_time(self, rows: Iterable[tuple[int, ...]]) -> Iterator[Vote]:
        for at, _, said, voter, vote in in_order(rows):
            yield Vote(at, said, voter, SIDES[vote * self.agree])

    def _rows(self) -> Iterator[tuple[int, int, int, int, int]]:
        """The votes on kept statements. None is older than its statement; equal times keep the order of the file."""
        for line, (at, said, voter, vote) in enumerate(self._votes()):
            statement = self.statements[said]
            if statement.kept:
                yield max(at, statement.at_ms), line, said, voter, vote

    def _votes(self) -> Iterator[tuple[int, int, int, int]]:
        for row in rows(self.folder / "votes.csv", VOTED):
            statement = row.number("comment-id")
            if statement not in self.statements:
                raise row.bad("comment-id", "is not in comments.csv")
            vote = row.number("vote", least=-1, most=1)
            yield row.time("timestamp"), statement, row.number("voter-id"), vote


def _statements(path: Path) -> dict[int, Statement]:
    found: dict[int, Statement] = {}
    for row in rows(path, SPOKEN):
        statement = Statement(
            row.number("comment-id"),
            row.number("author-id"),
            row.time("timestamp"),
            row.number("moderated", least=-1, most=1) != MODERATED_OUT,
            row["comment-body"],
            row.number("agrees") if row.has("agrees") else None,
            row.number("disagrees") if row.has("disagrees") else None,
        )
        if statement.id in found:
            raise row.bad("comment-id", "stands here for the second time")
        if statement.kept:
            _fit(row, statement)
        found[statement.id] = statement
    return found


def _fit(row: Row, statement: Statement) -> None:
    try:
        body(statement.markdown)
    except Refused as refused:
        raise row.bad("comment-body", f"cannot be a post: {refused.reason}") from None


def _agree(statements: Iterable[Statement], votes: Counter[tuple[int, int]]) -> tuple[int, int]:
    """How many of the counts printed beside the statements bear it out that 1 means to agree, or -1; and which does.

    The printed counts are of rows, so whoever voted twice is in them twice.
    """
    printed = [s for s in statements if s.agrees is not None and s.disagrees is not None]
    borne_out = {
        agree: sum(
            (votes[s.id, agree], votes[s.id, -agree]) == (s.agrees, s.disagrees) for s in printed
        )
        for agree in (AGREE, -AGREE)
    }
    agree = -AGREE if borne_out[-AGREE] > borne_out[AGREE] else AGREE
    return borne_out[agree], agree


def _topic(folder: Path) -> str:
    """What the conversation is about, by `summary.csv` where there is one, else the folder's name."""
    try:
        with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as file:
            topics = [line[1] for line in csv.reader(file) if len(line) > 1 and line[0] == "topic"]
        return title(topics[0], longest=200)
    except (OSError, UnicodeError, csv.Error, IndexError, Refused):
        return title(folder.resolve().name[:200] or "Polis")


__all__ = ["BadExport", "Export", "Statement", "Vote"]
