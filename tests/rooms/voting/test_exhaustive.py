"""All elections of up to four voters and three options, against an oracle written from the definitions."""

import os
from collections.abc import Iterator
from itertools import combinations_with_replacement, cycle, permutations, product
from typing import Any

import msgspec
import pytest

from rooms.voting.rule import Method, Rule
from tests.rooms.voting.profiles import ballots, differs, election

N, VOTERS = 3, 4
LOTS = list(permutations(range(1, N + 1)))
NIGHTLY = os.environ.get("DIENHONG_SIZE", "check") != "check"


def boxes(method: Method) -> Iterator[list[Any]]:
    """Every way in which up to four voters may vote; the order in which they cast changes nothing, so each box is one."""
    for voters in range(VOTERS + 1):
        for votes in combinations_with_replacement(ballots(method, N), voters):
            yield list(votes)


def tried(rules: list[Rule], costs: list[int]) -> int:
    """How many elections were counted; none may differ. The lots take turns, at nightly size each election has all."""
    n = 0
    turn = cycle(LOTS)
    for votes in boxes(rules[0].method):
        for rule in rules:
            for lot in LOTS if NIGHTLY else [next(turn)]:
                found = differs(votes, election(rule, N, VOTERS, lot, costs))
                assert found is None, found
                n += 1
    return n


def test_majorities() -> None:
    parts = product(
        ("simple", "absolute", "two_thirds"), ("cast", "roll"), (None, True, False), (0, 50, 75)
    )
    names = ("majority", "of", "strict", "quorum")
    rules = [msgspec.convert(dict(zip(names, each, strict=True)), Rule) for each in parts]
    assert tried(rules, []) >= 35 * len(rules)


@pytest.mark.parametrize("method", [Method.CONSENT, Method.APPROVAL, Method.SCORE, Method.SCHULZE])
def test_one_is_chosen(method: Method) -> None:
    least = {"consent": 35, "approval": 495, "score": 31465, "schulze": 27405}
    assert tried([Rule(method=method, quorum=0)], []) >= least[method.value]


@pytest.mark.parametrize("method", [Method.APPROVAL, Method.RUNOFF])
def test_the_status_quo_is_an_option(method: Method) -> None:
    assert tried([Rule(method=method, quorum=50, status_quo=True)], []) >= 495


def test_votes_are_transferred() -> None:
    rules = [Rule(method=Method.TRANSFERABLE, quorum=0, seats=seats) for seats in (1, 2)]
    assert tried([*rules, Rule(method=Method.RUNOFF, quorum=0)], []) >= 3 * 4845


@pytest.mark.parametrize("costs", [[1, 2, 3], [2, 2, 2], [5, 1, 4], [3, 3, 6]])
def test_a_budget_is_divided(costs: list[int]) -> None:
    rules = [
        Rule(method=method, quorum=0, budget=budget)
        for method in (Method.GREEDY, Method.EQUAL_SHARES)
        for budget in (5, 6, 8)
    ]
    for rule in rules:
        assert tried([rule], costs) >= 495
