"""What a report weighs and where it puts its case: the formula of ADR 16."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from moderation import scoring
from moderation.reasons import BEARINGS, Reason, gravest

REASONS = st.sampled_from(Reason)
MOMENTS = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
RECORDS = st.integers(0, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_somebody_unknown_counts_once() -> None:
    for reason, bearing in BEARINGS.items():
        assert scoring.weight(reason, 0, 0) == 100 * bearing.weight


def test_a_point_is_worth_two_hours_of_waiting() -> None:
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    light, heavy = scoring.rank(300, noon), scoring.rank(400, noon + timedelta(hours=2))
    assert light == heavy > scoring.rank(400, noon + timedelta(hours=2, minutes=1))


@given(REASONS, RECORDS)
def test_a_report_weighs_up_to_twice_its_reason(reason: Reason, record: tuple[int, int]) -> None:
    weighs = scoring.weight(reason, *record)
    assert 0 <= weighs < 200 * BEARINGS[reason].weight


@given(REASONS, RECORDS)
def test_whoever_was_right_once_more_weighs_no_less(
    reason: Reason, record: tuple[int, int]
) -> None:
    right, decided = record
    now = scoring.weight(reason, right, decided)
    assert (
        scoring.weight(reason, right + 1, decided + 1)
        >= now
        >= scoring.weight(reason, right, decided + 1)
    )


@given(st.lists(st.tuples(REASONS, RECORDS, MOMENTS), min_size=1, max_size=8))
def test_no_report_makes_a_case_lighter_milder_or_later(
    reports: list[tuple[Reason, tuple[int, int], datetime]],
) -> None:
    scores = [scoring.reported(reason, *record, at) for reason, record, at in reports]
    case = scores[0]
    for new in scores[1:]:
        after = scoring.together(case, new)
        assert after.weight >= case.weight
        assert after.due_at <= case.due_at
        assert gravest(after.reason, case.reason) == after.reason
        case = after
    assert case.weight == sum(score.weight for score in scores)
    assert case.due_at == min(score.due_at for score in scores)
    assert case.reason == gravest(*(score.reason for score in scores))


@given(st.integers(0, 10_000), MOMENTS, st.integers(0, 10_000), MOMENTS, st.integers(0, 100_000))
def test_the_order_does_not_change_while_everybody_waits(
    one: int, at: datetime, other: int, then: datetime, waiting: int
) -> None:
    """`rank` has no clock: what weight and age say at any later moment is what they said at first."""
    moment = max(at, then) + timedelta(minutes=waiting)

    def urgency(weight: int, since: datetime) -> float:
        return weight * 120 / 100 + (moment - since).total_seconds() / 60

    difference = scoring.rank(one, at) - scoring.rank(other, then)
    assert abs(difference - (urgency(one, at) - urgency(other, then))) <= 2, "whole minutes"


@given(MOMENTS, st.integers(0, 10_000), REASONS)
def test_a_clock_of_the_law_comes_first_for_its_last_day(
    due_at: datetime, minutes: int, reason: Reason
) -> None:
    """Before whatever one person of whom nothing is known reports in that day; each clock before the later ones."""
    reported_at = due_at - timedelta(days=1) + timedelta(minutes=minutes)
    place = scoring.rank_by(due_at)
    assert place >= scoring.rank(scoring.weight(reason, 0, 0), reported_at)
    assert place > scoring.rank_by(due_at + timedelta(minutes=1))
