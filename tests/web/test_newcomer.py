"""What somebody meets who is new: rooms to enter, how they are named there, and addresses that lead somewhere."""

import re

from playwright.async_api import expect

from tests.web.axe import fits, too_small, violations
from tests.web.pages.thread import path_of
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World


async def test_a_room_for_members_is_entered_from_the_list(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an, visibility="members", title="Hạ tầng số vùng cao")
    mai = await site.person("Vũ Thị Mai")
    page = await visit(mai, "/", viewport=PHONE)
    item = page.get_by_role("main").get_by_role("listitem").filter(has_text="Hạ tầng số vùng cao")
    await expect(item.get_by_role("link")).to_have_count(0)
    await fits(page)

    await item.get_by_role("button", name="Tham gia phòng Hạ tầng số vùng cao").click()
    await page.wait_for_url(f"{site.url}/r/{room}")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Hạ tầng số vùng cao")
    assert (await mai.get(f"/rooms/{room}"))["me"]["name"] == "Vũ Thị Mai"


async def test_the_rooms_beside_the_page_are_those_that_can_be_read(
    site: World, visit: Visit, an: Someone
) -> None:
    await site.room(an, visibility="members", title="Chỉ để tham gia")
    await site.room(an, visibility="public", title="Ai cũng đọc được")
    page = await visit(await site.person("Đỗ Văn Lâm"), "/")
    beside = page.get_by_role("navigation", name="Phòng")
    await expect(beside.get_by_role("link", name="Ai cũng đọc được")).to_be_visible()
    await expect(beside.get_by_text("Chỉ để tham gia")).to_have_count(0)


async def test_a_room_with_pseudonyms_says_so_before_one_writes(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh, visibility="public", naming="pseudonyms")
    thread = await site.thread(an, room)
    mine = (await binh.get(f"/rooms/{room}"))["me"]["name"]
    page = await visit(binh, path_of(room, thread))
    await page.get_by_role("form").get_by_role("textbox").click()
    line = page.get_by_text(f"Ở đây ý kiến đứng tên “{mine}”.")
    await expect(line).to_be_visible()
    await page.goto(f"/r/{room}")
    await expect(line).to_be_visible()

    guest = await visit(None, f"/r/{room}")
    await expect(guest.get_by_text("Ở đây ý kiến đứng tên bí danh")).to_be_visible()
    await page.goto(f"/r/{await site.room(binh)}")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.get_by_text("Ở đây ý kiến đứng tên")).to_have_count(0)


async def test_the_administrators_address_leads_to_what_they_have(
    site: World, visit: Visit, an: Someone
) -> None:
    chief = await site.person("Ngô Quản Trị")
    async with site.appointed(chief):
        page = await visit(chief, "/administrator", viewport=PHONE)
        for name in ("record", "settings", "rights"):
            link = page.get_by_role("main").locator(f'a[href="/administrator/{name}"]')
            await expect(link).to_be_visible()
        assert await violations(page) == []
        assert await too_small(page) == []
        await link.click()
        card = page.get_by_role("form", name=re.compile("."))
        box = await card.bounding_box()
        assert box
        assert box["height"] < 200, "no gaps where nothing was looked for yet"

    other = await visit(an, "/administrator")
    await expect(other.get_by_text("dành cho quản trị viên")).to_be_visible()
    await other.goto("/administrator/people")
    await expect(other.get_by_role("heading", level=1)).to_have_text("Không tìm thấy trang")
