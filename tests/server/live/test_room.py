"""One room by itself: the order of entries, what a revocation gives last, and what a retraction leaves."""

import asyncio
import json

import msgspec
import pytest

from rooms.people import Constituency, Language, Person, Who
from server.live.client import Client, Following
from server.live.rights import Reader
from server.live.room import EARLY, LiveRoom
from server.live.window import News
from tests.server.live.recorder import Recorder


def news(seq: int, kind: str = "post.added", epoch: int = 1, **event: object) -> News:
    body = {"type": "entry", "room": 1, "seq": seq, "at": "2026-03-01T12:00:00Z", "by": 1}
    body["event"] = {"type": kind} | (event or {"post": {"id": seq, "html": f"Ý kiến {seq}"}})
    return News(1, epoch, seq, kind, msgspec.json.encode(body))


class Stage:
    """A room at number 10, and its followers."""

    def __init__(self) -> None:
        self.missing = 0
        self.forgotten = False
        self.room = LiveRoom(1, 1, 10, 1 << 20, self._miss, self._forget)

    def _miss(self, _: LiveRoom) -> None:
        self.missing += 1

    def _forget(self, _: LiveRoom) -> None:
        self.forgotten = True

    def follower(self, number: int = 3, cursor: int = 10) -> Recorder:
        sink = Recorder()
        person = Person(number, "Hoa", "Viện", Constituency.EXPERT, Language.VI, False)
        client = Client(sink, Who(person, number), 2e12)
        sink.on_room = client.on_room
        following = Following(client, self.room, cursor, Reader(number, False, cursor))
        self.room.followers[following] = None
        client.take(following)
        assert self.room.join(following)
        return sink


def seqs(sink: Recorder) -> list[int]:
    return [message["seq"] for message in sink.messages() if message["type"] == "entry"]


async def test_entries_of_one_pass_are_one_write_and_come_in_order() -> None:
    stage = Stage()
    writes: list[bytes] = []
    sink = stage.follower()
    sink.write = writes.append  # type: ignore[method-assign,assignment]
    for seq in (12, 13, 11, 14):
        stage.room.hear(news(seq))
    assert writes == []
    await asyncio.sleep(0)
    assert len(writes) == 1
    assert [json.loads(line)["seq"] for line in writes[0].splitlines()] == [11, 12, 13, 14]
    assert stage.missing == 2


async def test_nothing_is_made_ready_for_a_line_that_takes_nothing() -> None:
    stage = Stage()
    made: list[int] = []

    def framing(news: News) -> bytes:
        made.append(news.seq)
        return news.frame + b"\n"

    reader, stuck = stage.follower(), stage.follower(4)
    for following in stage.room.followers:
        following.framing = framing
    stuck.pause()
    stuck.unread = 1 << 20
    for seq in range(11, 41):
        stage.room.hear(news(seq))
        await asyncio.sleep(0)
    assert seqs(reader) == list(range(11, 41))
    assert seqs(stuck) == []
    assert len(made) <= 2 * 30, (
        "each once for the reader, and what little the two still had in common"
    )
    stuck.resume()
    assert seqs(stuck) == list(range(11, 41))


async def test_what_was_heard_already_is_dropped() -> None:
    stage = Stage()
    sink = stage.follower()
    for seq in (11, 11, 10, 9, 12, 11):
        stage.room.hear(news(seq))
    await asyncio.sleep(0)
    assert seqs(sink) == [11, 12]


async def test_what_waits_for_an_entry_before_it_is_bounded() -> None:
    stage = Stage()
    stage.follower()
    for seq in range(12, 12 + 3 * EARLY):
        stage.room.hear(news(seq))
    assert stage.room.waits()
    assert len(stage.room._early) == EARLY
    stage.room.hear(news(11))
    assert stage.room.head == 11 + EARLY
    assert not stage.room.waits()


async def test_the_entry_that_takes_the_right_is_the_last_one_given() -> None:
    stage = Stage()
    removed, other = stage.follower(3), stage.follower(4)
    stage.room.hear(news(11))
    stage.room.hear(news(12, "member.removed", number=3, reason="Lạc đề"))
    stage.room.hear(news(13))
    await asyncio.sleep(0)
    assert seqs(removed) == [11, 12]
    assert removed.messages()[-1]["type"] == "refused"
    assert seqs(other) == [11, 12, 13]


@pytest.mark.parametrize("kind", ["post.retracted", "post.hidden", "post.redacted"])
async def test_the_words_of_a_post_that_is_gone_are_not_given_any_more(kind: str) -> None:
    stage = Stage()
    early = stage.follower()
    stage.room.hear(news(11))
    await asyncio.sleep(0)
    stage.room.hear(news(12, kind, post_id=11, at="", blanked=[11]))
    late = stage.follower(cursor=10)
    await asyncio.sleep(0)
    assert early.messages()[0]["event"]["post"]["html"] == "Ý kiến 11"
    assert late.messages()[0]["event"]["post"]["html"] == ""
    assert seqs(early) == seqs(late) == [11, 12]


@pytest.mark.parametrize("kind", ["post.hidden", "amendment.redacted"])
async def test_why_an_amendment_ended_is_not_told_any_more(kind: str) -> None:
    stage = Stage()
    stage.follower()
    stage.room.hear(news(11, "amendment.ended", amendment={"id": 1, "reason": "Chưa đủ"}))
    await asyncio.sleep(0)
    stage.room.hear(news(12, kind, blanked=[11]))
    late = stage.follower(cursor=10)
    await asyncio.sleep(0)
    assert late.messages()[0]["event"]["amendment"] == {"id": 1, "reason": ""}


async def test_the_name_of_a_member_who_was_erased_is_not_given_any_more() -> None:
    stage = Stage()
    stage.follower()
    known = {"number": 3, "name": "Phạm Minh", "organisation": "Viện Ví dụ", "verified": None}
    nobody = known | {"name": "Tài khoản đã xóa", "organisation": ""}
    stage.room.hear(news(11, "member.joined", member=known))
    await asyncio.sleep(0)
    stage.room.hear(news(12, "member.erased", member=nobody, blanked=[11]))
    late = stage.follower(cursor=10)
    await asyncio.sleep(0)
    assert [each["event"]["member"] for each in late.messages()] == [nobody, nobody]


async def test_one_line_that_fails_does_not_keep_the_entries_from_the_others() -> None:
    stage = Stage()
    broken, sound = stage.follower(3), stage.follower(4)

    def fail(_: bytes) -> None:
        raise RuntimeError("the handler is closed")

    broken.write = fail  # type: ignore[method-assign,assignment]
    for seq in (11, 12):
        stage.room.hear(news(seq))
        await asyncio.sleep(0)
    assert seqs(sound) == [11, 12]
    assert broken.code == 1011
    assert len(stage.room.followers) == 1


async def test_another_epoch_sends_everybody_to_a_fresh_snapshot() -> None:
    stage = Stage()
    sink = stage.follower()
    stage.room.hear(news(11))
    stage.room.hear(news(4, epoch=2))
    await asyncio.sleep(0)
    reset = sink.messages()[-1]
    assert (reset["type"], reset["epoch"], reset["seq"]) == ("reset", 2, 4)
    assert stage.forgotten


async def test_a_slow_line_is_given_the_rest_when_it_has_room() -> None:
    stage = Stage()
    sink = stage.follower()
    sink._buffer = 1
    sink.pause()
    for seq in range(11, 20):
        stage.room.hear(news(seq))
        await asyncio.sleep(0)
    assert seqs(sink) == [11]
    sink.resume()
    assert seqs(sink) == list(range(11, 20))


async def test_more_followers_than_one_slice_are_all_given_each_entry() -> None:
    stage = Stage()
    sinks = [stage.follower(n) for n in range(1, 600)]
    stage.room.hear(news(11))
    await asyncio.sleep(0)
    assert [] in map(seqs, sinks), "other work had its turn in between"
    stage.room.hear(news(12))
    for _ in range(8):
        await asyncio.sleep(0)
    assert all(seqs(sink) == [11, 12] for sink in sinks)


async def test_whoever_is_ahead_of_what_was_heard_here_is_given_nothing_twice() -> None:
    """Their snapshot was newer than the news: the entries that come in late are not for them."""
    stage = Stage()
    ahead, behind = stage.follower(3, cursor=12), stage.follower(4)
    for seq in (11, 12, 13):
        stage.room.hear(news(seq))
        await asyncio.sleep(0)
    assert seqs(behind) == [11, 12, 13]
    assert seqs(ahead) == [13]


async def test_a_mute_line_is_never_behind_however_much_comes_at_once() -> None:
    stage = Stage()
    stage.room.window.limit = 400
    sink = Recorder()
    client = Client(sink, None, None)
    watch = Following(client, stage.room, 10, Reader(3, False, 10), mute=True)
    stage.room.followers[watch] = None
    client.take(watch)
    assert stage.room.join(watch)
    for seq in range(11, 31):
        stage.room.hear(news(seq))
    await asyncio.sleep(0)
    assert stage.room.window.base > 10, "the window has let go of what it was not given"
    assert (client.ended, sink.lines, watch.cursor) == (False, [], 30)
