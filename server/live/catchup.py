"""Bringing one follower from far behind up to where the window begins, by reading the journal for it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from rooms.errors import Refused
from rooms.journal import Entry
from server.live import rights
from server.live.sweep import news_of

if TYPE_CHECKING:
    from server.live.client import Following
    from server.live.hub import Hub

MOST_ENTRIES = 2000  # further behind, a fresh snapshot is less work for everybody
MOST_BYTES = 1 << 20
FULL_STEP_S = 0.05  # a line that takes nothing for long is closed by the wheel


async def catch_up(hub: Hub, following: Following) -> None:
    """Write what lies between the follower's cursor and the window, then join it; too much of it: reset.

    Each entry read is asked first whether it ends the follower's right, exactly as a live one would be. A client's
    rooms take turns, so that its line is given a page at a time and not a page of each.
    """
    try:
        with suppress(Refused):
            async with following.client.turn:
                await _read(hub, following)
    finally:
        if following.joined:
            hub.counts.caught_up += not following.mute
        elif following.reader is not None:
            hub.counts.reset += not following.mute
            following.room.reset(following)


async def _read(hub: Hub, following: Following) -> None:
    room, client = following.room, following.client
    sent = 0
    while following.reader is not None and not room.join(following):
        if room.head - following.cursor > MOST_ENTRIES or sent > MOST_BYTES:
            return
        found = await hub.pages.after(room.id, following.cursor)
        if not found:
            return
        for entry in found:
            sent += _give(following, entry)
        while client.sink.full() and following.reader is not None:  # noqa: ASYNC110 - its end would have to tell too
            await asyncio.sleep(FULL_STEP_S)


def _give(following: Following, entry: Entry) -> int:
    """Write one entry; how many bytes that was. 0: the follower is gone, had it, or is mute."""
    if following.reader is None or entry.seq != following.cursor + 1:
        return 0
    news = news_of(entry)
    following.cursor = entry.seq
    size = 0
    if not following.mute:
        framed = following.client.sink.framing(news)
        following.client.sink.write(framed)
        size = len(framed)
    if rights.concerns(news):
        following.room.act(following, news)
    return size
