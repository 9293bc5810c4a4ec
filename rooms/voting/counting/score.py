"""Score: the option with the highest sum of scores.

Range voting as Smith describes it (Range voting, 2000), by sums: each ballot gives an option a whole number from 0 to the
highest of the rule. What a ballot does not score adds nothing, so it counts as 0 does; there are no averages, by which an
option that few know could win. A tie is broken by lot; an option whose sum is 0 does not win.
"""

from rooms.voting.counting.best import highest
from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election, tallied
from rooms.voting.counting.result import Result, Round, Step


def score(election: Election, box: Box) -> Result:
    """The option with the highest sum."""
    tally = [0] * len(election.options)
    for scores, times in box.ballots:
        for place, given in enumerate(scores):
            tally[place] += (given or 0) * times
    told = Round(Step.SCORES, {"highest": election.rule.highest}, tallied(tally))
    return highest(election, tally, box.cast, told)
