"""The arithmetic of a limit, and what is kept for it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.limits.here import Here
from server.limits.kinds import KINDS
from server.limits.rate import Rate, take

RATES = st.builds(Rate, st.integers(1, 200), st.floats(10, 10_000))


def allowed(rate: Rate, times: list[float]) -> list[float]:
    """When acts were allowed, of those tried at these times."""
    paid_at, when = 0.0, []
    for now in times:
        paid_at, wait_s = take(paid_at, now, rate)
        if not wait_s:
            when.append(now)
    return when


@given(RATES, st.floats(1, 2e9))
def test_at_once_exactly_as_many_as_the_limit(rate: Rate, now: float) -> None:
    assert len(allowed(rate, [now] * (rate.count + 5))) == rate.count


@given(RATES, st.lists(st.floats(0, 100), max_size=300), st.floats(1, 1e6))
def test_in_any_window_twice_the_limit_is_never_passed(
    rate: Rate, pauses: list[float], now: float
) -> None:
    times = [now]
    for pause in pauses:
        times.append(times[-1] + pause * rate.interval_s)
    when = allowed(rate, times)
    for first in range(len(when)):
        inside = sum(1 for at in when[first:] if at - when[first] < rate.per_s * (1 - 1e-9))
        assert inside <= 2 * rate.count + 1


@given(RATES, st.floats(1, 1e6))
def test_whoever_waits_as_long_as_they_are_told_is_let_in(rate: Rate, now: float) -> None:
    paid_at, wait_s = 0.0, 0.0
    while not wait_s:
        paid_at, wait_s = take(paid_at, now, rate)
    assert wait_s <= rate.interval_s * 1.01
    assert take(paid_at, now + wait_s, rate)[1] == 0


@given(RATES, st.floats(1, 1e6))
def test_a_refusal_costs_nothing(rate: Rate, now: float) -> None:
    paid_at = take(0.0, now, Rate(1, rate.per_s))[0]
    again, wait_s = take(paid_at, now, Rate(1, rate.per_s))
    assert (again, wait_s > 0) == (paid_at, True)


def test_a_slow_and_steady_one_is_never_refused() -> None:
    rate = Rate(20, 60.0)
    times = [n * rate.interval_s for n in range(1, 500)]
    assert len(allowed(rate, times)) == len(times)
    assert all(a < b for a, b in pairwise(times))


def test_what_is_kept_is_bounded_and_the_longest_untouched_go_first() -> None:
    here, rate = Here(most=100), Rate(1, 3600.0)
    for n in range(300):
        assert here.take(f"10.0.0.{n}", rate) == 0
    assert len(here) == 100
    assert here.take("10.0.0.299", rate) > 0, "still known"
    assert here.take("10.0.0.0", rate) == 0, "forgotten"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_scaled_down_to_next_to_nothing_one_is_left(kind: object) -> None:
    for rate in (getattr(kind, by) for by in ("address", "person", "account")):
        assert rate is None or rate.scaled(1e-9) == Rate(1, rate.per_s)
