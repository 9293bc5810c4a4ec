"""P7: ballots are counted right: random elections against an oracle written from the definitions, and what must not change a count."""

import random
from collections import Counter
from typing import Any

import msgspec

from rooms.voting.ballot import canonical
from rooms.voting.counting import Election, Result, count
from rooms.voting.rule import BUDGETS, ON_THE_TEXT, Method, Rule
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.rooms.voting.profiles import ballots, differs, election


def drawn(chance: random.Random) -> tuple[list[Any], Election]:
    """An election of up to twelve voters and five options, often with a few ballots that many cast, so that there are ties."""
    method = chance.choice(list(Method))
    n = 0 if method in ON_THE_TEXT else chance.randint(2, 4 if method is Method.SCHULZE else 5)
    roll = chance.randint(1, 12)
    alone = method not in ON_THE_TEXT | BUDGETS | {Method.TRANSFERABLE}
    rule = Rule(
        method=method,
        quorum=chance.choice([0, 0, 50, 67]),
        majority=chance.choice(["simple", "absolute", "two_thirds"]),
        of=chance.choice(["cast", "roll"]),
        strict=chance.choice([None, True, False]),
        status_quo=alone and chance.random() < 0.3,
        seats=chance.randint(1, max(1, n - 1)) if method is Method.TRANSFERABLE else 1,
        budget=chance.randint(4, 20) if method in BUDGETS else 0,
    )
    costs = [chance.randint(1, 9) for _ in range(n)] if method in BUDGETS else []
    kinds = ballots(method, n)
    some = chance.sample(kinds, min(len(kinds), chance.choice([2, 3, 5, 40])))
    votes = chance.choices(some, k=chance.randint(0, roll))
    lot = tuple(chance.sample(range(1, n + 1), n))
    return votes, election(rule, n, roll, lot, costs)


def box(votes: list[Any], made: Election) -> Counter[str]:
    return Counter(canonical(made.rule, len(made.options), vote) for vote in votes)


def renamed(vote: Any, name: dict[int, int]) -> Any:
    """The same ballot where every option has another number."""
    if isinstance(vote, str):
        return vote
    if vote and isinstance(vote[0], list):
        return [[name[c] for c in group] for group in vote]
    return [name[c] for c in vote]


def unchanged(running: Promise, votes: list[Any], made: Election) -> None:
    """The order of the ballots, how the box is divided, and how options are numbered, change nothing."""
    chance, rule, n = running.random, made.rule, len(made.options)
    first = count(made, box(votes, made))
    mixed = votes.copy()
    chance.shuffle(mixed)
    running.holds(count(made, box(mixed, made)) == first, f"by the order: {rule} {votes}")
    at = chance.randint(0, len(votes))
    split = box(votes[:at], made) + box(votes[at:], made)
    running.holds(count(made, split) == first, f"by dividing the box: {rule} {votes}")
    if rule.status_quo:
        return  # it must stay the last
    name = dict(zip(range(1, n + 1), chance.sample(range(1, n + 1), n), strict=True))
    options = sorted(zip(name.values(), made.options, strict=True), key=lambda each: each[0])
    other = msgspec.structs.replace(
        made, options=[each for _, each in options], lot=tuple(name[c] for c in made.lot)
    )
    if rule.method is Method.SCORE:
        back = {new: old for old, new in name.items()}
        again = [[vote[back[c] - 1] for c in range(1, n + 1)] for vote in votes]
    else:
        again = [renamed(vote, name) for vote in votes]
    second = count(other, box(again, other))
    running.holds(
        told(second) == (first.outcome, [name[c] for c in first.winners]),
        f"by renaming: {rule} {votes} {told(first)} {told(second)}",
    )


def told(result: Result) -> tuple[str, list[int]]:
    return result.outcome, result.winners


def test_ballots_are_counted_by_the_definitions(promise: Promising) -> None:
    with promise("P7") as running:
        methods: Counter[str] = Counter()
        while running.left_s and running.n < running.of(check=1500, nightly=100_000):
            votes, made = drawn(running.random)
            if found := differs(votes, made):
                running.violated(found)
            unchanged(running, votes, made)
            methods[made.rule.method] += 1
            running.n += 1
        running.holds(len(methods) == len(Method), f"some methods were not tried: {methods}")
        running.facts = dict(methods)
