"""A thread of 5,000 posts as its reader feels it, in a real browser: the bars of the page.

    python -m benchmarks.page --chart docs/page.svg          # `make web-bars`; a quarter of an hour
    python -m benchmarks.page --rounds 1 --seconds 5 --events 2000 --away-s 3

It is opened at the first unread post, in browsers that know nothing yet. Then one types and presses in it, at first with nothing
coming in and then while people of the room write 50 commands a second over HTTP: what both have in common is the machine's and
its neighbours'. All of it as the processor is, and four times slower. Then come many events as fast as the server takes them, and
then the server is killed and started again. Server, database, writers and browser share one machine. Each figure is the best of
the rounds, or the worst where it is of what may not happen.
"""

import argparse
import asyncio
import contextlib
import datetime as dt
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import uvloop
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from benchmarks.beside import database
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.node import Node
from benchmarks.page_bars import Finding, line, loads, table, verdicts
from benchmarks.page_chart import chart
from benchmarks.page_thread import MARKS_PER_S, Said, Voices, fill
from benchmarks.page_watch import Opened, Used, Using, heap, opened, quantile, read, slowed
from server.keys import new_key

PEOPLE = 200
READER = 2
READ = 0.4  # of the posts, before it is opened
PER_S = 50.0
SAID_S = 5.0  # in which the page says that it is back
WARM_S = 3.0  # in which the first press fetches what pressing needs
AFTER_S = 1.0  # in which the last of it comes
CAUGHT_UP_S = 120.0
LOOK_S = 0.02
NO_LINE = re.compile("net::ERR_|WebSocket connection to")
BROWSERS = ("chromium-headless-shell", "chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]  # fmt: skip


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


async def opening(stage: Stage, rounds: int) -> None:
    """How it opens, in turn with the processor as it is and four times slower."""
    said = stage.threads.pop()
    for _ in range(rounds):
        for slower in (1, 4):
            async with stage.page() as page:
                found = await opened(page, stage.path(said), "article", slower)
            stage.note(slower, sent=found.sent / 1000, shown=found.shown, lcp=found.lcp, after=found.longest)  # fmt: skip
            stage.note(shift=found.shift, nodes=found.nodes)
            print(f"opened, {slower}x: {found}, LCP {found.lcp:.0f} ms", file=sys.stderr)


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


async def in_use(stage: Stage, slower: int, seconds: float) -> None:
    """How it goes with nothing coming in, and then while others write."""
    said = stage.threads.pop()
    async with stage.page() as page, stage.voices(said) as voices:
        _, using, post = await begun(stage, page, said, voices)
        await slowed(page, slower)
        await using.go_on(WARM_S)
        await using.begin()
        await using.go_on(seconds)
        _noted(stage, slower, await using.end(), storm=False)
        await using.begin()
        sent, *_ = await asyncio.gather(
            voices.marks(post, seconds),
            voices.storm(PER_S - MARKS_PER_S, seconds),
            using.go_on(seconds),
        )
        await asyncio.sleep(AFTER_S)
        used = await using.end()
        _noted(stage, slower, used, storm=True)
        took = [used.marks[mark] - at for mark, at in sent.items() if mark in used.marks]
        stage.note(
            slower,
            seen_p50=quantile(took, 0.5) * 1000,
            seen_p99=quantile(took, 0.99) * 1000 if len(took) > len(sent) / 2 else None,
        )
        print(f"{voices.events} commands, refused: {dict(voices.refused)}", file=sys.stderr)


def _noted(stage: Stage, slower: int, used: Used, *, storm: bool) -> None:
    stage.note(
        slower, storm=storm, press=used.press, frame=used.frame, longest=used.longest, drift=used.drift, cpu=used.cpu
    )  # fmt: skip
    stage.note(storm=storm, told=used.told, nodes=used.nodes)
    words = (
        f"press {used.press:.0f} ms, frame {used.frame:.0f} ms, task {used.longest:.0f} ms, drift {used.drift} px, "
        f"told {used.told}, {used.nodes} nodes, {used.cpu:.1f} s of a processor"
    )
    print(f"in use, {slower}x, {'storm' if storm else 'quiet'}: {words}", file=sys.stderr)


async def soaked(stage: Stage, events: int) -> None:
    """What so many events, as fast as they come, leave behind in the page."""
    said = stage.threads.pop()
    async with stage.page() as page, stage.voices(said) as voices:
        _, using, post = await begun(stage, page, said, voices)
        before, at = await heap(page), time.monotonic()
        await using.begin()
        await voices.flood(events)
        await marked(using, voices, post)
        used = await using.end()
        grown = (await heap(page) - before) / 1e6
        stage.note(grown=grown, nodes=used.nodes)
        took = time.monotonic() - at
        print(f"{voices.events} events in {took:.0f} s: {grown:.1f} MB, refused: {dict(voices.refused)}", file=sys.stderr)  # fmt: skip


async def returned(stage: Stage, node: Node, away_s: float) -> None:
    """How soon the page is back after the server was killed and came again, and whether the reader is where they were."""
    said = stage.threads.pop()
    async with stage.page(lost=True) as page, stage.voices(said) as voices:
        _, using, post = await begun(stage, page, said, voices)
        await using.begin()
        node.kill()
        await asyncio.sleep(away_s)
        await node.start()
        took = await marked(using, voices, post)
        await asyncio.sleep(SAID_S)
        used = await using.end()
        stage.note(back=took * 1000, kept=used.rest)
        print(
            f"back after {took:.1f} s, {used.rest} px from its place, {used.drift} px meanwhile",
            file=sys.stderr,
        )


async def measure(asked: argparse.Namespace, folder: Path) -> list[Finding]:
    """All of it."""
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(database(folder / "data"))
        place = await prepare(url, PEOPLE * LINES_PER_PERSON)
        node = await stack.enter_async_context(Node(folder / "var", url))
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=_browser(), args=FLAGS)
        stage = Stage(node.url, browser, place, url)
        await stage.fill(2 + 3 * asked.rounds, asked.posts)
        await opening(stage, asked.rounds)
        for _ in range(asked.rounds):
            for slower in (1, 4):
                await in_use(stage, slower, asked.seconds)
        await soaked(stage, asked.events)
        for _ in range(asked.rounds):
            await returned(stage, node, asked.away_s)
        await browser.close()
    return stage.findings


def _browser() -> str:
    found = os.environ.get("DIENHONG_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)  # fmt: skip
    if not found:
        raise SystemExit(f"no Chromium: install {BROWSERS[0]}, or name one in DIENHONG_CHROMIUM")
    return found


def main() -> None:
    """Measure, print the table, add lines of JSON to --results, draw; exit 1 where (--bars) a bar is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)  # fmt: skip
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=15, help="of use, each time")
    parser.add_argument("--events", type=int, default=100_000, help="as fast as they come")
    parser.add_argument("--away-s", type=float, default=30, help="how long the server is away")
    parser.add_argument("--results", type=Path, help="where lines of JSON are added")
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    parser.add_argument("--bars", action="store_true", help="fail where a bar is not met")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        findings = uvloop.run(measure(asked, Path(folder)))
    judged, busy = verdicts(findings), loads(findings)
    day = dt.datetime.now(dt.UTC).date().isoformat()
    print(table(judged))
    print(f"\n{day}, {os.cpu_count()} processors, load {busy}")
    if asked.results:
        about = {"test": "page", "day": day, "posts": asked.posts, "rounds": asked.rounds, "processors": os.cpu_count(), "load": busy}  # fmt: skip
        with asked.results.open("a", encoding="utf-8") as kept:
            kept.writelines(f"{line(each, about)}\n" for each in findings)
            kept.writelines(f"{line(each, about)}\n" for each in judged)
    if asked.chart:
        asked.chart.write_text(chart(judged, f"Parts of the bar; grey: nothing coming in. {day}, load {busy}."), "utf-8")  # fmt: skip
    sys.exit(bool(asked.bars and any(each.met is False for each in judged)))


if __name__ == "__main__":
    main()
