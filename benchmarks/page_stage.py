"""A room with long threads, its reader in a real browser, and those who write; what is found goes into `findings`."""

import asyncio
import contextlib
import os
import re
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import httpx
from playwright.async_api import Browser, BrowserContext, Page

from benchmarks.page_bars import Finding
from benchmarks.page_thread import Said, Voices, fill
from benchmarks.page_watch import Opened, Using, opened, read
from server.keys import new_key

READER = 2
READ = 0.4  # of the posts, before it is opened
CAUGHT_UP_S = 120.0
LOOK_S = 0.02
NO_LINE = re.compile("net::ERR_|WebSocket connection to")


class Stage:
    """One room of a running product at `url`, whose second member is the reader. `threads`: not used yet. `findings` is what it is all for."""

    def __init__(
        self, url: str, browser: Browser, place: dict[str, Any], database_url: str
    ) -> None:
        self.url = url
        self.browser = browser
        self.findings: list[Finding] = []
        self.threads: list[Said] = []
        self._room: int = place["room"]
        self._cookies: list[str] = place["cookies"]
        self._database_url = database_url

    def note(self, slower: int = 1, *, storm: bool = False, **found: float | None) -> None:
        """Figures of one run."""
        load = round(os.getloadavg()[0], 1)
        self.findings += [Finding(name, slower, storm, value, load) for name, value in found.items()]  # fmt: skip

    async def fill(self, threads: int, posts: int) -> None:
        """So many threads of so many posts, of which the reader has read a part. All at once: who follows a room would miss what is copied in."""
        ask = {"origin": self.url, "cookie": self._cookies[READER - 1]}
        conn = await asyncpg.connect(self._database_url)
        async with httpx.AsyncClient(base_url=self.url, headers=ask) as http:
            opening = {"title": "Mở dữ liệu", "body": "Bắt đầu từ đâu?", "kind": "question"}
            for _ in range(threads):
                command = opening | {"key": str(new_key())}
                begun = await http.post(f"/rooms/{self._room}/threads", json=command)
                thread = begun.raise_for_status().json()["result"]["thread"]["id"]
                said = await fill(conn, self._room, thread, len(self._cookies), posts)
                first, last = said.span
                marks = {"read": [[first, first + round((last - first) * READ)]]}
                (await http.put(f"/rooms/{self._room}/reading", json=marks)).raise_for_status()
                self.threads.append(said)
        await conn.close()

    @contextlib.asynccontextmanager
    async def page(self, *, lost: bool = False) -> AsyncIterator[Page]:
        """In a browser of its own that knows nothing yet. What it complains of is counted; `lost`: but for requests that got no answer."""
        context = await self.browser.new_context(
            base_url=self.url, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 1366, "height": 768}
        )  # fmt: skip
        await self.enter(context)
        wrong = _watched(context)
        yield await context.new_page()
        await context.close()
        wrong = [each for each in wrong if not (lost and NO_LINE.search(each))]
        self.note(errors=len(wrong))
        for each in wrong:
            print(each, file=sys.stderr)

    async def enter(self, context: BrowserContext) -> None:
        """The reader's, from now on."""
        name, _, value = self._cookies[READER - 1].partition("=")
        await context.add_cookies([{"name": name, "value": value, "url": self.url}])

    def path(self, said: Said) -> str:
        """Its address."""
        return f"/r/{self._room}/t/{said.thread}"

    @contextlib.asynccontextmanager
    async def voices(self, said: Said) -> AsyncIterator[Voices]:
        """Those who write into it: all but the reader, whose marks are somebody else's too."""
        voices = Voices(self.url, self._cookies, said, silent=READER)
        yield voices
        await voices.close()


def _watched(context: BrowserContext) -> list[str]:
    """What its pages will have complained of."""
    wrong: list[str] = []
    context.on("weberror", lambda error: wrong.append(f"uncaught: {error.error}"))
    context.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    return wrong


async def begun(stage: Stage, page: Page, said: Said, voices: Voices) -> tuple[Opened, Using, int]:
    """The thread opened where it is unread, and the post that is read there, which bears a mark from now on."""
    found = await opened(page, stage.path(said), "article")
    post = await read(page)
    using = Using(stage.browser, page, post)
    await using.begin()
    await marked(using, voices, post)
    await using.end()
    return found, using, post


async def marked(using: Using, voices: Voices, post: int) -> float:
    """Mark the post that is read, and wait until it is seen; how long that took, in seconds."""
    mark, at = await voices.mark(post)
    async with asyncio.timeout(CAUGHT_UP_S):
        while not await using.seen(mark):  # noqa: ASYNC110 - the page is asked
            await asyncio.sleep(LOOK_S)
    return time.time() - at
