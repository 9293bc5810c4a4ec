"""Schulze's method: the option from which to every other a path of won duels leads that is at least as strong as any path back.

Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method, Social
Choice and Welfare 36 (2011), 267–303; the version with winning votes, as in Debian's constitution, A.6. A duel is won by the
option that more ballots put first, and is as strong as these ballots are many. A path is as strong as its weakest duel; the
strongest are found as Floyd and Warshall do. Equal ranks are no preference; what a ballot leaves out is behind all it ranks.
Several may be before all others: then the lot decides between them. Where no ballot ranks anything there is no result.
"""

from collections import defaultdict

from rooms.voting.counting.best import by_lot
from rooms.voting.counting.box import Box
from rooms.voting.counting.election import Election
from rooms.voting.counting.result import Outcome, Result, Round, Step


def schulze(election: Election, box: Box) -> Result:
    """The one winner."""
    if not any(groups for groups, _ in box.ballots):
        return Result(Outcome.EMPTY, [], box.cast, [Round(Step.NOTHING, {})])
    pairs = duels(len(election.options), box)
    paths = strongest(pairs)
    places = range(len(pairs))
    best = [i + 1 for i in places if all(paths[i][j] >= paths[j][i] for j in places)]
    rounds = [
        Round(Step.DUELS, {}),
        Round(Step.PATHS, {}),
        Round(Step.BEST, {"options": best}),
    ]
    drawn, winner = by_lot(election, best)
    rounds += [*drawn, Round(Step.WINNER, {"option": winner})]
    return Result(Outcome.ELECTED, [winner], box.cast, rounds, pairs, paths)


def duels(n_options: int, box: Box) -> list[list[int]]:
    """How many ballots put the option of the row before that of the column.

    An option is before all that its ballot has not ranked so far, so a ballot adds one number for each rank: to the pair of
    those before it and those of it, of which many ballots share few.
    """
    seen: defaultdict[int, int] = defaultdict(
        int
    )  # a number of two halves of bits: before, and of the rank
    bits = [1 << number for number in range(n_options + 1)]
    width = n_options + 1
    for groups, times in box.ballots:
        before = 0
        for group in groups:
            rank = bits[group[0]]
            for number in group[1:]:
                rank |= bits[number]
            before |= rank
            seen[before << width | rank] += times
    pairs = [[0] * n_options for _ in range(n_options)]
    places = range(n_options)
    for both, times in seen.items():
        before, rank = both >> width, both & (1 << width) - 1
        behind = [j for j in places if not before >> j + 1 & 1]
        for i in places:
            if rank >> i + 1 & 1:
                row = pairs[i]
                for j in behind:
                    row[j] += times
    return pairs


def strongest(pairs: list[list[int]]) -> list[list[int]]:
    """How strong the strongest path is from the option of the row to that of the column, 0: there is none."""
    places = range(len(pairs))
    paths = [[pairs[i][j] if pairs[i][j] > pairs[j][i] else 0 for j in places] for i in places]
    for k in places:
        through = paths[k]
        for i in places:
            if i != k and (to := paths[i][k]):
                row = paths[i]
                for j in places:
                    if j not in (i, k):
                        row[j] = max(row[j], min(to, through[j]))
    return paths
