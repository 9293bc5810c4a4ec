"""Whose a text is, and what is carried over: pure, whatever the texts are."""

from hypothesis import given
from hypothesis import strategies as st

from rooms.proposals.joint.carrying import carried, edited, edits, handed
from rooms.proposals.joint.document import Document, begun
from rooms.proposals.joint.editing import edit
from rooms.proposals.joint.hands import Step, followed, in_bytes, in_characters

TEXTS = st.text(alphabet="ab ề\n😀Điều1.", max_size=40)


def length(hands: list[tuple[int, int | None]]) -> int:
    return sum(each for each, _ in hands)


@given(TEXTS, TEXTS)
def test_edits_turn_the_one_text_into_the_other(older: str, newer: str) -> None:
    made = edits(older, newer, [(len(newer), 2)])
    assert edited(older, made) == newer
    assert length(handed([(len(older), 1)], made)) == len(newer)


@given(TEXTS, TEXTS, TEXTS)
def test_what_others_put_in_meanwhile_is_not_lost(older: str, newer: str, live: str) -> None:
    made = edits(older, newer, [(len(newer), 2)])
    came = "".join(each.added for each in edits(older, live, [(len(live), 3)]))
    found = edited(live, carried(made, older, live))
    for text in ("".join(each.added for each in made), came):
        assert all(found.count(each) >= text.count(each) for each in set(text))
    assert carried([], older, live) == []
    assert edited(older, carried(made, older, older)) == newer


@given(TEXTS, TEXTS, TEXTS, st.lists(st.sampled_from([1, 2, 3, None]), min_size=40, max_size=40))
def test_a_document_is_edited_by_many_hands_in_one_update_of_each(
    older: str, newer: str, live: str, whose: list[int | None]
) -> None:
    made = carried(edits(older, newer, [(1, by) for by in whose[: len(newer)]]), older, live)
    hands = [(len(live), 4)] if live else []
    first = begun("Mở", live, hands)
    document, beside = Document(first), Document(first)
    updates = edit(document, "Mở", made, 1)
    assert document.text == edited(live, made)
    assert document.hands == handed(hands, [each._replace(by=each.by or 1) for each in made])
    assert len(updates) == len({each.by or 1 for each in made})
    for update, by in updates:
        beside.take(update, by)
    assert (beside.text, beside.hands) == (document.text, document.hands)


def test_who_put_a_word_in_is_known_after_others_wrote_around_it() -> None:
    made = edits("Cơ quan trả lời.", "Cơ quan nhà nước trả lời.", [(25, 7)])
    hands = handed([(16, 1)], made)
    assert hands == [(8, 1), (9, 7), (8, 1)]
    live = "Mọi cơ quan trả lời. Miễn phí."
    assert (
        edited(live, carried(made, "Cơ quan trả lời.", live))
        == "Mọi cơ quan nhà nước trả lời. Miễn phí."
    )


@given(TEXTS, st.integers(0, 3))
def test_hands_are_counted_in_bytes_or_in_characters(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    hands = [each for each in [(cut, 1), (len(text) - cut, 2)] if each[0]]
    assert in_characters(in_bytes(hands, text), text.encode()) == hands


def test_neighbours_of_one_hand_are_one_stretch() -> None:
    steps = [Step(kept=3), Step(dropped=2), Step(added=4, by=1)]
    assert followed([(3, 1), (2, 2), (1, 3)], steps) == [(7, 1), (1, 3)]
