"""Rules are JSON that is read strictly: what cannot be meant is refused, and what is read comes out as it went in."""

import unicodedata

import msgspec
import pytest
from hypothesis import given

from moderation.rules import ACTIONS, MOST_ENTRIES, Rules
from moderation.wordlist import Entry
from rooms.screening import Action
from tests.moderation.rules import CALM, RULES

ENTRY = {"words": "đồ ngu", "bare": True}
LIST = {"name": "Xúc phạm", "entries": [ENTRY]}


def entries(count: int) -> list[dict[str, object]]:
    return [{"words": f"đồ ngu {n}"} for n in range(count)]


def read(**rules: object) -> Rules:
    return msgspec.json.decode(msgspec.json.encode(rules), type=Rules)


@CALM
@given(RULES)
def test_rules_come_out_of_json_as_they_went_in(rules: Rules) -> None:
    assert msgspec.json.decode(msgspec.json.encode(rules), type=Rules) == rules


def test_every_action_has_a_place_in_the_order() -> None:
    assert set(ACTIONS) == set(Action.__args__)  # type: ignore[attr-defined]
    assert len(ACTIONS) == 7


def test_what_is_left_out_has_a_meaning() -> None:
    rules = read(
        lists=[LIST],
        links={},
        newcomers={},
        beforehand={},
        rates={},
        quiet={"start": "22:00", "end": "06:00"},
    )
    assert rules.lists[0].action == "flag"
    assert rules.links is not None
    assert (rules.links.action, rules.links.most) == ("hold", 0)
    assert rules.newcomers is not None
    assert (rules.newcomers.posts, rules.newcomers.days) == (1, None)
    assert read() == Rules()


@pytest.mark.parametrize(
    "rules",
    [
        {"list": []}, {"lists": [{}]}, {"lists": [LIST | {"entries": []}]}, {"lists": [LIST | {"action": "ban"}]}, {"lists": [LIST | {"ways": []}]},
        {"lists": [LIST | {"ways": ["sideways"]}]}, {"lists": [LIST | {"reason": "dull"}]}, {"lists": [LIST, LIST]}, {"lists": [LIST | {"name": " a"}]},
        {"lists": [LIST | {"entries": [{"words": "..."}]}]}, {"lists": [LIST | {"entries": [{"words": "m " * 9}]}]},
        {"lists": [LIST | {"entries": [{"words": "ngu", "bear": True}]}]}, {"lists": [LIST | {"entries": [{"words": "n" * 81}]}]},
        {"lists": [LIST | {"name": str(n)} for n in range(21)]},
        {"lists": [LIST | {"name": name, "entries": entries(1001)} for name in "ab"]},
        {"links": {"most": -1}}, {"links": {"allowed": ["https://chinhphu.vn"]}}, {"links": {"allowed": ["CHINHPHU.VN"]}}, {"links": {"allowed": ["vn"]}},
        {"newcomers": {"posts": None}}, {"newcomers": {"posts": 0}}, {"newcomers": {"days": 4000}}, {"beforehand": {"below": "king"}},
        {"rates": {"minute": None}}, {"rates": {"minute": 10_001}}, {"lengths": {}}, {"lengths": {"least": 9, "most": 3}},
        {"quiet": {"start": "22:00"}}, {"quiet": {"start": "24:00", "end": "06:00"}}, {"quiet": {"start": "9:00", "end": "10:00"}},
        {"quiet": {"start": "06:00", "end": "06:00"}}, {"quiet": {"start": "06:00", "end": "06:00\n"}},
        {"machine": [{"label": "x", "least": 0}]}, {"machine": [{"label": "x", "least": 101}]}, {"machine": [{"label": "x", "least": 9, "action": "refuse"}]},
        {"machine": [{"label": "x", "least": 9}] * 2},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(rules: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        read(**rules)


def test_lists_may_be_as_long_as_is_said() -> None:
    rules = read(lists=[LIST | {"entries": entries(MOST_ENTRIES)}])
    assert len(rules.lists[0].entries) == MOST_ENTRIES


def test_an_entry_that_is_there_twice_is_there_once() -> None:
    twice = ["đồ ngu", "lừa đảo", "Đồ  NGU", unicodedata.normalize("NFD", "đồ ngu"), "đồ ngữ"]
    (kept,) = read(lists=[LIST | {"entries": [{"words": each} for each in twice]}]).lists
    assert [each.words for each in kept.entries] == ["đồ ngu", "lừa đảo", "đồ ngữ"]
    (kept,) = read(
        lists=[LIST | {"entries": [{"words": "Đồ ngu"}, ENTRY, {"words": "đồ ngu"}]}]
    ).lists
    assert kept.entries == (Entry("đồ ngu", bare=True),)
