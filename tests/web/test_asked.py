"""Questions to oneself: from anywhere to the third of five, and its answer, in a few keys."""

import re

from playwright.async_api import expect

from tests.told import about, read
from tests.web.axe import violations
from tests.web.counted import counted, promised
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import World

ANSWER = "Có, ở cổng dữ liệu."


async def test_the_third_of_five_questions_is_answered_and_four_still_wait(
    site: World, visit: Visit
) -> None:
    owner, member = await site.people("Nguyễn Văn An", "Trần Thị Bình")
    room = await site.room(owner, member)
    await read(member, upto=(await about(member, "added"))[0]["id"])
    thread = await site.thread(owner, room)
    for number in range(1, 6):
        said = {"body": f"[@Bình](#m2) có số liệu thứ {number} không?", "kind": "question"}
        await owner.do("POST", f"/threads/{thread}/posts", parent_id=None, **said)
        await site.reply(owner, thread, f"Xin cảm ơn [@Bình](#m2) về điều {number}.")
    await about(member, *["mention"] * 10, "added")

    page = await (await visit.as_(member)).new_page()
    acts = await counted(page)
    await page.goto("/")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")
    await expect(page.get_by_role("banner").get_by_text("10", exact=True)).to_be_visible()
    for key in "gi":
        await page.keyboard.press(key)
    items = page.get_by_role("main").get_by_role("listitem")
    await expect(items).to_have_count(11)
    await page.keyboard.press("q")
    await expect(items).to_have_count(5)
    await expect(page.get_by_role("link", name="Câu hỏi chờ trả lời")).to_have_attribute(
        "aria-current", "page"
    )
    assert await violations(page) == []
    for _ in range(3):
        await page.keyboard.press("j")
    await page.keyboard.press("Enter")
    await expect(page).to_have_url(re.compile(f"{path_of(room, thread)}#p"))
    his = ThreadPage(page)
    await expect(his.post("có số liệu thứ 3 không?")).to_be_focused()
    await page.keyboard.press("r")
    await expect(his.field).to_be_focused()
    await page.keyboard.type(ANSWER)
    await page.keyboard.press("Control+Enter")
    await expect(his.post(ANSWER)).to_be_visible()
    await expect(his.post(ANSWER)).not_to_contain_text("Đang gửi")
    assert len(acts.done) == promised(2), acts

    await page.go_back()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Thông báo")
    await expect(items).to_have_count(4)
    await expect(items.filter(has_text="có số liệu thứ 3 không?")).to_have_count(0)
    await page.keyboard.press("q")
    await expect(items).to_have_count(11)
