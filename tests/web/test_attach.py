"""Attaching files: chosen by keyboard, pasted, dropped; what goes wrong is said in place and nothing is lost."""

import re

import pytest
from playwright.async_api import FilePayload, Page, Route, expect

from tests import pictures
from tests.bringing import brought
from tests.web.axe import fits, violations, wider_than_the_screen
from tests.web.guard import Guard
from tests.web.pages.files import Attaching
from tests.web.pages.keys import reach
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World


@pytest.fixture
async def place(site: World, an: Someone, binh: Someone) -> tuple[int, str]:
    """A room of the two, and the address of its thread."""
    room = await site.room(an, binh, title="Bản đồ quy hoạch")
    return room, path_of(room, await site.thread(an, room, title="Ranh giới"))


async def opened(visit: Visit, who: Someone, path: str, **options: object) -> ThreadPage:
    return await ThreadPage(await visit(who, path, **options)).live()


async def drawn(page: Page, alt: str) -> bool:
    """Whether the image with these words is there, and not only its frame."""
    image = page.get_by_role("img", name=alt).first
    await image.scroll_into_view_if_needed()
    await expect(image).to_be_visible()
    done: bool = await image.evaluate(
        "async el => { await el.decode(); return el.naturalWidth > 0 }"
    )
    return done


@pytest.mark.parametrize("viewport", [None, PHONE], ids=["desk", "phone"])
async def test_a_file_is_attached_by_keyboard_and_seen_by_the_others(
    visit: Visit, an: Someone, binh: Someone, place: tuple[int, str], viewport: object, guard: Guard
) -> None:
    guard.expect("Blocked script execution in .*/files/")  # the guard's own, in the image's sandbox
    options = {"viewport": viewport} if viewport else {}
    his = await opened(visit, binh, place[1])
    mine = await opened(visit, an, place[1], **options)
    attaching, keys = Attaching(mine), mine.page.keyboard
    await mine.field.focus()
    await keys.type("Xem bản đồ kèm theo.")
    await attaching.choose(
        ("Bản đồ.png", pictures.png(900, 600)), ("Quyết định 12.pdf", pictures.PDF)
    )
    await attaching.arrived("Bản đồ.png")
    await attaching.arrived("Quyết định 12.pdf")
    await expect(attaching.items).to_contain_text(["Bản đồ.png", "Quyết định 12.pdf"])
    await reach(attaching.alt("Bản đồ.png"))
    await keys.type("Ranh giới khu đất số 5")
    await fits(mine.page)
    await reach(mine.send)
    await keys.press("Enter")
    await expect(attaching.items).to_have_count(0)

    for each in (mine, his):
        post = await each.meet("Xem bản đồ kèm theo.")
        assert await drawn(each.page, "Ranh giới khu đất số 5")
        link = post.get_by_role("link", name=re.compile("Quyết định 12.pdf"))
        async with each.page.expect_download() as saved:
            await link.click()
        assert (await saved.value).suggested_filename == "Quyết định 12.pdf"
        assert await violations(each.page) == []
        assert await wider_than_the_screen(each.page) == []
    image = his.post("Xem bản đồ kèm theo.").get_by_role("link", name="Ranh giới khu đất số 5")
    async with his.page.expect_popup() as shown:
        await image.click()
    await (await shown.value).wait_for_load_state()


@pytest.mark.parametrize("how", ["paste", "drop"])
async def test_a_picture_is_pasted_or_dropped(
    visit: Visit, an: Someone, place: tuple[int, str], how: str
) -> None:
    mine = await opened(visit, an, place[1])
    attaching = Attaching(mine)
    await attaching.give(how, "chụp.png", pictures.png())
    await attaching.arrived("chụp.png")
    await attaching.item("chụp.png").get_by_role("button", name="Bỏ tệp chụp.png").click()
    await expect(attaching.items).to_have_count(0)
    await expect(attaching.button).to_be_focused()


async def test_a_file_that_is_not_taken_says_so_in_place_and_keeps_the_text(
    visit: Visit, an: Someone, place: tuple[int, str], guard: Guard
) -> None:
    guard.expect("status of 400")
    mine = await opened(visit, an, place[1])
    attaching = Attaching(mine)
    await mine.write("Chữ còn nguyên.")
    await attaching.choose(("hình.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    await expect(attaching.item("hình.svg").get_by_role("alert")).to_contain_text(
        "Chỉ nhận ảnh PNG"
    )
    await expect(mine.send).to_be_disabled()
    await expect(mine.composer).to_contain_text("Còn tệp chưa tải lên xong")
    assert await violations(mine.page) == []
    await attaching.item("hình.svg").get_by_role("button", name=re.compile("^Bỏ tệp")).click()
    await expect(mine.send).to_be_enabled()
    await expect(mine.field).to_have_value("Chữ còn nguyên.")


async def test_a_file_that_got_lost_goes_again_and_is_one(
    site: World, visit: Visit, an: Someone, place: tuple[int, str], guard: Guard
) -> None:
    guard.expect("net::ERR")
    mine = await opened(visit, an, place[1])
    attaching = Attaching(mine)

    async def answer_lost(route: Route) -> None:
        await route.fetch()
        await route.abort("connectionreset")

    await mine.page.route(re.compile("/rooms/.*/files"), answer_lost, times=1)
    await mine.write("Có kèm ảnh.")
    await attaching.choose(("ảnh.jpg", pictures.jpeg()))
    await expect(attaching.item("ảnh.jpg").get_by_role("alert")).to_contain_text(
        "Đường truyền bị ngắt"
    )
    await attaching.item("ảnh.jpg").get_by_role("button", name="Thử lại").click()
    await attaching.arrived("ảnh.jpg")
    async with site.sql() as conn:
        assert await conn.fetchval("select count(*) from file where room_id = $1", place[0]) == 1


async def test_a_draft_comes_back_with_its_files(
    visit: Visit, an: Someone, place: tuple[int, str]
) -> None:
    mine = await opened(visit, an, place[1])
    attaching = Attaching(mine)
    await attaching.choose(("ảnh.png", pictures.png()))
    await attaching.arrived("ảnh.png")
    await attaching.alt("ảnh.png").fill("Cổng vào")
    await mine.page.reload()
    await mine.live()
    await expect(attaching.alt("ảnh.png")).to_have_value("Cổng vào")
    await mine.write("Gửi sau khi mở lại.")
    await mine.page.keyboard.press("Control+Enter")
    await mine.meet("Gửi sau khi mở lại.")
    assert await drawn(mine.page, "Cổng vào")


async def test_what_was_refused_comes_back_with_its_files(
    site: World, visit: Visit, an: Someone, place: tuple[int, str], guard: Guard
) -> None:
    guard.expect("status of 4")
    mine = await opened(visit, an, place[1])
    attaching = Attaching(mine)
    await attaching.choose(("cũ.pdf", pictures.PDF))
    await attaching.arrived("cũ.pdf")
    async with site.sql() as conn:
        await conn.execute("delete from file where room_id = $1", place[0])
    await mine.write("Tệp này đã quá ngày.")
    await mine.page.keyboard.press("Control+Enter")
    post = mine.post("Tệp này đã quá ngày.")
    await expect(post).to_contain_text("Có tệp không còn chờ được gửi")
    await post.get_by_role("button", name="Sửa").click()
    await expect(attaching.item("cũ.pdf")).to_be_visible()
    await expect(mine.field).to_have_value("Tệp này đã quá ngày.")


async def test_a_retracted_post_takes_its_files_off_every_screen(
    visit: Visit, an: Someone, binh: Someone, place: tuple[int, str]
) -> None:
    room, path = place
    file = await brought(an, room, pictures.png())
    taking = [{"id": file["id"], "alt": "Nhà riêng"}]
    thread = int(path.rpartition("/")[2])
    done = await an.do("POST", f"/threads/{thread}/posts", body="Ảnh nhà tôi.", files=taking)
    his = await opened(visit, binh, path)
    await his.meet("Ảnh nhà tôi.")
    assert await drawn(his.page, "Nhà riêng")
    await an.do("PUT", f"/posts/{done['result']['id']}/retraction", reason="Nhầm")
    await expect(his.page.get_by_role("img", name="Nhà riêng")).to_have_count(0)


async def test_a_new_thread_opens_with_a_file(
    visit: Visit, an: Someone, place: tuple[int, str]
) -> None:
    page = await visit(an, f"/r/{place[0]}")
    await page.get_by_role("button", name="Mở chủ đề").first.click()
    form = page.get_by_role("dialog")
    await form.get_by_role("textbox").first.fill("Sơ đồ mới")
    await form.get_by_role("textbox").last.fill("Xin góp ý.")
    async with page.expect_file_chooser() as asked:
        await form.get_by_role("button", name="Đính kèm tệp").click()
    given = FilePayload(name="sơ đồ.png", mimeType="image/png", buffer=pictures.png())
    await (await asked.value).set_files(given)
    await expect(form.get_by_label("Mô tả ảnh")).to_be_visible()
    await form.get_by_role("button", name="Mở chủ đề").click()
    assert await drawn(page, "Ảnh sơ đồ.png")


async def test_the_transcript_lists_files_and_needs_no_script(
    visit: Visit, an: Someone, place: tuple[int, str]
) -> None:
    room, path = place
    thread = int(path.rpartition("/")[2])
    image = await brought(an, room, pictures.png(), "Bản đồ & 'ranh giới'.png")
    note = await brought(an, room, pictures.PDF, "Biên bản.pdf")
    taking = [{"id": image["id"], "alt": 'Khu "đất" số 5'}, {"id": note["id"]}]
    await an.do("POST", f"/threads/{thread}/posts", body="Kèm hai tệp.", files=taking)
    page = await visit(an, f"/r/{room}/transcript", viewport=PHONE, java_script_enabled=False)
    listed = page.get_by_role("list", name="Tệp đính kèm")
    await expect(listed.get_by_role("img", name='Khu "đất" số 5')).to_be_visible()
    await expect(listed.get_by_role("link", name="Biên bản.pdf")).to_be_visible()
    await expect(listed).to_contain_text("PDF, 69 B")
