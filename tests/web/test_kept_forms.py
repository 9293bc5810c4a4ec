"""What is typed into a form of moderation is there again: after the dialog was closed, another page, a reload; not after it was sent."""

import asyncio

from playwright.async_api import Locator, Page, expect

from rooms.roles import Role
from tests.desk import seated_as
from tests.web.affair import RUDE, Affair
from tests.web.axe import LOOKS, looks_well
from tests.web.pages.moderation import QueuePage
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import World

BACK = "Đã đưa lại phần bạn viết lần trước mà chưa gửi."
WHY = "Nhắc lại lời đã bị ẩn hôm qua."


async def _kept(page: Page) -> int:
    """How much of what was typed into forms this browser keeps."""
    kept: int = await page.evaluate(
        """async () => {
        const db = await new Promise((done) => {
            const asked = indexedDB.open('dienhong', 1)
            asked.onsuccess = () => done(asked.result)
        })
        const ids = await new Promise((done) => {
            const asked = db.transaction('drafts').objectStore('drafts').getAllKeys()
            asked.onsuccess = () => done(asked.result)
        })
        db.close()
        return ids.filter((id) => id.includes(':form:')).length
            + Object.keys(localStorage).filter((name) => name.includes(':form:')).length
    }"""
    )
    return kept


async def _keeps_nothing(page: Page) -> None:
    async with asyncio.timeout(12):
        while await _kept(page):
            await asyncio.sleep(0.1)


async def _reporting(thread: ThreadPage) -> tuple[Locator, Locator]:
    await thread.menu(thread.post(RUDE), "Báo vi phạm")
    words = thread.dialog.get_by_label("Nói thêm cho kiểm duyệt viên")
    return thread.dialog, words


async def test_a_report_that_was_begun_is_there_again_until_it_is_sent(
    affair: Affair, visit: Visit
) -> None:
    page = await visit(affair.reporter, path_of(affair.room, affair.thread), viewport=PHONE)
    thread = await ThreadPage(page).live()
    dialog, words = await _reporting(thread)
    await dialog.get_by_label("Xúc phạm").check()
    await words.fill(WHY)
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    dialog, words = await _reporting(thread)
    await expect(words).to_have_value(WHY)
    await expect(dialog.get_by_text(BACK)).to_be_visible()
    await expect(dialog.get_by_label("Xúc phạm")).to_be_checked()
    await looks_well(page, LOOKS["vi"])

    await words.fill(f"{WHY} Lần hai.")
    await page.reload()
    await thread.live()
    dialog, words = await _reporting(thread)
    await expect(words).to_have_value(f"{WHY} Lần hai.")
    await dialog.get_by_role("button", name="Bỏ phần chưa gửi").click()
    await expect(words).to_have_value("")
    await expect(dialog.get_by_text(BACK)).to_have_count(0)
    await expect(dialog.get_by_label("Xúc phạm")).not_to_be_checked()
    await dialog.get_by_label("Xúc phạm").check()
    await words.fill(WHY)
    await dialog.get_by_role("button", name="Gửi báo vi phạm").click()
    await expect(dialog).to_contain_text("Đã gửi báo vi phạm.")
    await dialog.get_by_role("button", name="Đóng").last.click()
    await _keeps_nothing(page)
    dialog, words = await _reporting(thread)
    await expect(words).to_have_value("")


async def test_notes_of_a_decision_are_kept_of_each_case_and_gone_when_it_is_made(
    affair: Affair, visit: Visit
) -> None:
    case = await affair.reported()
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await expect(lan.button("Ẩn")).to_be_enabled()
    await lan.page.keyboard.press("4")
    public = lan.case.get_by_label("Lời nhắn cho người viết")
    await public.fill("Xin bỏ lời này.")
    await lan.case.get_by_text("Ghi chú nội bộ").first.click()
    private = lan.case.get_by_role("textbox", name="Ghi chú nội bộ")
    await private.fill("Lần thứ hai trong tuần.")
    await lan.page.goto("/inbox")
    await lan.page.goto(f"/moderation/{case}")
    await expect(public).to_have_value("Xin bỏ lời này.")
    await expect(private).to_be_visible()
    await expect(private).to_have_value("Lần thứ hai trong tuần.")
    await expect(lan.case.get_by_text(BACK)).to_be_visible()
    await expect(lan.case.get_by_text("theo quy tắc 4: Xúc phạm")).to_be_visible()
    await expect(lan.button("Ẩn")).to_be_enabled()
    await lan.button("Ẩn").click()
    await expect(lan.case).to_contain_text("Bạn đã ẩn.")
    await _keeps_nothing(lan.page)


async def test_rules_that_were_begun_go_with_whoever_signs_out(site: World, visit: Visit) -> None:
    (an,) = await site.people("Nguyễn Văn An")
    owner = await seated_as(site, an, Role.OWNER)
    page = await visit(owner, "/administrator/rules")
    await page.get_by_role("button", name="Thêm danh sách từ").click()
    name = page.get_by_label("Tên danh sách")
    await name.last.fill("Lời quảng cáo")
    await page.goto("/me")
    await page.goto("/administrator/rules")
    await expect(name.last).to_have_value("Lời quảng cáo")
    await expect(page.get_by_text(BACK)).to_be_visible()
    assert await _kept(page) == 1
    await page.goto("/me")
    await page.get_by_role("button", name="Đăng xuất").last.click()
    await expect(page.get_by_role("link", name="Đăng nhập").first).to_be_visible()
    await _keeps_nothing(page)
