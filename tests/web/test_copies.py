"""Public rooms that were read open again without a server, as copies that say so; what was written meanwhile arrives once."""

import asyncio
import re
from collections.abc import Callable

from playwright.async_api import Page, expect

from tests.web.axe import looks_well
from tests.web.pages.thread import WAIT_S, ThreadPage, path_of
from tests.web.stage import Stage
from tests.web.visit import Visit
from tests.world import Someone

LONG_S = 60
COPIES = """async () => Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname))).then((all) => all.flat())"""


async def test_a_public_room_that_was_read_opens_without_a_server_and_a_reply_written_there_arrives_once(
    stage: Stage, visit: Visit
) -> None:
    world = stage.world
    an, binh = await world.person("Nguyễn Văn An"), await world.person("Trần Thị Bình")
    room = await world.room(an, binh, visibility="public", title="Dữ liệu mở")
    thread, other = await world.thread(an, room), await world.thread(an, room)
    await world.reply(an, thread, "Bắt đầu từ danh mục dùng chung")
    for n in range(8):  # more than fit on the screen: some are not read
        await world.reply(an, thread, f"Ý kiến số {n}. " + "Cần một đầu mối chịu trách nhiệm. " * 9)
    inner = await world.room(an, binh, title="Họp riêng")
    secret = await world.thread(an, inner)
    poll = await an.do(
        "POST", f"/threads/{thread}/votes", title="Họp hôm nào?", minutes=60, rule={"method": "approval"},
        options=[{"title": "Thứ hai"}, {"title": "Thứ ba"}],
    )  # fmt: skip
    assert poll

    context = await visit.as_(binh, url=stage.url, keeps=True)
    page = await context.new_page()
    await page.goto(path_of(room, thread))
    hers = await ThreadPage(page).live()
    await expect(hers.post("Bắt đầu từ danh mục")).to_be_visible()
    await _kept(page, f"/rooms/{room}", f"/threads/{thread}", "/session", "/")

    voting = await context.new_page()
    await voting.goto(path_of(inner, secret))
    await ThreadPage(voting).live()
    await voting.goto(path_of(room, other))
    await _kept(voting, f"/threads/{other}")  # what came before it would be there
    await voting.goto(f"/r/{room}/proposals?thread={thread}")
    assert not {f"/rooms/{inner}", f"/threads/{secret}"} & set(await page.evaluate(COPIES))
    press = voting.get_by_role("button", name="Xem lại phiếu")
    await expect(press).to_be_enabled()
    await stage.stop()
    await expect(voting.get_by_text("Phiếu không xếp hàng chờ gửi")).to_be_visible()
    await expect(press).to_be_disabled()

    await page.reload()
    copied = page.locator(".notice", has_text="Bản lưu lúc")
    await expect(copied).to_be_visible()
    await expect(hers.post("Bắt đầu từ danh mục")).to_be_visible()
    unread = page.get_by_role("navigation", name="Lọc ý kiến").get_by_role("link", name="Chưa đọc")
    await expect(unread).to_have_count(0)  # of what was read a copy says nothing
    await looks_well(page)
    await hers.say("Tôi viết lúc không có mạng")
    await page.reload()
    await expect(hers.post("Tôi viết lúc không có mạng")).to_be_visible()
    await _listed(page)

    await stage.start()
    await ThreadPage(page).live()
    await expect(copied).to_have_count(0)
    await expect(unread).to_be_visible()
    at_side = page.get_by_role("navigation", name="Phòng").locator(f'a[href="/r/{room}"]')
    await expect(at_side).to_contain_text("chưa đọc")
    await expect(press).to_be_enabled()
    reader = stage.again(an)
    await _arrives_once(hers, reader, thread)
    await _only_the_pages_stay(page, reader, room, thread)


async def _listed(page: Page) -> None:
    """The first page names what can be read without a server; and back."""
    await page.get_by_role("link", name="Diên Hồng", exact=True).click()
    await expect(page.get_by_role("heading", name="Bản lưu trên máy này")).to_be_visible()
    await expect(page.get_by_role("link", name="Dữ liệu mở")).to_be_visible()
    await page.go_back()


async def _arrives_once(hers: ThreadPage, reader: Someone, thread: int) -> None:
    async with asyncio.timeout(WAIT_S):  # its row is there before the server has it
        while not await _said(reader, thread):
            await asyncio.sleep(0.1)
    await hers.page.reload()
    await expect(hers.post("Tôi viết lúc không có mạng")).to_have_count(1)
    assert len(await _said(reader, thread)) == 1


async def _until(page: Page, seen: Callable[[set[str]], bool]) -> None:
    """Wait until the copies are so: the worker puts down what it heard when it has time."""
    async with asyncio.timeout(LONG_S):  # `wait_for_function` takes a promise for a yes
        while not seen(set(await page.evaluate(COPIES))):
            await asyncio.sleep(0.1)


async def _kept(page: Page, *paths: str) -> None:
    await _until(page, lambda kept: kept >= set(paths))


async def _no_room_kept(page: Page) -> None:
    await _until(page, lambda kept: not any(re.match("/(rooms|threads)", path) for path in kept))


async def _said(reader: Someone, thread: int) -> list[str]:
    """What the server has of it."""
    posts = (await reader.get(f"/threads/{thread}"))["posts"]
    return [post["html"] for post in posts if "không có mạng" in (post["html"] or "")]


async def _only_the_pages_stay(page: Page, owner: Someone, room: int, thread: int) -> None:
    """Of the room nothing stays once words were taken away in it, nor once it is closed; then nothing of who is signed in, once they sign out."""
    for other in page.context.pages:
        if other is not page:
            await other.close()
    await page.goto(path_of(room, thread))
    await _kept(page, f"/threads/{thread}")
    await ThreadPage(page).live()  # it hears of it
    posts = (await owner.get(f"/threads/{thread}"))["posts"]
    await owner.do("PUT", f"/posts/{posts[0]['id']}/retraction")
    await _no_room_kept(page)
    await page.reload()
    await _kept(page, f"/threads/{thread}", "/session")
    await ThreadPage(page).live()
    about = {"title": "Dữ liệu", "description": "", "visibility": "members"}
    await owner.do("PUT", f"/rooms/{room}", **about)
    await _no_room_kept(page)
    await page.goto("/me")
    await page.get_by_role("button", name="Đăng xuất khỏi thiết bị này").click()
    await expect(page.get_by_role("banner").get_by_role("link", name="Đăng nhập")).to_be_visible()
    await _until(page, lambda kept: "/session" not in kept)
    assert "/" in await page.evaluate(COPIES)
