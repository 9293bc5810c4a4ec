"""Opening a page as a reader feels it: when it is shown and how long the page is busy afterwards."""

from typing import Any, NamedTuple

from playwright.async_api import Page, expect

from tests.web.visit import Visit
from tests.world import Someone

STILL_MS = 1500  # after which the page has done what it had to do

# When what is named first has a place on the screen, by the page's own clock, and every task that lasted longer than 50 ms.
WATCH = """selector => {
  const seen = (globalThis.__seen = { shown: null, tasks: [], shift: 0 })
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) seen.tasks.push([each.startTime, each.duration])
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) seen.shift += each.value
  }).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    const found = document.querySelector(selector)
    if (found && found.getBoundingClientRect().height) seen.shown = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}"""


# What has come by the time it is shown: each answer with its headers.
SENT = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter(each => each.responseEnd <= globalThis.__seen.shown && !each.name.endsWith('.woff2'))
  .reduce((sum, each) => sum + each.transferSize, 0)"""


class Opened(NamedTuple):
    """What opening took. `shown`, `longest` (the longest task after it was shown): milliseconds. `shift`: cumulative layout shift.

    `nodes`: on the page once it is still. `sent`: bytes over the line until it was shown, without fonts.
    """

    shown: float
    longest: float
    shift: float
    nodes: int
    sent: int

    def __str__(self) -> str:
        return (
            f"shown {self.shown:.0f} ms, longest task then {self.longest:.0f} ms, shift {self.shift:.4f}, "
            f"{self.nodes} nodes, {self.sent / 1000:.0f} KB"
        )


async def opened(
    visit: Visit, who: Someone | None, path: str, selector: str, slower: int = 1
) -> tuple[Page, Opened]:
    """A page in a browser that knows nothing yet, and what it took to show what the selector names there.

    `slower`: the processor is that many times as slow as it is.
    """
    context = await visit.as_(who)
    page = await context.new_page()
    cdp = await context.new_cdp_session(page)
    await cdp.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    await page.add_init_script(f"({WATCH})({selector!r})")
    await page.goto(path)
    await expect(page.locator(selector).first).to_be_visible(timeout=60_000)
    await page.wait_for_timeout(STILL_MS)
    seen: dict[str, Any] = await page.evaluate("() => globalThis.__seen")
    later = [duration for start, duration in seen["tasks"] if start > seen["shown"]]
    nodes = await page.evaluate("() => document.getElementsByTagName('*').length")
    sent = await page.evaluate(SENT)
    longest = max(later, default=0.0)
    return page, Opened(seen["shown"], longest, seen["shift"], nodes, sent)
