"""The window holds the newest entries within its bytes, and joins them for followers at any cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.live import frames
from server.live.window import JOIN_BYTES, KEPT_BYTES, News, Window

SIZES = st.lists(st.integers(1, 300), max_size=60)


def plain(news: News) -> bytes:
    return news.frame


def filled(sizes: list[int], limit: int = 10_000, head: int = 0) -> tuple[Window, dict[int, bytes]]:
    window, frames_of = Window(head, limit), {}
    for seq, size in enumerate(sizes, head + 1):
        frames_of[seq] = f"{seq}:".encode().ljust(size, b".")
        window.add(News(1, 1, seq, "post.added", frames_of[seq]))
    return window, frames_of


@given(SIZES, st.integers(1, 2000), st.integers(0, 50))
def test_it_holds_the_newest_and_no_more_than_its_bytes(
    sizes: list[int], limit: int, head: int
) -> None:
    window, frames_of = filled(sizes, limit, head)
    assert window.head == head + len(sizes)
    held = [frame for seq, frame in frames_of.items() if seq > window.base]
    assert window.bytes == sum(map(len, held)) <= limit
    if window.base > head:  # one more would have been too many
        assert window.bytes + len(frames_of[window.base]) > limit


@given(SIZES, st.integers(1, 2000), st.integers(0, 60))
def test_a_follower_at_any_cursor_is_given_exactly_what_comes_after_it(
    sizes: list[int], limit: int, cursor: int
) -> None:
    window, frames_of = filled(sizes, limit)
    cursor = min(cursor, window.head)
    got = b""
    at = cursor
    while at < window.head:
        ready = window.joined(at, plain)
        if ready is None:
            assert at < window.base
            return
        assert ready[1] > at
        got += ready[0]
        at = ready[1]
    assert got == b"".join(frame for seq, frame in frames_of.items() if seq > cursor)


def test_one_write_is_bounded_and_an_entry_is_never_split() -> None:
    window, _ = filled([JOIN_BYTES // 3] * 7, 10 * JOIN_BYTES)
    ready = window.joined(0, plain)
    assert ready is not None
    assert len(ready[0]) <= JOIN_BYTES
    assert ready[1] == 3


def test_one_entry_larger_than_a_write_is_given_by_itself() -> None:
    window, _ = filled([JOIN_BYTES + 1, 10], 10 * JOIN_BYTES)
    assert (window.joined(0, plain) or (b"", 0))[1] == 1


def test_what_was_joined_for_one_serves_the_others() -> None:
    window, _ = filled([100] * 5)
    first, second = window.joined(2, plain), window.joined(2, plain)
    assert first is not None
    assert second is not None
    assert first[0] is second[0]
    assert window.joined(2, frames.event) != first


def test_readers_from_everywhere_do_not_make_the_window_many_times_as_large() -> None:
    window, _ = filled([1000] * 1000, 10_000_000)
    for cursor in range(1000):
        assert window.joined(cursor, plain) is not None
    assert sum(len(ready[0]) for ready in window._joined.values()) <= KEPT_BYTES
    assert window._kept <= KEPT_BYTES


def test_a_number_that_does_not_follow_is_a_mistake_of_the_caller() -> None:
    window, _ = filled([10])
    with pytest.raises(ValueError, match="3 does not follow 1"):
        window.add(News(1, 1, 3, "post.added", b"{}"))


@given(SIZES)
def test_halving_frees_at_least_half_and_says_how_much(sizes: list[int]) -> None:
    window, _ = filled(sizes, 100_000)
    before = window.bytes
    assert window.joined(window.base, plain) is not None
    freed = window.halve()
    assert window.bytes == before - freed <= before // 2
    assert window.head == len(sizes)
    if window.base:
        assert window.joined(window.base - 1, plain) is None


@given(st.lists(st.integers(1, 300), min_size=1, max_size=30), st.data())
def test_a_replaced_entry_is_what_later_followers_get(
    sizes: list[int], data: st.DataObject
) -> None:
    window, frames_of = filled(sizes, 2000)
    seq = data.draw(st.integers(1, len(sizes)))
    assert window.joined(window.base, plain) is not None  # so that an old join could be served
    window.replace(seq, lambda _: b"rong")
    frames_of[seq] = b"rong"
    held = b"".join(frame for s, frame in frames_of.items() if s > window.base)
    ready = window.joined(window.base, plain)
    assert ready is not None
    assert ready[0] == held
    assert window.bytes == len(held)
