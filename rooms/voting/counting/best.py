"""The option with the highest tally, and how a tie between several is broken."""

from collections.abc import Sequence

from rooms.voting.counting.election import Election
from rooms.voting.counting.result import Outcome, Result, Round, Step


def highest(election: Election, tally: Sequence[int], cast: int, told: Round) -> Result:
    """Elects the option with the highest tally, by lot where several have it, and none where the highest is 0."""
    most = max(tally, default=0)
    if not most:
        return Result(Outcome.EMPTY, [], cast, [told, Round(Step.NOTHING, {})])
    best = [number for number in election.numbers if tally[number - 1] == most]
    rounds, winner = by_lot(election, best)
    return Result(
        Outcome.ELECTED, [winner], cast, [told, *rounds, Round(Step.WINNER, {"option": winner})]
    )


def by_lot(election: Election, best: list[int]) -> tuple[list[Round], int]:
    """The one of them that the lot prefers, and the round that says so, where there are several."""
    if len(best) == 1:
        return [], best[0]
    chosen = election.first(best)
    return [Round(Step.LOT, {"options": best, "option": chosen})], chosen
