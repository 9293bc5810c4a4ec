"""What the processes say of a room, put together: the same in whatever order, and never more people than there are."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from server.live.presence import BELIEVED_S, MOST_NAMED, NOBODY, Elsewhere, Part, gathered

NUMBERS = st.frozensets(st.integers(1, 40), max_size=20)


@st.composite
def parts(draw: st.DrawFn) -> Part:
    members = draw(NUMBERS)
    some = st.sampled_from(sorted(members)) if members else st.nothing()
    among: st.SearchStrategy[frozenset[int]] = st.frozensets(some)
    return Part(
        draw(st.text("abcdef", min_size=1, max_size=4)),
        members,
        draw(among),
        draw(st.integers(0, 5)),
        draw(st.dictionaries(st.integers(1, 3), among, max_size=3)),
    )


@given(st.lists(parts(), max_size=4), st.randoms())
def test_parts_say_the_same_in_any_order_and_nobody_counts_twice(
    said: list[Part], dice: st.DataObject
) -> None:
    shuffled = list(said)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]

    together = gathered(said)

    assert together == gathered(shuffled)
    assert together == gathered([*said, *(msgspec.structs.replace(p, others=0) for p in said)])
    assert together.count == len({n for p in said for n in p.members}) + sum(p.others for p in said)
    assert together.named == sorted({n for p in said for n in p.members})
    assert all(0 < writing <= len(together.named) for writing in together.writing.values())


@given(parts())
def test_a_part_comes_out_of_the_bus_as_it_went_in(part: Part) -> None:
    assert msgspec.json.decode(msgspec.json.encode(part), type=Part) == part


def test_nobody_is_nobody() -> None:
    assert gathered([]) == NOBODY
    assert gathered([Part("a"), Part("b")]) == NOBODY


@given(st.integers(1, 400), st.frozensets(st.integers(1, 400), max_size=30), st.integers(0, 30))
def test_in_a_crowd_only_stewards_and_experts_are_named(
    size: int, weighty: frozenset[int], others: int
) -> None:
    members = frozenset(range(1, size + 1))
    here = Part("a", members, weighty & members, others)

    together = gathered([here])

    assert together.count == size + others
    crowd = size + others > MOST_NAMED
    assert together.named == sorted(weighty & members if crowd else members)


def test_not_even_of_the_weighty_are_more_named_than_that() -> None:
    everybody = frozenset(range(1, 1000))
    assert len(gathered([Part("a", everybody, everybody)]).named) == MOST_NAMED


STEPS = st.lists(st.tuples(parts(), st.floats(0, 2 * BELIEVED_S)), max_size=20)


@given(STEPS)
def test_the_last_word_of_each_process_is_believed_until_its_time_is_over(
    steps: list[tuple[Part, float]],
) -> None:
    elsewhere, now, said = Elsewhere(), 0.0, dict[str, tuple[Part, float]]()
    for part, pause_s in steps:
        elsewhere.hear(part, now)
        said[part.process] = (part, now)
        now += pause_s
        before = {each.process for each in elsewhere.parts()}
        faded = elsewhere.fade(now)
        known = {each.process: each for each in elsewhere.parts()}
        assert known == {
            process: last for process, (last, at) in said.items() if now < at + BELIEVED_S
        }
        assert faded == (before != set(known))
