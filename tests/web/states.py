"""States in which a screen can be met: its answers late, refused or missing, its line gone. Made in the browser."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from playwright.async_api import BrowserContext, Page, Route, expect
from playwright.async_api import Error as Gone

from tests.web.screens import ready

LATE_S = 3.0
PROBLEM = "application/problem+json"
Making = Callable[[BrowserContext, Page, str], Awaitable[None]]


def _asked(route: Route) -> bool:
    """Whether the page asks for what it shows: neither a part of itself nor who is signed in."""
    request = route.request
    return request.resource_type == "fetch" and not request.url.endswith("/session")


async def _answered(context: BrowserContext, status: int) -> None:
    async def answer(route: Route) -> None:
        if not _asked(route):
            return await route.fallback()
        kind = "unavailable" if status >= 500 else "not-found"
        body = f'{{"type": "/problems/{kind}", "title": "{kind}", "status": {status}, "detail": "{kind}"}}'
        return await route.fulfill(status=status, content_type=PROBLEM, body=body)

    await context.route("**", answer)


async def calm(context: BrowserContext, page: Page, path: str) -> None:  # noqa: ARG001 - as all of them
    """All has come."""
    await page.goto(path)
    await ready(page)


async def loading(context: BrowserContext, page: Page, path: str) -> None:
    """Nothing comes for seconds."""

    async def wait(route: Route) -> None:
        if not _asked(route):
            await route.fallback()
            return
        await asyncio.sleep(LATE_S)
        with suppress(Gone):  # the page may be closed by then
            await route.abort()

    await context.route("**", wait)
    await page.goto(path)
    await expect(page.locator("main")).to_be_visible()
    await page.wait_for_timeout(600)  # a skeleton shows itself after 150 ms


async def failed(context: BrowserContext, page: Page, path: str) -> None:
    """The server cannot answer."""
    await _answered(context, 503)
    await page.goto(path)
    await expect(page.locator("main")).to_be_visible()
    await page.wait_for_timeout(600)


async def missing(context: BrowserContext, page: Page, path: str) -> None:
    """It is not there, or not for this reader."""
    await _answered(context, 404)
    await page.goto(path)
    await expect(page.get_by_role("heading", level=1).first).to_be_visible()
    await page.wait_for_timeout(300)


async def offline(context: BrowserContext, page: Page, path: str) -> None:
    """All has come, then the line went."""
    await calm(context, page, path)
    await context.set_offline(True)
    with suppress(Gone):  # a screen that holds no line has none to lose
        await (
            page.get_by_text("Mất kết nối")
            .or_(page.get_by_text("No connection"))
            .first.wait_for(timeout=6_000)
        )


STATES: dict[str, Making] = {"calm": calm, "loading": loading, "failed": failed, "missing": missing, "offline": offline}  # fmt: skip
