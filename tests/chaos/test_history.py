"""The judge sees what is wrong, and nothing where nothing is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.chaos.history import Outcome, Write, alike, in_a_run, kept

OK, FAILED, UNKNOWN = Outcome


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_whole_run_is_nothing_wrong(after: int, count: int) -> None:
    assert in_a_run(range(after + 1, after + count + 1), after + count, after) == []


@pytest.mark.parametrize(
    ("seqs", "said"),
    [
        ([1, 2, 4, 5], "1 missing, the first is 3"),
        ([2, 3, 4, 5], "1 missing, the first is 1"),
        ([1, 2, 3], "2 missing, the first is 4"),
        ([], "5 missing, the first is 1"),
        ([1, 2, 3, 3, 4, 5], "3 again after 3"),
        ([1, 2, 3, 4, 5, 1], "1 again after 5"),
        ([1, 2, 4, 3, 5], "3 after 4: out of order"),
        ([1, 2, 3, 4, 5, 6], "6, which does not exist"),
        ([0, 1, 2, 3, 4, 5], "0 after 0: out of order"),
    ],
)
def test_what_is_no_run_is_named(seqs: list[int], said: str) -> None:
    assert in_a_run(seqs, 5) == [said]


@given(st.integers(2, 30), st.data())
def test_no_single_fault_in_a_run_is_passed_over(last: int, data: st.DataObject) -> None:
    run = list(range(1, last + 1))
    at = data.draw(st.integers(0, last - 2))
    left_out = run[:at] + run[at + 1 :]
    repeated = [*run[:at], run[at], *run[at:]]
    turned = [*run[:at], run[at + 1], run[at], *run[at + 2 :]]
    for broken in (left_out, repeated, turned):
        assert in_a_run(broken, last)


def test_other_bytes_are_seen() -> None:
    assert alike([b"a", b"b"], [b"a", b"b", b"c"]) == []
    assert alike([b"a", b"B"], [b"a", b"b"]) == ["entry 2 is not the journal's"]


JOURNAL = {1: "mở", 3: "ý kiến 1", 4: "ý kiến 2"}
WRITES = [Write("mở", OK, 1), Write("ý kiến 1", OK, 3), Write("ý kiến 2", UNKNOWN)]


def test_an_unanswered_write_may_be_there_or_not() -> None:
    assert kept(WRITES, JOURNAL) == []
    assert kept([*WRITES, Write("ý kiến 3", UNKNOWN)], JOURNAL) == []
    assert kept([*WRITES, Write("ý kiến 3", FAILED)], JOURNAL) == []


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (Write("ý kiến 3", OK, 5), "lost: ý kiến 3 was acknowledged"),
        (Write("ý kiến 1", FAILED), "ghost: ý kiến 1 was refused"),
        (Write("ý kiến 1", OK, 4), "moved: ý kiến 1 was acknowledged as 4"),
        (Write("ý kiến 1", OK), "moved: ý kiến 1 was acknowledged as None"),
    ],
)
def test_a_write_that_was_told_otherwise_is_named(write: Write, said: str) -> None:
    others = [each for each in WRITES if each.mark != write.mark]
    assert kept([*others, write], JOURNAL) == [said]


@pytest.mark.parametrize("outcome", [OK, UNKNOWN])
def test_a_doubled_write_is_named(outcome: Outcome) -> None:
    twice = JOURNAL | {5: "ý kiến 2"}
    assert kept([*WRITES[:2], Write("ý kiến 2", outcome, 4)], twice) == [
        "doubled: ý kiến 2 is there 2 times"
    ]


def test_what_nobody_wrote_is_named() -> None:
    assert kept(WRITES[1:], JOURNAL) == ["ghost: nobody wrote mở"]
