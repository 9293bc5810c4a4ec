"""Where the focus goes when something opens, closes or is refused: never nowhere."""

import re

from playwright.async_api import Locator, Page, expect

from tests.web.guard import Guard
from tests.web.pages.keys import reach, skip_to_content
from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.visit import Visit
from tests.world import Someone, World


async def test_after_a_refused_form_the_focus_is_where_the_mistake_is(
    visit: Visit, guard: Guard
) -> None:
    page = await visit(None, "/sign-in")
    guard.expect("status of 4")
    await page.get_by_label("Thư điện tử").fill("ai.do@vidu.invalid")
    password = page.get_by_label("Mật khẩu", exact=True)
    await password.fill("không đúng đâu")

    await page.get_by_role("main").get_by_role("button", name="Đăng nhập").press("Enter")

    await expect(password).to_be_focused()
    await expect(password).to_have_accessible_description(re.compile("không đúng"))


async def test_a_menu_opens_and_closes_and_gives_the_focus_back(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    more = his.posts.first.get_by_role("button", name=re.compile("^Thao tác khác"))
    await skip_to_content(his.page)
    await reach(more)

    await his.page.keyboard.press("Enter")
    await expect(more).to_have_attribute("aria-expanded", "true")
    first = his.page.get_by_role("button", name="Trích dẫn")
    await expect(first).to_be_visible()  # what it offers comes when it is first opened
    await his.page.keyboard.press("Tab")
    await expect(first).to_be_focused()
    await his.page.keyboard.press("Escape")

    await expect(more).to_have_attribute("aria-expanded", "false")
    await expect(more).to_be_focused()


async def test_a_menu_is_whole_on_screen_wherever_its_button_stands(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    await fill(site, an, thread, 6)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    for width in (1280, 360):
        await his.page.set_viewport_size({"width": width, "height": 720})
        more = his.posts.last.get_by_role("button", name=re.compile("^Thao tác khác"))
        await more.click()
        for act in ("Trích dẫn", "Đánh dấu chưa đọc từ đây"):
            button = his.posts.last.get_by_role("button", name=act)
            await expect(button).to_be_in_viewport(ratio=1)
            await button.click(trial=True)
        await his.page.keyboard.press("Escape")


async def test_a_dialog_for_a_new_thread_begins_with_its_title(
    site: World, visit: Visit, an: Someone
) -> None:
    page = await visit(an, f"/r/{await site.room(an)}")
    await page.get_by_role("button", name="Mở chủ đề").first.click()
    await expect(page.get_by_label("Tên chủ đề")).to_be_focused()


async def test_a_dialog_keeps_the_focus_and_gives_it_back(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    page = await visit(an, f"/r/{room}")
    settings = page.get_by_role("button", name="Cài đặt phòng")
    await expect(settings).to_be_visible()
    await skip_to_content(page)
    await reach(settings)
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("Tên phòng")).to_be_visible()

    for _ in range(30):
        await page.keyboard.press("Tab")
        assert await _stays(page, dialog)
    await page.keyboard.press("Escape")

    await expect(dialog).to_have_count(0)
    await expect(settings).to_be_focused()


async def _stays(page: Page, dialog: Locator) -> bool:
    """Whether the focus is in the dialog or in the browser's own controls, not on the page behind."""
    body = await page.evaluate("() => document.activeElement === document.body")
    return bool(body or await dialog.evaluate("el => el.contains(document.activeElement)"))
