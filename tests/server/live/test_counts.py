"""How late an entry is: by the time it carries, whatever the clocks say."""

import time
from datetime import UTC, datetime

import pytest
from msgspec import Raw

from rooms.journal import Entry, frame
from server.live.counts import Counts, said_at
from server.live.sweep import news_of
from server.live.window import News


def entry(at: datetime) -> Entry:
    return Entry(5, 1, 12, at, "post.added", 3, Raw(b'{"type":"post.added","at":"2020"}'))


@pytest.mark.parametrize("microsecond", [0, 1, 500_000, 999_999])
def test_the_time_of_an_entry_is_read_from_the_frame_everybody_gets(microsecond: int) -> None:
    at = datetime(2026, 11, 25, 9, 20, 11, microsecond, UTC)
    assert said_at(frame(entry(at))) == at.timestamp()


@pytest.mark.parametrize(
    "said", [b"", b"{}", b'{"at":"', b'{"at":"b\xc3\xa2y gi\xe1\xbb\x9d"}', b'{"at":"2026-13-01"}']
)
def test_a_frame_without_a_time_is_not_measured(said: bytes) -> None:
    counts = Counts()
    counts.given([News(1, 1, 1, "post.added", said)])
    assert counts.lag.number == 0


def test_an_entry_from_the_future_is_not_late() -> None:
    counts = Counts()
    counts.given([news_of(entry(datetime.fromtimestamp(time.time() + 60, UTC)))])
    counts.given([news_of(entry(datetime.fromtimestamp(time.time() - 2, UTC)))])
    assert counts.lag.number == 2
    assert counts.lag.counts[0] == 1
    assert 2 <= counts.lag.sum < 10
