"""`dienhong recount`: what came of an election in a file, in words and as JSON; what is wrong with a file is said with its line."""

import json
import random
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result

from rooms.voting.counting import Election, count, lot_of
from rooms.voting.formats import FORMATS, Wrong
from rooms.voting.rule import Method, Option, Rule
from server.cli import dienhong
from tests.rooms.voting import samples

FILES = {
    "blt": samples.BLT,
    "pabulib": samples.PABULIB,
    "preflib": samples.PREFLIB,
    "export": samples.export("{}"),
}


def announced() -> str:
    made = Election(
        Rule(method=Method.APPROVAL, quorum=0),
        [Option("Đường"), Option("Cây")],
        3,
        lot_of(samples.root(), 2),
    )
    result = count(made, {"[1]": 1, "[2]": 1})
    return json.dumps(msgspec.to_builtins(result), separators=(",", ":"), sort_keys=True)


def ran(folder: Path, kind: str, text: str, *more: str) -> Result:
    file = folder / f"phiếu.{kind}"
    file.write_text(text, encoding="utf-8")
    return CliRunner().invoke(
        dienhong, ["recount", "--format", kind, *more, str(file)], catch_exceptions=False
    )


def test_ranked_ballots_are_counted_round_by_round(tmp_path: Path) -> None:
    done = ran(tmp_path, "blt", samples.BLT.replace("2 3=4 1 0", "2 3 1 0"))
    assert done.exit_code == 0, done.output
    assert "10 valid ballots, 2 to be elected: 4 votes are needed." in done.stdout
    assert done.stdout.rstrip().endswith('Elected: “Nguyễn An”, “Trần "Bình" Hai”.')
    said = ran(tmp_path, "blt", samples.BLT, "--method", "schulze", "--language", "vi")
    assert "Từng đôi phương án được so với nhau" in said.stdout
    assert "Được chọn: “Nguyễn An”." in said.stdout


def test_a_budget_is_counted_and_compared_with_what_the_file_says(tmp_path: Path) -> None:
    done = ran(tmp_path, "pabulib", samples.PABULIB)
    assert done.exit_code == 0, done.output
    assert "What the file says came of it: the same." in done.stdout
    wrong = ran(tmp_path, "pabulib", samples.PABULIB.replace('ghế đá";0', 'ghế đá";1'))
    assert wrong.exit_code == 1
    assert "differs: winners." in wrong.stdout
    shares = ran(tmp_path, "pabulib", samples.PABULIB, "--method", "equal_shares", "--json")
    told = json.loads(shares.stdout)
    assert (told["rule"]["method"], told["result"]["outcome"]) == ("equal_shares", "funded")
    points = ran(tmp_path, "pabulib", samples.CUMULATIVE, "--json")
    assert json.loads(points.stdout)["winners"] == ["a"]


def test_preferences_and_categories_are_counted(tmp_path: Path) -> None:
    told = json.loads(ran(tmp_path, "preflib", samples.PREFLIB, "--json").stdout)
    assert (told["title"], told["winners"]) == ("Chọn hướng tuyến", ["Phía bắc"])
    assert told["result"]["pairs"] == [[0, 4, 5], [2, 0, 3], [2, 0, 0]]
    assert all(each["vi"] and each["en"] for each in told["result"]["rounds"])
    told = json.loads(ran(tmp_path, "preflib", samples.CATEGORIES, "--json").stdout)
    assert (told["rule"]["method"], told["winners"]) == ("approval", ["Có"])


def test_an_export_is_counted_with_the_lot_of_its_log(tmp_path: Path) -> None:
    done = ran(tmp_path, "export", samples.export(announced()))
    assert done.exit_code == 0, done.output
    assert "the lot, fixed beforehand, decides" in done.stdout
    assert "What the file says came of it: the same." in done.stdout
    other = ran(tmp_path, "export", samples.export(announced().replace('"cast":2', '"cast":3')))
    assert other.exit_code == 1
    assert "differs: result." in other.stdout


def test_the_lot_of_a_seed_breaks_ties(tmp_path: Path) -> None:
    tied = '2 1\n1 1 0\n1 2 0\n0\n"An"\n"Bình"\n'
    winners = set()
    for seed in ("00", "01", "02", "03", "04", "05", "06", "07"):
        told = json.loads(ran(tmp_path, "blt", tied, "--seed", seed, "--json").stdout)
        winners.add(told["winners"][0])
    assert winners == {"An", "Bình"}
    assert json.loads(ran(tmp_path, "blt", tied, "--json").stdout)["winners"] == ["An"]


@pytest.mark.parametrize(
    ("kind", "text", "line", "why"),
    [
        ("blt", "", 1, "the file ends where the number of candidates and seats should stand"),
        ("blt", "2\n", 1, "the first line should say how many candidates and how many seats"),
        ("blt", "2 1\n1 3 0\n", 2, "a candidate should be from 1 to 2, not 3"),
        ("blt", "2 1\n1 1 2\n", 2, "a ballot should end with 0"),
        ("blt", "2 1\n1 1 1 0\n", 2, "a candidate is ranked twice"),
        ("blt", "2 1\nx 1 0\n", 2, "how many ballots there are like this should be a whole number, not 'x'"),
        ("blt", '2 1\n1 1 0\n0\n"An"\n', 4, "the file ends where the name of candidate 2 should stand"),
        ("blt", samples.BLT, 6, "this method takes no equal ranks"),
        ("pabulib", "META\nkey;value\n", 3, "PROJECTS is missing"),
        ("pabulib", samples.PABULIB.replace("num_votes;4", "num_votes;5"), 5, "num_votes is 5, and there are 4"),
        ("pabulib", samples.PABULIB.replace("4;b,c", "4;b,d"), 19, "there is no project d"),
        ("pabulib", samples.PABULIB.replace("a;60", "a;x"), 11, "the cost should be a whole number, not 'x'"),
        ("pabulib", samples.PABULIB.replace("approval", "oracular"), 7, "votes of the type 'oracular' are not known"),
        ("pabulib", samples.CUMULATIVE.replace("1;a,b;3,2", "1;a,b;3"), 11, "1 points for 2 projects"),
        ("preflib", "1: 1,2\n", 1, "the file does not say # DATA TYPE"),
        ("preflib", samples.PREFLIB.replace("4: 1", "4 1"), 9, "a ballot should say how many there are like it, and a colon"),
        ("preflib", samples.PREFLIB.replace("{2,3}", "{2,3"), 9, "alternatives should be numbers, equals of them in braces, with commas between them"),
        ("preflib", samples.PREFLIB.replace("4: 1", "9: 1"), 5, "there should be 7 voters, and there are 12"),
        ("export", "{}\n", 1, "there are no leaves in this file"),
        ("export", "[\n", 1, "this is not JSON"),
        ("export", samples.export("{}").replace('"leaf": 2', '"leaf": 3'), 4, "leaf 2 should stand here, with its record"),
        ("export", samples.export("{}").replace("dienhong.closed.1", "dienhong.closed.2"), 6, "this is not a leaf of a vote"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_said_with_its_line(
    tmp_path: Path, kind: str, text: str, line: int, why: str
) -> None:
    done = ran(tmp_path, kind, text)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path}/phiếu.{kind}:{line}: {why}\n"


def test_what_is_no_text_is_said_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "phiếu.blt"
    file.write_bytes(b'2 1\n1 1 0\n0\n"\xff"\n')
    done = CliRunner().invoke(dienhong, ["recount", "--format", "blt", str(file)])
    assert (done.exit_code, done.stderr) == (2, f"{file}:4: this is not UTF-8\n")


def test_a_method_that_the_ballots_are_not_of_is_refused(tmp_path: Path) -> None:
    done = ran(tmp_path, "blt", samples.BLT, "--method", "approval")
    assert done.exit_code == 2
    assert "cannot be counted by approval, but by: transferable, runoff, schulze" in done.stderr


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_was_damaged_is_read_or_refused_and_nothing_else(kind: str) -> None:
    chance = random.Random(kind)
    whole = FILES[kind]
    refused = []
    for _ in range(1500):
        text = whole
        for _ in range(chance.randint(1, 4)):
            text = damaged(chance, text)
        try:
            found = FORMATS[kind](text)
            count(found.election(found.rule, None), found.box(found.rule))
        except Wrong as wrong:
            refused.append((wrong.why, wrong.line <= text.count("\n") + 2))
    assert 0 < len(refused) < 1500
    assert all(why and in_the_file for why, in_the_file in refused)


def damaged(chance: random.Random, text: str) -> str:
    at = chance.randint(0, len(text))
    to = min(len(text), at + chance.choice([1, 1, 3, 40]))
    way = chance.randint(0, 4)
    if way == 0:
        return text[:at] + text[to:]
    if way == 1:
        return text[:at] + chance.choice('0123456789-=";,:{}[]\n\r\0\t #²x"\u2028') + text[to:]
    if way == 2:
        return text[:at] + text[at:to] * 2 + text[to:]
    if way == 3:
        return text[:at]
    lines = text.split("\n")
    chance.shuffle(lines)
    return (
        "\n".join(lines)
        if chance.random() < 0.1
        else text[:at] + "9" * chance.choice([3, 30, 5000]) + text[at:]
    )
