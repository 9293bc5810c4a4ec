"""The claims about word lists: what is found in ordinary Vietnamese text, and how many disguised words are."""

from xml.etree import ElementTree as ET

from benchmarks.screening import LISTED, entries, false_matches, found, short, speed, texts
from benchmarks.screening_chart import chart
from benchmarks.screening_disguises import DISGUISES
from moderation.wordlist import Entry, Way

TEXTS, ENTRIES = texts(), entries()
WORDS = sum(len(text.split()) for text in TEXTS)


def test_there_is_enough_to_look_at() -> None:
    assert len(TEXTS) > 500
    assert WORDS > 12_000
    assert len(ENTRIES) > 100
    assert len(LISTED.read_text("utf-8")) > 1000


def test_few_false_matches_are_in_ordinary_text_and_far_fewer_than_without_diacritics_on_both_sides() -> (
    None
):
    result = false_matches(TEXTS, ENTRIES)
    assert result["written"]["ours"] <= 8
    assert result["bare"]["ours"] <= 10
    assert set(result["written"]["ways"]) <= {Way.EXACT}, "nothing is read into what people wrote"
    for each in result.values():
        assert each["ours"] * 1.5 < each["plain"] < each["folded"]
        assert each["ours"] * 20 < each["folded"]


def test_what_is_said_of_somebody_is_found_there_too() -> None:
    result = false_matches([*TEXTS, "Ông ấy là đồ n.g.u, không hơn."], ENTRIES)
    assert Way.SPLIT in result["written"]["ways"]


def test_words_of_the_list_are_found_in_every_disguise() -> None:
    result = found(TEXTS, ENTRIES, seed=7)
    assert result.keys() == DISGUISES.keys()
    assert {name: each["share"] for name, each in result.items() if each["share"] < 0.95} == {}
    assert all(each["of"] > 100 for each in result.values())


def test_a_list_that_has_other_words_finds_none_of_them() -> None:
    result = found(TEXTS, [Entry("không có ở đây bao giờ", bare=True)], seed=7)
    assert all(each["share"] == 1 for each in result.values())
    assert false_matches(TEXTS, [Entry("không có ở đây bao giờ", bare=True)])["bare"]["ours"] == 0


def test_a_long_list_over_a_long_post_takes_little_time() -> None:
    result = speed(TEXTS, seed=3, rounds=5)
    assert 0 < result["typical_ms"] < 100, "20 ms where nothing else runs"
    assert 0 < result["worst_ms"] < 1000


def test_the_chart_shows_every_figure_and_what_falls_short_is_named() -> None:
    result = {
        "words": 10_000, "entries": 2, "speed": {"typical_ms": 9.6, "worst_ms": 99},
        "false": {how: {"ours": 3, "plain": 12, "folded": 240} for how in ("written", "bare")},
        "found": {name: {"of": 120, "share": 0.9 if name == "n g u" else 1.0} for name in DISGUISES},
    }  # fmt: skip
    drawn = chart(result)
    ET.fromstring(drawn)
    assert drawn.count(">3.0<") == drawn.count(">240.0<") == 2
    assert "90% of 120" in drawn
    assert short(result) == ["n g u"]
    result["false"] = {how: {"ours": 9, "plain": 12, "folded": 240} for how in ("written", "bare")}
    assert short(result) == ["false matches, written", "false matches, bare", "n g u"]
