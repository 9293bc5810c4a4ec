"""What a moderator leaves of a text is the author's own words in their order, and nothing else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.cuts import MARK, cut_from, left_of, same_voices
from rooms.text.markdown import render

WORD = st.text("aăâbcđeêơư[](){}*_#.,:!", min_size=1, max_size=6).filter(
    lambda word: MARK not in word
)
SPACE = st.sampled_from([" ", "  ", "\n", "\n\n", "\t"])


@st.composite
def texts(draw: st.DrawFn) -> list[str]:
    """Words and the spaces between them, by turns: a text taken apart."""
    words = draw(st.lists(WORD, min_size=1, max_size=12))
    return [piece for word in words for piece in (word, draw(SPACE))][:-1]


@st.composite
def cuts(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and what some passages of whole words leave of it."""
    pieces = draw(texts())
    gone = draw(
        st.lists(st.booleans(), min_size=len(pieces), max_size=len(pieces)).filter(
            lambda g: any(g[::2])
        )
    )
    left: list[str] = []
    for n, piece in enumerate(pieces):
        between = n % 2 == 1
        cut = gone[n] and gone[n - 1] and gone[n + 1] if between else gone[n]
        if not cut:
            left.append(piece)
        elif not between and left[-1:] != [MARK]:
            left.append(MARK)
    return "".join(pieces), "".join(left)


@given(cuts())
def test_whatever_passages_of_whole_words_are_cut_it_is_a_cut(of: tuple[str, str]) -> None:
    assert cut_from(*of)


def subsequence(part: list[str], of: list[str]) -> bool:
    rest = iter(of)
    return all(word in rest for word in part)


@given(texts(), st.lists(st.one_of(WORD, SPACE, st.just(MARK), st.just(f" {MARK} ")), max_size=12))
def test_whatever_is_taken_for_one_has_no_word_that_the_author_did_not_write(
    pieces: list[str], others: list[str]
) -> None:
    original, text = "".join(pieces), "".join(others)
    if cut_from(original, text):
        assert subsequence(left_of_words(text), original.split())


def left_of_words(text: str) -> list[str]:
    return text.replace(MARK, " ").split()


@given(cuts(), WORD, st.data())
def test_one_word_more_is_refused(of: tuple[str, str], word: str, data: st.DataObject) -> None:
    original, text = of
    words = re.split(r"(\s+)", text)
    at = data.draw(st.integers(0, len(words) // 2)) * 2
    added = "".join([*words[:at], word, " ", *words[at:]])
    if cut_from(original, added):
        assert subsequence(left_of_words(added), original.split()), (
            "it stands in the original as well, where it was cut"
        )


@pytest.mark.parametrize(
    "text",
    [
        "Anh Nam ở 12 Hàng Bài nói sai.",
        f"Anh Nam ở {MARK} nói đúng.",
        f"Anh {MARK} Nam ở 12 Hàng Bài nói sai.",
        f"Anh Nam ở 12 Hàng Bài nói sai. {MARK}",
        f"Anh Nam ở 12 Hàng Bài nói s{MARK}",
        f"Anh Nam ở {MARK}nói sai.",
        f"Anh Nam ở {MARK}{MARK} nói sai.",
        f"nói sai. {MARK} Anh Nam",
        f"Anh Nam ở {MARK} Hàng Bài nói sai. {MARK}",
        "",
    ],
)
def test_what_is_no_cut(text: str) -> None:
    assert not cut_from("Anh Nam ở 12 Hàng Bài nói sai.", text)


@pytest.mark.parametrize(
    "text",
    [
        f"Anh Nam ở {MARK} nói sai.",
        f"{MARK} nói sai.",
        f"Anh Nam {MARK}",
        f"Anh {MARK} ở {MARK} Bài nói sai.",
    ],
)
def test_what_is_one(text: str) -> None:
    assert cut_from("Anh Nam ở 12 Hàng Bài nói sai.", text)


def test_a_text_that_was_cut_can_be_cut_further() -> None:
    once = f"Anh Nam ở {MARK} nói sai."
    assert cut_from(once, f"Anh {MARK} nói sai.")
    assert cut_from(once, f"Anh {MARK} ở {MARK} nói sai.")
    assert not cut_from(once, "Anh Nam ở 12 Hàng Bài nói sai.")


def test_a_mark_that_the_author_wrote_is_words() -> None:
    original = f"x{MARK}y rồi {MARK} thì thôi."
    assert cut_from(original, f"{MARK} rồi {MARK} thì thôi.")
    assert cut_from(original, f"x{MARK}y rồi {MARK} {MARK} thôi.")
    assert cut_from(original, f"x{MARK}y {MARK} thôi.")
    assert not cut_from(original, original)
    assert not cut_from(original, f"x{MARK} rồi {MARK} thì thôi.")


@pytest.mark.parametrize(
    ("original", "text", "same"),
    [
        ("> Lời người khác.", f"{MARK} Lời người khác.", False),
        ("> Lời người khác.", f"> Lời {MARK} khác.", True),
        ("> Lời dài\ncủa người khác.\n\nLời tôi.", f"{MARK}\ncủa người khác.\n\nLời tôi.", False),
        ("> Lời dài\n> của người khác.\n\nLời tôi.", f"{MARK}\n\nLời tôi.", True),
        ("> Lời người khác.\n\nTôi không nghĩ thế.", f"> Lời {MARK} không nghĩ thế.", False),
        ("> > Lời ông ấy.", f"> {MARK} Lời ông ấy.", False),
        ("~~Điều này sai~~ nhưng thôi.", f"{MARK} này sai~~ nhưng thôi.", False),
        ("~~Điều này sai~~ nhưng thôi.", f"{MARK} nhưng thôi.", True),
        ("```\n> mẫu\n```\n\nXong.", f"{MARK}\n> mẫu\n```\n\nXong.", False),
        ("1. Một\n2. **Hai** ba & bốn", f"1. {MARK}\n2. {MARK} ba & bốn", True),
        (f"x{MARK}y rồi thôi.", f"x{MARK}y {MARK} thôi.", True),
    ],
)
def test_nobody_is_made_to_say_what_they_quoted_or_struck_out(
    original: str, text: str, same: bool
) -> None:
    assert cut_from(original, text)
    assert same_voices(render(original), render(text)) is same


def test_of_nothing_but_marks_nothing_is_left() -> None:
    assert left_of(f" {MARK} \n\n{MARK}") == ""
