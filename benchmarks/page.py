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
import shutil
import sys
import tempfile
import time
from pathlib import Path

import uvloop
from playwright.async_api import async_playwright

from benchmarks.beside import database
from benchmarks.fanout_product import LINES_PER_PERSON, prepare
from benchmarks.node import Node
from benchmarks.page_bars import Finding, line, loads, table, verdicts
from benchmarks.page_chart import chart
from benchmarks.page_stage import Stage, begun, marked
from benchmarks.page_thread import MARKS_PER_S
from benchmarks.page_watch import Used, heap, opened, quantile, slowed

PEOPLE = 200
PER_S = 50.0
SAID_S = 5.0  # in which the page says that it is back
WARM_S = 3.0  # in which the first press fetches what pressing needs
AFTER_S = 1.0  # in which the last of it comes
BROWSERS = ("chromium-headless-shell", "chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]  # fmt: skip


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
        asked.results.parent.mkdir(parents=True, exist_ok=True)
        about = {"test": "page", "day": day, "posts": asked.posts, "rounds": asked.rounds, "processors": os.cpu_count(), "load": busy}  # fmt: skip
        with asked.results.open("a", encoding="utf-8") as kept:
            kept.writelines(f"{line(each, about)}\n" for each in findings)
            kept.writelines(f"{line(each, about)}\n" for each in judged)
    if asked.chart:
        asked.chart.write_text(chart(judged, f"Parts of the bar; grey: nothing coming in. {day}, load {busy}."), "utf-8")  # fmt: skip
    sys.exit(bool(asked.bars and any(each.met is False for each in judged)))


if __name__ == "__main__":
    main()
