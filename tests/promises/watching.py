"""Browsers that note what runs in their pages, and what is asked of other hosts: with the policy of the pages, and without."""

import re
from typing import Any, NamedTuple

from playwright.async_api import Browser, BrowserContext, Route, ViewportSize

from tests.world import Someone, World

TALL = ViewportSize(width=1280, height=32_000)  # a whole thread is on screen
WATCH = """(() => {
  for (const name of ['alert', 'confirm', 'prompt', 'print'])
    try { Object.defineProperty(window, name, { value: (...said) => { executed(name, String(said)); } }) } catch {}
})()"""


class Watched:
    """A browser that notes what runs, and what is asked of other hosts."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.executed: list[str] = []
        self.foreign: list[str] = []

    async def begin(self) -> None:
        """Watch every page and frame from its first line on. What goes to other hosts is stopped here."""
        await self.context.expose_binding(
            "executed",
            lambda source, *said: self.executed.append(
                f"{source['frame'].name} {source['page'].url} {said}"
            ),
        )
        await self.context.add_init_script(WATCH)
        await self.context.route(re.compile(f"^(?!{re.escape(self.origin)}/)"), self._stop)
        self.context.on("dialog", self._dialog)

    async def _stop(self, route: Route) -> None:
        if not route.request.url.startswith(("data:", "blob:", "about:")):
            self.foreign.append(route.request.url)
        await route.abort()

    async def _dialog(self, dialog: Any) -> None:
        self.executed.append(f"dialog {dialog.message}")
        await dialog.dismiss()


async def watched(browser: Browser, world: World, who: Someone | None, *, policy: bool) -> Watched:
    """A browser for somebody; without the policy its pages are as unguarded as before there were any."""
    context = await browser.new_context(
        base_url=world.url,
        locale="vi-VN",
        bypass_csp=not policy,
        viewport=TALL,
        service_workers="block",
    )
    if who is not None:
        await context.add_cookies(
            [{"name": n, "value": v, "url": world.url} for n, v in who.http.cookies.items()]
        )
    found = Watched(context, world.url)
    await found.begin()
    return found


class Crew(NamedTuple):
    """Who owns rooms, and looks at them with the policy and without. `draft`: the page where they try words out."""

    owner: Someone
    browsers: list[Watched]
    draft: str


async def crew(browser: Browser, world: World) -> Crew:
    """Somebody new, with two browsers."""
    owner = await world.person("Nguyễn Văn An")
    room = await world.room(owner)
    draft = f"/r/{room}/t/{await world.thread(owner, room)}"
    return Crew(
        owner, [await watched(browser, world, owner, policy=on) for on in (True, False)], draft
    )
