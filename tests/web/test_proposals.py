"""Proposals in a browser: drafted by two, opened before a room, supported, changed, and supporters asked again."""

import re

from playwright.async_api import Page, expect

from tests.web.axe import BY_DEFAULT, shown, too_small, violations
from tests.web.desk import holds, put
from tests.web.visit import Visit
from tests.world import Someone, World

FIRST = "Điều 1. Phạm vi\n\nDữ liệu của cơ quan nhà nước được mở.\n\nĐiều 2. Thời hạn\n\nCơ quan trả lời trong 30 ngày.\n"


async def look(page: Page) -> None:
    """Axe finds nothing, light and dark, wide and narrow."""
    async for each in shown(page, BY_DEFAULT):
        assert await violations(page) == [], each
        assert await too_small(page) == [], each


async def begun(drafting: Page, binh: Someone) -> None:
    """A proposal is begun from the room's page, saved once, and somebody is asked to the table."""
    await drafting.get_by_role("link", name="Đề xuất", exact=True).click()
    await drafting.get_by_role("button", name="Soạn đề xuất").click()
    dialog = drafting.get_by_role("dialog")
    await dialog.get_by_label("Tên đề xuất").fill("Mở dữ liệu của cơ quan nhà nước")
    await dialog.get_by_role("button", name="Bắt đầu soạn").click()
    await save(drafting, FIRST)
    await expect(drafting.get_by_text("lần lưu 2")).to_be_visible()
    await drafting.get_by_label("Thành viên của phòng").select_option(label=binh.person["name"])
    await drafting.get_by_role("button", name="Mời cùng soạn").click()
    await expect(
        drafting.get_by_role("listitem").filter(has_text=binh.person["name"])
    ).to_be_visible()
    await look(drafting)


async def save(page: Page, text: str) -> None:
    """The draft, saved with this text."""
    await put(page, text)
    await page.get_by_role("button", name="Lưu dự thảo").click()


async def met(drafting: Page, other: Page) -> None:
    """Two write at once: what the one types is before the other, and either saves it for both."""
    theirs = FIRST.replace("30 ngày", "20 ngày")
    await put(drafting, theirs)
    await holds(other, theirs)
    await expect(other.get_by_text("Có thay đổi từ lần lưu 2.")).to_be_visible()
    await other.get_by_role("button", name="Lưu dự thảo").click()
    await expect(drafting.get_by_text("Giống lần lưu 3.")).to_be_visible()


async def at(page: Page, stage: str) -> None:
    """The proposal is in this stage, on this page."""
    step = page.get_by_role("list", name="Các bước").get_by_role("listitem")
    await expect(step.filter(has_text=stage)).to_have_attribute("aria-current", "step")


async def changed(other: Page, reader: Page) -> None:
    """The text changes, and who supported it is asked, shown the difference, and says that it stands."""
    await other.get_by_role("link", name="Bàn soạn thảo").click()
    await save(other, FIRST.replace("30 ngày", "15 ngày làm việc"))
    await other.get_by_label("Thay đổi gì, vì sao").fill("Theo góp ý của các sở.")
    await other.get_by_role("button", name="Công bố phiên bản mới").click()
    asked = "Văn bản đã đổi từ khi ủng hộ: đang ủng hộ bản 1, nay là bản 2."
    await expect(reader.get_by_text(asked)).to_be_visible()
    await expect(reader.get_by_text("1 người ủng hộ, 0 ủng hộ bản mới nhất")).to_be_visible()
    await reader.get_by_role("link", name="Xem khác biệt").click()
    await expect(reader.locator("del")).to_contain_text("20")
    await expect(reader.locator("ins")).to_contain_text(["15", "làm việc"])
    await look(reader)
    await reader.get_by_role("button", name="Ủng hộ bản 2").click()
    await expect(reader.get_by_role("main").get_by_text("Đang ủng hộ bản 2.")).to_be_visible()


async def test_three_people_draft_open_support_and_are_asked_again(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    (lan,) = await site.people("Nguyễn Thị Lan")
    room = await site.room(an, binh, lan, visibility="public")
    drafting = await visit(an, f"/r/{room}")
    await begun(drafting, binh)
    other = await visit(binh, drafting.url)
    await holds(other, FIRST)
    await met(drafting, other)

    reader = await visit(lan, f"/r/{room}/proposals")
    await expect(reader.get_by_text("Phòng chưa có đề xuất nào.")).to_be_visible()
    await drafting.get_by_label("Vì sao nêu đề xuất này").fill("Vì dữ liệu là của chung.")
    await drafting.get_by_role("button", name="Đưa ra thảo luận").click()
    for page in (drafting, other):
        await expect(page.get_by_role("link", name="Thảo luận về đề xuất")).to_be_visible()
    main = reader.get_by_role("main")
    await main.get_by_role("link", name="Mở dữ liệu của cơ quan nhà nước").click()
    await expect(reader.get_by_text("Cơ quan trả lời trong 20 ngày.")).to_be_visible()
    await at(reader, "Thảo luận")
    here = reader.get_by_role("navigation", name="Phòng").locator("[aria-current]")
    await expect(here).to_have_attribute("href", f"/r/{room}")
    search = reader.get_by_role("banner").get_by_role("link", name="Tìm kiếm")
    await expect(search).to_have_attribute("href", f"/search?room={room}")
    await reader.get_by_role("button", name="Ủng hộ bản này").click()
    await expect(reader.get_by_role("main").get_by_text("Đang ủng hộ bản 1.")).to_be_visible()
    await expect(other.get_by_text("1 người ủng hộ")).to_be_visible()
    await look(reader)
    await changed(other, reader)

    await drafting.get_by_role("link", name="Quá trình").click()
    await drafting.get_by_role("button", name="Chuyển sang: Sửa đổi").press("Enter")
    await expect(drafting.get_by_text("không thể quay lại bước trước")).to_be_focused()
    await look(drafting)
    await drafting.get_by_role("button", name="Hủy").press("Enter")
    await expect(drafting.get_by_role("button", name="Chuyển sang: Sửa đổi")).to_be_focused()
    await drafting.keyboard.press("Enter")
    await drafting.get_by_role("button", name="Xác nhận chuyển sang: Sửa đổi").click()
    await at(reader, "Sửa đổi")
    leaving = drafting.get_by_role("form", name="Rút đề xuất")
    await leaving.get_by_label("Lý do").fill("Cần soạn lại")
    await leaving.get_by_role("button", name="Rút đề xuất").click()
    await at(reader, "Đã rút")
    await expect(reader.get_by_role("button", name="Rút ủng hộ")).to_have_count(0)


async def test_a_proposal_is_read_and_printed_without_script(
    site: World, an: Someone, visit: Visit
) -> None:
    room = await site.room(an, visibility="public")
    begun = await an.do("POST", f"/rooms/{room}/proposals", title="Mở dữ liệu", text=FIRST)
    path = f"/proposals/{begun['result']['id']}"
    missing = await visit(an, "/")
    assert (await missing.request.get(f"{path}/text")).status == 404  # it is not before the room
    await an.do("PUT", f"{path}/opening", draft=1, body="Vì dữ liệu là của chung.")
    page = await visit(None, f"{path}/text", java_script_enabled=False)
    await expect(page.get_by_role("heading", name="Mở dữ liệu", exact=True)).to_be_visible()
    await expect(page.get_by_text("Cơ quan trả lời trong 30 ngày.")).to_be_visible()
    await expect(page.get_by_text("0 người ủng hộ")).to_be_visible()
    await page.get_by_role("link", name="Biên bản").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Biên bản đề xuất")


async def test_a_post_is_made_a_proposal(site: World, an: Someone, visit: Visit) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    page = await visit(an, f"/r/{room}/t/{thread}")
    await page.get_by_role("button", name=re.compile("^Thao tác khác")).first.click()
    await page.get_by_role("button", name="Đưa thành đề xuất…").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Tên đề xuất").fill("Mở dữ liệu")
    await expect(dialog.get_by_label("Bắt đầu bằng lời của ý kiến")).to_be_checked()
    await look(page)
    await dialog.get_by_role("button", name="Bắt đầu soạn").click()
    await expect(page.get_by_role("link", name="Xuất phát từ chủ đề này")).to_be_visible()
    await holds(page, "Bắt đầu từ đâu?\n")

    why = page.get_by_label("Vì sao nêu đề xuất này")
    await why.fill("Vì dữ liệu là của chung.")
    await page.reload()
    await expect(why).to_have_value("Vì dữ liệu là của chung.")
    await expect(page.get_by_text("Đã đưa lại phần bạn viết lần trước")).to_be_visible()
    await page.get_by_role("button", name="Đưa ra thảo luận").click()
    await expect(page.get_by_role("link", name="Thảo luận về đề xuất")).to_be_visible()
