"""How news gets from the process that committed it to the others. News is never truth: any of it may be lost."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple, Protocol

from server.live.window import News


class Traffic(NamedTuple):
    """News since the start. `silent_s`: since anything was heard, the own canary at the least; None: there is none."""

    published: int
    dropped: int
    heard: int
    silent_s: float | None


class Bus(Protocol):
    """Carries news between processes."""

    def publish(self, news: News) -> None:
        """Send to the other processes, soon. Never raises, never waits; what does not fit is dropped."""
        ...

    async def run(self, hear: Callable[[News], None], missed: Callable[[], None]) -> None:
        """Hear the others until cancelled; `missed` is called whenever something may have been lost."""
        ...

    def well(self) -> bool:
        """Whether news is believed to arrive. If not, the sweep runs more often."""
        ...

    def traffic(self) -> Traffic:
        """What went over it."""
        ...


class Alone:
    """The bus of a single process: there is nobody else to tell."""

    def publish(self, news: News) -> None:
        """Nothing to do: the process has told its own followers."""

    async def run(self, hear: Callable[[News], None], missed: Callable[[], None]) -> None:  # noqa: ARG002
        """Wait until cancelled."""
        await asyncio.Event().wait()

    def well(self) -> bool:
        """Always: nothing can be lost on the way."""
        return True

    def traffic(self) -> Traffic:
        """None."""
        return Traffic(0, 0, 0, None)
