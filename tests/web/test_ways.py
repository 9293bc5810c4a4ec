"""What a page offers leads somewhere: the front page to what is for everybody, the room of moderation to nothing that is refused there."""

import re

from playwright.async_api import expect

from rooms.roles import Role
from tests.desk import desk, seated_as
from tests.web.axe import looks_well
from tests.web.visit import PHONE, Visit
from tests.world import World


async def test_the_front_page_leads_to_what_is_told_of_moderation(visit: Visit) -> None:
    page = await visit(None, "/", viewport=PHONE)
    ways = page.get_by_role("navigation", name="Mọi người đều đọc được")
    await expect(ways.get_by_role("link")).to_have_count(3)
    await looks_well(page)
    for name in ("Số liệu kiểm duyệt", "Nhật ký kiểm duyệt công khai"):
        await ways.get_by_role("link", name=name).click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text(
            re.compile(name, re.IGNORECASE)
        )
        await page.go_back()


async def test_the_room_of_moderation_offers_what_can_be_done_in_it(
    site: World, visit: Visit
) -> None:
    (lan,) = await site.people("Nguyễn Thị Lan")
    owner = await seated_as(site, lan, Role.OWNER)
    page = await visit(owner, f"/r/{await desk(site)}")
    main = page.get_by_role("main")
    await expect(main.get_by_role("button", name="Cài đặt phòng")).to_be_visible()
    for name in ("Mời tham gia", "Mở chủ đề"):
        await expect(page.get_by_role("button", name=name)).to_have_count(0)
    await expect(page.get_by_role("link", name="Đề xuất")).to_have_count(0)
    await looks_well(page)
    await main.get_by_role("link", name="Kiểm duyệt").click()
    await expect(page.get_by_role("navigation", name="Hàng đợi kiểm duyệt")).to_be_visible()


async def test_a_fact_that_is_absent_leaves_no_dot(site: World, visit: Visit) -> None:
    (an,) = await site.people("Nguyễn Văn An")
    room = await site.room(an, title="Chấm giữa các mục")
    await site.thread(an, room)
    page = await visit(an, "/")
    facts = (
        page.get_by_role("main")
        .get_by_role("listitem")
        .filter(has_text="Chấm giữa")
        .locator(".facts")
    )
    await expect(facts.locator("> span")).to_have_count(3)
    # Each has a dot before it; that of the first lies outside and is cut off.
    dots = """(facts) => [...facts.children].map((each) => getComputedStyle(each, '::before').content.includes('·')
        && each.getBoundingClientRect().x > facts.getBoundingClientRect().x + 5)"""
    assert await facts.evaluate(dots) == [False, True, True]
    without = """(facts, n) => (facts.children[n].textContent = '')"""
    await facts.evaluate(without, 1)
    assert await facts.evaluate(dots) == [False, False, True]
    await facts.evaluate(without, 0)
    assert await facts.evaluate(dots) == [False, False, False]
