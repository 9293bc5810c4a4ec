"""The methods once more, from their definitions, voter by voter and by trying everything: slow, for a few voters and options.

Nothing here is shared with the counting of the product. A ballot is the JSON of it, an option its number. Each function gives how it
ended and who won.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from math import floor
from typing import Any

Said = tuple[str, list[int]]
Lot = tuple[int, ...]


def majority(votes: list[str], roll: int, part: Fraction, strict: bool, of_roll: bool) -> Said:
    yes, no = votes.count("for"), votes.count("against")
    base = roll if of_roll else yes + no
    if yes == 0:
        return "rejected", []
    share = Fraction(yes, base)
    return ("carried" if share > part or (share == part and not strict) else "rejected"), []


def consent(votes: list[str]) -> Said:
    if "object" in votes:
        return "blocked", []
    return ("carried" if "consent" in votes else "empty"), []


def approval(votes: list[list[int]], n: int, lot: Lot) -> Said:
    return _most({c: sum(c in vote for vote in votes) for c in range(1, n + 1)}, lot)


def score(votes: list[list[int | None]], n: int, lot: Lot) -> Said:
    return _most({c: sum(vote[c - 1] or 0 for vote in votes) for c in range(1, n + 1)}, lot)


def _most(sums: dict[int, int], lot: Lot) -> Said:
    for number in range(max(sums.values()), 0, -1):
        for option in lot:
            if sums[option] == number:
                return "elected", [option]
    return "empty", []


def schulze(votes: list[list[list[int]]], n: int, lot: Lot) -> Said:
    if not any(votes):
        return "empty", []

    unranked = n + 1
    ranks = [{c: at for at, group in enumerate(vote) for c in group} for vote in votes]

    def beats(a: int, b: int) -> int:
        places = [(rank.get(a, unranked), rank.get(b, unranked)) for rank in ranks]
        ahead = sum(x < y for x, y in places)
        behind = sum(y < x for x, y in places)
        return ahead if ahead > behind else 0

    everyone = range(1, n + 1)
    links = {(a, b): beats(a, b) for a in everyone for b in everyone if a != b}

    def path(a: int, b: int) -> int:
        others = [c for c in everyone if c not in (a, b)]
        routes = (
            (a, *between, b) for k in range(len(others) + 1) for between in permutations(others, k)
        )
        return max(min(links[step] for step in pairwise(way)) for way in routes)

    strength = {pair: path(*pair) for pair in links}
    for option in lot:
        if all(strength[option, c] >= strength[c, option] for c in everyone if c != option):
            return "elected", [option]
    raise AssertionError("there is always a winner")


Value = Fraction
History = list[dict[int, Value]]


def _tied_out(tied: list[int], history: History, lot: Lot, pick: Callable[..., Value]) -> list[int]:
    """Who stays tied after looking back from the last stage to the first."""
    for stage in reversed(history):
        extreme = pick(stage[c] for c in tied)
        tied = [c for c in tied if stage[c] == extreme]
    return sorted(tied, key=lot.index)


def runoff(votes: list[list[list[int]]], n: int, lot: Lot) -> Said:
    left = set(range(1, n + 1))
    history: History = []
    while True:
        tops = [next((g[0] for g in vote if g[0] in left), None) for vote in votes]
        now = {c: Fraction(tops.count(c)) for c in left}
        total = sum(now.values())
        if total == 0:
            return "empty", []
        for c in left:
            if now[c] > total / 2:
                return "elected", [c]
        fewest = min(now.values())
        tied = [c for c in left if now[c] == fewest]
        left.remove(_tied_out(tied, history, lot, min)[-1])
        history.append(now)


def transferable(  # noqa: C901 - in one piece, to be read beside the law
    votes: list[list[list[int]]], n: int, seats: int, lot: Lot
) -> Said:
    """Each paper by itself: who has it, and what it is worth there."""
    papers = [[group[0] for group in vote] for vote in votes if vote]
    if not papers:
        return "empty", []
    quota = floor(Fraction(len(papers), seats + 1)) + 1
    held: list[int | None] = [paper[0] for paper in papers]
    worth = [Fraction(1)] * len(papers)
    hopeful, won, pending = set(range(1, n + 1)), list[int](), list[int]()
    credit: dict[int, Value] = dict.fromkeys(hopeful, Fraction(0))
    for paper in papers:
        credit[paper[0]] += 1
    history: History = [dict(credit)]

    def order(group: Iterable[int]) -> list[int]:
        rest, ordered = list(group), []
        while rest:
            top = max(credit[c] for c in rest)
            tied = [c for c in rest if credit[c] == top]
            ordered.append(_tied_out(tied, history[:-1], lot, max)[0])
            rest.remove(ordered[-1])
        return ordered

    def move(source: int, times: Value) -> None:
        for i, paper in enumerate(papers):
            if held[i] != source:
                continue
            after = paper[paper.index(source) + 1 :]
            held[i] = next((c for c in after if c in hopeful), None)
            worth[i] = Fraction(floor(worth[i] * times * 10**5), 10**5)
            if held[i] is not None:
                credit[held[i] or 0] += worth[i]

    while True:
        reached = order(c for c in hopeful if credit[c] >= quota)
        won += reached
        pending += [c for c in reached if credit[c] > quota]
        hopeful -= set(reached)
        if len(won) >= seats:
            return "elected", won
        if len(hopeful) <= seats - len(won):
            return "elected", won + order(hopeful)
        if pending:
            top = max(credit[c] for c in pending)
            tied = [c for c in pending if credit[c] == top]
            source = _tied_out(tied, history[:-1], lot, max)[0]
            pending.remove(source)
            ratio = (credit[source] - quota) / credit[source]
            credit[source] = Fraction(quota)
            move(source, ratio)
        else:
            low = min(credit[c] for c in hopeful)
            tied = [c for c in hopeful if credit[c] == low]
            out = _tied_out(tied, history[:-1], lot, min)[-1]
            hopeful.remove(out)
            if len(hopeful) == seats - len(won):
                return "elected", won + order(hopeful)
            credit[out] = Fraction(0)
            move(out, Fraction(1))
        history.append(dict(credit))


def greedy(votes: list[list[int]], costs: list[int], budget: int, lot: Lot) -> Said:
    funded = _greedily(votes, costs, budget, lot, [])
    return ("funded" if funded else "empty"), funded


def _greedily(
    votes: list[list[int]], costs: list[int], left: int, lot: Lot, already: list[int]
) -> list[int]:
    support = {c: sum(c in vote for vote in votes) for c in lot}
    funded = []
    for count in range(len(votes), 0, -1):
        for c in lot:
            if support[c] == count and c not in already and costs[c - 1] <= left:
                left -= costs[c - 1]
                funded.append(c)
    return funded


def equal_shares(votes: list[list[int]], costs: list[int], budget: int, lot: Lot) -> Said:
    purse = [Fraction(budget, len(votes))] * len(votes)
    bought: list[int] = []
    while True:
        best: tuple[Fraction, int, int, Fraction] | None = None
        for place, c in enumerate(lot):
            fans = [i for i, vote in enumerate(votes) if c in vote]
            if c in bought or not fans or sum(purse[i] for i in fans) < costs[c - 1]:
                continue
            most = _least_that_pays([purse[i] for i in fans], costs[c - 1])
            each = (most / costs[c - 1], place, c, most)
            best = each if best is None else min(best, each)
        if best is None:
            break
        *_, c, most = best
        bought.append(c)
        purse = [p - min(p, most) if c in votes[i] else p for i, p in enumerate(purse)]
    left = budget - sum(costs[c - 1] for c in bought)
    funded = bought + _greedily(votes, costs, left, lot, bought)
    return ("funded" if funded else "empty"), funded


def _least_that_pays(purses: list[Fraction], cost: int) -> Fraction:
    """The smallest q with sum(min(purse, q)) = cost: some give all, the others q each; every such division is tried."""
    tried = []
    for k in range(len(purses)):
        for gone in combinations(range(len(purses)), k):
            q = (cost - sum((purses[i] for i in gone), Fraction(0))) / (len(purses) - k)
            if sum(min(p, q) for p in purses) == cost:
                tried.append(q)
    return min(tried)


def counted(method: str, votes: list[Any], n: int, lot: Lot, **rule: Any) -> Said:
    """By the method's name, as the product calls it."""
    if method == "majority":
        return majority(votes, **rule)
    if method == "consent":
        return consent(votes)
    if method == "transferable":
        return transferable(votes, n, rule["seats"], lot)
    if method in {"greedy", "equal_shares"}:
        way = greedy if method == "greedy" else equal_shares
        return way(votes, rule["costs"], rule["budget"], lot)
    ways: dict[str, Callable[[list[Any], int, Lot], Said]] = {
        "approval": approval, "score": score, "schulze": schulze, "runoff": runoff,
    }  # fmt: skip
    return ways[method](votes, n, lot)
