import random
import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rooms.proposals.diff import Diff, Piece, diff

WORDS = st.sampled_from(
    ["dữ", "liệu", "mở", "nhà", "nước", "chia", "sẻ", " ", "\n", ".", "ơ\u0323", "Điều"]
)
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=60).map("".join))


def older(found: Diff) -> str:
    return "".join(piece.text for piece in found.pieces if piece.kind != "added")


def newer(found: Diff) -> str:
    return "".join(piece.text for piece in found.pieces if piece.kind != "dropped")


@given(TEXTS, TEXTS)
@settings(max_examples=500)
def test_applied_to_one_text_it_gives_the_other(before: str, after: str) -> None:
    found = diff(before, after)
    assert (older(found), newer(found)) == (before, after)
    assert all(piece.text for piece in found.pieces)
    for one, next_ in pairwise(found.pieces):
        assert one.kind != next_.kind
        assert (one.kind, next_.kind) != ("added", "dropped"), "what goes stands before what comes"


@given(TEXTS)
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    found = diff(text, text)
    assert [piece.kind for piece in found.pieces] == ["same"] * bool(text)
    assert found.shared == 1.0
    assert not found.coarse


def test_a_changed_syllable_is_changed_and_the_sentence_around_it_stays() -> None:
    found = diff("Cơ quan trả lời trong 30 ngày.\nHết.", "Cơ quan trả lời trong 20 ngày.\nHết.")
    assert found.pieces == [
        Piece("same", "Cơ quan trả lời trong "),
        Piece("dropped", "30"),
        Piece("added", "20"),
        Piece("same", " ngày.\nHết."),
    ]
    assert found.shared == 14 / 16


def test_words_that_change_one_beside_the_other_are_one_change() -> None:
    found = diff("Giao Bộ Tài chính chủ trì việc này.", "Giao Sở Khoa học chủ trì việc này.")
    assert found.pieces[1:3] == [Piece("dropped", "Bộ Tài chính"), Piece("added", "Sở Khoa học")]


def test_a_stretch_that_is_another_text_is_shown_as_one_and_not_as_confetti() -> None:
    before = "Mở đầu.\n" + "Một hai ba bốn năm sáu bảy tám chín mười của.\n" + "Kết."
    after = "Mở đầu.\n" + "Nhà trường phải công bố số liệu của mình hằng quý.\n" + "Kết."
    assert [piece.kind for piece in diff(before, after).pieces] == [
        "same",
        "dropped",
        "added",
        "same",
    ]


def text(seed: int, size: int, *, lines: bool) -> str:
    chance = random.Random(seed)
    words = ["".join(chance.choices("bcdghklmnprstvxaăâeêioôơuư", k=4)) for _ in range(3000)]
    out = ""
    while len(out) < size:
        out += " ".join(chance.choices(words, k=15)) + (".\n" if lines else ". ")
    return out[:size]


def test_two_unrelated_texts_of_the_greatest_length_are_answered_in_time_and_said_to_be_so() -> (
    None
):
    for lines in (True, False):
        began = time.process_time()
        found = diff(text(1, 100_000, lines=lines), text(2, 100_000, lines=lines))
        assert time.process_time() - began < 5  # a bar of one second, five times
        assert found.coarse
        assert found.shared < 0.1
        assert older(found) == text(1, 100_000, lines=lines)


def test_a_long_text_with_many_small_edits_is_compared_to_the_word() -> None:
    before = text(3, 100_000, lines=True)
    words = before.split(" ")
    for place in range(7, len(words), 50):
        words[place] = "sửa"
    found = diff(before, " ".join(words))
    assert not found.coarse
    assert found.shared > 0.9
    assert sum(piece.kind == "added" for piece in found.pieces) > 300
