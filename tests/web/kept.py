"""What a browser keeps for whoever writes in it."""

import asyncio
from collections.abc import Callable

from playwright.async_api import Page

LONG_S = 60

# The texts of its drafts.
KEPT = """() => new Promise((done) => {
  const asked = indexedDB.open('dienhong', 1)
  asked.onsuccess = () => {
    const all = asked.result.transaction('drafts').objectStore('drafts').getAll()
    all.onsuccess = () => {
      asked.result.close()
      done(all.result.map((each) => each.text))
    }
  }
})"""


async def keeps(page: Page, seen: Callable[[list[str]], bool]) -> None:
    """Wait until the texts it keeps are so. `wait_for_function` would not: it takes a promise for a yes."""
    async with asyncio.timeout(LONG_S):
        while not seen(await page.evaluate(KEPT)):
            await asyncio.sleep(0.1)


async def keeps_nothing(page: Page) -> None:
    """Wait until it keeps no text."""
    await keeps(page, lambda texts: not texts)
