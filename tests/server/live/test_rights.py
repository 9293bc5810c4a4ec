"""What an entry does to a reader's right, by itself and in any order of arrival."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rooms.roles import Role
from server.live import rights
from server.live.rights import Reader, after
from server.live.window import News


def entry(seq: int, kind: str, **event: object) -> News:
    import msgspec  # noqa: PLC0415 - the one helper that needs it

    frame = {"type": "entry", "room": 1, "seq": seq, "event": {"type": kind} | event}
    return News(1, 1, seq, kind, msgspec.json.encode(frame))


def removed(seq: int, number: int) -> News:
    return entry(seq, "member.removed", number=number, reason="Lạc đề nhiều lần")


def described(seq: int, visibility: str) -> News:
    return entry(seq, "room.described", room={"id": 1, "title": "Phòng", "visibility": visibility})


MEMBER, GUEST = Reader(3, public=False, since=10), Reader(None, public=True, since=10)


def test_a_removed_member_may_read_nothing_later() -> None:
    assert after(MEMBER, removed(11, 3)) is None
    assert after(MEMBER, entry(11, "member.left", number=3)) is None


def test_the_removal_of_another_changes_nothing() -> None:
    still = after(MEMBER, removed(11, 4))
    assert still == Reader(3, public=False, since=11)


def test_a_removed_member_of_a_public_room_reads_on_as_a_guest() -> None:
    member = Reader(3, public=True, since=10)
    assert after(member, removed(11, 3)) == Reader(None, public=True, since=11)


def test_a_room_made_private_keeps_its_members_and_loses_its_guests() -> None:
    assert after(GUEST, described(11, "members")) is None
    assert after(Reader(3, public=True, since=10), described(11, "invited")) == Reader(
        3, public=False, since=11
    )


def test_another_role_is_known_from_its_entry_on() -> None:
    changed = entry(11, "member.role_changed", number=3, role="observer")
    assert rights.concerns(changed)
    assert after(Reader(3, False, 10, Role.MEMBER), changed) == Reader(3, False, 11, Role.OBSERVER)
    assert after(Reader(4, False, 10, Role.MEMBER), changed) == Reader(4, False, 11, Role.MEMBER)
    assert after(Reader(3, True, 10, Role.MEMBER), removed(11, 3)) == Reader(None, True, 11, None)


@pytest.mark.parametrize("reader", [MEMBER, GUEST])
def test_an_entry_already_accounted_for_does_nothing(reader: Reader) -> None:
    assert after(reader, removed(10, 3)) is reader
    assert after(reader, described(9, "invited")) is reader


@pytest.mark.parametrize("kind", ["post.added", "member.renamed", "position.taken"])
def test_other_entries_do_nothing(kind: str) -> None:
    news = entry(11, kind, number=3)
    assert after(MEMBER, news) is MEMBER
    assert not rights.concerns(news)


def test_the_end_of_a_session_concerns_that_session_alone() -> None:
    news = entry(11, "session.ended", session=7)
    assert rights.concerns(news)
    assert rights.ends(news, 7)
    assert not rights.ends(news, 8)
    assert not rights.ends(news, None)
    assert after(MEMBER, news) is MEMBER


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("removed"), st.integers(1, 4)),
        st.tuples(st.just("described"), st.sampled_from(["public", "members", "invited"])),
        st.tuples(st.just("post"), st.just(0)),
    ),
    max_size=30,
)


@given(STEPS, st.integers(0, 30))
def test_the_fold_is_what_reading_the_whole_history_says(
    steps: list[tuple[str, object]], since: int
) -> None:
    """Known as of `since`, then folded, must equal a naive look at the history, until the right is lost once."""
    public, inside = [True], [True]
    for kind, what in steps:
        public.append(what == "public" if kind == "described" else public[-1])
        inside.append(inside[-1] and (kind, what) != ("removed", 3))
    since = min(since, len(steps))
    if not (public[since] or inside[since]):
        return
    reader: Reader | None = Reader(3 if inside[since] else None, public[since], since)
    for seq, (kind, what) in enumerate(steps, 1):
        news = entry(seq, "post.added")
        if kind == "removed":
            news = removed(seq, int(str(what)))
        elif kind == "described":
            news = described(seq, str(what))
        reader = after(reader, news) if reader else None
        expected = all(public[n] or inside[n] for n in range(since, max(seq, since) + 1))
        assert (reader is not None) == expected, seq
