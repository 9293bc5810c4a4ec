"""No text costs more than a moment of processor time, however it was built.

The bar is 250 ms for a body of full length. Here it is a watchdog of five times that, since machines differ;
that the cost grows with the length and not with its square is asserted as a ratio.
"""

import time
from contextlib import suppress

import pytest

from rooms.errors import Refused
from rooms.text.markdown import render

WATCHDOG_S = 5 * 0.25
WORST = [
    *("[", ">", "<b>", "</b>", "*", "_", "`", "~", "![](", "[](", "](", "[a](/b)", "![", "[^1]", "<", "&"),
    *("- ", "- a\n", "* a\n  ", "1. ", "  - a\n", "> ", ">\n", "# a\n", "a\n", "a\n\n", "\n", "---\n"),
    *("*a* ", "**a **", "*a_", "a**b", "*&*&", "_<_<<<", "`a` ", "~~a~~ ", "*a **a "),
    *("www.a.b ", "http://a.b ", "a@b.c ", "<a@b.c>", "a@", "http://", "(", "http://a.b/("),
    *("|", "|a", "|a|b|\n", "|-|-|\n", "<!--", "<?", "<a href=", "&#0;", "&amp;", "\\", '"', "đ\u0301"),
    *("\u0301", "[a]: /b\n", "\n\n>\n\nwww.a-&www.a\n\n>&www.a-", "----@****@@*", "\t"),
]


def body(unit: str, length: int = 10_000) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def cpu_s(source: str, tries: int = 1) -> float:
    """Seconds of processor time, the best of some tries: only the text should count, not the neighbours."""
    best = float("inf")
    for _ in range(tries):
        start = time.process_time()
        with suppress(Refused):
            render(source)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("unit", WORST)
def test_the_worst_bodies_are_cheap(unit: str) -> None:
    assert cpu_s(body(unit)) <= WATCHDOG_S


@pytest.mark.parametrize(
    "shape",
    [
        lambda: "".join(f"{'  ' * (n % 11)}- a\n" for n in range(2_000))[:10_000],
        lambda: "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|\n" * 1_500,
        lambda: "> " * 8 + "- " * 7 + "*a* " * 1_400,
        lambda: "a\n" * 1_490 + "&" * 7_000,
        lambda: "http://a.b/" + "&" * 9_980,
        lambda: "(" * 5_000 + ")" * 5_000,
        lambda: "*a " * 3_000 + "*" * 1_000,
    ],
)
def test_the_worst_shapes_are_cheap(shape: object) -> None:
    assert callable(shape)
    assert cpu_s(shape()) <= WATCHDOG_S


@pytest.mark.parametrize("unit", ["[", ">", "<b>", "*a", "![](", "- ", "&"])
def test_twice_the_text_is_about_twice_the_work(unit: str) -> None:
    half, whole = cpu_s(body(unit, 2_500), tries=3), cpu_s(body(unit, 5_000), tries=3)
    assert whole <= 3.5 * max(half, 0.005)
