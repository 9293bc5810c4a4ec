"""Elections that were held elsewhere come out as they did there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from rooms.voting.counting import Election, Outcome, Result, Step, count
from rooms.voting.formats import Found
from rooms.voting.formats.found import Official
from rooms.voting.rule import Method, Option, Rule
from server.recount import differences, read

# By the project's secretary: debian.org/vote/2006/vote_002, /2007/vote_001 and /2020/vote_001, each under «Outcome».
DEBIAN = {2006: "Anthony Towns", 2007: "Sam Hocevar", 2020: "Jonathan Carter"}
SAID = re.compile(r"^V: (\S+)\s", re.MULTILINE)
NAME = re.compile(r"Option \d+-+>: (.+)")


@pytest.fixture
def elections(corpora: Path) -> Path:
    folder = corpora / "elections"
    assert folder.is_dir(), f"{folder} is not there"
    return folder


def counted(found: Found) -> Result:
    return count(found.election(found.rule, None), found.box(found.rule))


def test_participatory_budgets_come_out_as_they_did(elections: Path) -> None:
    kinds: Counter[str] = Counter()
    for file in sorted((elections / "pabulib").glob("*.pb")):
        found = read("pabulib", file)
        result = counted(found)
        assert found.official.votes is not None, file
        assert differences(found, found.rule, result) == [], file
        if found.rule.method is Method.GREEDY:
            assert found.official.winners, file
            assert sorted(result.winners) == found.official.winners, file
            assert result.outcome is Outcome.FUNDED
            shares = Rule(quorum=0, method=Method.EQUAL_SHARES, budget=found.rule.budget)
            other = count(found.election(shares, None), found.box(shares))
            spent = sum(found.options[each - 1].cost for each in other.winners)
            assert 0 < spent <= found.rule.budget, file
        else:
            assert found.official.scores is not None, file
        kinds[found.rule.method.value] += 1
    assert kinds == {"greedy": 13, "score": 3}


def test_another_result_is_told_from_the_official_one(elections: Path) -> None:
    found = read("pabulib", elections / "pabulib/poland_warszawa_2019_zacisze.pb")
    wrong = Official(votes=[1] * len(found.options), winners=[1])
    found = Found(
        found.title, found.rule, found.methods, found.options, found.ballots, found.lines,
        found.roll, wrong,
    )  # fmt: skip
    assert differences(found, found.rule, counted(found)) == ["votes", "winners"]


@pytest.mark.parametrize("year", DEBIAN)
def test_debian_elects_its_leaders(elections: Path, year: int) -> None:
    file = elections / f"condorcet/debian-leader{year}-tally.txt"
    text = file.read_bytes().decode("latin-1")
    names = [each.strip() for each in NAME.findall(text)]
    votes = SAID.findall(text)
    assert len(votes) > 300
    box: Counter[str] = Counter()
    for vote in votes:
        assert len(vote) == len(names)
        ranks = sorted({rank for rank in vote if rank != "-"})
        groups = [[n for n, each in enumerate(vote, 1) if each == rank] for rank in ranks]
        box[str(groups).replace(" ", "")] += 1
    options = [Option(name) for name in names]
    rule = Rule(quorum=0, method=Method.SCHULZE)
    made = Election(rule, options, len(votes), tuple(range(1, len(names) + 1)))
    result = count(made, box)
    assert [options[each - 1].title for each in result.winners] == [DEBIAN[year]]
    assert Step.LOT not in {each.step for each in result.rounds}


def test_councils_of_scotland_are_counted_to_the_last_seat(elections: Path) -> None:
    files = sorted((elections / "stv-scotland").glob("*.blt"))
    assert len(files) == 20
    for file in files:
        found = read("blt", file)
        result = counted(found)
        assert len(result.winners) == len(set(result.winners)) == found.rule.seats, file
        assert {each.step for each in result.rounds} >= {Step.QUOTA, Step.STAGE, Step.ELECTED}
        one = Rule(quorum=0, method=Method.RUNOFF)
        assert len(count(found.election(one, None), found.box(one)).winners) == 1
