"""What rules find: the same for the same, never an error, and no milder for one rule more."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from moderation.judging import Rule, judge, within
from moderation.rules import (
    ACTIONS,
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
)
from rooms.roles import Role
from rooms.screening import Finding, Words
from tests.moderation.judged import AT_HOME, INSULTS, found
from tests.moderation.rules import CALM, CIRCUMSTANCES, CLOCKS, RULES, WORDS


@CALM
@given(RULES, RULES, WORDS, CIRCUMSTANCES)
def test_judging_is_the_same_each_time_and_the_strongest_comes_first(
    portal: Rules, room: Rules, words: Words, of: Circumstances
) -> None:
    findings = judge([portal, room], words, of)
    assert findings == judge([portal, room], words, of)
    strengths = [ACTIONS.index(finding.action) for finding in findings]
    assert strengths == sorted(strengths, reverse=True)
    for finding in findings:
        assert all(words.text[start:end] for start, end in finding.places)


@CALM
@given(RULES, RULES, WORDS, CIRCUMSTANCES)
def test_a_room_adds_to_its_portal_and_takes_nothing_away(
    portal: Rules, room: Rules, words: Words, of: Circumstances
) -> None:
    alone = [judge([each], words, of) for each in (portal, room)]
    both = judge([portal, room], words, of)
    assert _strength(both) == max(map(_strength, alone))
    assert {each.rule for each in both} == {each.rule for findings in alone for each in findings}


@CALM
@given(RULES, st.data(), WORDS, CIRCUMSTANCES)
def test_one_rule_more_never_makes_the_outcome_milder(
    rules: Rules, data: st.DataObject, words: Words, of: Circumstances
) -> None:
    name = data.draw(st.sampled_from(Rules.__struct_fields__))
    less = structs.replace(rules, **{name: () if name in {"lists", "machine"} else None})
    assert _strength(judge([less], words, of)) <= _strength(judge([rules], words, of))
    if rules.lists:
        fewer = structs.replace(rules, lists=rules.lists[:-1])
        assert _strength(judge([fewer], words, of)) <= _strength(judge([rules], words, of))


def _strength(findings: list[Finding]) -> int:
    return max((ACTIONS.index(finding.action) for finding in findings), default=-1)


def test_no_rules_find_nothing() -> None:
    assert judge([Rules(), Rules()], Words("post", "đồ ngu"), AT_HOME) == []
    assert judge([], Words("post", "đồ ngu"), AT_HOME) == []


def test_of_the_same_rule_the_stricter_one_is_kept() -> None:
    portal = Rules(links=Links(action="flag"), quiet=QuietHours("22:00", "06:00", "warn"))
    room = Rules(links=Links(action="refuse", most=3), quiet=QuietHours("09:00", "11:00", "note"))
    html = '<a href="https://vidu.example/1">x</a>'
    findings = judge([portal, room], Words("post", "x", html * 4), AT_HOME)
    assert [(each.rule, each.action) for each in findings] == [
        (Rule.LINKS, "refuse"),
        (Rule.QUIET, "note"),
    ]
    assert findings[0].facts["most"] == 3


def test_links_count_beyond_the_hosts_that_are_allowed() -> None:
    rules = Rules(links=Links(allowed=("chinhphu.vn",), most=1))
    ours = '<a href="https://vanban.chinhphu.vn/57">x</a><a href="/r/1">y</a><a href="#m2">@Hoa</a>'
    theirs = '<a href="https://vidu.example/1" rel="nofollow">x</a>'
    assert found(rules, "x", ours * 9) == []
    assert found(rules, "x", ours + theirs) == []
    assert found(rules, "x", ours + theirs * 2) == [(Rule.LINKS, "hold")]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ({}, []),
        ({"approved_posts": 2}, [Rule.FEW_POSTS]),
        ({"account_age_days": 6}, [Rule.YOUNG]),
        ({"approved_posts": 0, "account_age_days": 0, "role": None}, [Rule.FEW_POSTS, Rule.YOUNG]),
        ({"approved_posts": 0, "account_age_days": 0, "role": Role.FACILITATOR}, []),
    ],
)
def test_newcomers_are_told_by_posts_or_by_days(of: dict[str, Any], expected: list[Rule]) -> None:
    rules = Rules(newcomers=Newcomers(posts=3, days=7))
    assert [rule for rule, _ in found(rules, **of)] == expected


def test_reading_beforehand_is_for_all_or_below_a_role() -> None:
    below = Rules(beforehand=Beforehand(below=Role.MODERATOR))
    assert [bool(found(Rules(beforehand=Beforehand()), role=role)) for role in Role] == [True] * 5
    assert [bool(found(below, role=role)) for role in Role] == [False, False, False, True, True]
    assert found(below, role=None) == [(Rule.BELOW, "hold")]


def test_a_rate_is_reached_by_the_post_that_is_one_too_many() -> None:
    rules = Rules(rates=Rates(minute=3, hour=10))
    assert found(rules, posts_last_minute=2, posts_last_hour=9) == []
    assert found(rules, posts_last_minute=3, posts_last_hour=9) == [(Rule.MINUTE, "slow")]
    assert found(rules, posts_last_minute=3, posts_last_hour=10) == [
        (Rule.MINUTE, "slow"),
        (Rule.HOUR, "slow"),
    ]


def test_lengths_do_not_count_the_space_around() -> None:
    rules = Rules(lengths=Lengths(least=3, most=5))
    texts = ["ab", "  ab\n", "abc", "abcde ", "abcdef"]
    assert [[rule for rule, _ in found(rules, text)] for text in texts] == [
        [Rule.SHORT], [Rule.SHORT], [], [], [Rule.LONG],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "time", "quiet"),
    [
        ("22:00", "06:00", "21:59", False), ("22:00", "06:00", "22:00", True), ("22:00", "06:00", "23:59", True),
        ("22:00", "06:00", "00:00", True), ("22:00", "06:00", "05:59", True), ("22:00", "06:00", "06:00", False),
        ("12:00", "13:30", "12:00", True), ("12:00", "13:30", "13:29", True), ("12:00", "13:30", "13:30", False),
        ("12:00", "13:30", "03:00", False), ("22:00", "00:00", "23:00", True), ("22:00", "00:00", "00:00", False),
    ],
)  # fmt: skip
def test_quiet_hours_begin_and_end_on_the_minute(
    start: str, end: str, time: str, quiet: bool
) -> None:
    rules = Rules(quiet=QuietHours(start, end))
    assert found(rules, time=time) == ([(Rule.QUIET, "hold")] if quiet else [])


@CALM
@given(CLOCKS, CLOCKS, CLOCKS)
def test_a_time_is_in_the_quiet_hours_or_in_what_is_left_of_the_day(
    start: str, end: str, time: str
) -> None:
    if start != end:
        assert within(time, start, end) != within(time, end, start)
        assert within(start, start, end)


def test_a_machine_is_heard_from_its_score_on_and_by_its_label() -> None:
    rules = Rules(machine=(Machine("độc hại", 80, "flag"),))
    sure = (
        Suggestion("độc hại", 80, ("“câm mồm”",)),
        Suggestion("độc hại", 91),
        Suggestion("khác", 99),
    )
    (finding,) = judge([rules], Words("post", "x"), structs.replace(AT_HOME, suggestions=sure))
    assert finding.facts == {"label": "độc hại", "score": 80, "least": 80, "reasons": "“câm mồm”"}
    assert found(rules, suggestions=(Suggestion("độc hại", 79),)) == []


def test_who_writes_and_when_matters_for_posts_and_titles_alone() -> None:
    rules = Rules(beforehand=Beforehand(), lengths=Lengths(least=100), lists=(INSULTS,))
    places = {
        place: [each.rule for each in judge([rules], Words(place, "Ngu"), AT_HOME)]
        for place in ("post", "title", "name", "description")
    }
    assert places == {
        "post": [Rule.WORDS, Rule.BEFOREHAND, Rule.SHORT], "title": [Rule.WORDS, Rule.BEFOREHAND],
        "name": [Rule.WORDS], "description": [Rule.WORDS],
    }  # fmt: skip
