"""What a file of an election holds, and how what is wrong with one is said."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from rooms.errors import Malformed
from rooms.voting.ballot import canonical
from rooms.voting.counting.election import Election
from rooms.voting.rule import Method, Option, Rule

MOST_OPTIONS = 1000
MOST = 10**15  # of anything a file counts
LONGEST_NUMBER = 15  # digits


class Wrong(Exception):
    """The file is not one of its kind. `line`: counted from 1."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{line}: {why}")
        self.line = line
        self.why = why


class Official(Struct, frozen=True):
    """What the file says came of it. `votes`, `scores`: by option; `winners`: numbers of options; None: it does not say."""

    votes: list[int] | None = None
    scores: list[int] | None = None
    winners: list[int] | None = None
    result: str | None = None  # of an export: the result as announced, canonical JSON


class Found(Struct, frozen=True):
    """An election in a file.

    `rule`: how it is counted where nothing else is asked for. `methods`: those its ballots can be counted by. `ballots`: what was
    said, as JSON reads it, and how often. `lines`: where each was said first. `lot`: the order that breaks ties, None: that of the file.
    `roll`: how many might vote.
    """

    title: str
    rule: Rule
    methods: list[Method]
    options: list[Option]
    ballots: list[tuple[Any, int]]
    lines: list[int]
    roll: int
    official: Official = Official()
    lot: list[int] | None = None

    def box(self, rule: Rule) -> Counter[str]:
        """The ballots under a rule, each as its canonical text. Raises Wrong with the line of a ballot that the method does not take."""
        box: Counter[str] = Counter()
        for (ballot, times), line in zip(self.ballots, self.lines, strict=True):
            try:
                box[canonical(rule, len(self.options), ballot)] += times
            except Malformed as malformed:
                raise Wrong(line, REFUSED.get(malformed.reason, malformed.reason)) from malformed
        return box

    def election(self, rule: Rule, lot: tuple[int, ...] | None) -> Election:
        """What is counted. `lot`: None is the lot of the file."""
        own = self.lot or range(1, len(self.options) + 1)
        return Election(rule, self.options, self.roll, tuple(own if lot is None else lot))


REFUSED = {
    "equal-ranks": "this method takes no equal ranks",
    "chosen-twice": "an option is named twice",
    "no-such-option": "an option is named that does not exist",
    "no-such-score": "a score is higher than the highest",
    "not-a-ballot": "this is not a ballot of the method",
    "not-a-choice": "this is not a ballot of the method",
}


def whole(text: str, line: int, what: str, least: int = 0, most: int = MOST) -> int:
    """The number that a text says. Raises Wrong."""
    said = text.strip()
    if not (said.isascii() and said.isdigit()) or len(said) > LONGEST_NUMBER:
        raise Wrong(line, f"{what} should be a whole number, not {_shown(text)}")
    number = int(said)
    if not least <= number <= most:
        raise Wrong(line, f"{what} should be from {least} to {most}, not {number}")
    return number


def lines_of(text: str) -> Iterable[tuple[int, str]]:
    """The lines that say something, with their numbers."""
    for number, line in enumerate(text.split("\n"), 1):
        if said := line.strip():
            yield number, said


def option(title: str, line: int, cost: int = 0) -> Option:
    """An option by its title, which may be as long as it is. Raises Wrong where it has none."""
    if not title.strip():
        raise Wrong(line, "an option has no title")
    return Option(title.strip(), cost)


def with_method(rule: Rule, method: Method) -> Rule:
    """The same rule by another method."""
    return msgspec.structs.replace(rule, method=method)


def _shown(text: str) -> str:
    said = text.strip()
    return repr(said if len(said) <= 20 else said[:20] + "…")  # noqa: PLR2004 - enough to be found
