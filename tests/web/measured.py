"""Opening a page as a reader feels it: when it is shown and how long the page is busy afterwards."""

from playwright.async_api import Page

from benchmarks import page_watch
from benchmarks.page_watch import Opened
from tests.web.visit import Visit
from tests.world import Someone


async def opened(
    visit: Visit, who: Someone | None, path: str, selector: str, slower: int = 1
) -> tuple[Page, Opened]:
    """A page in a browser that knows nothing yet, and what it took to show what the selector names there.

    `slower`: the processor is that many times as slow as it is.
    """
    context = await visit.as_(who)
    page = await context.new_page()
    return page, await page_watch.opened(page, path, selector, slower)
