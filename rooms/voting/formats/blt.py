"""BLT: ranked ballots, as Hill, Wichmann and Woodall's algorithm read them (The Computer Journal 30, 1987) and OpaVote writes them.

    4 2                 four candidates, two seats
    -3                  the third has withdrawn (where somebody has)
    3 1 2=4 0           three ballots: the first, then the second and the fourth as equals
    0                   the end of the ballots
    "Nguyễn An"         a name on each line, here and in the title with or without quotation marks
    "Ward 6"            the title of the election

A dash in the place of a preference is one left out. `#` begins a comment. Who has withdrawn is not an option here, and is passed
over on ballots.
"""

from collections.abc import Iterator

from rooms.voting.formats.found import MOST_OPTIONS, Found, Wrong, lines_of, option, whole
from rooms.voting.rule import Method, Rule

METHODS = [Method.TRANSFERABLE, Method.RUNOFF, Method.SCHULZE]
MOST_SEATS = 50


def read(text: str) -> Found:
    """The election in a BLT file. Raises Wrong."""
    lines = iter([(number, _uncommented(said)) for number, said in lines_of(text)])
    lines = iter([each for each in lines if each[1]])
    first, said = _next(lines, "the number of candidates and seats")
    head = said.split()
    if len(head) != 2:  # noqa: PLR2004 - candidates and seats
        raise Wrong(first, "the first line should say how many candidates and how many seats")
    n = whole(head[0], first, "the number of candidates", 1, MOST_OPTIONS)
    seats = whole(head[1], first, "the number of seats", 1, MOST_SEATS)
    withdrawn: set[int] = set()
    ballots: list[tuple[list[list[int]], int]] = []
    at: list[int] = []
    while (line := _next(lines, "a ballot, or the 0 after the last"))[1] != "0":
        number, said = line
        if said.startswith("-"):
            withdrawn |= {
                whole(each.removeprefix("-"), number, "a candidate", 1, n) for each in said.split()
            }
            continue
        ballots.append(_ballot(said, number, n))
        at.append(number)
    named = [_next(lines, f"the name of candidate {each}") for each in range(1, n + 1)]
    names = [option(_unquoted(said), line) for line, said in named]
    title = next(lines, (0, ""))[1]
    if extra := next(lines, None):
        raise Wrong(extra[0], "nothing is expected after the title of the election")
    left = [each for each in range(1, n + 1) if each not in withdrawn]
    if not left:
        raise Wrong(first, "all candidates have withdrawn")
    place = {number: at for at, number in enumerate(left, 1)}
    kept = [
        ([[place[c] for c in group if c in place] for group in groups], times)
        for groups, times in ballots
    ]
    return Found(
        title=_unquoted(title),
        rule=Rule(quorum=0, method=Method.TRANSFERABLE, seats=seats),
        methods=METHODS,
        options=[names[number - 1] for number in left],
        ballots=[([group for group in groups if group], times) for groups, times in kept],
        lines=at,
        roll=sum(times for _, times in ballots),
    )


def _ballot(said: str, line: int, n: int) -> tuple[list[list[int]], int]:
    weight, *ranks = said.split()
    times = whole(weight, line, "how many ballots there are like this")
    if not ranks or ranks[-1] != "0":
        raise Wrong(line, "a ballot should end with 0")
    groups = [
        [whole(each, line, "a candidate", 1, n) for each in rank.split("=")]
        for rank in ranks[:-1]
        if rank != "-"
    ]
    named = [c for group in groups for c in group]
    if len(set(named)) < len(named):
        raise Wrong(line, "a candidate is ranked twice")
    return groups, times


def _next(lines: Iterator[tuple[int, str]], what: str) -> tuple[int, str]:
    line = next(lines, None)
    if line is None:
        raise Wrong(0, f"the file ends where {what} should stand")
    return line


def _uncommented(said: str) -> str:
    return said if '"' in said else said.split("#", 1)[0].strip()


def _unquoted(said: str) -> str:
    inner = said[1:-1] if len(said) > 1 and said[0] == said[-1] == '"' else said
    return (
        inner.replace('""', '"').strip('"') if inner.startswith('""') else inner.replace('""', '"')
    )
