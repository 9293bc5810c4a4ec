"""The rule of a vote: by which method, with which quorum and majority, secret or open, and what is seen meanwhile.

It is part of a procedure, is copied with that into a proposal, and frozen once more when a vote is opened. Every part has
a default, so that a copy which was made before the part existed is still read.
"""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct

from rooms.errors import Malformed

MOST_OPTIONS = 100
LONGEST_OPTION = 200
STATUS_QUO = "Giữ nguyên hiện trạng"

Shown: TypeAlias = Literal["live", "counts", "own", "closed"]
Majority: TypeAlias = Literal["simple", "absolute", "two_thirds"]


class Method(StrEnum):
    """How ballots become a result; `rooms.voting.counting` has a file for each."""

    MAJORITY = "majority"
    CONSENT = "consent"
    APPROVAL = "approval"
    SCORE = "score"
    SCHULZE = "schulze"
    RUNOFF = "runoff"
    TRANSFERABLE = "transferable"
    GREEDY = "greedy"
    EQUAL_SHARES = "equal_shares"


ON_THE_TEXT = frozenset(
    {Method.MAJORITY, Method.CONSENT}
)  # a ballot says yes or no, there are no options
RANKED = frozenset({Method.SCHULZE, Method.RUNOFF, Method.TRANSFERABLE})
BUDGETS = frozenset({Method.GREEDY, Method.EQUAL_SHARES})


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """How it is voted on.

    `quorum`: percent of the roll who must cast a ballot, abstentions among them; 0: however few. `majority`, `of` and `strict`
    are of the method `majority`: of the votes cast for and against or of the roll (an absolute majority is always of the roll);
    strict: more than that part, not strict: at least; None: as is customary, more than half and at least two thirds.
    `shown`: what is seen while it is open: the tally, how many have cast, the tally after one's own ballot, nothing.
    `status_quo`: the last option is that all stays as it is. `reasons`: who gives one with an open ballot. `binding`: False for a
    poll. `highest`: the best score. `seats`: how many are elected by transferable votes. `budget`: what may be spent.
    """

    quorum: Annotated[int, Meta(ge=0, le=100)] = 50
    majority: Majority = "simple"
    secret: bool = False
    shown: Shown = "closed"
    method: Method = Method.MAJORITY
    of: Literal["cast", "roll"] = "cast"
    strict: bool | None = None
    status_quo: bool = False
    reasons: Literal["none", "against", "all"] = "none"
    binding: bool = True
    highest: Annotated[int, Meta(ge=1, le=100)] = 5
    seats: Annotated[int, Meta(ge=1, le=50)] = 1
    budget: Annotated[int, Meta(ge=0, le=10**15)] = 0

    @property
    def seen(self) -> Shown:
        """What is seen while it is open. A secret vote shows no tally, also where an old copy of a rule says it would."""
        return "counts" if self.secret and self.shown in {"live", "own"} else self.shown

    @property
    def part(self) -> Fraction:
        """Which part must be in favour, by the method `majority`."""
        return Fraction(2, 3) if self.majority == "two_thirds" else Fraction(1, 2)

    @property
    def more(self) -> bool:
        """More than that part is needed, not only as much."""
        return self.majority != "two_thirds" if self.strict is None else self.strict

    @property
    def of_roll(self) -> bool:
        """It is a part of the roll, not of those who were for and against."""
        return self.majority == "absolute" or self.of == "roll"


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """What may be chosen. `cost`: what of a budget it takes, 0 where nothing is spent."""

    title: Annotated[str, Meta(min_length=1, max_length=LONGEST_OPTION)]
    cost: Annotated[int, Meta(ge=0, le=10**15)] = 0


class Meaning(Struct, frozen=True):
    """A rule put to a roll, in numbers.

    `quorum`: ballots that must be cast. `part`, `more`: the majority ("2/3", more than it or as much), None where the method
    knows none. `needed`: votes in favour that carry it where they are counted against the roll, None: it depends on who votes.
    """

    method: Method
    quorum: int
    part: str | None
    more: bool | None
    needed: int | None
    options: int
    seats: int
    budget: int
    highest: int


def meaning(rule: Rule, options: Sequence[Option], roll: int) -> Meaning:
    """What the rule asks for where `roll` people may vote on these options (of `on_ballot`)."""
    majority = rule.method is Method.MAJORITY
    needed = None
    if majority and rule.of_roll:
        needed = max(1, int(rule.part * roll) + 1 if rule.more else -int(-rule.part * roll // 1))
    return Meaning(
        method=rule.method,
        quorum=quorum_of(rule, roll),
        part=str(rule.part) if majority else None,
        more=rule.more if majority else None,
        needed=needed,
        options=len(options),
        seats=rule.seats,
        budget=rule.budget,
        highest=rule.highest,
    )


def quorum_of(rule: Rule, roll: int) -> int:
    """How many ballots must be cast, of so many who may."""
    return -(-rule.quorum * roll // 100)


def on_ballot(rule: Rule, options: Sequence[Option]) -> list[Option]:
    """The options as they are numbered on the ballot, from 1: the status quo comes last where the rule wants it."""
    return [*options, Option(STATUS_QUO)] if rule.status_quo else list(options)


def sound(rule: Rule) -> None:
    """Raises Malformed where parts of the rule contradict each other, whatever is voted on."""
    if rule.secret and rule.reasons != "none":
        raise Malformed("secret-without-reasons", field="reasons")
    if rule.secret and rule.method is Method.CONSENT:
        raise Malformed("objections-are-open", field="secret")
    if rule.seen != rule.shown:
        raise Malformed("secret-shows-no-tally", field="shown")
    if rule.status_quo and (
        rule.method in ON_THE_TEXT | BUDGETS
        or (rule.method is Method.TRANSFERABLE and rule.seats > 1)
    ):
        raise Malformed("no-status-quo-here", field="status_quo")


def fit(rule: Rule, options: Sequence[Option]) -> None:
    """Raises Malformed with the field for what makes no sense together; `options` without the status quo."""
    sound(rule)
    ballot = on_ballot(rule, options)
    if rule.method in ON_THE_TEXT:
        if options:
            raise Malformed("no-options-here", field="options")
        return
    if not 2 <= len(ballot) <= MOST_OPTIONS:  # noqa: PLR2004 - a choice is between two
        raise Malformed("options-too-few-or-many", field="options", most=MOST_OPTIONS)
    if len({option.title.casefold() for option in ballot}) < len(ballot):
        raise Malformed("option-twice", field="options")
    if rule.method in BUDGETS:
        if rule.budget < 1:
            raise Malformed("no-budget", field="budget")
        if not all(1 <= option.cost <= rule.budget for option in options):
            raise Malformed("option-cost", field="options", budget=rule.budget)
    elif any(option.cost for option in options):
        raise Malformed("option-without-cost", field="options")
    if rule.method is Method.TRANSFERABLE and rule.seats >= len(ballot):
        raise Malformed("too-many-seats", field="seats")
