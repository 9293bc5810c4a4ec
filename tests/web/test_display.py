"""How the pages are shown as a reader likes them, and lists that stand still under their hand."""

import re

from playwright.async_api import expect

from tests.web.idly import fetched
from tests.web.visit import Visit
from tests.world import Someone, World

FIRST_SIZE = """() => new MutationObserver((_, self) => {
  if (!document.querySelector('header')) return
  window.firstSize = getComputedStyle(document.documentElement).fontSize
  self.disconnect()
}).observe(document, { childList: true, subtree: true })"""


async def test_larger_letters_are_kept_and_stand_from_the_first_moment(
    visit: Visit, an: Someone
) -> None:
    page = await visit(an, "/me")
    await page.get_by_label("Cỡ chữ").select_option("Rất lớn")
    await page.get_by_label("Trình đọc màn hình báo tin mới").select_option("Tắt")
    await expect(page.locator("html")).to_have_css("font-size", "20.8px")
    await page.add_init_script(f"({FIRST_SIZE})()")

    await page.reload()

    await expect(page.get_by_label("Cỡ chữ")).to_have_value("2")
    await expect(page.get_by_label("Trình đọc màn hình báo tin mới")).to_have_value("off")
    assert await page.evaluate("() => window.firstSize") == "20.8px"


async def test_rooms_keep_their_places_until_the_reader_sorts_them_again(
    site: World, visit: Visit, binh: Someone
) -> None:
    an = await site.person("Lê Hoàng Phương")
    for title in ("Đất đai", "Điện lực"):
        await site.room(binh, an, title=title)
    page = await visit(an)
    await fetched(page)
    rooms = page.get_by_role("navigation", name="Phòng").get_by_role("link")
    mine = re.compile("^(Đất đai|Điện lực|Quỹ đầu tư)")
    await expect(rooms.filter(has_text=mine)).to_have_text(["Điện lực", "Đất đai"])
    await rooms.filter(has_text="Đất đai").focus()

    await site.room(binh, an, title="Quỹ đầu tư")

    again = page.get_by_role("button", name="1 phòng đổi chỗ · Sắp lại")
    await expect(again).to_be_visible()
    await expect(rooms.filter(has_text=mine)).to_have_text(["Điện lực", "Đất đai", "Quỹ đầu tư"])
    await expect(rooms.filter(has_text="Đất đai")).to_be_focused()
    await again.click()
    await expect(rooms.filter(has_text=mine)).to_have_text(["Quỹ đầu tư", "Điện lực", "Đất đai"])
    await expect(again).to_have_count(0)
