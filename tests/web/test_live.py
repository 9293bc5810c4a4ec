"""Two people in one room: what one does, the other sees, without a reload and without losing their place."""

import re

from playwright.async_api import expect

from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.visit import Visit
from tests.world import Someone, World


async def test_a_post_appears_in_the_second_browser_without_a_reload(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    where = path_of(room, await site.thread(an, room))
    hers = await ThreadPage(await visit(binh, where)).live()
    his = await ThreadPage(await visit(an, where)).live()

    await his.say("Nên mở dữ liệu theo từng bước.")

    await expect(hers.post("từng bước")).to_be_visible()
    await expect(hers.post("từng bước")).to_contain_text("Nguyễn Văn An")
    await expect(his.post("từng bước")).to_have_count(1)
    await expect(hers.post("từng bước")).to_have_count(1)


async def test_posts_above_and_below_do_not_move_what_is_read(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    ids = await fill(site, an, thread, 40)
    hers = await ThreadPage(await visit(binh, f"{path_of(room, thread)}#p{ids[19]}")).live()
    read = hers.post("Ý kiến số 20.")
    await expect(read).to_be_in_viewport()
    await read.click()
    before = await read.bounding_box()

    for n in range(10):
        await site.reply(an, thread, f"Trả lời phía trên {n}", parent_id=ids[n])
        await site.reply(an, thread, f"Nối tiếp phía dưới {n}")

    await expect(hers.pill).to_have_text(re.compile("20 ý kiến mới"))
    after = await read.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) <= 1


async def test_a_reply_where_one_reads_waits_behind_the_pill(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    ids = await fill(site, an, thread, 20)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await expect(hers.post("Ý kiến số 1.")).to_be_in_viewport()

    await site.reply(an, thread, "Xin hỏi nguồn số liệu?", parent_id=ids[0])

    await expect(hers.pill).to_have_text(re.compile("1 ý kiến mới"))
    await expect(hers.post("nguồn số liệu")).to_have_count(0)
    await hers.pill.click()
    await expect(hers.post("nguồn số liệu")).to_be_in_viewport()
    await expect(hers.pill).to_have_count(0)


async def test_closing_a_thread_takes_the_composer_away_and_says_why(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await expect(hers.composer).to_be_visible()

    await an.do("PUT", f"/threads/{thread}/closure", reason="Đã có kết luận.")

    await expect(hers.page.get_by_text("Đã có kết luận.")).to_be_visible()
    await expect(hers.composer).to_have_count(0)
    await an.do("DELETE", f"/threads/{thread}/closure")
    await expect(hers.composer).to_be_visible()


async def test_edits_retractions_and_positions_are_seen_as_they_happen(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    first = (await site.reply(an, thread, "Thí điểm hai năm."))["result"]["id"]
    second = (await site.reply(an, thread, "Bỏ thủ tục này."))["result"]["id"]
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()

    await an.do("PUT", f"/posts/{first}", body="Thí điểm một năm.", kind="solution", version=1)
    await expect(hers.post("Thí điểm một năm.")).to_contain_text("đã sửa")
    await expect(hers.post("Thí điểm một năm.")).to_contain_text("Giải pháp")
    await expect(hers.post("hai năm")).to_have_count(0)

    await an.do("PUT", f"/posts/{first}/position", position="agree")
    await expect(
        hers.post("một năm").get_by_role("button", name=re.compile("^Đồng tình"))
    ).to_contain_text("1")

    await an.do("PUT", f"/posts/{second}/retraction", reason="Nhầm luồng.")
    await expect(hers.posts.filter(has_text="Nhầm luồng.")).to_be_visible()
    await expect(hers.page.get_by_text("Bỏ thủ tục này.")).to_have_count(0)


async def test_a_position_taken_on_screen_reaches_the_other_screen(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await site.reply(an, thread, "Miễn thuế ba năm đầu.")
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    agree = re.compile("^Đồng tình")

    mine = hers.post("Miễn thuế").get_by_role("button", name=agree)
    await mine.click()

    await expect(mine).to_have_attribute("aria-pressed", "true")
    await expect(his.post("Miễn thuế").get_by_role("button", name=agree)).to_contain_text("1")
    await mine.click()
    await expect(mine).to_have_attribute("aria-pressed", "false")
    await expect(his.post("Miễn thuế").get_by_role("button", name=agree)).not_to_contain_text("1")


async def test_a_removed_member_is_told_at_once_and_sees_nothing_later(
    site: World, visit: Visit, guard: Guard, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    members = (await an.get(f"/rooms/{room}"))["members"]
    guard.expect(f"404.*/rooms/{room}")
    number = next(m["number"] for m in members if m["name"] == "Trần Thị Bình")

    await an.do("PUT", f"/rooms/{room}/members/{number}/removal", reason="Hết nhiệm kỳ.")
    await site.reply(an, thread, "Chỉ người trong phòng đọc được.")

    await expect(hers.page.get_by_role("alert")).to_contain_text("không còn mở")
    await expect(hers.composer).to_have_count(0)
    await expect(hers.page.get_by_text("Chỉ người trong phòng")).to_have_count(0)


async def test_the_lists_count_what_is_unread_and_reading_takes_it_away(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh, title="Bán dẫn và nhân lực")
    thread = await site.thread(an, room)
    page = await visit(binh, "/")
    mine = page.get_by_role("main").get_by_role("link", name=re.compile("Bán dẫn và nhân lực"))
    await expect(mine).to_contain_text("1 chưa đọc")

    await site.reply(an, thread, "Thiếu phòng thí nghiệm dùng chung.")
    await expect(mine).to_contain_text("2 chưa đọc")

    await mine.click()
    row = page.get_by_role("main").get_by_role("link", name=re.compile("Điểm nghẽn"))
    await expect(row).to_contain_text("2 chưa đọc")
    await site.reply(an, thread, "Và thiếu người vận hành.")
    await expect(row).to_contain_text("3 chưa đọc")
    nav = page.get_by_role("navigation", name="Phòng")
    here = nav.get_by_role("link", name=re.compile("Bán dẫn và nhân lực"))
    await expect(here).to_contain_text("3")

    await row.click()
    beside = page.get_by_role("complementary").get_by_role("link", name=re.compile("Điểm nghẽn"))
    await expect(beside).to_contain_text("3 ý kiến")
    await expect(here).not_to_contain_text("chưa đọc")
    await expect(beside).not_to_contain_text("chưa đọc")
    await page.go_back()
    await expect(row).to_contain_text("3 ý kiến")
    await expect(row).not_to_contain_text("chưa đọc")


async def test_a_new_thread_stands_in_the_room_as_soon_as_it_is_opened(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    await site.thread(an, room)
    page = await visit(binh, f"/r/{room}")
    threads = page.get_by_role("main").get_by_role("link", name=re.compile("ý kiến"))
    await expect(threads).to_have_count(1)

    await site.thread(an, room, title="Nhân lực cho viện nghiên cứu")

    await expect(threads.filter(has_text="Nhân lực cho viện nghiên cứu")).to_be_visible()
