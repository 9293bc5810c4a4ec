"""Forms say themselves what is missing or too long, beside the field, in the reader's language; no word of what was typed goes."""

import re

from playwright.async_api import Locator, Page, expect

from tests.web.affair import RUDE, Affair
from tests.web.axe import LOOKS, looks_well
from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import World

MISSING = "Hãy điền mục này."


async def paste(field: Locator, text: str) -> None:
    """As a paste comes in: typing by hand never goes over what `maxlength` would allow."""
    await field.focus()
    await field.page.keyboard.insert_text(text)


async def _too_long(field: Locator, text: str, said: str) -> None:
    await paste(field, text)
    await expect(field).to_have_value(text)
    await expect(field).to_have_accessible_description(said)


async def _missing(page: Page, button: str, field: Locator) -> None:
    """The browser's own bubble is not in the page, and its words are of its own language."""
    await page.get_by_role("dialog").get_by_role("button", name=button).last.click()
    await expect(field).to_be_focused()
    await expect(field).to_have_accessible_description(re.compile(MISSING))


async def test_a_report_says_what_it_lacks_and_keeps_what_is_too_long(
    affair: Affair, visit: Visit, guard: Guard
) -> None:
    guard.expect("status of 4(00|13)")
    page = await visit(affair.reporter, path_of(affair.room, affair.thread), viewport=PHONE)
    thread = await ThreadPage(page).live()
    await thread.menu(thread.post(RUDE), "Báo vi phạm")
    send = thread.dialog.get_by_role("button", name="Gửi báo vi phạm")
    await send.click()
    await expect(thread.dialog.get_by_text("Hãy chọn một mục.")).to_be_visible()
    await expect(thread.dialog.get_by_text("Hãy chọn một mục.")).to_be_in_viewport()
    await expect(thread.dialog.get_by_role("radio").first).to_be_focused()
    await looks_well(page, LOOKS["vi"])

    await thread.dialog.get_by_label("Lý do khác").check()
    await expect(thread.dialog.get_by_text("Hãy chọn một mục.")).to_have_count(0)
    words = thread.dialog.get_by_label("Nói thêm cho kiểm duyệt viên")
    await _missing(page, "Gửi báo vi phạm", words)
    await words.fill("   ")
    await send.click()
    await expect(words).to_have_accessible_description("Chưa có nội dung.")
    await words.fill("")
    long = "Đăng hai lần. " * 150
    said = "“Nói thêm cho kiểm duyệt viên” dài quá 100 ký tự (tối đa 2.000)."
    await _too_long(words, long, said)
    await send.click()
    await expect(words).to_be_focused()
    await expect(words).to_have_value(long)
    await expect(words).to_have_accessible_description(said)
    await words.fill("Đăng hai lần.")
    await send.click()
    await expect(thread.dialog).to_contain_text("Đã gửi báo vi phạm.")


async def test_slow_mode_asks_for_its_reason_in_the_reader_s_language(
    site: World, visit: Visit
) -> None:
    an, binh = await site.people("Nguyễn Văn An", "Trần Văn Bình")
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await his.page.locator(".head").get_by_role("button").last.click()
    await his.page.get_by_role("button", name="Chế độ chậm…").click()
    reason = his.dialog.get_by_label(re.compile("^Lý do"))
    await _missing(his.page, "Chế độ chậm", reason)
    await _too_long(reason, "Chậm lại. " * 51, "“Lý do” dài quá 10 ký tự (tối đa 500).")


async def test_a_title_that_was_pasted_stays_whole(site: World, visit: Visit, guard: Guard) -> None:
    guard.expect("status of 413")
    (an,) = await site.people("Nguyễn Văn An")
    room = await site.room(an)
    page = await visit(an, f"/r/{room}")
    await page.get_by_role("button", name="Mở chủ đề").first.click()
    title = page.get_by_label("Tên chủ đề")
    long, said = "Về đất đai " * 20 + "nữa", "“Tên chủ đề” dài quá 23 ký tự (tối đa 200)."
    await _too_long(title, long, said)
    await page.get_by_label("Ý kiến mở đầu").fill("Xin nêu ý kiến.")
    await page.get_by_role("button", name="Mở chủ đề").last.click()
    await expect(title).to_be_focused()
    await expect(title).to_have_value(long)
    await expect(title).to_have_accessible_description(said)
    await title.fill("Về đất đai")
    await page.get_by_role("button", name="Mở chủ đề").last.click()
    await expect(page).to_have_url(re.compile(r"/t/\d+"))


async def test_a_correction_without_words_is_asked_for_them(site: World, visit: Visit) -> None:
    (an,) = await site.people("Nguyễn Văn An")
    page = await visit(an, "/me")
    mine = page.get_by_role("region", name="Dữ liệu của tôi")
    await mine.get_by_role("button", name="Gửi yêu cầu").click()
    words = mine.get_by_label("Nói rõ thêm")
    await expect(words).to_be_focused()
    await expect(words).to_have_accessible_description(MISSING)
    await words.fill("Sửa ngày sinh của tôi.")
    await mine.get_by_role("button", name="Gửi yêu cầu").click()
    await expect(mine.get_by_text("Trả lời trước")).to_be_visible()
