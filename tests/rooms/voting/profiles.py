"""Elections for tests: all ballots there are on a few options, and elections made of them."""

import json
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, combinations, permutations, product
from typing import Any

from rooms.voting.ballot import canonical
from rooms.voting.counting import Election, Result, count
from rooms.voting.rule import Method, Option, Rule
from tests.rooms.voting import oracle

TITLES = "Đường", "Vỉa hè", "Cây xanh", "Ghế đá", "Đèn", "Sân chơi"
WORDS = {
    Method.MAJORITY: ["for", "against", "abstain"],
    Method.CONSENT: ["consent", "abstain", "object"],
}


def subsets(n: int) -> Iterator[tuple[int, ...]]:
    """Of the options 1 to n."""
    return chain.from_iterable(combinations(range(1, n + 1), k) for k in range(n + 1))


def weak_orders(options: frozenset[int]) -> Iterator[list[list[int]]]:
    """All rankings of all of these, with ties."""
    if not options:
        yield []
    for k in range(1, len(options) + 1):
        for first in combinations(sorted(options), k):
            for rest in weak_orders(options - set(first)):
                yield [list(first), *rest]


def ballots(method: Method, n: int) -> list[Any]:
    """All that can be cast, some options left out among them; scores from 0 to 2."""
    if method in WORDS:
        return list(WORDS[method])
    if method is Method.SCORE:
        return [list(each) for each in product(range(3), repeat=n)]
    if method is Method.SCHULZE:
        return [order for some in subsets(n) for order in weak_orders(frozenset(some))]
    if method in {Method.RUNOFF, Method.TRANSFERABLE}:
        return [[[c] for c in way] for some in subsets(n) for way in permutations(some)]
    return [list(each) for each in subsets(n)]


def election(rule: Rule, n: int, roll: int, lot: tuple[int, ...], costs: list[int]) -> Election:
    """Of n options, which cost so much where a budget is divided."""
    return Election(
        rule, [Option(TITLES[i], costs[i] if costs else 0) for i in range(n)], roll, lot
    )


def differs(votes: list[Any], made: Election) -> str | None:
    """Count by the product and by the oracle; what differs, None where nothing does."""
    rule, n = made.rule, len(made.options)
    box = Counter(canonical(rule, n, vote) for vote in votes)
    result = count(made, box)
    more: dict[str, Any] = {}
    if rule.method is Method.MAJORITY:
        part = Fraction(2, 3) if rule.majority == "two_thirds" else Fraction(1, 2)
        strict = part == Fraction(1, 2) if rule.strict is None else rule.strict
        of_roll = rule.of == "roll" or rule.majority == "absolute"
        more = {"roll": made.roll, "part": part, "strict": strict, "of_roll": of_roll}
    elif rule.method is Method.TRANSFERABLE:
        more = {"seats": rule.seats}
    elif rule.budget:
        more = {"costs": [option.cost for option in made.options], "budget": rule.budget}
    if Fraction(len(votes) * 100) < rule.quorum * made.roll:
        expected: oracle.Said = ("no_quorum", [])
    elif not votes:
        expected = ("empty", [])
    else:
        expected = oracle.counted(rule.method.value, votes, n, made.lot, **more)
        if rule.status_quo and expected[1] == [n]:
            expected = ("kept", [n])
    if (result.outcome.value, result.winners) == expected:
        return None
    return f"{rule}, lot {made.lot}, {json.dumps(votes)}: {said(result)}, by definition {expected}"


def said(result: Result) -> tuple[str, list[int]]:
    """How it ended and who won."""
    return result.outcome.value, result.winners
