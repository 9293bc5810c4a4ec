"""Reading a stream of Server-Sent Events, as a program would."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

import httpx

SOON_S = 30.0


class Event(NamedTuple):
    """One event: its name (message where none is given), its id and its data."""

    name: str
    id: str
    data: str


class Events:
    """An open stream."""

    def __init__(self, response: httpx.Response) -> None:
        self.response = response
        self._lines = response.aiter_lines()

    async def next(self, within_s: float = SOON_S) -> Event | None:
        """The next event; None: the stream has ended."""
        name, number, data = "message", "", []
        async with asyncio.timeout(within_s):
            async for line in self._lines:
                field, _, value = line.partition(": ")
                if field == "event":
                    name = value
                elif field == "id":
                    number = value
                elif field == "data":
                    data.append(value)
                elif not line and data:
                    return Event(name, number, "\n".join(data))
        return None

    async def until(self, name: str) -> Event:
        """The next event of this name."""
        while (event := await self.next()) is not None:
            if event.name == name:
                return event
        raise AssertionError(f"the stream ended before {name}")

    async def rest(self) -> list[Event]:
        """Everything until the stream ends."""
        found = []
        while (event := await self.next()) is not None:
            found.append(event)
        return found


@asynccontextmanager
async def reading(http: httpx.AsyncClient, room_id: int, **asking: str) -> AsyncIterator[Events]:
    """The stream of a room; `last_event_id` goes into its header, `after` into the query."""
    headers = {"last-event-id": asking["last_event_id"]} if "last_event_id" in asking else {}
    query = {"after": asking["after"]} if "after" in asking else {}
    path = f"/rooms/{room_id}/live"
    async with http.stream("GET", path, headers=headers, params=query) as response:
        events = Events(response)  # kept here: collected, it would close the stream
        yield events
