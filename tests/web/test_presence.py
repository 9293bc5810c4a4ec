"""Who is here and who writes, seen from another browser: in its place, never announced, gone when it is over."""

import re

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.stage import Stage
from tests.web.visit import DESK, PHONE, Visit
from tests.world import Someone, World

HERE = re.compile(r"2 người đang ở đây")
WRITES = "1 người đang viết"
WATCH = """() => {
  window.shifted = 0
  new PerformanceObserver(list => {
    for (const each of list.getEntries()) window.shifted += each.value
  }).observe({ type: 'layout-shift', buffered: false })
  const said = document.querySelector('[aria-live]')
  window.said = []
  new MutationObserver(() => window.said.push(said.textContent)).observe(said, {
    childList: true, characterData: true, subtree: true })
}"""

# Whether the two were ever not shown as being there since.
STAYED = """() => {
  window.lost = 0
  new MutationObserver(() => {
    if (!document.body.innerText.includes('2 người đang ở đây')) window.lost++
  }).observe(document.body, { childList: true, characterData: true, subtree: true })
}"""


async def _unmoved(page: Page) -> None:
    assert await page.evaluate("window.shifted") == 0
    assert not await page.evaluate("window.said.filter(Boolean)"), "it is announced"


async def test_who_comes_writes_and_goes_is_seen_and_nothing_moves(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await fill(site, an, thread, 12)
    hers = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await hers.page.wait_for_load_state("networkidle")
    await hers.page.evaluate(WATCH)

    his = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await expect(hers.page.get_by_text(HERE)).to_be_visible()
    await expect(hers.page.get_by_text(HERE)).to_contain_text("Trần Thị Bình")
    await expect(his.page.get_by_text(HERE)).to_contain_text("Nguyễn Văn An")

    await his.write("Tôi cho rằng")
    await expect(hers.page.get_by_text(WRITES)).to_be_visible()
    await expect(his.page.get_by_text(WRITES)).to_have_count(0)
    await his.field.fill("")
    await expect(hers.page.get_by_text(WRITES)).to_have_count(0)
    await his.write("Nên mở dữ liệu")
    await expect(hers.page.get_by_text(WRITES)).to_be_visible()
    await _unmoved(hers.page)

    await his.page.context.close()
    await expect(hers.page.get_by_text(WRITES)).to_have_count(0)
    await expect(hers.page.get_by_text("đang ở đây")).to_have_count(0)
    await _unmoved(hers.page)


async def test_who_goes_on_to_a_thread_of_the_room_is_still_there(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    await site.thread(an, room)
    hers = await visit(an, f"/r/{room}")
    his = await visit(binh, f"/r/{room}")
    await expect(hers.get_by_text(HERE)).to_be_visible()
    await expect(his.get_by_text(HERE)).to_be_visible()
    await hers.evaluate(STAYED)
    await his.get_by_role("main").get_by_role("link", name="Điểm nghẽn dữ liệu").click()
    await expect(his.get_by_role("article")).to_be_visible()
    await expect(his.get_by_text(HERE)).to_be_visible()
    await hers.wait_for_timeout(1000)  # four rounds in which it could have been told otherwise
    assert await hers.evaluate("window.lost") == 0
    await his.goto("/rooms")
    await expect(hers.get_by_text(HERE)).to_have_count(0)
    assert await hers.evaluate("window.lost") > 0  # it would have been seen


async def test_what_was_sent_is_no_longer_being_written(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await site.reply(an, thread, "Mở đầu.")
    hers = await ThreadPage(await visit(an, path_of(room, thread))).live()
    his = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await his.write("Tôi đồng ý.")
    await expect(hers.page.get_by_text(WRITES)).to_be_visible()
    await his.field.press("Control+Enter")
    await hers.meet("Tôi đồng ý.")
    await expect(hers.page.get_by_text(WRITES)).to_have_count(0)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("where", ["room", "thread"])
async def test_where_there_is_little_room_it_keeps_to_its_line(
    site: World, visit: Visit, an: Someone, binh: Someone, where: str, viewport: ViewportSize
) -> None:
    title = "Dữ liệu mở của các bộ, ngành và địa phương trong năm nay và hai năm tới"
    room = await site.room(an, binh, title=title, visibility="public")
    thread = await site.thread(an, room)
    path = f"/r/{room}" if where == "room" else path_of(room, thread)
    hers = await visit(an, path, viewport=viewport)
    await expect(hers.get_by_text("Trực tiếp", exact=True)).to_be_attached()
    await hers.wait_for_load_state("networkidle")
    await hers.evaluate(WATCH)
    his = await visit(binh, path, viewport=viewport)
    await expect(hers.get_by_text(HERE)).to_be_attached()
    await expect(his.get_by_text(HERE)).to_be_attached()
    if viewport is PHONE or where == "room":
        await expect(hers.get_by_text(HERE)).to_be_visible()
    await _unmoved(hers)
    await his.goto("/rooms")
    await expect(hers.get_by_text("đang ở đây")).to_have_count(0)
    await _unmoved(hers)


async def test_nothing_is_shown_that_a_broken_line_once_said(
    stage: Stage,
    visit: Visit,
) -> None:
    an, binh = await stage.world.person("Nguyễn Văn An"), await stage.world.person("Trần Thị Bình")
    room = await stage.world.room(an, binh)
    hers = await visit(an, f"/r/{room}", url=stage.url)
    his = await visit(binh, f"/r/{room}", url=stage.url)
    await expect(hers.get_by_text(HERE)).to_be_visible()
    await expect(his.get_by_text(HERE)).to_be_visible()

    stage.to_pages.cut()
    await expect(hers.get_by_text("Mất kết nối từ")).to_be_visible()
    assert not await hers.get_by_text("đang ở đây").count()
    stage.to_pages.mend()
    await expect(hers.get_by_text(HERE)).to_be_visible()
    await expect(his.get_by_text(HERE)).to_be_visible()


async def test_a_room_without_names_says_nothing_of_who_is_there(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh, naming="pseudonyms")
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(an, path_of(room, thread))).live()
    his = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await his.write("Tôi cho rằng")
    await hers.page.wait_for_timeout(1500)
    for page in (hers.page, his.page):
        assert not await page.get_by_text(re.compile("đang ở đây|đang viết")).count()


async def test_who_does_not_wish_to_be_seen_is_not_and_sees_the_others(
    site: World, visit: Visit, an: Someone
) -> None:
    (minh,) = await site.people("Phạm Minh")
    room = await site.room(an, minh)
    hers = await visit(an, f"/r/{room}")
    context = await visit.as_(minh)
    his, mine = await context.new_page(), await context.new_page()
    await his.goto(f"/r/{room}")
    await expect(hers.get_by_text(HERE)).to_contain_text("Phạm Minh")

    await mine.goto("/me")
    await mine.get_by_label("Cho người trong phòng thấy").uncheck()
    await expect(hers.get_by_text("đang ở đây")).to_have_count(0)
    await expect(his.get_by_text("1 người đang ở đây: Nguyễn Văn An")).to_be_visible()
    assert (await minh.get("/session"))["person"]["seen"] is False

    await mine.reload()
    await mine.get_by_label("Cho người trong phòng thấy").check()
    await expect(hers.get_by_text(HERE)).to_contain_text("Phạm Minh")
