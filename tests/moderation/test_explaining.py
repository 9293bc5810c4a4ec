"""Every rule says what it saw, in both languages, by all of its facts."""

import string

import pytest
from hypothesis import given

from moderation.explaining import FOUND, ROLES, WAYS, explain
from moderation.judging import Rule, judge
from moderation.rules import (
    Beforehand,
    Circumstances,
    Lengths,
    Links,
    Machine,
    Newcomers,
    QuietHours,
    Rates,
    Rules,
    Suggestion,
    WordList,
)
from moderation.wordlist import Entry, Way
from rooms.people import Language
from rooms.roles import Role
from rooms.screening import Finding, Words
from tests.moderation.rules import CALM, CIRCUMSTANCES, RULES, WORDS

EVERY = Rules(
    lists=(WordList("Xúc phạm", (Entry("ngu"),)),), links=Links(), newcomers=Newcomers(posts=1, days=1), beforehand=Beforehand(below=Role.MEMBER),
    rates=Rates(minute=1, hour=1), lengths=Lengths(least=900), quiet=QuietHours("22:00", "06:00"), machine=(Machine("độc hại", 50),),
)  # fmt: skip
ALL = Rules(beforehand=Beforehand(), lengths=Lengths(most=1))
NEW = Circumstances(None, 0, 0, 9, 9, "23:15", (Suggestion("độc hại", 77, ("“ngu”",)),))
POST = Words("post", "Ngu!", '<p>Ngu! <a href="https://vidu.example">x</a></p>')


def findings() -> list[Finding]:
    return [*judge([EVERY], POST, NEW), *judge([ALL], POST, NEW)]


def spoken_of(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_rule_is_found_and_has_its_sentence() -> None:
    assert {finding.rule for finding in findings()} == set(Rule) == set(FOUND)


@pytest.mark.parametrize("finding", findings(), ids=lambda finding: finding.rule)
def test_a_sentence_speaks_of_all_the_facts_and_of_nothing_else(finding: Finding) -> None:
    for language in Language:
        sentence = FOUND[Rule(finding.rule)].to(language)
        assert spoken_of(sentence) == set(finding.facts)
        assert sentence.endswith(".")
    vi, en = (explain(finding, language) for language in Language)
    assert vi != en
    for name, value in finding.facts.items():
        if name not in {"way", "below"}:
            assert str(value) in vi
            assert str(value) in en


@CALM
@given(RULES, WORDS, CIRCUMSTANCES)
def test_whatever_is_found_can_be_explained(rules: Rules, words: Words, of: Circumstances) -> None:
    for finding in judge([rules], words, of):
        for language in Language:
            assert explain(finding, language)


def test_how_words_were_written_and_roles_have_names() -> None:
    assert set(WAYS) == set(Way)
    assert set(ROLES) == set(Role)
    for said in (*WAYS.values(), *ROLES.values()):
        assert said.vi
        assert said.en
        assert said.vi != said.en


def test_an_explanation_reads_as_a_sentence() -> None:
    (finding,) = judge([Rules(lists=EVERY.lists)], Words("post", "Nói thế thì n.g.u quá."), NEW)
    assert (
        explain(finding, Language.VI)
        == "Có “n.g.u”, khớp với “ngu” trong danh sách từ “Xúc phạm” (tách rời các chữ); số lần: 1."
    )
    assert (
        explain(finding, Language.EN)
        == "It has “n.g.u”, which is “ngu” of the word list “Xúc phạm” (letters set apart); times: 1."
    )
