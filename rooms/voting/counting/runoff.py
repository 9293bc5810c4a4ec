"""Instant run-off: the option with the fewest votes goes out, round by round, until one has more than half.

Hare's rule with one seat, as Robert's Rules of Order Newly Revised (12th ed.), 45:62–69, describe preferential voting. A ballot is
a vote for the first option it ranks of those still in; one that ranks none of them any more does not count in that round.
Half is half of the ballots that count in the round. One option goes out at a time. Where several have the fewest votes, the
one that had the fewest in the most recent round in which they differed goes out, and where they never differed, the lot decides.
"""

from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election
from rooms.voting.counting.result import Outcome, Result, Round, Step
from rooms.voting.counting.ties import behind

Paper = tuple[
    tuple[int, ...], int, int
]  # the options as ranked, the place of the one it counts for, how many such ballots


def runoff(election: Election, box: Box) -> Result:
    """The one winner."""
    ranked = [(tuple([group[0] for group in groups]), times) for groups, times in box.ballots]
    piles: dict[int, list[Paper]] = {number: [] for number in election.numbers}
    exhausted = 0
    for ranks, times in ranked:
        if ranks:
            piles[ranks[0]].append((ranks, 0, times))
        else:
            exhausted += times
    rounds: list[Round] = []
    history: list[dict[int, int]] = []
    while True:
        votes = {number: sum(each[2] for each in pile) for number, pile in piles.items()}
        valid = sum(votes.values())
        if not valid:
            return Result(Outcome.EMPTY, [], box.cast, [Round(Step.NOTHING, {})])
        tally = [str(votes.get(number, "")) for number in election.numbers]
        rounds.append(Round(Step.VOTES, {"valid": valid, "exhausted": exhausted}, tally))
        leader = max(votes, key=votes.__getitem__)
        if 2 * votes[leader] > valid:
            rounds.append(Round(Step.WINNER, {"option": leader}))
            return Result(Outcome.ELECTED, [leader], box.cast, rounds)
        fewest = min(votes.values())
        tied = [number for number, each in votes.items() if each == fewest]
        why, out = behind(election, tied, history)
        rounds += [*why, Round(Step.EXCLUDED, {"option": out, "votes": str(fewest)})]
        history.append(votes)
        for paper in piles.pop(out):
            exhausted += _passed_on(paper, piles)


def _passed_on(paper: Paper, piles: dict[int, list[Paper]]) -> int:
    """Give the paper to the next option that is in; how many ballots find none."""
    ranks, at, times = paper
    for place in range(at + 1, len(ranks)):
        if (pile := piles.get(ranks[place])) is not None:
            pile.append((ranks, place, times))
            return 0
    return times
