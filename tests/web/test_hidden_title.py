"""A title that moderation hides: open pages call the thread otherwise at once, and as before when the title is back."""

import re

from playwright.async_api import Page, expect

from tests import moderated
from tests.desk import moderators
from tests.told import told
from tests.web.axe import too_small, violations
from tests.web.pages.moderation import QueuePage
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.test_hidden import AT_ONCE_MS
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World

RUDE = "Lũ ngu nào viết điều này?"
HIDDEN = "Tiêu đề đã bị ẩn"


async def _menu(page: Page, choice: str) -> None:
    """Choose from the menu of the thread."""
    await page.get_by_role("main").get_by_role("button", name="Chủ đề", exact=True).click()
    await page.get_by_role("button", name=choice, exact=True).click()


async def test_an_open_page_changes_the_heading_and_it_comes_back(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room, RUDE)
    store = site.app.state.store
    pages = [await ThreadPage(await visit(who, path_of(room, thread))).live() for who in (an, binh)]
    listing = await visit(binh, f"/r/{room}")
    for page in pages:
        await expect(page.heading).to_have_text(RUDE)
    await expect(listing.get_by_role("main").get_by_text(RUDE)).to_be_visible()

    await moderated.hide_title(store, thread)

    for page in pages:
        await expect(page.heading).to_have_text(HIDDEN, timeout=AT_ONCE_MS)
        await expect(page.page.get_by_text(RUDE)).to_have_count(0)
        await expect(page.page).to_have_title(re.compile(HIDDEN))
        await expect(page.posts).to_have_count(1)
    await expect(listing.get_by_role("main").get_by_text(HIDDEN)).to_be_visible()
    await expect(listing.get_by_text(RUDE)).to_have_count(0)

    await moderated.restore_title(store, thread)

    for page in pages:
        await expect(page.heading).to_have_text(RUDE, timeout=AT_ONCE_MS)
        await expect(page.page.get_by_text(HIDDEN)).to_have_count(0)
    await expect(listing.get_by_role("main").get_by_text(RUDE)).to_be_visible()


async def test_from_the_menu_of_the_thread_to_the_decision(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    (lan,) = await moderators(site, "Nguyễn Thị Lan")
    room = await site.room(an, binh)
    thread = await site.thread(an, room, RUDE)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await _menu(hers.page, "Báo vi phạm về tiêu đề")
    await expect(hers.dialog.get_by_text(f"Tiêu đề: {RUDE}")).to_be_visible()
    assert not await violations(hers.page)
    await hers.dialog.get_by_label("Xúc phạm").check()
    await hers.dialog.get_by_role("button", name="Gửi báo vi phạm").click()
    await expect(hers.dialog).to_contain_text("Đã gửi báo vi phạm.")
    await hers.dialog.get_by_role("button", name="Đóng").last.click()
    async with site.sql() as conn:
        of = "select id from moderation_case where target = 'title' and target_id = $1"
        case = await conn.fetchval(of, thread)

    desk = await QueuePage(await visit(lan, f"/moderation/{case}")).live()
    await expect(desk.case.get_by_role("article", name="Tiêu đề bị xét")).to_contain_text(RUDE)
    await expect(desk.case.get_by_role("article", name="Ý kiến đầu tiên")).to_be_visible()
    await expect(desk.button("Ẩn")).to_be_enabled()
    await desk.page.keyboard.press("4")
    await expect(desk.case.get_by_text(f"Tiêu đề “{RUDE}” của bạn bị ẩn")).to_be_visible()
    await desk.page.keyboard.press("f")
    await expect(desk.case).to_contain_text("Bạn đã ẩn.")
    await expect(hers.heading).to_have_text(HIDDEN, timeout=AT_ONCE_MS)

    async with site.sql() as conn:
        act = await conn.fetchval("select act_id from moderation_case where id = $1", case)
    await told(an, lambda found: act in {each["act_id"] for each in found})
    author = await visit(an, f"/decisions/{act}")
    await expect(author.get_by_text("Tiêu đề bạn đặt cho một chủ đề đã bị ẩn.")).to_be_visible()
    await expect(author.get_by_role("heading", name="Tiêu đề của bạn")).to_be_visible()
    await expect(author.get_by_text(RUDE)).to_be_visible()
    await expect(author.get_by_label("Vì sao nên xem xét lại?")).to_be_visible()


async def test_who_moderates_hides_and_restores_it_in_the_thread_on_a_phone(
    site: World, visit: Visit, an: Someone
) -> None:
    (lan,) = await moderators(site, "Nguyễn Thị Lan")
    room = await site.room(an, lan)
    thread = await site.thread(an, room, RUDE)
    page = await ThreadPage(await visit(lan, path_of(room, thread), viewport=PHONE)).live()
    await _menu(page.page, "Kiểm duyệt tiêu đề…")
    assert not await violations(page.page)
    assert not await too_small(page.page)
    await page.dialog.get_by_label(re.compile("Xúc phạm")).check()
    await page.dialog.get_by_role("button", name="Ẩn", exact=True).click()
    await expect(page.heading).to_have_text(HIDDEN, timeout=AT_ONCE_MS)
    await expect(page.dialog).to_have_count(0)

    await _menu(page.page, "Kiểm duyệt tiêu đề…")
    await page.dialog.get_by_role("button", name="Khôi phục", exact=True).click()
    await expect(page.heading).to_have_text(RUDE, timeout=AT_ONCE_MS)


async def test_the_menu_still_closes_the_thread_and_offers_nobody_their_own_title(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room, RUDE)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    menu = his.page.get_by_role("main").get_by_role("button", name="Chủ đề", exact=True)
    await menu.click()
    await expect(his.page.get_by_role("button", name="Đóng chủ đề")).to_be_visible()
    await expect(his.page.get_by_role("button", name="Báo vi phạm về tiêu đề")).to_have_count(0)
    await his.page.get_by_role("button", name="Đóng chủ đề").click()
    await his.dialog.get_by_role("textbox").fill("Đã rõ")
    await his.dialog.get_by_role("button", name="Đóng chủ đề").click()
    await expect(his.page.get_by_text("Đã rõ")).to_be_visible()
    await _menu(his.page, "Mở lại chủ đề")
    await expect(his.page.get_by_text("Đã rõ")).to_have_count(0)
