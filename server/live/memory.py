"""What the windows of all followed rooms hold together, kept under the bound of the process."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server.live.room import LiveRoom


class Memory:
    """Counts the windows of `rooms`, at most `limit_bytes` together."""

    def __init__(self, rooms: Mapping[int, LiveRoom], limit_bytes: int) -> None:
        self.held_bytes = 0
        self._rooms = rooms
        self._limit_bytes = limit_bytes

    def count(self, room: LiveRoom) -> None:
        """Its window has changed. Where all are too much now, the fullest gives up half."""
        if self._rooms.get(room.id) is room:
            self.held_bytes += room.window.bytes - room.counted
            room.counted = room.window.bytes
        while self.held_bytes > self._limit_bytes:
            fullest = max(self._rooms.values(), key=lambda room: room.counted)
            freed = fullest.window.halve()
            self.held_bytes -= freed
            fullest.counted -= freed

    def release(self, room: LiveRoom) -> None:
        """It is followed no more."""
        self.held_bytes -= room.counted
        room.counted = 0
