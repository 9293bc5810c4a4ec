"""What is being written stays where it is and what it is, until the server has acknowledged it."""

import asyncio
import re

from playwright.async_api import Page, expect

from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.visit import Visit
from tests.world import PASSWORD, Someone, World

CARET = "() => document.activeElement.selectionStart"


async def test_a_draft_typed_while_fifty_posts_arrive_is_untouched_and_stays_where_it_is(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    ids = await fill(site, an, thread, 20)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    text = "Đề nghị quy định rõ trách nhiệm của cơ quan chủ trì, thời hạn và nguồn lực thực hiện."
    await hers.write("Kính gửi các đồng chí. ")
    read = hers.post("Ý kiến số 1.")
    place, reading = await hers.field.bounding_box(), await read.bounding_box()

    async def speak() -> None:
        for n in range(50):
            await site.reply(an, thread, f"Dồn dập {n}", parent_id=ids[n % 20] if n % 2 else None)

    await asyncio.gather(speak(), hers.page.keyboard.type(text, delay=8))
    await expect(hers.pill).to_have_text(re.compile("50 ý kiến mới"))

    whole = f"Kính gửi các đồng chí. {text}"
    await expect(hers.field).to_have_value(whole)
    await expect(hers.field).to_be_focused()
    assert await hers.page.evaluate(CARET) == len(whole)
    assert await hers.field.bounding_box() == place
    after = await read.bounding_box()
    assert reading
    assert after
    assert abs(after["y"] - reading["y"]) <= 1


async def test_a_caret_in_the_middle_stays_there_while_posts_arrive(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await hers.write("Thí điểm năm")
    for _ in "năm":
        await hers.page.keyboard.press("ArrowLeft")

    await site.reply(an, thread, "Xen vào giữa")
    await expect(hers.post("Xen vào giữa").or_(hers.pill).first).to_be_visible()
    await hers.page.keyboard.type("hai ")

    await expect(hers.field).to_have_value("Thí điểm hai năm")


async def test_a_draft_is_there_again_after_a_reload(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await his.posts.first.get_by_role("button", name=re.compile("^Trả lời")).click()
    await expect(his.field).to_be_focused()
    await his.page.keyboard.type("Nháp dở dang về dữ liệu mở")
    await expect(his.composer).to_contain_text("Đã lưu nháp")

    await his.page.reload()

    await expect(his.field).to_have_value("Nháp dở dang về dữ liệu mở")
    await expect(his.composer).to_contain_text("Trả lời Nguyễn Văn An")
    await his.field.press("Control+Enter")
    await expect(his.post("Nháp dở dang")).to_have_count(1)
    await his.page.reload()
    await expect(his.post("Nháp dở dang")).to_have_count(1)
    await expect(his.field).to_have_value("")


async def test_the_last_letters_survive_a_reload_that_comes_at_once(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await his.write("Vừa gõ xong")

    await his.page.reload()

    await expect(his.field).to_have_value("Vừa gõ xong")


async def test_two_tabs_posting_one_draft_make_one_post(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    context = await visit.as_(an)
    one = await _tab(await context.new_page(), path_of(room, thread))
    await one.write("Một bản nháp, hai thẻ")
    await expect(one.composer).to_contain_text("Đã lưu nháp")
    two = await _tab(await context.new_page(), path_of(room, thread))
    await expect(two.field).to_have_value("Một bản nháp, hai thẻ")

    await asyncio.gather(one.field.press("Control+Enter"), two.field.press("Control+Enter"))

    for tab in (one, two):
        await expect(tab.post("Một bản nháp, hai thẻ")).to_have_count(1)
        await expect(tab.post("Một bản nháp, hai thẻ")).not_to_contain_text("Đang gửi")
        await expect(tab.field).to_have_value("")
    assert len((await an.get(f"/threads/{thread}"))["posts"]) == 2


async def test_an_ended_session_asks_in_place_and_keeps_the_draft(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    binh = await site.person("Trần Thị Bình")
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await hers.write("Bản nháp quý giá")
    guard.expect("status of 401")

    await binh.http.delete("/session")

    await expect(hers.dialog).to_contain_text("Phiên đăng nhập đã kết thúc")
    await expect(hers.field).to_have_value("Bản nháp quý giá")
    await hers.dialog.get_by_label("Thư điện tử").fill(binh.email)
    await hers.dialog.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    await hers.dialog.get_by_role("button", name="Đăng nhập").click()
    await expect(hers.dialog).to_have_count(0)
    await expect(hers.page.get_by_text("Trực tiếp", exact=True)).to_be_visible()
    await expect(hers.page.get_by_text("không còn mở")).to_have_count(0)
    await expect(hers.field).to_have_value("Bản nháp quý giá")
    await hers.field.press("Control+Enter")
    await expect(hers.post("Bản nháp quý giá")).not_to_contain_text("Đang gửi")
    assert len((await an.get(f"/threads/{thread}"))["posts"]) == 2


async def test_each_reply_has_its_draft_and_the_one_left_comes_back_when_the_other_is_sent(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await his.write("Gửi cả chủ đề")

    await his.posts.first.get_by_role("button", name=re.compile("^Trả lời")).click()
    await expect(his.field).to_have_value("")
    await his.write("Câu trả lời")
    await his.composer.get_by_role("button", name="Bỏ chọn").click()
    await expect(his.field).to_have_value("Gửi cả chủ đề")
    await his.posts.first.get_by_role("button", name=re.compile("^Trả lời")).click()
    await expect(his.field).to_have_value("Câu trả lời")
    await his.field.press("Control+Enter")

    await expect(his.field).to_have_value("Gửi cả chủ đề")


async def test_a_removed_writer_can_still_copy_what_was_being_written(
    site: World, visit: Visit, guard: Guard, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await hers.write("Chưa kịp gửi")
    members = (await an.get(f"/rooms/{room}"))["members"]
    number = next(m["number"] for m in members if m["name"] == "Trần Thị Bình")
    guard.expect(f"404.*/rooms/{room}")

    await an.do("PUT", f"/rooms/{room}/members/{number}/removal", reason="Hết nhiệm kỳ.")

    kept = hers.page.get_by_role("textbox", name="Nội dung chưa gửi")
    await expect(kept).to_have_value("Chưa kịp gửi")
    await expect(kept).not_to_be_editable()
    await expect(hers.composer).to_have_count(0)
    await expect(hers.posts.get_by_role("button", name=re.compile("^Thao tác"))).to_have_count(0)
    await hers.page.get_by_role("button", name="Sao chép", exact=True).click()
    selected = "el => el.value.slice(el.selectionStart, el.selectionEnd)"
    assert await kept.evaluate(selected) == "Chưa kịp gửi"


async def test_an_overlong_text_stays_and_the_page_says_what_the_limit_is(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    long = "ế" * 10_003

    await his.field.fill(long)
    await his.field.press("Control+Enter")

    await expect(his.composer).to_contain_text("Tối đa 10.000 ký tự, đang có 10.003")
    await expect(his.send).to_be_disabled()
    await expect(his.field).to_have_value(long)
    assert len((await an.get(f"/threads/{thread}"))["posts"]) == 1


async def test_a_post_that_was_refused_can_be_taken_back_to_the_composer(
    site: World, visit: Visit, guard: Guard, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    guard.expect("status of 4", "net::ERR_FAILED")
    await hers.page.route(
        re.compile(r"/threads/\d+/posts$"),
        lambda route: route.fulfill(
            status=403,
            content_type="application/problem+json",
            body='{"type": "/problems/screened", "status": 403, "detail": "Chưa đăng được."}',
        ),
    )
    await hers.say("Câu chữ cần sửa lại")
    await expect(hers.post("Câu chữ cần sửa lại")).to_contain_text(
        "Không gửi được: Chưa đăng được."
    )
    await hers.page.unroute_all()

    await hers.post("Câu chữ cần sửa lại").get_by_role("button", name="Sửa").click()

    await expect(hers.field).to_have_value("Câu chữ cần sửa lại")
    await hers.field.fill("Câu chữ đã sửa")
    await hers.field.press("Control+Enter")
    await expect(hers.post("Câu chữ đã sửa")).not_to_contain_text("Đang gửi")
    await expect(hers.post("Câu chữ cần sửa lại")).to_have_count(0)
    posts = (await an.get(f"/threads/{thread}"))["posts"]
    assert len(posts) == 2


async def _tab(page: Page, path: str) -> ThreadPage:
    await page.goto(path)
    return await ThreadPage(page).live()
