"""Words of a list are found however they are spelled, and words that only resemble them are not."""

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moderation.folding import MOST_TIMES, signed, words
from moderation.wordlist import Entry, Match, Matcher, Way
from rooms.text import fold, norm

INSULT = Matcher([Entry("đồ ngu", bare=True)])
WORD = Matcher([Entry("ngu")])
DOG = Matcher([Entry("chó", bare=True)])
FRAUD = Matcher([Entry("lừa đảo", bare=True)])
ANY = st.text(st.characters(exclude_categories=["Cs"]))
SYLLABLES = st.builds(
    lambda onset, rime, tone: unicodedata.normalize("NFC", onset + rime[0] + tone + rime[1:]),
    st.sampled_from(["", "ng", "ch", "đ", "d", "x"]),
    st.sampled_from(
        ["u", "ư", "o", "ô", "ơ", "oo", "ưu", "oa", "uy", "on", "ông", "ên", "en", "i"]
    ),
    st.sampled_from(["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]),
)
VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằếổỗợựữỹ .,-0123\u200b\u0301", max_size=60)


def ways(matcher: Matcher, text: str) -> list[Way]:
    return [match.way for match in matcher.find(text)]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Ông đúng là đồ ngu.", Way.EXACT), ("ĐỒ NGU", Way.EXACT), ("đồ\nngu", Way.EXACT), ("đồ-ngu", Way.EXACT),
        (unicodedata.normalize("NFD", "đồ ngu"), Way.EXACT),
        ("do ngu", Way.BARE), ("Ông đúng là do ngu.", Way.BARE), ("đô ngu", Way.BARE), ("dồ ngu", Way.BARE),
        ("đồ nguuuu", Way.DRAWN), ("đồồồ ngu", Way.DRAWN), ("ddồ ngu", Way.DRAWN), ("đồ nnguuu", Way.DRAWN),
        ("đồ пgυ", Way.LOOKALIKE), ("đ\u043e\u0302\u0300 ngu", Way.LOOKALIKE), ("đồ n9u", Way.LOOKALIKE), ("d0 ngu", Way.LOOKALIKE),
        ("ｄｏ ｎｇｕ", Way.LOOKALIKE), ("𝐝𝐨 𝐧𝐠𝐮", Way.LOOKALIKE), ("ⒹⓄ ⓃⒼⓊ", Way.LOOKALIKE), ("🅳🅾 🅽🅶🆄", Way.LOOKALIKE),
        ("đồ ngü", Way.LOOKALIKE), ("đồ ńgu", Way.LOOKALIKE), ("đồ n\u0336g\u0336u\u0336", Way.LOOKALIKE), ("ᎠᎾ ngu".replace("Ꮎ", "ꓳ"), Way.LOOKALIKE),
        ("đồ n g u", Way.SPLIT), ("đ ồ n g u", Way.SPLIT), ("đ.ồ n.g.u", Way.SPLIT), ("đồ n-g-u", Way.SPLIT), ("đồ n_gu", Way.SPLIT),
        ("đồ n\u200bg\u200bu", Way.SPLIT), ("đồ n\u00adgu", Way.SPLIT), ("đồ n**g**u", Way.SPLIT), ("đồ n - g - u", Way.SPLIT),
        ("d 0  n g υ", Way.SPLIT),
    ],
)  # fmt: skip
def test_a_phrase_is_found_however_it_is_spelled(text: str, way: Way) -> None:
    (match,) = INSULT.find(text)
    assert match.way is way
    assert text[match.start : match.end].strip(" .") == text[match.start : match.end]


@pytest.mark.parametrize(
    "text",
    [
        "Đồ ngủ để ở phòng trong.", "đồ ngũ sắc", "đo ngũ cốc", "thư viện có đồ ngữ pháp", "đổ ngu", "đồ nguội", "đồng u ám",
        "đồ, ngu", "món đồ. Ngu dân là chính sách cũ", "đồ\n\nngu", "đồn gu", "do n gu", "đồngu", "",
    ],
)  # fmt: skip
def test_what_only_resembles_a_phrase_is_something_else(text: str) -> None:
    assert INSULT.find(text) == []


def test_tones_tell_words_apart() -> None:
    text = "Ngũ cốc, đi ngủ, ngữ pháp, ngừ đại dương, ngưu, người, ngụ ý: không chữ nào là chữ ấy."
    assert WORD.find(text) == []
    assert [WORD.find(text + " Ngu!")[0].start] == [len(text) + 1]
    assert ways(Matcher([Entry("ngữ")]), "ngữ ngu ngư ngủ NGỮ") == [Way.EXACT, Way.EXACT]


@pytest.mark.parametrize(("one", "other"), [("hoà", "hòa"), ("khoẻ", "khỏe"), ("thuỷ", "thủy")])
def test_where_a_tone_is_written_makes_no_difference(one: str, other: str) -> None:
    assert ways(Matcher([Entry(one)]), other) == ways(Matcher([Entry(other)]), one) == [Way.EXACT]


def test_a_syllable_without_its_diacritics_counts_where_its_neighbours_have_none() -> None:
    assert ways(DOG, "thang cho nay") == [Way.BARE]
    assert ways(DOG, "Xin gửi cho ban tổ chức bản góp ý này.") == []
    assert ways(Matcher([Entry("chó")]), "thang cho nay") == []


def test_one_syllable_that_never_had_any_is_not_read_into_a_text_without_diacritics() -> None:
    bare = "toi di ngu som vi mai co hop"
    assert WORD.find(bare) == []
    assert ways(Matcher([Entry("ngu", bare=True)]), bare) == [Way.BARE]
    assert ways(WORD, "Nói thế thì ngu quá.") == [Way.EXACT]
    assert ways(Matcher([Entry("w88")]), "vao w88 choi ngay di moi nguoi") == [Way.EXACT], (
        "no syllable"
    )


def test_a_list_without_diacritics_finds_phrases_with_them() -> None:
    assert ways(Matcher([Entry("lua dao", bare=True)]), "Đây là lừa đảo!") == [Way.BARE]
    assert ways(Matcher([Entry("lua dao")]), "Đây là lừa đảo!") == []


def test_a_word_of_the_list_may_have_digits_and_double_letters() -> None:
    betting = Matcher([Entry("789bet"), Entry("xoong"), Entry("fb88")])
    assert [match.entry for match in betting.find("789bet, xoong và fb88, 7.8.9.b.e.t")] == [
        0, 1, 2, 0,
    ]  # fmt: skip
    assert betting.find("tbgbet xong fbbb 88") == []


def test_a_doubled_letter_is_drawn_out_only_where_no_word_has_it() -> None:
    assert Matcher([Entry("ngu", bare=True), Entry("xong")]).find("nguu lang, xoong") == []
    assert ways(Matcher([Entry("ngu", bare=True)]), "nguuu, nggu") == [Way.DRAWN, Way.DRAWN]


def test_a_letter_drawn_out_for_ever_is_kept_short() -> None:
    (word,) = words("ng" + "u" * 9_000)
    assert len(word.letters[-1].marks) == MOST_TIMES


def test_marks_that_vietnamese_does_not_have_belong_to_a_word_of_the_list() -> None:
    assert ways(Matcher([Entry("Zürich")]), "Zürich Zurich") == [Way.EXACT]
    assert ways(Matcher([Entry("Zürich", bare=True)]), "ZÜRICH Zurich") == [Way.EXACT, Way.BARE]


def test_codes_are_not_read_as_words() -> None:
    assert (
        Matcher([Entry("deo", bare=True), Entry("aa", bare=True)]).find("Tờ A4, mẫu D30, 4A") == []
    )


def test_signs_between_letters_are_letters_and_signs_elsewhere() -> None:
    assert ways(FRAUD, "lừ@ đ@o lắm") == []
    assert ways(FRAUD, "lua d@o") == [Way.LOOKALIKE]
    assert ways(FRAUD, "@lừa đảo!") == [Way.EXACT]
    assert ways(WORD, "n!g!u") == [Way.SPLIT]


def test_a_match_says_all_that_was_done_to_it() -> None:
    (match,) = INSULT.find("do n.9.uuu")
    assert match.ways == {Way.BARE, Way.DRAWN, Way.LOOKALIKE, Way.SPLIT}
    assert match.way is Way.SPLIT


@pytest.mark.parametrize("words", ["", " ", "...", "\u200b", " ".join("mmmmmmmmm")])
def test_an_entry_has_a_word_and_not_too_many(words: str) -> None:
    with pytest.raises(ValueError, match="word"):
        Matcher([Entry(words)])


@settings(deadline=None)
@given(ANY)
def test_any_text_is_read_and_every_match_is_whole_words_of_it(text: str) -> None:
    matcher = Matcher([Entry("a", bare=True), Entry("đồ ngu", bare=True), Entry("1"), Entry("ß")])
    found = matcher.find(text)
    edges = [*words(text), *(signed(text) or ())]
    assert {match.start for match in found} <= {word.start for word in edges}
    assert {match.end for match in found} <= {word.end for word in edges}
    assert found == matcher.find(text)
    assert [match[:3] for match in found] == sorted({match[:3] for match in found})


@settings(deadline=None, max_examples=300)
@given(SYLLABLES, SYLLABLES)
def test_a_syllable_is_found_where_it_is_that_syllable_and_nowhere_else(
    one: str, other: str
) -> None:
    found = Matcher([Entry(one)]).find(other)
    assert bool(found) == (norm(one) == norm(other))
    assert ways(Matcher([Entry(one)]), one.upper()) == [Way.EXACT]
    left_out = Matcher([Entry(one, bare=True)]).find(fold(one))
    assert [match.way for match in left_out] == [Way.EXACT if one == fold(one) else Way.BARE]


@settings(deadline=None)
@given(VIETNAMESE, VIETNAMESE)
def test_a_word_of_a_text_is_found_by_itself(before: str, after: str) -> None:
    text = f"{before}\n\nđồ ngu\n\n{after}"
    start = len(before) + 2
    assert Match(start, start + 6, 0, frozenset({Way.EXACT})) in INSULT.find(text)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(["lừa đảo", "sòng bạc", "nợ xấu", "ngu", "cá độ"]), min_size=1),
    st.data(),
)
def test_what_is_written_without_diacritics_is_found_as_often(
    picked: list[str], data: st.DataObject
) -> None:
    matcher = Matcher(
        [Entry(each, bare=True) for each in ("lừa đảo", "sòng bạc", "nợ xấu", "ngu", "cá độ")]
    )
    text = "; ".join(picked)
    bare = fold(text) if data.draw(st.booleans()) else fold(text).upper()
    assert len(matcher.find(bare)) == len(matcher.find(text)) == len(picked)


@settings(deadline=None, max_examples=20)
@given(
    st.sampled_from(
        [
            "a",
            "a ",
            "a.",
            "a@",
            "đồ ",
            "n g u ",
            "1",
            "\u200ba",
            "a\u0301",
            ".",
            "\n",
            "nguuu ",
            "ồ",
        ]
    ),
    ANY,
)
def test_no_text_takes_long(part: str, other: str) -> None:
    text = ((part + other[:5]) * 10_000)[:10_000]
    begun = time.process_time()
    INSULT.find(text)
    assert time.process_time() - begun < 2, "a tenth of a second, on a busy machine too"
