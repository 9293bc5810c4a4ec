"""A passage is followed to where the same passage stands, or it is left behind: never to other words, never to the same words elsewhere."""

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rooms.proposals.anchoring.following import Piece, follow, follow_article, step
from rooms.proposals.articles import articles
from rooms.proposals.consulting.placing import Mark, Marks, Now, placed

TEXT = (
    "Điều 1. Dữ liệu của cơ quan nhà nước được mở cho mọi người.\n\n"
    "Điều 2. Cơ quan trả lời trong 30 ngày kể từ ngày nhận yêu cầu.\n\n"
    "Điều 3. Việc cung cấp dữ liệu là miễn phí 👩‍🌾 với người dân.\n"
)
PLACED_S = 5 * 0.02  # a watchdog: five times what was measured
COMMON = st.sampled_from(
    ["dữ", "liệu", "mở", "nhà", "nước", "sẻ", "👩‍🌾", "🇻🇳", "ơ\u0323", "\n", ".", "Điều", " "]
)
SOME = st.one_of(st.text(max_size=60), st.lists(COMMON, max_size=50).map(" ".join))


def passage(words: str, text: str = TEXT) -> tuple[int, int]:
    assert text.count(words) == 1
    return text.index(words), len(words)


def now(words: str, *versions: str) -> str | None:
    """What the passage of the first version points at in the last."""
    first, length = passage(words, versions[0])
    steps = [step(a, b) for a, b in pairwise(versions)]
    found = follow(steps, first, length)
    return None if found is None else versions[-1][found : found + length]


@given(SOME, SOME, SOME, st.integers(0, 80), st.integers(1, 30))
def test_what_is_followed_says_the_same(a: str, b: str, c: str, first: int, length: int) -> None:
    if first + length > len(a):
        return
    found = follow([step(a, b), step(b, c)], first, length)
    if found is not None:
        assert c[found : found + length] == a[first : first + length]


@given(st.data())
def test_among_words_of_its_own_a_passage_is_where_it_was_carried_to(data: st.DataObject) -> None:
    """Each word stands once, so there is no doubt which one is which after words were dropped and put in anywhere."""
    many = data.draw(st.integers(6, 40))
    older = [f"từ{n}" for n in range(many)]
    keep = data.draw(st.lists(st.booleans(), min_size=many, max_size=many))
    put = data.draw(st.lists(st.integers(0, 2), min_size=many, max_size=many))
    newer = list[str]()
    for n, word in enumerate(older):
        newer += [f"mới{n}x{k}" for k in range(put[n])]
        newer += [word] if keep[n] else []
    one, other = sorted(data.draw(st.lists(st.integers(0, many - 1), min_size=2, max_size=2)))
    a, b, words = " ".join(older), " ".join(newer), " ".join(older[one : other + 1])
    found = follow([step(a, b)], a.index(words + " " if other + 1 < many else words), len(words))
    whole = all(keep[one : other + 1]) and not any(put[one + 1 : other + 1])
    if found is not None:
        assert whole
        assert b.index(words) == found


@given(st.data())
def test_the_same_words_elsewhere_are_not_the_passage(data: st.DataObject) -> None:
    """A passage is taken out; what stays says the same words in another place, also right beside it."""
    before = [f"trước{n}" for n in range(data.draw(st.integers(0, 6)))]
    after = [f"sau{n}" for n in range(data.draw(st.integers(5, 12)))]
    one = data.draw(st.integers(0, len(after) - 1))
    gone = after[one : data.draw(st.integers(one + 1, len(after)))]
    older, newer = " ".join([*before, *gone, *after]), " ".join([*before, *after])
    first = len(" ".join([*before, ""])) if before else 0
    assert follow([step(older, newer)], first, len(" ".join(gone))) is None


def test_a_passage_goes_with_the_text_around_it() -> None:
    moved = "Căn cứ Hiến pháp.\n\n" + TEXT.replace("mọi người", "mọi người dân và doanh nghiệp")
    assert now("trả lời trong 30 ngày", TEXT, moved) == "trả lời trong 30 ngày"
    assert now("miễn phí 👩‍🌾 với", TEXT, moved) == "miễn phí 👩‍🌾 với"
    again = moved.replace("Căn cứ Hiến pháp.", "")
    assert now("trả lời trong 30 ngày", TEXT, moved, again) == "trả lời trong 30 ngày"


def test_what_changed_or_went_was_left_behind() -> None:
    assert now("trả lời trong 30 ngày", TEXT, TEXT.replace("30", "20")) is None
    assert now("trả lời trong 30 ngày", TEXT, TEXT.replace("30", "20"), TEXT) is None, "it was gone"
    assert now("Cơ quan trả lời", TEXT, TEXT.partition("Điều 2.")[0]) is None
    assert now("trả lời", TEXT, "Một văn bản khác hẳn, cũng có hai chữ trả lời ở trong.") is None


def test_accents_written_otherwise_are_other_characters() -> None:
    older = "Cơ quan phải hồi đáp người dân trong hạn đã định."
    newer = older.replace("đáp", "đa\u0301p")
    assert now("hồi đáp", older, newer) is None
    assert now("trong hạn", older, newer) == "trong hạn"


def pieces(text: str) -> list[Piece]:
    found = enumerate(articles(text), 1)
    return [Piece(place, each.first, len(each.source.rstrip())) for place, each in found]


def article(place: int, newer: str) -> tuple[int, bool] | None:
    """Where the article of TEXT is in the newer text, and whether it changed."""
    old = pieces(TEXT)[place - 1]
    found = follow_article([step(TEXT, newer)], old.first, old.length, pieces(newer))
    return None if found is None else (found.place, found.changed)


def test_a_whole_article_is_found_by_what_it_says_and_not_by_its_number() -> None:
    newer = TEXT.replace("Điều 3.", "Điều 4.").replace("Điều 2.", "Điều 3.")
    put_in = newer.replace("Điều 3.", "Điều 2. Danh mục được công bố.\n\nĐiều 3.")
    assert article(1, put_in) == (1, False)
    assert article(2, put_in) == (3, True)
    assert article(2, TEXT) == (2, False)
    alike = newer.replace("Điều 3.", "Điều 2. Cơ quan công bố danh mục.\n\nĐiều 3.")
    assert article(2, alike) in {(3, True), None}
    gone = TEXT.partition("Điều 2.")[0] + "Điều 2. Nội dung khác, viết lại từ đầu theo góp ý."
    assert article(2, gone) is None


def found_by_looking_at_all(parts: list[tuple[int, int]], of: list[Piece]) -> tuple[int, int]:
    """The article that shares most with these stretches, the first of them, and so many characters; (0, 0): none does."""
    shared = [
        (sum(max(0, min(p.first + p.length, a + n) - max(p.first, a)) for a, n in parts), -p.place)
        for p in of
    ]
    most, place = max(shared, default=(0, 0))
    return (-place, most) if most else (0, 0)


@given(SOME, SOME, st.data())
def test_an_article_is_the_one_that_shares_most(a: str, b: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(a)))
    length = data.draw(st.integers(1, max(1, len(a) - first)))
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(b))), max_size=8)))
    ends = [0, *(each for each in cuts if each < len(b)), len(b)]
    of = [
        Piece(n, begin, end - begin)
        for n, (begin, end) in enumerate(pairwise(ends), 1)
        if end > begin
    ]
    runs = step(a, b)
    parts = [
        (run.new + max(first, run.old) - run.old, min(first + length, run.old + run.length) - max(first, run.old))
        for run in runs
        if max(first, run.old) < min(first + length, run.old + run.length)
    ]  # fmt: skip
    place, most = found_by_looking_at_all(parts, of)
    found = follow_article([runs], first, length, of)
    if place == 0 or most < length / 2:
        assert found is None
    else:
        assert found is not None
        assert found.place == place


def test_five_hundred_comments_on_ten_thousand_articles_are_placed_at_once() -> None:
    older = "".join(f"mục {n:04}\n" for n in range(10_000))
    newer = "Căn cứ luật:\n" + older
    runs, moved = step(older, newer), len("Căn cứ luật:\n")
    of = [
        Piece(1, 0, moved - 1),
        *(Piece(n + 2, moved + 9 * n, 8) for n in range(10_000)),
    ]
    marks = [
        Mark(n, 1, 20 * n + 1, 180 * n, 8, n % 2 == 0, None, there=True, kind=None)
        for n in range(500)
    ]
    began = time.perf_counter()
    places = placed(Marks(1, 2, 1, 1, marks, of, []), {1: [runs]})
    took_s = time.perf_counter() - began
    assert places == {n: Now(20 * n + 2, moved + 180 * n, 8, changed=False) for n in range(500)}
    assert took_s < PLACED_S


def test_two_unrelated_long_texts_take_a_bounded_time() -> None:
    older = " ".join(f"a{n}" for n in range(17_000))[:100_000]
    newer = " ".join(f"b{n}" for n in range(17_000))[:100_000]
    began = time.perf_counter()
    assert follow([step(older, newer)], 0, 10) is None
    assert time.perf_counter() - began < 5
