"""Being told: the bell counts, the inbox says what happened and leads to it; by mouse, by keyboard, on a telephone."""

import re

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from tests.told import about, dealt_with, read
from tests.web.amending import FIFTEEN, opened, proposed
from tests.web.axe import fits, violations
from tests.web.guard import Guard
from tests.web.pages.keys import reach, skip_to_content
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

NARROW = ViewportSize(width=320, height=640)


async def talk(site: World) -> tuple[Someone, Someone, int, int]:
    """Two people in a room with a thread. One has read what the room has told so far."""
    owner, member = await site.people("Nguyễn Văn An", "Trần Thị Bình")
    room = await site.room(owner, member)
    found = await about(member, "added")
    await read(member, upto=found[0]["id"])
    return owner, member, room, await site.thread(owner, room)


def bell(page: Page, count: str | None) -> Locator:
    """The way to the inbox, with this number unread (None: nothing)."""
    name = "Thông báo" if count is None else f"Thông báo: {count} chưa đọc"
    return page.get_by_role("banner").get_by_role("link", name=name, exact=True)


async def test_a_mention_rings_shows_and_leads_to_the_post(site: World, visit: Visit) -> None:
    owner, member, room, thread = await talk(site)
    page = await visit(member, "/")
    await expect(bell(page, None)).to_be_visible()
    post = (await site.reply(owner, thread, "Xin hỏi [@Bình](#m2)."))["result"]["id"]
    await expect(bell(page, "1")).to_be_visible()
    rooms = page.get_by_role("navigation", name="Phòng")
    to_me = rooms.get_by_role("link", name=re.compile("@1 nhắc hoặc trả lời bạn"))
    await expect(to_me).to_be_visible()
    assert await violations(page) == []
    await bell(page, "1").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Thông báo")
    item = page.get_by_role("listitem").filter(has_text="Nguyễn Văn An nhắc tên")
    await expect(item).to_contain_text("Xin hỏi @Bình.")
    assert await violations(page) == []
    await item.get_by_role("link").click()
    await expect(page).to_have_url(re.compile(rf"/r/{room}/t/{thread}#p{post}$"))
    await expect(page.get_by_role("article").filter(has_text="Xin hỏi")).to_be_visible()
    await expect(bell(page, None)).to_be_visible()
    await expect(to_me).to_have_count(0)


async def test_what_became_of_an_amendment_leads_to_it(site: World, visit: Visit) -> None:
    author, member = await site.people("Nguyễn Văn An", "Trần Thị Bình")
    proposal = await opened(site, author, member)
    amendment = await proposed(member, proposal, FIFTEEN)
    path = f"/amendments/{amendment}/rejection"
    await author.do("PUT", path, revision=1, reason="Chưa đủ nguồn lực")
    await about(member, "rejected", "added")
    page = await visit(member, "/inbox")
    item = page.get_by_role("listitem").filter(has_text="không được tiếp thu")
    await expect(item).to_contain_text("Lý do: Chưa đủ nguồn lực")
    assert await violations(page) == []
    await item.get_by_role("link").click()
    await expect(page.get_by_role("heading", name="Sửa đổi 1", exact=True)).to_be_visible()


async def test_who_reads_the_post_where_it_stands_has_read_its_notice(
    site: World, visit: Visit
) -> None:
    owner, member, room, thread = await talk(site)
    page = await visit(member, path_of(room, thread))
    await expect(page.get_by_role("article")).to_have_count(1)
    await site.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
    await expect(bell(page, "1")).to_be_visible()
    await ThreadPage(page).meet("Xin hỏi")
    await expect(bell(page, None)).to_be_visible()


async def test_the_open_inbox_grows_and_is_read_at_once(
    site: World, visit: Visit, guard: Guard
) -> None:
    owner, member, _, thread = await talk(site)
    page = await visit(member, "/inbox")
    await expect(page.get_by_role("listitem").filter(has_text="thêm vào phòng")).to_be_visible()
    for n in range(2):
        await site.reply(owner, thread, f"Lần {n}: [@Bình](#m2).")
    items = page.get_by_role("listitem").filter(has_text="nhắc tên")
    await expect(items).to_have_count(2)
    await items.first.get_by_role("button", name=re.compile("^Đánh dấu đã đọc")).click()
    await expect(bell(page, "1")).to_be_visible()
    await page.get_by_role("button", name="Đánh dấu tất cả đã đọc").click()
    await expect(bell(page, None)).to_be_visible()
    await expect(page.get_by_text("Chưa đọc", exact=True)).to_have_count(0)
    # What it had stays, and says as of when it is.
    guard.expect("503")
    await page.route("**/notices", lambda route: route.fulfill(status=503, body=""))
    await page.get_by_role("link", name="Diên Hồng", exact=True).click()
    await bell(page, None).click()
    await expect(page.get_by_role("alert")).to_contain_text("Không tải được thông báo.")
    await expect(page.get_by_role("alert")).to_contain_text("Dữ liệu lúc")
    await expect(items).to_have_count(2)


async def test_older_notices_that_failed_are_asked_for_again_where_they_were(
    site: World, visit: Visit, guard: Guard
) -> None:
    owner, member, room, thread = await talk(site)
    for n in range(31):
        await site.reply(owner, thread, f"Lần {n}: [@Bình](#m2).")
    async with site.sql() as sql:
        await dealt_with(owner, sql, room)
    page = await visit(member, "/inbox")
    items = page.get_by_role("listitem").filter(has_text="nhắc tên")
    await expect(items).to_have_count(30)
    guard.expect("503")
    await page.route("**/notices?before=*", lambda route: route.fulfill(status=503, body=""))
    await page.get_by_role("button", name="Thông báo cũ hơn").click()
    await expect(page.get_by_role("alert")).to_be_in_viewport()
    await page.unroute_all()
    await page.get_by_role("main").get_by_role("button", name="Thử lại").click()
    await expect(items).to_have_count(31)
    await expect(page.get_by_role("alert")).to_have_count(0)


async def test_another_tab_hears_of_what_was_read(site: World, visit: Visit) -> None:
    owner, member, _, thread = await talk(site)
    one, other = await visit(member, "/inbox"), await visit(member, "/")
    await site.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
    await expect(bell(other, "1")).to_be_visible()
    await one.get_by_role("button", name="Đánh dấu tất cả đã đọc").click()
    await expect(bell(other, None)).to_be_visible()


async def test_the_inbox_by_keyboard(site: World, visit: Visit) -> None:
    owner, member, room, thread = await talk(site)
    await site.reply(owner, thread, "Xin hỏi [@Bình](#m2).")
    await about(member, "mention", "added")
    page = await visit(member, "/")
    await reach(bell(page, "1"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Thông báo")
    await skip_to_content(page)
    mention = page.get_by_role("link", name=re.compile("nhắc tên"))
    await reach(mention)
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(rf"/r/{room}/t/{thread}#p"))


async def test_an_empty_inbox_says_so(site: World, visit: Visit) -> None:
    (someone,) = await site.people("Lê Thị Hoa")
    page = await visit(someone, "/inbox")
    await expect(page.get_by_text("Chưa có thông báo nào.")).to_be_visible()
    assert await violations(page) == []


async def test_what_one_chooses_is_kept(site: World, visit: Visit) -> None:
    _, member, room, _ = await talk(site)
    page = await visit(member, "/me")
    await page.get_by_role("link", name="Cách nhận thông báo").click()
    when = page.get_by_label("Khi có thông báo, gửi thư")
    await expect(when).to_have_value("daily")
    await page.get_by_label(re.compile("^Giờ gửi thư")).select_option("18")
    await when.select_option("at_once")
    group = page.get_by_role("group", name="Dữ liệu mở")
    await group.get_by_label("Thông báo trên trang").select_option("mentions")
    # They are sent one after the other, so with the last of them all are kept.
    async with page.expect_response(
        lambda answer: '"off"' in (answer.request.post_data or ""), timeout=30_000
    ):
        await group.get_by_label("Thư điện tử").select_option("off")
    await expect(page.get_by_role("status").filter(has_text="Đã lưu.")).to_have_count(1)
    assert await violations(page) == []
    chosen = await member.get("/me/telling")
    assert chosen["everywhere"] == {"mail": "at_once", "hour": 18}
    (kept,) = [each for each in chosen["rooms"] if each["room_id"] == room]
    assert (kept["mail"], kept["inbox"]) == ("off", "mentions")


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_both_pages_fit_a_telephone(site: World, visit: Visit, theme: str) -> None:
    owner, member, _, thread = await talk(site)
    await site.reply(owner, thread, "Xin hỏi [@Bình](#m2) " + "về cơ chế thí điểm " * 20)
    await about(member, "mention", "added")
    page = await visit(member, "/inbox", viewport=NARROW, color_scheme=theme)
    for path in ("/inbox", "/me/notices"):
        await page.goto(path)
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await expect(bell(page, "1")).to_be_visible()
        await expect(page.locator(".skeleton")).to_have_count(0)
        await fits(page)
