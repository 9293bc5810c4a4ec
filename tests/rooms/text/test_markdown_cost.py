"""No text costs more than a moment of processor time, however it was built.

The bar is 250 ms for a body of full length. Here it is a watchdog of five times that, since
machines differ; that the cost grows with the length and not with its square is asserted as a ratio.
"""

import time
from contextlib import suppress

import pytest

from rooms.errors import Refused
from rooms.text.markdown import render

WATCHDOG_S = 5 * 0.25
FULL = 10_000
REPEATED = [
    *(
        "[",
        ">",
        "<b>",
        "*",
        "_",
        "`",
        "~",
        "![](",
        "](",
        "[a](/b)",
        "[^1]",
        "<",
        "&",
        "\\",
        '"',
        "\u0301",
    ),
    *(
        "- ",
        "- a\n",
        "* a\n  ",
        "1. ",
        "> ",
        "# a\n",
        "a\n",
        "a\n\n",
        "\n\n>\n\nwww.a-&www.a\n\n>&www.a-",
    ),
    *(
        "*a* ",
        "**a **",
        "a**b",
        "*&*&",
        "_<_<<<",
        "----@****@@*",
        "*a **a ",
        "http://a.b ",
        "a@b.c ",
        "(",
    ),
    *("|", "|a|b|\n", "|-|-|\n", "<!--", "<a href=", "&#0;"),
]
BUILT = {
    "nested lists": "".join(f"{'  ' * (n % 11)}- a\n" for n in range(2_000))[:FULL],
    "a wide table": "|a" * 1_000 + "|\n" + "|-" * 1_000 + "|\n" + "|\n" * 1_500,
    "deep emphasis": "> " * 8 + "- " * 7 + "*a* " * 1_400,
    "breaks and references": "a\n" * 1_490 + "&" * 7_000,
    "a long address": "http://a.b/" + "&" * 9_980,
    "brackets": "(" * 5_000 + ")" * 5_000,
    "emphasis that closes late": "*a " * 3_000 + "*" * 1_000,
}


def repeated(unit: str, length: int = FULL) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def cpu_s(source: str) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    with suppress(Refused):
        render(source)
    return time.process_time() - start


@pytest.mark.parametrize(
    "source", [*map(repeated, REPEATED), *BUILT.values()], ids=[*REPEATED, *BUILT]
)
def test_the_worst_bodies_are_cheap(source: str) -> None:
    assert len(source) <= FULL
    assert cpu_s(source) <= WATCHDOG_S


@pytest.mark.parametrize("unit", ["[", ">", "<b>", "*a", "![](", "- ", "&"])
def test_the_work_grows_as_the_text_does(unit: str) -> None:
    quarter, whole = repeated(unit, FULL // 4), repeated(unit, FULL)
    # In turn, and the best of each: neither the neighbours nor the collector of garbage should count.
    tries = [(cpu_s(quarter), cpu_s(whole)) for _ in range(5)]
    least, most = (min(spent) for spent in zip(*tries, strict=True))
    assert most <= 9 * max(
        least, 0.002
    )  # four times the work if it grows evenly, sixteen if by its square
