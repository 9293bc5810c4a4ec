"""Budget, greedily: options by how many approve of them, each funded where it can still be paid.

The rule `greedy` of Pabulib (Faliszewski and others, Participatory Budgeting: Data, Tools, and Analysis, IJCAI 2023, section 2.2: the
utilitarian greedy rule): the most approved option first; one that costs more than what is left is passed over and the next is
looked at. Options with as many approvals are looked at in the order of the lot. What nobody approves of is not funded.
"""

from collections.abc import Iterable, Sequence

from rooms.voting.counting.approval import approvals
from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election, tallied
from rooms.voting.counting.result import Fact, Outcome, Result, Round, Step


def greedy(election: Election, box: Box) -> Result:
    """Those funded, in the order they were."""
    tally = approvals(election, box)
    rounds = [Round(Step.APPROVALS, {}, tallied(tally))]
    spent, winners = spend(election, tally, election.numbers, election.rule.budget)
    return ended(winners, box.cast, rounds + spent)


def ended(winners: list[int], cast: int, rounds: list[Round]) -> Result:
    """The result of a division of a budget."""
    if winners:
        return Result(Outcome.FUNDED, winners, cast, rounds)
    return Result(Outcome.EMPTY, [], cast, [*rounds, Round(Step.NOTHING, {})])


def spend(
    election: Election, tally: Sequence[int], numbers: Iterable[int], left: int
) -> tuple[list[Round], list[int]]:
    """Spend what is left on these options, the most approved first: the rounds, and which were funded."""
    rounds: list[Round] = []
    funded: list[int] = []
    wanted = [number for number in numbers if tally[number - 1]]
    for support in sorted({tally[number - 1] for number in wanted}, reverse=True):
        tied = [number for number in wanted if tally[number - 1] == support]
        if len(tied) > 1 and sum(election.options[each - 1].cost for each in tied) > left:
            rounds.append(Round(Step.LOT, {"options": tied, "option": election.first(tied)}))
        for number in sorted(tied, key=election.lot.index):
            cost = election.options[number - 1].cost
            fits = cost <= left
            if fits:
                left -= cost
                funded.append(number)
            facts: dict[str, Fact] = {
                "option": number,
                "cost": cost,
                "support": support,
                "left": left,
            }
            rounds.append(Round(Step.FUNDED if fits else Step.PASSED, facts))
    return rounds, funded
