"""What a page fetches in idle time."""

from playwright.async_api import Page


async def fetched(page: Page) -> None:
    """Wait until the page has everything that it may need later, with or without a network."""
    await page.wait_for_function("() => performance.getEntriesByName('fetched').length > 0")
