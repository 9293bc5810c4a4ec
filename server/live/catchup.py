"""Bringing one follower from far behind up to where the window begins, by reading the journal for it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from rooms import entries
from rooms.errors import Refused
from rooms.journal import Entry, frame
from server.live.window import News

if TYPE_CHECKING:
    from server.live.client import Following
    from server.live.hub import Hub

MOST_ENTRIES = 2000  # further behind, a fresh snapshot is less work for everybody
MOST_BYTES = 1 << 20
PAGE = 500
PAGE_BYTES = 128 * 1024
FULL_STEP_S = 0.05
FULL_S = 20.0  # a line that takes nothing for so long is closed by the wheel


async def catch_up(hub: Hub, following: Following) -> None:
    """Write what lies between the follower's cursor and the window, then join it; too much of it: reset.

    Each entry read is asked first whether it ends the follower's right, exactly as a live one would be.
    """
    room, client = following.room, following.client
    sent = 0
    try:
        while not client.ended and following.reader is not None:
            if room.join(following):
                return
            if room.head - following.cursor > MOST_ENTRIES or sent > MOST_BYTES:
                room.reset(following)
                return
            async with hub.store.looking() as tx:
                found = await entries.after(tx, room.id, following.cursor, PAGE, PAGE_BYTES)
            for entry in found:
                sent += _give(following, entry)
            while client.sink.full() and not client.ended:
                await asyncio.sleep(FULL_STEP_S)
    except Refused:
        room.reset(following)


def _give(following: Following, entry: Entry) -> int:
    """Write one entry; how many bytes that was. 0: the follower is gone or had it."""
    client = following.client
    if client.ended or following.reader is None or entry.seq != following.cursor + 1:
        return 0
    news = News(entry.room_id, entry.epoch, entry.seq, entry.kind, frame(entry))
    framed = client.sink.framing(news)
    client.sink.write(framed)
    following.cursor = entry.seq
    if not following.hear(news):
        following.room.let_go(following)
    return len(framed)
