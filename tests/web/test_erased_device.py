"""Who is erased while a page of theirs is open is told so there, and the browser keeps nothing more of what they wrote."""

import asyncio

from playwright.async_api import Page, expect

from tests.debate import gather
from tests.moderation.requesting import erased
from tests.web.axe import LOOKS, looks_well
from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import World

KEPT = """async () => {
    const db = await new Promise((done) => {
        const asked = indexedDB.open('dienhong', 1)
        asked.onsuccess = () => done(asked.result)
    })
    const all = (shelf) => new Promise((done) => {
        const asked = db.transaction(shelf).objectStore(shelf).getAll()
        asked.onsuccess = () => done(asked.result)
    })
    const kept = [await all('drafts'), await all('outbox')]
    db.close()
    return JSON.stringify(kept) + JSON.stringify(localStorage)
}"""
DRAFT = "Lời đang viết dở của người sắp bị xóa."


async def _kept(page: Page, wanted: bool) -> None:
    async with asyncio.timeout(12):
        while (DRAFT in await page.evaluate(KEPT)) is not wanted:
            await asyncio.sleep(0.1)


async def test_an_erased_person_s_device_says_so_and_forgets_them(
    site: World, visit: Visit, guard: Guard
) -> None:
    guard.expect("status of 40[14]")
    debate = await gather(site)
    page = await visit(debate.member, path_of(debate.room_id, debate.thread_id), viewport=PHONE)
    thread = await ThreadPage(page).live()
    await thread.write(DRAFT)
    await _kept(page, wanted=True)

    await erased(site, debate.member)

    dialog = page.get_by_role("dialog", name="Tài khoản đã bị xóa")
    await expect(dialog).to_contain_text("Bản nháp và những gì chưa gửi trên máy này cũng đã xóa.")
    await expect(dialog.get_by_label("Mật khẩu")).to_have_count(0)
    await looks_well(page, LOOKS["vi"])
    await dialog.get_by_role("button", name="Đóng").last.click()
    await expect(dialog).to_have_count(0)
    await _kept(page, wanted=False)
    await page.reload()
    await expect(page.get_by_role("link", name="Đăng nhập").first).to_be_visible()
    await _kept(page, wanted=False)
