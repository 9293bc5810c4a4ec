"""Watching a page from outside, as its reader feels it: how it opens, and how it goes while others write and one types.

`page_watch.js` runs in the page and notes; here it is asked. Nothing here knows how the page is made.
"""

import json
import time
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from playwright.async_api import Browser, Page

WATCH = Path(__file__).with_name("page_watch.js").read_text("utf-8")
STILL_MS = 1500  # after which a page has done what it had to do
SHOWN_MS = 60_000  # given up after
UNTOLD_MS = 16  # browsers tell of no event that was shorter
TOGETHER_MS = 4_900  # what is told nearer to what was told before is one too many: five seconds, but for timers that are early
TYPED = "du lieu mo la cua chung "
KEY_MS = 80


class Opened(NamedTuple):
    """What opening took. `shown`, `lcp` (largest contentful paint), `longest` (the longest task after it was shown): ms.

    `shift`: cumulative layout shift. `nodes`: on the page once it is still. `sent`: bytes over the line until it was shown, without fonts.
    """

    shown: float
    longest: float
    shift: float
    nodes: int
    sent: int
    lcp: float

    def __str__(self) -> str:
        return (
            f"shown {self.shown:.0f} ms, longest task then {self.longest:.0f} ms, shift {self.shift:.4f}, "
            f"{self.nodes} nodes, {self.sent / 1000:.0f} KB"
        )


class Used(NamedTuple):
    """How it went meanwhile. `press`: of a key or the pointer to the next paint, p98; `frame`: between two, p99; `longest`: task; ms.

    `drift`: px that what is read was away from its place in any frame, None where it was taken off the page; `rest`: in the end. `told`: the most
    summaries within five seconds. `marks`: when each mark was seen first, s. `cpu`: seconds of the processor that renderers took.
    """

    press: float
    frame: float
    longest: float
    drift: float | None
    rest: float | None
    told: int
    nodes: int
    marks: dict[int, float]
    cpu: float


async def opened(page: Page, path: str, selector: str, slower: int = 1) -> Opened:
    """Open it, in a browser that knows nothing yet, and wait until what the selector names is shown and all is still.

    `slower`: the processor is that many times as slow as it is. Leaves it so.
    """
    await slowed(page, slower)
    await page.add_init_script(f"{WATCH}\n__bars.first({json.dumps(selector)})")
    await page.goto(path)
    await page.wait_for_function("() => __bars.seen.shown !== null", timeout=SHOWN_MS)
    await page.wait_for_timeout(STILL_MS)
    seen: dict[str, Any] = await page.evaluate("() => __bars.seen")
    later = [duration for start, duration in seen["tasks"] if start > seen["shown"]]
    nodes, sent = await page.evaluate("() => [__bars.nodes(), __bars.sent()]")
    longest = max(later, default=0.0)
    return Opened(seen["shown"], longest, seen["shift"], nodes, sent, seen["lcp"])


async def slowed(page: Page, slower: int) -> None:
    """From now on its processor is that many times as slow as it is."""
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": slower})


async def read(page: Page) -> int:
    """The number of the post that is read now."""
    found = await page.evaluate("() => __bars.read()")
    return int(found[1:])


class Using:
    """Types and presses while it is watched.

    `post`: that is read. `presses` counts what is done, as the browser tells only of what took long.
    """

    def __init__(self, browser: Browser, page: Page, post: int) -> None:
        self._browser = browser
        self._page = page
        self._id = f"p{post}"
        self._field = page.get_by_role("form", name="Viết ý kiến").get_by_role("textbox").first
        self._presses = 0

    async def begin(self) -> None:
        """Watch from now on."""
        await self._page.evaluate("() => __bars.listen()")
        self._cpu = await rendering(self._browser)
        await self._page.evaluate("(id) => __bars.begin(id)", self._id)

    async def go_on(self, seconds: float) -> None:
        """Type a few words, agree with a post in sight, and so on."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await self._field.click()
            await self._page.keyboard.press("Control+A")
            await self._page.keyboard.type(TYPED, delay=KEY_MS)
            self._presses += 2 + len(TYPED)
            where = await self._page.evaluate("(id) => __bars.toPress(id)", self._id)
            if where:
                await self._page.mouse.click(where["x"], where["y"])
                self._presses += 1

    async def seen(self, mark: int) -> bool:
        """Whether the post that is read bears this mark, or a later one."""
        marks = await self._page.evaluate("() => __bars.marks()")
        return any(int(each) >= mark for each in marks)

    async def end(self) -> Used:
        """What was found since."""
        found: dict[str, Any] = await self._page.evaluate("() => __bars.end()")
        cpu = await rendering(self._browser) - self._cpu
        quick = max(0, self._presses - len(found["presses"]))
        return Used(
            press=quantile([UNTOLD_MS] * quick + found["presses"], 0.98),
            frame=quantile(found["frames"], 0.99),
            longest=max((took for _, took in found["tasks"]), default=0.0),
            drift=None if found["lost"] else found["drift"],
            rest=found["rest"],
            told=_within([at for at, _ in found["told"]]),
            nodes=max(found["nodes"], await self._page.evaluate("() => __bars.nodes()")),
            marks={int(mark): at / 1000 for mark, at in found["marks"].items()},
            cpu=cpu,
        )


async def rendering(browser: Browser) -> float:
    """Seconds of the processor that pages took so far."""
    cdp = await browser.new_browser_cdp_session()
    processes = (await cdp.send("SystemInfo.getProcessInfo"))["processInfo"]
    await cdp.detach()
    return float(sum(each["cpuTime"] for each in processes if each["type"] == "renderer"))


async def heap(page: Page) -> int:
    """Bytes of the page's objects that are still needed."""
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("HeapProfiler.collectGarbage")
    used = (await cdp.send("Runtime.getHeapUsage"))["usedSize"]
    await cdp.detach()
    return int(used)


def quantile(values: Sequence[float], part: float) -> float:
    """What this part of them does not exceed; of nothing, 0."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * part))] if ranked else 0.0


def _within(times_ms: Sequence[float]) -> int:
    """The most of them that come one after the other, each too soon after the one before."""
    most = row = min(1, len(times_ms))
    for earlier, later in pairwise(times_ms):
        row = row + 1 if later - earlier < TOGETHER_MS else 1
        most = max(most, row)
    return most
