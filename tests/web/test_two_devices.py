"""What one types at one device and does not send goes on at another, and is lost at neither."""

import asyncio
from typing import Any

from playwright.async_api import Page, Response, expect

from tests.web.axe import looks_well
from tests.web.pages.thread import WAIT_S, ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World

TO_SERVER_MS = 20_000  # five seconds after the last key, on a busy machine

FIRST = "Đề nghị bổ sung thời hạn trả lời của cơ quan chủ trì, tính từ ngày tiếp nhận."


def kept(answer: Response) -> bool:
    """Whether the server has taken a draft."""
    return answer.request.method == "PUT" and answer.url.endswith("/unsent") and answer.ok


async def drafts(who: Someone, thread: int) -> list[str]:
    """What the server has of theirs in the thread that is not sent, the newest first."""
    return [each["body"] for each in await who.rows(f"/me/unsent?thread={thread}") if each["body"]]


async def opened(visit: Visit, who: Someone, path: str, **options: Any) -> ThreadPage:
    """A device of theirs at the thread, once it has looked for drafts."""
    page = await (await visit.as_(who, **options)).new_page()
    async with page.expect_response(lambda answer: "/me/unsent?thread=" in answer.url):
        await page.goto(path)
    return await ThreadPage(page).live()


async def left(page: Page, who: Someone, thread: int, words: str) -> None:
    """Go away from a page at once; what it sends while it goes has come."""
    await page.goto("/rooms")
    async with asyncio.timeout(WAIT_S):
        while words not in await drafts(who, thread):
            await asyncio.sleep(0.1)


async def test_a_draft_typed_at_one_device_is_found_and_sent_at_another_and_gone_at_both(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    path = path_of(room, thread)
    desk = await opened(visit, an, path)
    async with desk.page.expect_response(kept, timeout=TO_SERVER_MS):
        await desk.posts.first.get_by_role("button", name="Trả lời").first.click()
        await expect(desk.field).to_be_focused()
        await desk.page.keyboard.type("Nháp ở máy bàn")

    phone = await opened(visit, an, path, viewport=PHONE)
    await expect(phone.field).to_have_value("Nháp ở máy bàn")
    await expect(phone.composer).to_contain_text("Trả lời Nguyễn Văn An")
    await phone.field.press("End")
    await phone.page.keyboard.type(", gửi ở điện thoại")
    await phone.field.press("Control+Enter")
    await expect(phone.post("gửi ở điện thoại")).to_have_count(1)
    await expect(phone.post("gửi ở điện thoại")).not_to_contain_text("Đang gửi")

    await desk.page.reload()
    await expect(desk.post("gửi ở điện thoại")).to_have_count(1)
    await expect(desk.field).to_have_value("")
    await phone.page.reload()
    await expect(phone.post("gửi ở điện thoại")).to_have_count(1)
    await expect(phone.field).to_have_value("")
    assert await drafts(an, thread) == []


async def test_of_two_drafts_the_newer_stands_and_the_other_is_offered(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    path = path_of(room, thread)
    desk = await opened(visit, an, path)
    phone = await opened(visit, an, path, viewport=PHONE)
    await desk.write(FIRST)
    await left(desk.page, an, thread, FIRST)
    await phone.write("Viết sau, ở điện thoại")
    await left(phone.page, an, thread, "Viết sau, ở điện thoại")

    await desk.page.goto(path)

    await desk.live()
    await expect(desk.field).to_have_value("Viết sau, ở điện thoại")
    await desk.field.click()
    offered = desk.composer.get_by_role("status").filter(has_text="Bản nháp khác")
    await expect(offered).to_contain_text(FIRST)
    await looks_well(desk.page)
    await offered.get_by_role("button", name="Dùng bản này").click()
    await expect(desk.field).to_have_value(FIRST)
    await expect(offered).to_contain_text("Viết sau, ở điện thoại")
    await offered.get_by_role("button", name="Bỏ bản này").click()
    await expect(offered).to_have_count(0)
    assert await drafts(an, thread) == [FIRST]
