"""Pabulib's `.pb` files: the ballots of a participatory budget, what its projects cost, and often what came of it.

Three sections, META, PROJECTS and VOTES, each a line with its name, a line with the names of its columns, and rows whose cells are
divided by semicolons (pabulib.org/format). A vote names projects with commas between them. Of approvals the default is the
rule of the file, greedy. Points (cumulative, scoring) stand in a column beside the vote; of an ordinal vote the first project has as many
points as a ballot may name projects, the next one less. What has points is counted by their sums. Costs are whole; what a budget has
beyond a whole number pays for nothing and is left out.
"""

import csv
import re
from collections import Counter
from typing import Any

from rooms.voting.formats.found import MOST_OPTIONS, Found, Official, Wrong, option, whole
from rooms.voting.rule import Method, Option, Rule

SECTIONS = ("META", "PROJECTS", "VOTES")
Row = tuple[int, dict[str, str]]
CHOSEN = [Method.GREEDY, Method.EQUAL_SHARES, Method.APPROVAL]
MOST_POINTS = 100  # the highest score of a rule
PART = re.compile(r"\.\d{1,4}\Z")


def read(text: str) -> Found:
    """The election in a Pabulib file. Raises Wrong."""
    sections = _sections(text)
    meta = {row["key"].strip(): (line, row["value"]) for line, row in sections["META"]}
    projects = sections["PROJECTS"]
    votes = sections["VOTES"]
    if not projects:
        raise Wrong(1, "there are no projects")
    if len(projects) > MOST_OPTIONS:
        raise Wrong(projects[MOST_OPTIONS][0], f"there are more than {MOST_OPTIONS} projects")
    _as_many(meta, "num_projects", projects)
    _as_many(meta, "num_votes", votes)
    number = {}
    options: list[Option] = []
    for line, row in projects:
        name = _cell(row, "project_id", line).strip()
        if name in number:
            raise Wrong(line, f"project {name} stands here twice")
        options.append(
            option(row.get("name") or name, line, whole(_cell(row, "cost", line), line, "the cost"))
        )
        number[name] = len(options)
    kind = meta.get("vote_type", (1, "approval"))[1].strip()
    line, said_budget = meta.get("budget", (1, ""))
    budget = whole(PART.sub("", said_budget.strip()), line, "the budget")
    ballots, rule, methods = _ballots(kind, meta, votes, number, budget)
    counted = Counter[str]()
    at: dict[str, int] = {}
    said: dict[str, Any] = {}
    for (line, _), ballot in zip(votes, ballots, strict=True):
        key = repr(ballot)
        counted[key] += 1
        at.setdefault(key, line)
        said.setdefault(key, ballot)
    return Found(
        title=meta.get("description", (1, ""))[1].strip(),
        rule=rule,
        methods=methods,
        options=options,
        ballots=[(said[key], times) for key, times in counted.items()],
        lines=[at[key] for key in counted],
        roll=len(votes),
        official=_official(projects),
    )


def _sections(text: str) -> dict[str, list[Row]]:
    sections: dict[str, list[Row]] = {}
    rows = _Rows(text)
    for line, row in rows:
        name = row[0].strip()
        if name not in SECTIONS or len(row) > 1:
            raise Wrong(line, "one of META, PROJECTS and VOTES should stand here")
        if name in sections:
            raise Wrong(line, f"{name} stands here twice")
        sections[name] = _section(rows, line, name)
        if len(sections) == len(SECTIONS):
            break
    for name in SECTIONS:
        if name not in sections:
            raise Wrong(text.count("\n") + 1, f"{name} is missing")
    return sections


def _section(rows: "_Rows", line: int, name: str) -> list[Row]:
    head_line, head = next(rows, (line, []))
    if name == "META" and head[:2] != ["key", "value"]:  # some files leave that line out
        rows.back(head_line, head)
        head = ["key", "value"]
    columns = [each.strip() for each in head]
    if len(set(columns)) < len(columns) or not columns:
        raise Wrong(head_line, f"the columns of {name} should stand here, each once")
    found: list[Row] = []
    for number, row in rows:
        if len(row) == 1 and row[0].strip() in SECTIONS:
            rows.back(number, row)
            break
        if len(row) > len(columns):
            raise Wrong(number, f"{len(row)} cells in a row of {len(columns)}")
        found.append(
            (number, dict(zip(columns, row + [""] * (len(columns) - len(row)), strict=True)))
        )
    return found


class _Rows:
    """Rows with their lines; one that was taken too early can be given back."""

    def __init__(self, text: str) -> None:
        self._reader = csv.reader(text.split("\n"), delimiter=";")
        self._back: list[tuple[int, list[str]]] = []

    def __iter__(self) -> "_Rows":
        return self

    def __next__(self) -> tuple[int, list[str]]:
        if self._back:
            return self._back.pop()
        while True:
            try:
                row = next(self._reader)
            except csv.Error as error:
                raise Wrong(self._reader.line_num, f"this row cannot be read: {error}") from error
            if any(cell.strip() for cell in row):
                return self._reader.line_num, row

    def back(self, line: int, row: list[str]) -> None:
        """Give it back."""
        self._back.append((line, row))


def _ballots(
    kind: str,
    meta: dict[str, tuple[int, str]],
    votes: list[Row],
    number: dict[str, int],
    budget: int,
) -> tuple[list[Any], Rule, list[Method]]:
    chosen = [_projects(row, line, number) for line, row in votes]
    if kind in {"approval", "choose-1"}:
        return chosen, Rule(quorum=0, method=Method.GREEDY, budget=budget), CHOSEN
    if kind == "ordinal":
        line, longest = meta.get("max_length", (1, str(len(number))))
        highest = whole(longest, line, "max_length", 1, MOST_POINTS)
        points = [list(range(highest, highest - len(each), -1)) for each in chosen]
        for (at, _), each in zip(votes, chosen, strict=True):
            if len(each) > highest:
                raise Wrong(at, f"a vote names more than {highest} projects")
    elif kind in {"cumulative", "scoring"}:
        points = [
            _points(row, line, len(each)) for (line, row), each in zip(votes, chosen, strict=True)
        ]
    else:
        raise Wrong(meta["vote_type"][0], f"votes of the type {kind!r} are not known")
    most = max((max(each, default=0) for each in points), default=0)
    scores = [_scores(each, given, len(number)) for each, given in zip(chosen, points, strict=True)]
    return scores, Rule(quorum=0, method=Method.SCORE, highest=max(1, most)), [Method.SCORE]


def _projects(row: dict[str, str], line: int, number: dict[str, int]) -> list[int]:
    said = [each.strip() for each in _cell(row, "vote", line).split(",")]
    names = [each for each in said if each]
    for name in names:
        if name not in number:
            raise Wrong(line, f"there is no project {name[:40]}")
    if len(set(names)) < len(names):
        raise Wrong(line, "a project is named twice")
    return [number[name] for name in names]


def _points(row: dict[str, str], line: int, n: int) -> list[int]:
    given = [each for each in _cell(row, "points", line).split(",") if each.strip()]
    if len(given) != n:
        raise Wrong(line, f"{len(given)} points for {n} projects")
    return [whole(each, line, "points", 0, MOST_POINTS) for each in given]


def _scores(chosen: list[int], points: list[int], n: int) -> list[int | None]:
    given = dict(zip(chosen, points, strict=True))
    return [given.get(each) for each in range(1, n + 1)]


def _official(projects: list[Row]) -> Official:
    def column(name: str) -> list[int] | None:
        if not all(name in row for _, row in projects):
            return None
        return [whole(row[name], line, name) for line, row in projects]

    selected = column("selected")
    winners = [n for n, each in enumerate(selected, 1) if each == 1] if selected else None
    return Official(column("votes"), column("score"), winners)


def _as_many(meta: dict[str, tuple[int, str]], name: str, rows: list[Row]) -> None:
    if name in meta:
        line, said = meta[name]
        if whole(said, line, name) != len(rows):
            raise Wrong(line, f"{name} is {said.strip()}, and there are {len(rows)}")


def _cell(row: dict[str, str], column: str, line: int) -> str:
    if column not in row:
        raise Wrong(line, f"the column {column} is missing")
    return row[column]
