"""PrefLib: rankings (soc, soi, toc, toi) and categories (cat), in the format it has had since 2022 (preflib.org/format).

    # DATA TYPE: toi
    # NUMBER ALTERNATIVES: 3
    # ALTERNATIVE NAME 1: Đường
    12: 2,{1,3}          twelve ballots: the second first, the two others as equals behind it

What a ranking leaves out is behind all it ranks. A file of two categories is one of approvals: the first category is chosen, the
second is not. Of more categories the last is worth 0 points, the one before it 1, and so on.
"""

import re

from rooms.voting.formats.found import MOST_OPTIONS, Found, Wrong, lines_of, option, whole
from rooms.voting.rule import Method, Option, Rule

RANKED = {"soc", "soi", "toc", "toi"}
GROUP = re.compile(r"\s*(?:\{([^{}]*)\}|(\d+))\s*(?:,|$)")
APPROVALS = 2  # categories
MOST_CATEGORIES = 101
Ballot = tuple[int, int, list[list[int]]]  # the line, how many, the groups


def read(text: str) -> Found:
    """The election in a PrefLib file. Raises Wrong."""
    meta: dict[str, tuple[int, str]] = {}
    said: list[tuple[int, str]] = []
    last = 1
    for last, row in lines_of(text):
        if row.startswith("#"):
            name, colon, value = row.removeprefix("#").partition(":")
            if colon:
                meta[name.strip().upper()] = (last, value.strip())
        else:
            said.append((last, row))
    kind = _told(meta, "DATA TYPE", last)[1].lower()
    if kind not in RANKED | {"cat"}:
        raise Wrong(_told(meta, "DATA TYPE", last)[0], f"the data type {kind[:20]!r} is not known")
    line, number = _told(meta, "NUMBER ALTERNATIVES", last)
    n = whole(number, line, "the number of alternatives", 1, MOST_OPTIONS)
    options = [_option(meta, each, last) for each in range(1, n + 1)]
    ballots = [_ballot(each, line, n) for line, each in said]
    voters = sum(times for _, times, _ in ballots)
    if "NUMBER VOTERS" in meta:
        line, number = meta["NUMBER VOTERS"]
        if whole(number, line, "the number of voters") != voters:
            raise Wrong(line, f"there should be {number} voters, and there are {voters}")
    title = meta.get("TITLE", (0, ""))[1]
    if kind == "cat":
        return _categories(title, meta, options, ballots, voters)
    strict = all(len(group) == 1 for _, _, groups in ballots for group in groups)
    methods = [Method.SCHULZE, *([Method.RUNOFF, Method.TRANSFERABLE] if strict else [])]
    for line, _, groups in ballots:
        if not all(groups):
            raise Wrong(line, "a rank is empty")
    return Found(
        title=title,
        rule=Rule(quorum=0, method=Method.SCHULZE),
        methods=methods,
        options=options,
        ballots=[(groups, times) for _, times, groups in ballots],
        lines=[line for line, _, _ in ballots],
        roll=voters,
    )


def _categories(
    title: str,
    meta: dict[str, tuple[int, str]],
    options: list[Option],
    ballots: list[Ballot],
    voters: int,
) -> Found:
    line, number = _told(meta, "NUMBER CATEGORIES", 1)
    categories = whole(number, line, "the number of categories", 2, MOST_CATEGORIES)
    for line, _, groups in ballots:
        if len(groups) > categories:
            raise Wrong(line, f"there are {categories} categories")
    lines = [line for line, _, _ in ballots]
    if categories == APPROVALS:
        chosen = [(groups[0] if groups else [], times) for _, times, groups in ballots]
        rule = Rule(quorum=0, method=Method.APPROVAL)
        return Found(title, rule, [Method.APPROVAL], options, chosen, lines, voters)
    scored = [
        ({str(c): categories - 1 - at for at, group in enumerate(groups) for c in group}, times)
        for _, times, groups in ballots
    ]
    rule = Rule(quorum=0, method=Method.SCORE, highest=categories - 1)
    return Found(title, rule, [Method.SCORE], options, scored, lines, voters)


def _ballot(said: str, line: int, n: int) -> Ballot:
    weight, colon, order = said.partition(":")
    if not colon:
        raise Wrong(line, "a ballot should say how many there are like it, and a colon")
    times = whole(weight, line, "how many ballots there are like this")
    groups: list[list[int]] = []
    at, order = 0, order.strip()
    while at < len(order):
        found = GROUP.match(order, at)
        if not found:
            raise Wrong(
                line,
                "alternatives should be numbers, equals of them in braces, with commas between them",
            )
        many, alone = found.groups()
        names = [alone] if alone else [each for each in many.split(",") if each.strip()]
        groups.append([whole(each, line, "an alternative", 1, n) for each in names])
        at = found.end()
    named = [c for group in groups for c in group]
    if len(set(named)) < len(named):
        raise Wrong(line, "an alternative stands here twice")
    return line, times, groups


def _option(meta: dict[str, tuple[int, str]], number: int, last: int) -> Option:
    line, title = _told(meta, f"ALTERNATIVE NAME {number}", last)
    return option(title, line)


def _told(meta: dict[str, tuple[int, str]], name: str, last: int) -> tuple[int, str]:
    if name not in meta:
        raise Wrong(last, f"the file does not say # {name}")
    return meta[name]
