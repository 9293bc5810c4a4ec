"""Every step and every outcome has its sentence in both languages, and a count is told in them."""

import json
import re

import pytest

from rooms.people import Language
from rooms.voting.counting import Election, Outcome, Step, count, lot_of
from rooms.voting.counting.words import DECIDES, OUTCOMES, SENTENCES, ended, number, said
from rooms.voting.rule import Method, Option, Rule

VI, EN = Language.VI, Language.EN
THREE = [Option("Đường", 5), Option("Vỉa hè", 3), Option("Cây xanh", 4)]
BOXES: dict[Method, dict[str, int]] = {
    Method.MAJORITY: {'"for"': 3, '"against"': 1, '"abstain"': 2},
    Method.CONSENT: {'"consent"': 3, '"object"': 1},
    Method.APPROVAL: {"[1,2]": 2, "[3]": 2, "[]": 2},
    Method.SCORE: {"[5,null,1]": 2, "[0,4,2]": 4},
    Method.SCHULZE: {"[[1],[2,3]]": 2, "[[2],[3]]": 2, "[[3],[1]]": 2},
    Method.RUNOFF: {"[[1]]": 2, "[[2],[1]]": 2, "[[3],[2]]": 1, "[]": 1},
    Method.TRANSFERABLE: {"[[1],[2]]": 5, "[[2]]": 1, "[[3]]": 1},
    Method.GREEDY: {"[1,2]": 2, "[3]": 2, "[2]": 2},
    Method.EQUAL_SHARES: {"[1,2]": 2, "[3]": 2, "[2]": 2},
}


@pytest.mark.parametrize("language", list(Language))
def test_every_step_and_outcome_has_a_sentence(language: Language) -> None:
    assert set(SENTENCES[language]) == set(Step)
    assert set(OUTCOMES[language]) == set(Outcome)
    for step, sentence in SENTENCES[language].items():
        assert ("|" in sentence) == (step in DECIDES), step
        assert sorted(re.findall(r"\{(\w+)\}", sentence.split("|")[0])) == sorted(
            re.findall(r"\{(\w+)\}", SENTENCES[VI][step].split("|")[0])
        ), f"{step} says the same in both languages"


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("language", list(Language))
def test_each_method_is_told_to_its_end(method: Method, language: Language) -> None:
    options = [] if method in {Method.MAJORITY, Method.CONSENT} else THREE
    rule = Rule(method=method, budget=8, seats=2)
    made = Election(rule, options, 8, lot_of(b"", len(options)))
    result = count(made, BOXES[method])
    told = [said(each, options, language) for each in result.rounds]
    assert len(told) > 1
    assert all(each and "{" not in each for each in told), told
    assert ended(result, options, language).endswith(".")
    assert json.loads(json.dumps([each.facts for each in result.rounds]))


def test_without_a_quorum_nobody_wins_and_no_round_says_so() -> None:
    made = Election(Rule(method=Method.APPROVAL, quorum=80), THREE, 10, (1, 2, 3))
    result = count(made, BOXES[Method.APPROVAL])
    assert (result.outcome, result.winners) == (Outcome.NO_QUORUM, [])
    assert [each.step for each in result.rounds] == [Step.CAST, Step.APPROVALS]
    assert said(result.rounds[0], THREE, EN).endswith("not enough.")


def test_numbers_are_written_as_the_language_does() -> None:
    assert (number(2318, VI), number(12345, VI), number(12345, EN)) == ("2318", "12.345", "12,345")
    assert (number("17.66664", VI), number("17.66664", EN)) == ("17,66664", "17.66664")
    assert (number("12345.5", VI), number("12345.5", EN)) == ("12.345,5", "12,345.5")
    assert number("12/5", VI) == "12/5"
    assert number("", EN) == ""


def test_a_majority_is_told_in_its_own_words() -> None:
    made = Election(Rule(majority="two_thirds"), [], 10, ())
    result = count(made, {'"for"': 4, '"against"': 2})
    assert said(result.rounds[2], [], EN) == (
        "In favour must be at least two thirds of the votes for and against (6): 4 are, which is enough."
    )
    assert said(result.rounds[2], [], VI).startswith("Cần ít nhất hai phần ba số phiếu")
