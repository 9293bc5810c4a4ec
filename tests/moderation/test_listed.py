"""What word lists find: which entry, as what it was written, how often and where."""

import pytest
from msgspec import structs

from moderation.judging import Rule, judge
from moderation.listed import MOST_NAMED, MOST_PLACES
from moderation.rules import Rules, WordList
from moderation.wordlist import Entry, Way
from rooms.screening import Words
from tests.moderation.judged import AT_HOME, INSULTS, found


def test_a_listed_word_is_told_with_all_that_shows_it() -> None:
    text = "Do ngu! Nói thế là đồ n.g.u."
    (finding,) = judge([Rules(lists=(INSULTS,))], Words("post", text), AT_HOME)
    assert (finding.rule, finding.action, finding.reason) == (Rule.WORDS, "hold", "insult")
    assert finding.facts == {
        "list": "Xúc phạm",
        "entry": "đồ ngu",
        "written": "Do ngu",
        "way": "without-diacritics",
        "times": 2,
    }
    assert [text[start:end] for start, end in finding.places] == [
        "Do ngu",
        "đồ n.g.u",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Một lần đồ ngu thôi.", [("đồ ngu", "đồ ngu", 1)]),
        ("Bọn đ.ồ n.g.u ấy lừa đảo.", [("đồ ngu", "đ.ồ n.g.u", 1), ("lừa đảo", "lừa đảo", 1)]),
        ("Lừa đảo! Ngu, lừa đảo, đồ ngu.", [("lừa đảo", "Lừa đảo", 2), ("ngu", "Ngu", 1), ("đồ ngu", "đồ ngu", 1)]),
    ],
)  # fmt: skip
def test_every_word_that_was_found_is_named_and_counted_by_itself(
    text: str, told: list[tuple[str, str, int]]
) -> None:
    entries = [Entry(each, bare=True) for each in ("đồ ngu", "đồ ngu", "ngu", "lừa đảo")]
    findings = judge(
        [Rules(lists=(WordList("Thô tục", tuple(entries)),))], Words("post", text), AT_HOME
    )
    facts = [each.facts for each in findings]
    assert [(each["entry"], each["written"], each["times"]) for each in facts] == told


def test_what_two_entries_may_mean_is_told_by_the_one_that_stands_there() -> None:
    either = WordList("Thô tục", (Entry("đồ ngu", bare=True), Entry("do ngu")))
    (finding,) = judge([Rules(lists=(either,))], Words("post", "Do ngu!"), AT_HOME)
    assert (finding.facts["way"], finding.facts["times"]) == ("exact", 1)


def test_of_a_list_that_is_found_whole_the_first_entries_are_named() -> None:
    whole = WordList("Số", tuple(Entry(f"từ {n}") for n in range(99)))
    text = " ".join(f"từ {n}," for n in range(99))
    findings = judge([Rules(lists=(whole,))], Words("post", text), AT_HOME)
    assert [each.facts["entry"] for each in findings] == [f"từ {n}" for n in range(MOST_NAMED)]


def test_a_list_asks_only_for_its_own_ways() -> None:
    careful = structs.replace(INSULTS, ways=(Way.EXACT,))
    assert found(Rules(lists=(careful,)), "Do n.g.u, n9u quá nguuu.") == []
    assert found(Rules(lists=(careful,)), "Đồ ngu.") == [(Rule.WORDS, "hold")]


def test_what_only_markup_puts_together_is_found_where_it_is_read() -> None:
    words = Words("post", "đồ ng&#117;", "<p>đồ ngu</p>")
    (finding,) = judge([Rules(lists=(INSULTS,))], words, AT_HOME)
    assert finding.facts["written"] == "đồ ngu"
    assert finding.places == ()


def test_a_finding_tells_so_many_places_and_how_many_there_are() -> None:
    (finding,) = judge([Rules(lists=(INSULTS,))], Words("post", "Rất ngu. " * 99), AT_HOME)
    assert len(finding.places) == MOST_PLACES
    assert finding.facts["times"] == 99


def test_every_list_speaks_for_itself_and_the_strongest_first() -> None:
    mild = WordList("Nhẹ", (Entry("ngu"),), "note")
    portal, room = (
        Rules(lists=(mild,)),
        Rules(lists=(INSULTS, WordList("Khác", (Entry("khôn"),), "refuse"))),
    )
    findings = judge([portal, room], Words("post", "Đồ ngu."), AT_HOME)
    assert [(each.facts["list"], each.action) for each in findings] == [
        ("Xúc phạm", "hold"),
        ("Nhẹ", "note"),
    ]


def test_lists_of_one_name_in_portal_and_room_are_two_lists() -> None:
    room = Rules(lists=(WordList("Xúc phạm", (Entry("khôn"),), "flag"),))
    findings = judge([Rules(lists=(INSULTS,)), room], Words("post", "Ngu mà khôn."), AT_HOME)
    assert [each.facts["entry"] for each in findings] == ["ngu", "khôn"]
