"""What a count gives: an outcome, who won, and the rounds that led there."""

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

Fact: TypeAlias = int | str | list[int]


class Outcome(StrEnum):
    """How a vote ended. `kept`: the status quo won. `empty`: nobody chose anything. `no_quorum`: too few cast a ballot."""

    CARRIED = "carried"
    REJECTED = "rejected"
    BLOCKED = "blocked"
    ELECTED = "elected"
    KEPT = "kept"
    FUNDED = "funded"
    EMPTY = "empty"
    NO_QUORUM = "no_quorum"


class Step(StrEnum):
    """What happened in a round: a closed list, each with a sentence in `words`."""

    CAST = "cast"  # roll, cast, quorum (ballots needed), met
    FOR_AGAINST = "for_against"  # for, against, abstain
    MAJORITY = "majority"  # in_favour, base, part, more, of_roll, carried
    CONSENT = "consent"  # consent, abstain, object
    APPROVALS = "approvals"  # tally
    SCORES = "scores"  # tally, highest
    DUELS = "duels"  # the pairs of the result
    PATHS = "paths"  # the paths of the result
    BEST = "best"  # options: nobody is before them
    VOTES = "votes"  # tally, valid, exhausted; the votes of a round
    QUOTA = "quota"  # quota, seats, valid
    STAGE = "stage"  # tally, lost: the votes at the end of a stage of transfers
    ELECTED = "elected"  # options, votes
    LAST = "last"  # options: as many are left as seats
    SURPLUS = "surplus"  # option, surplus, votes, ratio: it is passed on
    EXCLUDED = "excluded"  # option, votes
    EARLIER = "earlier"  # options, option, round: a tie, decided by an earlier round
    LOT = "lot"  # options, option: a tie, decided by lot
    WINNER = "winner"  # option
    NOTHING = "nothing"  # no ballot chooses anything
    FUNDED = "funded"  # option, cost, support, left
    PASSED = "passed"  # option, cost, support, left: too dear for what is left
    SHARE = "share"  # budget, voters, share: what each voter may spend
    BOUGHT = "bought"  # option, cost, voters, most (the most that one of them pays), left
    REST = "rest"  # left: no option can be paid by those who want it; the rest goes by approvals


class Round(Struct, frozen=True):
    """One step. `facts`: named beside each step; numbers that may be fractions are text ("12/5"). `tally`: by option, or none."""

    step: Step
    facts: dict[str, Fact]
    tally: list[str] = []


class Result(Struct, frozen=True):
    """What became of a vote.

    `winners`: numbers of options, in the order they won; none where it is for or against. `cast`: ballots. `pairs`: of
    Schulze's method, how many ballots put the option of the row before that of the column; `paths`: how strong the strongest
    path is from the one to the other.
    """

    outcome: Outcome
    winners: list[int]
    cast: int
    rounds: list[Round]
    pairs: list[list[int]] = []
    paths: list[list[int]] = []
