"""Reading the metrics of a running server, as Prometheus does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

from server.config import Settings
from server.ops import listener
from tests.ports import free_port
from tests.world import World

SOON_S = 30.0


class Page:
    """What was on the page at one moment."""

    def __init__(self, text: str) -> None:
        self.families = list(text_string_to_metric_families(text))

    def all(self, name: str, **labels: str) -> list[float]:
        """The samples of this name that have these labels."""
        return [
            sample.value
            for family in self.families
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        ]

    def __call__(self, name: str, **labels: str) -> float:
        """The sum of those samples; there must be one."""
        found = self.all(name, **labels)
        assert found, f"{name} {labels} is not there"
        return sum(found)


class Metrics:
    """The metrics of one server, at an address of their own."""

    def __init__(self, world: World, port: int) -> None:
        self.world = world
        self.url = f"http://127.0.0.1:{port}"
        self.app: Any = world.app

    async def page(self) -> Page:
        async with httpx.AsyncClient(timeout=30) as http:
            answer = await http.get(self.url + "/metrics")
        assert answer.status_code == 200, answer.text
        return Page(answer.text)

    async def until(self, holds: Callable[[Page], bool], within_s: float = SOON_S) -> Page:
        """The first page of which this is so."""
        async with asyncio.timeout(within_s):
            while True:
                page = await self.page()
                if holds(page):
                    return page
                await asyncio.sleep(0.05)


@asynccontextmanager
async def measured(world: World, index: int = 0) -> AsyncIterator[Metrics]:
    """The server with its metrics on a port."""
    port = free_port()
    settings = Settings(metrics_port=port - index)
    async with listener.listening(settings, world.app.state.watch, index):
        yield Metrics(world, port)
