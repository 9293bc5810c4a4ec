"""Opening pages the way people do: with a session's cookie, in Việt Nam, on a desk or a telephone."""

from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, ViewportSize

from tests.web.guard import Guard
from tests.world import Someone, World

DESK = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=360, height=740)


class Visit:
    """Contexts of one test. Calling it opens a page."""

    def __init__(self, browser: Browser, site: World, guard: Guard) -> None:
        self._browser = browser
        self._site = site
        self._guard = guard
        self._open: list[BrowserContext] = []

    async def as_(
        self,
        who: Someone | None,
        *,
        url: str | None = None,
        viewport: ViewportSize = DESK,
        timezone_id: str = "Asia/Ho_Chi_Minh",
        keeps: bool = False,
        **options: Any,
    ) -> BrowserContext:
        """A browser of their own for somebody who is signed in (None: nobody) at `url`. `keeps`: the pages and copies, to open without a network."""
        origin = url or self._site.url
        context = await self._browser.new_context(
            base_url=origin,
            locale="vi-VN",
            timezone_id=timezone_id,
            viewport=viewport,
            service_workers="allow" if keeps else "block",
            **options,
        )
        context.set_default_timeout(30_000)
        self._open.append(context)
        if who:
            await context.add_cookies(
                [{"name": n, "value": v, "url": origin} for n, v in who.http.cookies.items()]
            )
        await self._guard.watch(context, origin)
        return context

    async def __call__(self, who: Someone | None, path: str = "/", **options: Any) -> Page:
        """A page in a browser of its own, at this address."""
        context = await self.as_(who, **options)
        page = await context.new_page()
        await page.goto(path)
        return page

    async def leave(self) -> None:
        """Close everything."""
        for context in self._open:
            await context.close()
