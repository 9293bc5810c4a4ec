"""The table of docs/asvs.md: every line has a verdict, and what it names is there."""

import ast
import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
# How many requirements of each chapter reach up to level 2.
CHAPTERS = {
    1: 38, 2: 54, 3: 18, 4: 9, 5: 30, 6: 13, 7: 12, 8: 15, 9: 7, 10: 5, 11: 8, 12: 15, 13: 13, 14: 23,
}  # fmt: skip


class Line(NamedTuple):
    """One requirement."""

    number: str
    asks: str
    verdict: str
    here: str
    where: str


def lines() -> list[Line]:
    """The rows of the tables, which have five cells each."""
    page = (ROOT / "docs" / "asvs.md").read_text("utf-8").splitlines()
    rows = [row.strip("|").split("|") for row in page if re.match(r"\| \d", row)]
    return [Line(*(cell.strip() for cell in row)) for row in rows]


@cache
def names(file: str) -> set[str]:
    """The tests of a file."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def test_every_requirement_stands_in_the_table_once() -> None:
    numbers = [tuple(map(int, line.number.split("."))) for line in lines()]
    assert len(set(numbers)) == len(numbers)
    assert numbers == sorted(numbers)
    found = {chapter: sum(1 for n in numbers if n[0] == chapter) for chapter in CHAPTERS}
    assert found == CHAPTERS


def test_every_line_has_a_verdict_and_what_holds_names_what_shows_it() -> None:
    for line in lines():
        assert line.asks, line.number
        assert line.verdict in {"✓", "–", "○", "✗"}, line.number
        assert line.verdict != "✓" or line.where.startswith("`"), f"{line.number} holds by nothing"


def test_what_a_line_names_is_there() -> None:
    cited = [
        (line.number, each) for line in lines() for each in re.findall(r"`([^`]+)`", line.where)
    ]
    assert len(cited) > 150
    for number, each in cited:
        file, _, test = each.partition("::")
        assert (ROOT / file).is_file(), f"{number}: {file}"
        assert not test or test in names(file), f"{number}: {each}"
