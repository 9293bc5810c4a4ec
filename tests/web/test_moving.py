"""A branch is moved while somebody reads it and somebody else answers it: nothing jumps, nothing is lost, old addresses lead on."""

import os
import re
from pathlib import Path

from playwright.async_api import Page, expect

from tests.web import axe
from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

WHY = "Ngoài chủ đề"
SPLIT, JOIN = "Tách thành chủ đề mới…", "Chuyển sang chủ đề khác…"


async def top_of(page: ThreadPage, text: str) -> float:
    """How far from the top of the window a post stands."""
    box = await page.post(text).bounding_box()
    assert box is not None, "it is on screen"
    return box["y"]


async def shot(page: Page, name: str) -> None:
    """A picture to be looked at, where somebody asks for one."""
    if folder := os.environ.get("DIENHONG_SCREENSHOTS"):
        await page.screenshot(path=str(Path(folder) / f"{name}.png"))


async def test_a_branch_is_split_out_under_the_eyes_of_its_reader(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    ids = await fill(site, an, thread, 8)
    one = (await site.reply(an, thread, "Hạ tầng trước đã.", ids[5]))["result"]["id"]
    two = (await site.reply(binh, thread, "Hạ tầng nào?", one))["result"]["id"]
    await site.reply(an, thread, "Từ pháp lý.", ids[7])
    hers = await ThreadPage(await visit(an, path_of(room, thread))).live()
    his = await ThreadPage(await visit(binh, path_of(room, thread) + f"#p{two}")).live()
    away = await ThreadPage(await visit(binh, path_of(room, thread) + f"#p{ids[0]}")).live()
    await expect(his.post("Hạ tầng nào?")).to_be_in_viewport()
    await his.post("Hạ tầng nào?").get_by_role("button", name=re.compile("^Trả lời ")).click()
    await his.field.fill("Xin nói rõ hơn.")
    before = await top_of(his, "Hạ tầng nào?")

    await hers.post("Hạ tầng trước đã.").scroll_into_view_if_needed()
    await hers.menu(hers.post("Hạ tầng trước đã."), SPLIT)
    await expect(hers.dialog).to_contain_text("(2 ý kiến)")
    await shot(hers.page, "split-dialog")
    await axe.fits(hers.page)
    await hers.dialog.get_by_label("Tên chủ đề mới").fill("Hạ tầng dữ liệu")
    await hers.dialog.get_by_label("Lý do").fill(WHY)
    await hers.dialog.get_by_role("button", name="Tách", exact=True).click()
    await expect(hers.dialog).to_have_count(0)

    for page in (hers, his):
        marker = page.page.get_by_text("Nhánh này (2 ý kiến) đã được tách sang chủ đề")
        await expect(marker).to_be_visible()
        await expect(marker).to_contain_text(f"Lý do: {WHY}")
    await expect(his.post("Hạ tầng nào?")).to_be_visible()
    assert abs(await top_of(his, "Hạ tầng nào?") - before) < 60, (
        "what is being read stays where it is"
    )
    await shot(his.page, "read-while-moved")
    await axe.fits(his.page)
    await expect(away.page.get_by_text("10 ý kiến").first).to_be_visible()

    await his.field.press("Control+Enter")
    await expect(his.page.get_by_text("trả lời vừa gửi đứng ở đó")).to_be_visible()
    await expect(his.field).to_have_value("")
    await his.page.get_by_role("link", name="Hạ tầng dữ liệu").last.click()
    for text in ("Hạ tầng trước đã.", "Hạ tầng nào?", "Xin nói rõ hơn."):
        await expect(his.post(text)).to_be_visible()
    await expect(his.heading).to_have_text("Hạ tầng dữ liệu")
    await shot(his.page, "new-thread")

    later = ThreadPage(await visit(an, path_of(room, thread) + f"#p{two}"))
    await expect(later.heading).to_have_text("Hạ tầng dữ liệu")
    await expect(later.post("Hạ tầng nào?")).to_be_in_viewport()


async def test_a_branch_comes_into_an_open_thread_and_goes_back(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    other = await site.thread(an, room, "Hạ tầng dữ liệu")
    one = (await site.reply(an, thread, "Hạ tầng trước đã."))["result"]["id"]
    await site.reply(binh, thread, "Hạ tầng nào?", one)
    hers = await ThreadPage(await visit(an, path_of(room, thread))).live()
    his = await ThreadPage(await visit(binh, path_of(room, other))).live()

    await hers.menu(hers.post("Hạ tầng trước đã."), JOIN)
    await hers.dialog.get_by_label("Chuyển sang", exact=True).select_option("Hạ tầng dữ liệu")
    await hers.dialog.get_by_label("Lý do").fill(WHY)
    await hers.dialog.get_by_role("button", name="Chuyển", exact=True).click()

    await his.meet("Hạ tầng trước đã.")
    await his.meet("Hạ tầng nào?")
    await site.reply(an, other, "Nói tiếp ở đây.", one)
    await his.meet("Nói tiếp ở đây.")

    await hers.page.reload()
    await hers.live()
    await expect(hers.post("Hạ tầng trước đã.")).to_have_count(0)
    await shot(hers.page, "marker")
    await hers.page.get_by_role("button", name="Đưa trở lại").click()
    await hers.dialog.get_by_label("Lý do").fill("Nhầm")
    await hers.dialog.get_by_role("button", name="Đưa trở lại").click()

    for text in ("Hạ tầng trước đã.", "Hạ tầng nào?", "Nói tiếp ở đây."):
        await hers.meet(text)
    await expect(hers.page.get_by_role("button", name="Đưa trở lại")).to_have_count(0)
    await expect(his.page.get_by_text("đã được tách sang chủ đề")).to_be_visible()


async def test_who_may_not_move_is_not_offered_it(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    post = his.posts.first
    await post.get_by_role("button", name=re.compile("^Thao tác khác")).click()
    await expect(post.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    await expect(post.get_by_role("button", name=SPLIT)).to_have_count(0)
