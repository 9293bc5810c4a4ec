"""A hundred thousand ranked ballots of ten options are counted soon; the bar is 2 s, this is a watchdog of five times that."""

import json
import random
import time
from collections import Counter

import pytest

from rooms.voting.counting import Election, count, lot_of
from rooms.voting.rule import Method, Option, Rule

BALLOTS, N, BAR_S = 100_000, 10, 2.0


@pytest.fixture(scope="module")
def box() -> Counter[str]:
    chance = random.Random(7)
    rankings = (chance.sample(range(1, N + 1), N) for _ in range(BALLOTS))
    return Counter(json.dumps([[c] for c in each], separators=(",", ":")) for each in rankings)


@pytest.mark.parametrize("method", [Method.SCHULZE, Method.TRANSFERABLE])
def test_many_ballots_are_counted_soon(box: Counter[str], method: Method) -> None:
    options = [Option(f"Phương án {n}") for n in range(1, N + 1)]
    made = Election(Rule(quorum=0, method=method, seats=3), options, BALLOTS, lot_of(b"", N))
    began = time.process_time()
    result = count(made, box)
    assert time.process_time() - began < 5 * BAR_S
    assert len(result.winners) == (3 if method is Method.TRANSFERABLE else 1)
    assert result.cast == BALLOTS
