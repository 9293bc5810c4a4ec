"""From a box of ballots to a result: the quorum first, then the method."""

from collections.abc import Callable, Mapping

import msgspec

from rooms.voting.counting import (
    approval,
    equal_shares,
    greedy,
    majority,
    runoff,
    schulze,
    score,
    transferable,
)
from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election
from rooms.voting.counting.result import Outcome, Result, Round, Step
from rooms.voting.rule import Method, quorum_of

METHODS: dict[Method, Callable[[Election, Box], Result]] = {
    Method.MAJORITY: majority.majority,
    Method.CONSENT: majority.consent,
    Method.APPROVAL: approval.approval,
    Method.SCORE: score.score,
    Method.SCHULZE: schulze.schulze,
    Method.RUNOFF: runoff.runoff,
    Method.TRANSFERABLE: transferable.transferable,
    Method.GREEDY: greedy.greedy,
    Method.EQUAL_SHARES: equal_shares.equal_shares,
}
SAID_WITHOUT_QUORUM = {Step.FOR_AGAINST, Step.CONSENT, Step.APPROVALS, Step.SCORES, Step.DUELS}


def count(election: Election, ballots: Mapping[str, int]) -> Result:
    """The result of these canonical ballots, each with how many times it was cast.

    The quorum asks for ballots, abstentions among them. Where it is not met nothing is decided, and what is told is only
    how many said what. An option that stands for the status quo and wins leaves all as it is: `kept`.
    """
    box = Box.of(ballots)
    quorum = quorum_of(election.rule, election.roll)
    met = box.cast >= quorum
    opened = Round(
        Step.CAST, {"roll": election.roll, "cast": box.cast, "quorum": quorum, "met": int(met)}
    )
    if not box.cast:
        outcome = Outcome.EMPTY if met else Outcome.NO_QUORUM
        return Result(outcome, [], 0, [opened])
    result = METHODS[election.rule.method](election, box)
    if not met:
        said = [each for each in result.rounds if each.step in SAID_WITHOUT_QUORUM]
        return Result(Outcome.NO_QUORUM, [], box.cast, [opened, *said], result.pairs)
    outcome = result.outcome
    if election.rule.status_quo and result.winners == [len(election.options)]:
        outcome = Outcome.KEPT
    return msgspec.structs.replace(result, outcome=outcome, rounds=[opened, *result.rounds])
