"""A histogram counts each value once, between the bounds it lies between."""

from hypothesis import given
from hypothesis import strategies as st

from server.histogram import SECONDS, Histogram


@given(st.lists(st.floats(0, 100)))
def test_each_value_lies_at_or_below_its_bound_and_above_the_one_before(
    values: list[float],
) -> None:
    found = Histogram()
    for value in values:
        found.observe(value)
    edges = (-1.0, *SECONDS, float("inf"))
    for n, count in enumerate(found.counts):
        assert count == sum(edges[n] < value <= edges[n + 1] for value in values)
    assert found.number == len(values)
    assert abs(found.sum - sum(values)) < 1e-6
