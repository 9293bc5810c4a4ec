"""The oracle of amended texts tells right from wrong, without anything of the product."""

import pytest

from tests.promises.unique_words import Meant, Row, apart, by_hand, collide, meant, words, wrong

BASE = words("a b c d e f g h")


@pytest.mark.parametrize(
    ("made", "right"),
    [
        ("a b x d e f g h n", True),
        ("a b c x d e f g h n", False),  # what was to go stands
        ("a x b d e f g h n", False),  # one word too early
        ("a b d x e f g h n", False),  # and too late
        ("a b x d e f g h", False),  # what others wrote is lost
        ("a b d e f g h n", False),  # what was to come is not there
        ("a b x d f e g h n", False),
        ("a b x d e f g h n x", False),
    ],
)
def test_what_is_not_what_was_meant_is_seen(made: str, right: bool) -> None:
    now = [*BASE, "n"]
    assert (not [*wrong(BASE, [Meant(2, 3, ("x",))], now, words(made))]) == right


def test_what_an_edit_means_is_found_by_its_words() -> None:
    assert meant(BASE, words("a x b d e f g y z h")) == [
        Meant(1, 1, ("x",)), Meant(2, 3, ()), Meant(7, 7, ("y", "z")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "collides", "free"),
    [
        (Meant(2, 3, ("x",)), Meant(2, 3, ("y",)), True, False),
        (Meant(2, 3, ("x",)), Meant(2, 3, ("x",)), False, True),
        (Meant(2, 4, ()), Meant(3, 5, ()), True, False),
        (Meant(2, 2, ("x",)), Meant(2, 2, ("y",)), False, False),
        (Meant(2, 2, ("x",)), Meant(1, 3, ()), True, False),
        (Meant(1, 2, ("x",)), Meant(2, 3, ()), False, False),
        (Meant(1, 2, ("x",)), Meant(5, 6, ()), False, True),
    ],
)
def test_what_nobody_could_mean_together_is_told_from_what_is_apart(
    ours: Meant, theirs: Meant, collides: bool, free: bool
) -> None:
    assert (collide([ours], [theirs]), apart([ours], [theirs])) == (collides, free)


def test_rows_are_done_in_their_order_or_do_not_fit() -> None:
    rows = [Row(2, "b", "xyz"), Row(6, "d", "")]
    assert words(by_hand("a b c d e.\n", rows)) == ["a", "xyz", "c", "e"]
    for bad in ([Row(1, "b", "x")], rows[::-1], [Row(2, "b", ""), Row(3, "", "x")]):
        with pytest.raises(AssertionError):
            by_hand("a b c d e.\n", bad)
