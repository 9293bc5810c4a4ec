"""A queue of five thousand cases opens as soon as a short one, and stays as small on the page."""

import time

from playwright.async_api import Browser, expect

from tests.desk import moderators
from tests.moderation.filling import filled, portal
from tests.web.guard import Guard
from tests.web.pages.moderation import QueuePage
from tests.web.visit import Visit

CASES = 5_000
SHOWN_S = 1.6  # until the first case is on the screen
NODES = 3_000
WATCHDOG = 5  # times the bar, for a machine that is busy with other things
WEIGHT = "() => document.getElementsByTagName('*').length"


async def test_five_thousand_cases_are_as_quick_and_small_as_a_few(
    empty: str, browser: Browser, guard: Guard
) -> None:
    async with portal(empty) as world:
        await filled(world, CASES)
        (lan,) = await moderators(world, "Nguyễn Thị Lan")
        visit = Visit(browser, world, guard)
        began = time.monotonic()
        page = await visit(lan, "/moderation")
        rows = page.get_by_role("main").get_by_role("listitem")
        await expect(rows.first).to_be_visible()
        assert time.monotonic() - began < SHOWN_S * WATCHDOG
        await QueuePage(page).live()
        assert await page.evaluate(WEIGHT) < NODES
        await page.keyboard.press("j")
        await expect(page.get_by_role("heading", level=2).first).to_be_visible()
        await page.get_by_role("button", name="Xem thêm mục").click()
        await expect(rows.nth(80)).to_be_visible()
        assert await page.evaluate(WEIGHT) < NODES
        await visit.leave()
