"""The settings in force in a browser: read by an administrator, by keyboard, and by nobody else."""

from playwright.async_api import expect

from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.keys import reach
from tests.web.visit import Visit
from tests.world import Someone


async def test_an_administrator_reads_what_is_set(administrator: Someone, visit: Visit) -> None:
    page = await visit(administrator, "/me")
    for name in ("Quản trị", "Cài đặt đang dùng"):
        await reach(page.get_by_role("main").get_by_role("link", name=name))
        await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", name="Cài đặt đang dùng")).to_be_visible()
    await expect(page.get_by_text("trusted_proxies", exact=True)).to_be_visible()
    await expect(page.get_by_text("đã đặt").first).to_be_visible()
    await expect(page.get_by_text("127.0.0.0/8", exact=True)).to_be_visible()
    await expect(page.get_by_text("Tên của hệ thống này.")).to_be_visible()
    await expect(page.get_by_text('["')).to_have_count(0)
    await expect(page.get_by_text("`")).to_have_count(0)
    await looks_well(page)


async def test_whoever_is_none_is_told_so(visit: Visit, guard: Guard, an: Someone) -> None:
    guard.expect("403")
    page = await visit(an, "/administrator/settings")

    await expect(page.get_by_role("alert")).to_be_visible()
    await expect(page.get_by_text("trusted_proxies")).to_have_count(0)
