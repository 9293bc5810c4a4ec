"""Approval: the option that most ballots name.

Brams and Fishburn, Approval Voting, American Political Science Review 72 (1978), 831–847. A ballot names as many options as it
likes. A tie is broken by lot; an option that nobody approves of does not win.
"""

from rooms.voting.counting.best import highest
from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election, tallied
from rooms.voting.counting.result import Result, Round, Step


def approval(election: Election, box: Box) -> Result:
    """The most approved option."""
    tally = approvals(election, box)
    return highest(election, tally, box.cast, Round(Step.APPROVALS, {}, tallied(tally)))


def approvals(election: Election, box: Box) -> list[int]:
    """How many ballots name each option, in the order of the options."""
    tally = [0] * len(election.options)
    for numbers, times in box.ballots:
        for number in numbers:
            tally[number - 1] += times
    return tally
