"""The other side of `benchmarks.elections`: it runs in an environment of its own, with libraries of others, and imports nothing of ours.

Reads elections as JSON lines and answers each with a line: {"kind", "options", "ballots": [[ballot, times]], "seats", "costs", "budget"}.
"""

import json
import sys
from typing import Any

import pabutools.election as budgets
import pref_voting.proportional_methods as proportional
from pabutools.rules import method_of_equal_shares
from pref_voting.iterative_methods import instant_runoff_put
from pref_voting.margin_based_methods import beat_path
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies


class NoLot:
    """Instead of a lot: it is noted that one was wanted, and the first is taken."""

    def __init__(self) -> None:
        self.drawn = False

    def choice(self, tied: list[int]) -> int:
        self.drawn = len(tied) > 1 or self.drawn
        return tied[0]


def transferable(asked: dict[str, Any]) -> dict[str, Any]:
    """Scottish rules: the votes after each stage, who is elected, whether a lot was wanted.

    The library may pass on once more what the cutting of fractions left with somebody, as its docstring says; the law has no
    such stage. `once`: nobody's papers are passed on twice.
    """
    rankings = [{c: at for at, c in enumerate(ranks, 1)} for ranks, _ in asked["ballots"]]
    profile = ProfileWithTies(
        rankings,
        [times for _, times in asked["ballots"]],
        candidates=range(1, asked["options"] + 1),
    )
    stages: list[list[float]] = []
    tallied = proportional._tally_from_pieces  # noqa: SLF001 - the library tells its stages to nobody

    def noted(pieces: Any, restrict_to: Any = None) -> Any:
        tally = tallied(pieces, restrict_to)
        if restrict_to is None:
            stages.append([tally.get(c, 0.0) for c in range(1, asked["options"] + 1)])
        return tally

    passing = proportional._transfer_surplus_scottish  # noqa: SLF001
    passed: set[int] = set()

    def once(pieces: Any, elect: int, *rest: Any, **named: Any) -> bool:
        if elect in passed:
            return False
        passed.add(elect)
        moved: bool = passing(pieces, elect, *rest, **named)
        return moved

    proportional._tally_from_pieces = noted  # noqa: SLF001
    if asked["once"]:
        proportional._transfer_surplus_scottish = once  # noqa: SLF001
    lot = NoLot()
    try:
        winners = proportional.stv_scottish(profile, num_seats=asked["seats"], rng=lot)
    finally:
        proportional._tally_from_pieces = tallied  # noqa: SLF001
        proportional._transfer_surplus_scottish = passing  # noqa: SLF001
    return {"stages": stages, "winners": sorted(map(int, winners)), "lot": lot.drawn}


def ranked(asked: dict[str, Any]) -> dict[str, Any]:
    """Of complete rankings: who may win by Schulze's method and by instant run-off, however ties are broken."""
    profile = Profile(
        [[c - 1 for c in ranks] for ranks, _ in asked["ballots"]],
        [times for _, times in asked["ballots"]],
    )
    return {
        "schulze": [int(c) + 1 for c in beat_path(profile)],
        "runoff": [int(c) + 1 for c in instant_runoff_put(profile)],
    }


def equal_shares(asked: dict[str, Any]) -> dict[str, Any]:
    """Equal shares with cost utilities, before anything completes them: all that ties may lead to."""
    projects = [budgets.Project(str(n), cost) for n, cost in enumerate(asked["costs"], 1)]
    instance = budgets.Instance(projects, budget_limit=asked["budget"])
    profile = budgets.ApprovalProfile(
        [
            budgets.ApprovalBallot({projects[n - 1] for n in chosen})
            for chosen, times in asked["ballots"]
            for _ in range(times)
        ]
    )
    found = method_of_equal_shares(instance, profile, sat_class=budgets.Cost_Sat)
    return {"bought": sorted(int(project.name) for project in found)}


KINDS = {"transferable": transferable, "ranked": ranked, "equal_shares": equal_shares}

if __name__ == "__main__":
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(KINDS[asked["kind"]](asked)), flush=True)
