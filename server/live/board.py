"""What a room shows at this moment and keeps nowhere: the latest value of each key, the same for all who look at it.

Values are absolute, so only the last one counts. A line that is full is skipped, not queued for, and given what
stands there once it takes again. Between two rounds of a room lies a pause that grows with it, so that a
room costs a bounded number of writes a second however much happens in it; where nothing changes it costs none.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import structlog

from server.live.window import News

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from server.live.client import Following
    from server.live.window import Framing

log = structlog.get_logger(__name__)

PAUSE_S = 0.25  # between two rounds of a room
WRITES_PER_S = 1000  # and in a large one, as long as it takes not to pass this
SLICE = 256  # followers written to before other work gets its turn


class Value(NamedTuple):
    """A message as JSON: for those in the room, and for those who read it from outside."""

    inside: bytes
    outside: bytes


class _Shown:
    """One room's values, which of them are new since the last round, and whom nothing or not all has reached."""

    def __init__(self) -> None:
        self.values: dict[str, Value] = {}
        self.fresh: set[str] = set()
        self.behind: dict[Following, None] = {}
        self.due = 0.0


class Board:
    """The values of the rooms somebody looks at. `audience` says who does."""

    def __init__(self, audience: Callable[[int], list[Following]]) -> None:
        self._audience = audience
        self._shown: dict[int, _Shown] = {}
        self._waiting: set[int] = set()  # rooms in which somebody is to be written to

    def show(self, room_id: int, key: str, value: Value) -> None:
        """Let this be the value of the key from now on."""
        shown = self._shown.setdefault(room_id, _Shown())
        if shown.values.get(key) != value:
            shown.values[key] = value
            shown.fresh.add(key)
            self._waiting.add(room_id)

    def shows(self, room_id: int, key: str) -> bool:
        """Whether the key has a value."""
        return room_id in self._shown and key in self._shown[room_id].values

    def owe(self, following: Following) -> None:
        """Give somebody who is new in the audience what stands there."""
        shown = self._shown.get(following.room.id)
        if shown is not None:
            shown.behind[following] = None
            self._waiting.add(following.room.id)

    def due(self, room_id: int) -> float:
        """When the room's next round may be, on the loop's clock."""
        shown = self._shown.get(room_id)
        return shown.due if shown else 0.0

    def forget(self, room_id: int) -> None:
        """Nobody looks at the room any more."""
        self._shown.pop(room_id, None)
        self._waiting.discard(room_id)

    async def round(self) -> None:
        """Write to those who lack something, in the rooms whose pause is over."""
        now = asyncio.get_running_loop().time()
        for room_id in [each for each in self._waiting if self._shown[each].due <= now]:
            shown = self._shown.get(room_id)
            self._waiting.discard(room_id)
            if shown is not None:
                audience = self._audience(room_id)
                shown.due = now + max(PAUSE_S, len(audience) / WRITES_PER_S)
                await self._give(room_id, shown, audience)
                if shown.behind and self._shown.get(room_id) is shown:
                    self._waiting.add(room_id)

    async def _give(self, room_id: int, shown: _Shown, audience: list[Following]) -> None:
        fresh, behind = shown.fresh, shown.behind
        shown.fresh, shown.behind = set(), {}
        values = dict(shown.values)  # as they are now, also for the last slice
        ready: dict[tuple[Framing, bool, bool], bytes] = {}
        for n, following in enumerate(audience if fresh else list(behind)):
            if n and n % SLICE == 0:
                await asyncio.sleep(0)
            if not following.joined:
                if following.reader is not None:  # what came before is still being read for it
                    shown.behind[following] = None
                continue
            form = (following.framing, _inside(following), following in behind)
            if form not in ready:
                ready[form] = _framed(room_id, values, values if form[2] else fresh, form)
            try:
                if not following.place.offer(ready[form]):
                    shown.behind[following] = None
            except Exception:  # one bad line must not keep this from the others
                log.exception("a line failed", room=room_id)
                following.client.end(1011, "failed")


def _inside(following: Following) -> bool:
    return following.reader is not None and following.reader.number is not None


def _framed(
    room_id: int,
    values: Mapping[str, Value],
    keys: Mapping[str, Value] | set[str],
    form: tuple[Framing, bool, bool],
) -> bytes:
    framing, inside, _ = form
    told = [values[key].inside if inside else values[key].outside for key in sorted(keys)]
    return b"".join(framing(News(room_id, 0, 0, "", message)) for message in told)
