"""Ties within a count of several rounds: the most recent earlier round in which the tied differ decides, then the lot."""

from collections.abc import Mapping, Sequence

from rooms.voting.counting.election import Election
from rooms.voting.counting.result import Fact, Round, Step


def behind(
    election: Election, tied: Sequence[int], earlier: Sequence[Mapping[int, int]]
) -> tuple[list[Round], int]:
    """Who of the tied goes out, with the rounds that say why (none where nobody is tied).

    `earlier`: the votes of each round before this one. Those with the fewest votes in the most recent round in which the tied differ
    stay tied, and so on backwards.
    """
    return _decided(election, tied, earlier, fewest=True)


def ahead(
    election: Election, tied: Sequence[int], earlier: Sequence[Mapping[int, int]]
) -> tuple[list[Round], int]:
    """Likewise who of the tied comes first: with the most votes in the most recent round in which they differ."""
    return _decided(election, tied, earlier, fewest=False)


def _decided(
    election: Election,
    tied: Sequence[int],
    earlier: Sequence[Mapping[int, int]],
    *,
    fewest: bool,
) -> tuple[list[Round], int]:
    all_tied, left = sorted(tied), list(tied)
    if len(left) == 1:
        return [], left[0]
    for number in range(len(earlier), 0, -1):
        votes = earlier[number - 1]
        extreme = (min if fewest else max)(votes[each] for each in left)
        left = [each for each in left if votes[each] == extreme]
        if len(left) == 1:
            facts: dict[str, Fact] = {"options": all_tied, "option": left[0], "round": number}
            return [Round(Step.EARLIER, facts)], left[0]
    chosen = election.last(left) if fewest else election.first(left)
    return [Round(Step.LOT, {"options": sorted(left), "option": chosen})], chosen
