"""A line that is lost is said within seconds, and nothing that is being read moves for it."""

from playwright.async_api import Locator, expect

from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World


async def top(of: Locator) -> float:
    """Where on the screen it begins."""
    box = await of.bounding_box()
    assert box is not None
    return box["y"]


async def test_what_is_read_stays_where_it_is_while_the_line_goes_and_comes(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    await fill(site, an, thread, 12)
    page = await visit(an, path_of(room, thread), viewport=PHONE)
    his = await ThreadPage(page).live()
    read = his.post("Ý kiến số 6")
    await read.scroll_into_view_if_needed()
    before = await top(read)
    notice = page.locator("header .notice")

    guard.expect("ERR_INTERNET_DISCONNECTED")
    await page.context.set_offline(True)
    await expect(notice).to_contain_text("Mất kết nối — đang nối lại")
    assert abs(await top(read) - before) <= 1
    await page.context.set_offline(False)
    await expect(notice).to_contain_text("Đã nối lại")
    await expect(notice).to_have_count(0)
    assert abs(await top(read) - before) <= 1
