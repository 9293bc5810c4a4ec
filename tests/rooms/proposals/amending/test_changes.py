"""Lists of changes, against a text of which every character is known by itself: no merge that nobody could have meant."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from rooms.proposals.amending import newer
from rooms.proposals.amending.changes import (
    Change,
    apply,
    changes,
    clash,
    compose,
    rebase,
    regions,
    together,
    touched,
    touching,
)
from rooms.proposals.amending.newer import Step

TEXT = "Điều 1. Dữ liệu mở.\nĐiều 2. Trả lời trong 30 ngày.\nĐiều 3. Miễn phí.\n"
WORDS = st.lists(st.sampled_from(["dữ", "liệu", "mở", " ", "\n", ".", "ngày", "30"]), max_size=30)
TEXTS = WORDS.map("".join)


@st.composite
def made_of(draw: st.DrawFn, text: str) -> list[Change]:
    """Any changes of a text that do not touch."""
    found, at = list[Change](), 0
    while at <= len(text) and len(found) < 4 and draw(st.booleans()):
        first = draw(st.integers(at, len(text)))
        beyond = draw(st.integers(first, min(len(text), first + 6)))
        added = draw(st.text("abc ", max_size=4))
        if added != text[first:beyond]:
            found.append(Change(first, text[first:beyond], added))
        at = beyond + 1
    return found


@st.composite
def beside(draw: st.DrawFn) -> tuple[str, list[Change], list[Change]]:
    """A text and two lists of changes of it."""
    text = draw(TEXTS)
    return text, draw(made_of(text)), draw(made_of(text))


@st.composite
def in_turn(draw: st.DrawFn) -> tuple[str, list[Change], list[Change]]:
    """A text, changes of it, and changes of what they make."""
    text = draw(TEXTS)
    earlier = draw(made_of(text))
    return text, earlier, draw(made_of(apply(text, earlier)))


Marked = list[tuple[object, str]]


def marked(text: Marked, made: list[Change], first_of: dict[object, int], whose: str) -> Marked:
    """The oracle: the characters that a change drops are found by who they are, and what it adds stands before the next that stays."""
    gone = {key for key, at in first_of.items() if any(c.first <= at < c.beyond for c in made)}
    before = {c.beyond: c.added for c in made}
    places = [*((first_of.get(key), key, char) for key, char in text), (len(first_of), None, "")]
    found: Marked = []
    for at, key, char in places:
        if at is not None and at in before:
            found += [((whose, at, n), each) for n, each in enumerate(before[at])]
        if key is not None and key not in gone:
            found.append((key, char))
    return found


@given(TEXTS, TEXTS)
def test_the_changes_found_make_the_newer_text_of_the_older(older: str, newer_text: str) -> None:
    found = changes(older, newer_text)
    assert apply(older, found) == newer_text
    assert all(a.beyond < b.first for a, b in pairwise(found))


@given(beside())
def test_moved_they_do_what_they_did_or_the_conflict_is_shown(
    case: tuple[str, list[Change], list[Change]],
) -> None:
    text, ours, moved = case
    got = rebase(text, ours, moved)
    stands = apply(text, moved)
    assert len(got.changes) + len(got.done) + len(got.conflicts) >= min(1, len(ours))
    if got.conflicts:
        assert regions(text, ours, moved) == got.conflicts
        for region in got.conflicts:
            assert text[region.first : region.first + len(region.base)] == region.base
            beyond = region.first + len(region.base)
            assert text[: region.first].endswith(region.before)
            assert text[beyond:].startswith(region.after)
        # What does not fit is told whole: with the regions taken from either side, the rest comes out by itself.
        clear = [each for each in ours if each not in touching(ours, moved)]
        assert len(got.changes) + len(got.done) == len(clear)
        return
    first_of: dict[object, int] = {n: n for n in range(len(text))}
    left = [each for each in ours if each not in moved]
    by_hand = marked(
        marked([(n, char) for n, char in enumerate(text)], moved, first_of, "moved"),
        left,
        first_of,
        "ours",
    )
    assert apply(stands, got.changes) == "".join(char for _, char in by_hand)
    assert apply(text, together([ours, moved])) == apply(stands, got.changes)


@given(beside())
def test_two_that_fit_together_can_come_in_any_order(
    case: tuple[str, list[Change], list[Change]],
) -> None:
    text, ours, theirs = case
    if regions(text, ours, theirs):
        assert regions(text, theirs, ours)
        return
    first = apply(apply(text, theirs), rebase(text, ours, theirs).changes)
    assert first == apply(apply(text, ours), rebase(text, theirs, ours).changes)


@given(in_turn())
def test_two_lists_in_turn_are_one(case: tuple[str, list[Change], list[Change]]) -> None:
    text, earlier, later = case
    between = apply(text, earlier)
    one = compose(earlier, between, later)
    assert apply(text, one) == apply(between, later)
    assert all(a.beyond < b.first for a, b in pairwise(one))


def test_the_same_word_twice_is_not_mistaken_for_the_other() -> None:
    text, ours = "ngày ngày\n", [Change(0, "ngày", "tháng")]
    exact = Step("ngày ngày ngày\n", [Change(0, "", "ngày ")])
    assert rebase(text, ours, newer.moved(text, [exact])).conflicts
    guessed = rebase(text, ours, newer.moved(text, [Step(exact.text, None)]))
    assert apply(exact.text, guessed.changes) == "tháng ngày ngày\n"


def test_both_ends_of_a_stretch_belong_to_it() -> None:
    text = "Trả lời trong 30 ngày."
    at = text.index("30")
    ours = [Change(at, "30", "20")]
    for place in (at, at + 2):
        assert regions(text, ours, [Change(place, "", "đúng ")])
    assert not regions(text, ours, [Change(at + 3, "", "đúng ")])
    (region,) = regions(text, ours, [Change(at, "30 ngày", "một tháng")])
    assert (region.base, region.now, region.ours) == ("30 ngày", "một tháng", "20 ngày")


def test_what_both_ask_for_is_there_once() -> None:
    same = [Change(8, "Dữ", "Mọi dữ")]
    got = rebase(TEXT, [*same, Change(60, "", "x")], same)
    assert (got.done, got.places, got.conflicts) == ([1], [2], [])
    assert together([same, same]) == same


def test_the_lines_that_change_are_judged_whole() -> None:
    made = changes(TEXT, TEXT.replace("30", "20").replace("Miễn phí", "Thu phí"))
    lines = "Điều 2. Trả lời trong 20 ngày.\nĐiều 3. Thu phí.\n"
    assert touched(TEXT, made) == lines
    assert touched(TEXT, changes(TEXT, TEXT.replace("Điều 2. Trả lời trong 30 ngày.\n", ""))) in {
        "Điều 3. Miễn phí.\n",
        "",
    }
    assert touched("Một dòng", changes("Một dòng", "Một dòng dài")) == "Một dòng dài"


@given(st.data())
def test_lists_clash_where_two_of_them_do(data: st.DataObject) -> None:
    text = data.draw(TEXTS)
    lists = [data.draw(made_of(text)) for _ in range(data.draw(st.integers(0, 4)))]
    lists += [lists[0]] if lists else []
    pairs = {
        (a, b) for a, b in combinations(range(len(lists)), 2) if regions(text, lists[a], lists[b])
    }
    found = clash(lists)
    assert (found is None) == (not pairs)
    assert found is None or found in pairs
