"""Budget by equal shares: each ballot has the same part of the budget and pays for what it approves of.

The method of equal shares with cost utilities: Peters, Pierczyński, Skowron, Proportional Participatory Budgeting with Additive
Utilities, NeurIPS 2021. Those who approve of an option share its cost as equally as what they have left allows: all pay the same,
and who has less gives all. Of the options that can be paid so, the one is bought next of which the one who pays most pays the
smallest part of the cost; equal ones in the order of the lot. Every ballot cast has a share, also one that approves of nothing.

What is left when nothing more can be paid so is spent greedily by approvals (the utilitarian completion of the same paper), not by
raising the budget step by step.
"""

import heapq
from fractions import Fraction

from rooms.voting.counting.approval import approvals
from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election, exact, tallied
from rooms.voting.counting.greedy import ended, spend
from rooms.voting.counting.result import Fact, Result, Round, Step


def equal_shares(election: Election, box: Box) -> Result:
    """Those funded, in the order they were."""
    tally = approvals(election, box)
    budget = election.rule.budget
    share = Fraction(budget, box.cast)
    rounds = [
        Round(Step.APPROVALS, {}, tallied(tally)),
        Round(Step.SHARE, {"budget": budget, "voters": box.cast, "share": exact(share)}),
    ]
    purses = _Purses(box, share)
    bought: list[int] = []
    left = budget
    # What an option asks of its supporters only grows while they spend, so an old figure is a lower bound and most are not asked again.
    waiting = [(Fraction(0), place, number) for place, number in enumerate(election.lot)]
    heapq.heapify(waiting)
    while waiting:
        _, place, number = heapq.heappop(waiting)
        cost = election.options[number - 1].cost
        most = purses.asked(number, cost)
        if most is None:
            continue
        now = (most / cost if cost else Fraction(0), place, number)
        if waiting and now > waiting[0]:
            heapq.heappush(waiting, now)
            continue
        purses.pay(number, most)
        left -= cost
        bought.append(number)
        facts: dict[str, Fact] = {
            "option": number,
            "cost": cost,
            "voters": tally[number - 1],
            "most": exact(most),
        }
        rounds.append(Round(Step.BOUGHT, facts | {"left": left}))
    rounds.append(Round(Step.REST, {"left": left}))
    others = [number for number in election.numbers if number not in bought]
    spent, funded = spend(election, tally, others, left)
    return ended(bought + funded, box.cast, rounds + spent)


class _Purses:
    """What each ballot has left. Ballots that say the same always have as much."""

    def __init__(self, box: Box, share: Fraction) -> None:
        self.times = [times for _, times in box.ballots]
        self.left = [share] * len(box.ballots)
        self.supporters: dict[int, list[int]] = {}
        for at, (numbers, _) in enumerate(box.ballots):
            for number in numbers:
                self.supporters.setdefault(number, []).append(at)

    def asked(self, number: int, cost: int) -> Fraction | None:
        """The most that a supporter pays where they share the cost; None: they cannot pay it."""
        supporters = sorted(self.supporters.get(number, ()), key=self.left.__getitem__)
        paying = sum(self.times[at] for at in supporters)
        missing = Fraction(cost)
        for at in supporters:
            if self.left[at] * paying >= missing:
                return missing / paying
            missing -= self.left[at] * self.times[at]
            paying -= self.times[at]
        return None

    def pay(self, number: int, most: Fraction) -> None:
        """Take so much, or what is left, from each supporter."""
        for at in self.supporters[number]:
            self.left[at] -= min(self.left[at], most)
