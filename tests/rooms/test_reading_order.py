"""A thread from top to bottom: every post once, answers under what they answer, pages that are never too full."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from rooms.reading_order import MOST_BYTES, MOST_POSTS, Outline, Placed, arranged, pages


@st.composite
def threads(draw: st.DrawFn) -> list[Outline]:
    """Posts in the order of their entries; each answers an earlier one or the thread."""
    answered = draw(st.lists(st.integers(0, 30), max_size=60))
    return [
        Outline(1, n + 1, (back % (n + 1)) or None, author=n % 7 + 1, size_bytes=10)
        for n, back in enumerate(answered)
    ]


def of_sizes(sizes: Sequence[int]) -> list[Placed]:
    return [Placed(n, 0, None, size) for n, size in enumerate(sizes, 1)]


@given(threads())
def test_every_post_stands_in_the_order_once(outlines: list[Outline]) -> None:
    assert sorted(placed.id for placed in arranged(outlines)) == [post.id for post in outlines]


@given(threads())
def test_an_answer_stands_below_what_it_answers_and_one_deeper(outlines: list[Outline]) -> None:
    parents = {post.id: post.parent_id for post in outlines}
    authors = {post.id: post.author for post in outlines}
    above: list[int] = []  # the branch that leads to the post at hand
    for placed in arranged(outlines):
        del above[placed.depth :]
        parent_id = parents[placed.id]
        assert (above[-1] if above else None) == parent_id
        assert placed.answers == (authors[parent_id] if parent_id else None)
        above.append(placed.id)


@given(threads())
def test_siblings_stand_in_the_order_of_their_entries(outlines: list[Outline]) -> None:
    parents = {post.id: post.parent_id for post in outlines}
    seen: dict[int | None, list[int]] = {}
    for placed in arranged(outlines):
        seen.setdefault(parents[placed.id], []).append(placed.id)
    assert all(siblings == sorted(siblings) for siblings in seen.values())


def test_a_branch_as_deep_as_a_long_thread_is_arranged() -> None:
    chain = [Outline(1, n, n - 1 or None, 1, 10) for n in range(1, 5_001)]
    assert [placed.depth for placed in arranged(chain)] == list(range(5_000))


@given(st.lists(st.integers(0, MOST_BYTES + 10), max_size=40))
def test_pages_together_are_the_order_and_none_is_too_full(sizes: list[int]) -> None:
    order = of_sizes(sizes)
    cut = pages(order)
    assert [placed for page in cut for placed in page] == order
    for page in cut:
        assert len(page) == 1 or sum(placed.size_bytes for placed in page) <= MOST_BYTES or not page


def test_a_page_ends_with_its_last_permitted_post() -> None:
    assert [len(page) for page in pages(of_sizes([1] * (MOST_POSTS + 1)))] == [MOST_POSTS, 1]


def test_a_thread_without_posts_has_one_empty_page() -> None:
    assert pages([]) == [[]]
