"""The whole journey without a mouse: what can be clicked can be reached, pressed and left again by keys."""

import re

from playwright.async_api import Page, expect

from tests.web.idly import fetched
from tests.web.pages.keys import reach
from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.visit import Visit
from tests.world import PASSWORD, Someone, World

# Both at once: between the two there is a moment only, which a busy machine does not keep.
PAIR = """pair => [...pair].forEach(key => document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))"""


async def test_from_the_sign_in_to_a_vote_and_back_by_keyboard_alone(
    site: World, visit: Visit, binh: Someone
) -> None:
    an = await site.person("Lê Hoàng Phương")
    room = await site.room(binh, an, title="Quỹ đầu tư mạo hiểm")
    thread = await site.thread(binh, room, title="Ai chịu rủi ro")
    await site.reply(binh, thread, "Nhà nước nên góp vốn mồi.")
    page = await visit(None, "/sign-in")
    keys = page.keyboard
    await reach(page.get_by_label("Thư điện tử"))
    await keys.type(an.email)
    await reach(page.get_by_label("Mật khẩu", exact=True))
    await keys.type(PASSWORD)
    await keys.press("Enter")
    await _arrived(page, "Phòng thảo luận")

    await _follow(page, "Quỹ đầu tư")
    await _arrived(page, "Quỹ đầu tư mạo hiểm")
    await _follow(page, "Ai chịu rủi ro")
    await _arrived(page, "Ai chịu rủi ro")
    his = await ThreadPage(page).live()
    await keys.press("j")
    await keys.press("j")
    post = his.posts.nth(1)
    await expect(post).to_contain_text("góp vốn mồi")
    await expect(post).to_be_focused()
    await keys.press("r")
    await expect(his.field).to_be_focused()
    await expect(his.composer).to_contain_text("Trả lời Trần Thị Bình")
    await keys.type("Đồng ý, nhưng cần trần rủi ro.")
    await keys.press("Control+Enter")
    await expect(his.post("cần trần rủi ro")).to_have_count(1)
    await keys.press("Escape")

    await expect(post).to_be_focused()
    await keys.press("q")
    await expect(his.field).to_be_focused()
    await expect(his.field).to_have_value(re.compile(r"^> \[Trần Thị Bình\]\(#p\d+\): Nhà nước"))
    await keys.type("Góp bao nhiêu?")
    await keys.press("Control+Enter")
    await expect(
        his.post("Góp bao nhiêu?").get_by_role("link", name="Trần Thị Bình")
    ).to_be_visible()
    await keys.press("Escape")

    agree = post.get_by_role("button", name=re.compile("^Đồng tình"))
    await reach(agree)
    await keys.press("Enter")
    await expect(agree).to_have_attribute("aria-pressed", "true")
    await expect(agree).to_be_focused()

    await _follow(page, "Quỹ đầu tư", "Shift+Tab")
    await _arrived(page, "Quỹ đầu tư mạo hiểm")
    stored = (await binh.get(f"/threads/{thread}"))["posts"]
    assert [post["agrees"] for post in stored] == [0, 1, 0, 0]
    assert stored[2]["parent_id"] == stored[1]["id"]


async def test_the_skip_link_comes_first_and_leads_into_the_content(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()

    await his.page.keyboard.press("Tab")
    skip = his.page.get_by_role("link", name="Tới nội dung")
    await expect(skip).to_be_focused()
    await expect(skip).to_be_in_viewport()
    await his.page.keyboard.press("Enter")
    await his.page.keyboard.press("Tab")

    inside = await his.page.get_by_role("main").evaluate(
        "el => el.contains(document.activeElement)"
    )
    assert inside
    await expect(his.heading).to_have_text("Điểm nghẽn dữ liệu")


async def test_letters_are_shortcuts_only_where_nobody_writes(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()

    await his.write("jk?ruqo/nc")
    await expect(his.field).to_have_value("jk?ruqo/nc")
    await expect(his.dialog).to_have_count(0)
    await his.field.fill("")
    await his.field.press("Escape")

    await his.page.keyboard.press("?")
    await expect(his.dialog).to_contain_text("Phím tắt")
    await his.page.keyboard.press("c")
    await expect(his.dialog).to_be_visible()
    await his.page.keyboard.press("Escape")
    await expect(his.dialog).to_have_count(0)
    await his.page.keyboard.press("c")
    await expect(his.field).to_be_focused()
    await expect(his.field).to_have_value("")


async def test_each_screen_has_its_own_keys_and_the_list_of_keys_names_those(
    site: World, visit: Visit, binh: Someone
) -> None:
    an = await site.person("Lê Hoàng Phương")
    read, unread = [await site.room(binh, an, title=title) for title in ("Đất đai", "Điện lực")]
    talk = await site.thread(binh, unread, title="Giá điện hai thành phần")
    page = await visit(an)
    keys, dialog = page.keyboard, page.get_by_role("dialog")
    await fetched(page)
    row = page.get_by_role("main").get_by_role("link", name=re.compile("^Điện lực"))
    await expect(row).to_contain_text("1 chưa đọc")

    await keys.press("n")
    await expect(row).to_be_focused()
    await keys.press("e")
    await expect(row).not_to_contain_text("chưa đọc")
    await keys.press("z")
    await expect(row).to_contain_text("1 chưa đọc")
    await keys.press("e")
    await keys.press("?")
    await expect(dialog).to_contain_text("Đánh dấu phòng đang chọn là đã đọc")
    await expect(dialog).to_contain_text("Hoàn tác việc đánh dấu")
    await expect(dialog).not_to_contain_text("Trích dẫn")
    await expect(dialog).not_to_contain_text("Đề xuất của phòng đang mở")
    await keys.press("Escape")

    await keys.press("Enter")
    await _arrived(page, "Điện lực")
    thread = page.get_by_role("main").get_by_role("link", name=re.compile("^Giá điện"))
    await expect(thread).to_be_visible()
    await keys.press("j")
    await expect(thread).to_be_focused()
    await keys.press("?")
    await expect(dialog).to_contain_text("Chủ đề sau, chủ đề trước")
    await expect(dialog).to_contain_text("Đề xuất của phòng đang mở")
    await expect(dialog).not_to_contain_text("Đánh dấu phòng")
    await keys.press("Escape")
    await site.reply(binh, talk, "Bậc thang nào cho hộ nghèo?")
    await expect(thread).to_contain_text("1 chưa đọc")
    beside = await page.context.new_page()
    await beside.goto(path_of(unread, talk))
    await expect(thread).not_to_contain_text("chưa đọc")
    await beside.close()
    await page.bring_to_front()
    await page.evaluate(PAIR, "gi")
    await _arrived(page, "Thông báo")
    await page.evaluate(PAIR, "gr")
    await _arrived(page, "Phòng thảo luận")
    await expect(row).not_to_contain_text("chưa đọc")
    kept = {each["room"]["id"]: each["unread"] for each in (await an.get("/rooms"))["rooms"]}
    assert (kept[read], kept[unread]) == (0, 0)


async def test_a_thread_just_opened_goes_on_by_screens(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    await fill(site, an, thread, 20)
    page = await visit(an, path_of(room, thread))
    await ThreadPage(page).live()
    stream = page.locator(".stream")
    for key, within in (("PageDown", (0.8, 1.0)), ("PageDown", (1.6, 2.0)), ("PageUp", (0.8, 1.0))):
        await page.keyboard.press(key)
        gone: float = await stream.evaluate("each => each.scrollTop / each.clientHeight")
        assert within[0] <= gone <= within[1], key


async def test_a_letter_that_is_being_composed_is_no_shortcut(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    composing = """key => document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, isComposing: true }))"""

    await his.page.evaluate(composing, "?")
    await his.page.evaluate(composing, "c")

    await expect(his.dialog).to_have_count(0)
    await expect(his.field).not_to_be_focused()
    await his.page.keyboard.press("c")
    await expect(his.field).to_be_focused()


async def test_single_letters_can_be_switched_off(site: World, visit: Visit, an: Someone) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    context = await visit.as_(an)
    page = await context.new_page()
    await page.goto("/me")
    await page.get_by_label("Dùng phím tắt một chữ cái").uncheck()
    await page.goto(path_of(room, thread))
    his = await ThreadPage(page).live()

    await page.keyboard.press("c")
    await page.keyboard.press("?")

    await expect(his.field).not_to_be_focused()
    await expect(his.dialog).to_have_count(0)


async def _follow(page: Page, name: str, key: str = "Tab") -> None:
    link = page.get_by_role("main").get_by_role("link", name=re.compile(name))
    await reach(link, key)
    await page.keyboard.press("Enter")


async def _arrived(page: Page, title: str) -> None:
    heading = page.get_by_role("heading", level=1)
    await expect(heading).to_have_text(title)
    await expect(heading).to_be_focused()
