"""At a drafting table and before its text: what was typed is kept on the device, what is read stays until one asks."""

from typing import Any

from playwright.async_api import expect

from tests.web.axe import BY_DEFAULT, shown, violations
from tests.web.desk import at_end, field, holds, put, sent
from tests.web.guard import Guard
from tests.web.kept import keeps, keeps_nothing
from tests.web.visit import Visit
from tests.world import Someone, World

FIRST = "Điều 1. Dữ liệu của cơ quan nhà nước được mở.\n\nĐiều 2. Cơ quan trả lời trong 30 ngày.\n"
MINE = FIRST.replace("được mở", "được mở miễn phí")
THEIRS = FIRST.replace("30 ngày", "20 ngày")


async def begun(site: World, an: Someone) -> tuple[int, str]:
    """A room, and the address of a proposal that is drafted in it."""
    room = await site.room(an, visibility="public")
    done = await an.do("POST", f"/rooms/{room}/proposals", title="Mở dữ liệu", text=FIRST)
    return room, f"/proposals/{done['result']['id']}"


async def save(an: Someone, path: str, text: str) -> int:
    """Saved from elsewhere; its number."""
    base = (await an.get(f"{path}/draft"))["number"]
    done: dict[str, Any] = await an.do(
        "PUT", f"{path}/draft", title="Mở dữ liệu", text=text, base=base
    )
    number: int = done["result"]["number"]
    return number


async def publish(an: Someone, path: str, text: str) -> None:
    """A version with this text."""
    draft = await save(an, path, text)
    await an.do("POST", f"{path}/versions", draft=draft, note="Theo góp ý.")


async def test_what_is_typed_survives_the_tab_and_a_reload_and_is_kept_here_until_it_has_arrived(
    site: World, an: Someone, visit: Visit
) -> None:
    _, path = await begun(site, an)
    await an.do("PUT", f"{path}/opening", draft=1, body="Vì dữ liệu là của chung.")
    page = await visit(an, f"{path}?view=table")
    await holds(page, FIRST)
    await put(page, MINE)
    await page.get_by_role("link", name="Toàn văn").click()
    await expect(page.get_by_text("Cơ quan trả lời trong 30 ngày.")).to_be_visible()
    await page.get_by_role("link", name="Bàn soạn thảo").click()
    await holds(page, MINE)
    async for each in shown(page, BY_DEFAULT):
        assert await violations(page) == [], each

    await put(page, MINE + "Điều 3.")
    await page.reload()
    await holds(page, MINE + "Điều 3.")
    await page.get_by_role("button", name="Lưu dự thảo").click()
    await expect(page.get_by_text("lần lưu 2")).to_be_visible()
    await page.reload()
    await holds(page, MINE + "Điều 3.")
    await sent(page)
    await keeps_nothing(page)


async def test_what_is_typed_and_a_save_from_elsewhere_become_one_text(
    site: World, an: Someone, visit: Visit
) -> None:
    _, path = await begun(site, an)
    page = await visit(an, path)
    await holds(page, FIRST)
    await at_end(page)
    await page.keyboard.type("Miễn phí.")
    await sent(page)
    await page.goto("/me")
    await save(an, path, THEIRS)
    await page.goto(path)
    await holds(page, f"{THEIRS}Miễn phí.")
    await expect(page.get_by_text("Có thay đổi từ lần lưu 2.")).to_be_visible()
    assert (await an.get(f"{path}/draft"))["text"] == THEIRS


async def test_whoever_signs_out_leaves_nothing_of_it_on_the_device(
    site: World, visit: Visit, guard: Guard
) -> None:
    guard.expect("ERR_INTERNET_DISCONNECTED")
    (lan,) = await site.people("Nguyễn Thị Lan")
    _, path = await begun(site, lan)
    page = await visit(lan, path)
    await holds(page, FIRST)
    await page.context.set_offline(True)
    await put(page, MINE)
    await keeps(page, lambda texts: MINE in texts)
    await page.context.set_offline(False)
    await page.goto("/me")
    await page.get_by_role("button", name="Đăng xuất").click()
    await expect(page.get_by_role("link", name="Đăng nhập", exact=True)).to_be_visible()
    await keeps_nothing(page)


async def test_a_reader_is_told_of_a_newer_version_and_reads_on_until_they_ask(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    _, path = await begun(site, an)
    await an.do("PUT", f"{path}/opening", draft=1, body="Vì dữ liệu là của chung.")
    page = await visit(binh, path)
    await expect(page.get_by_text("Cơ quan trả lời trong 30 ngày.")).to_be_visible()
    draft = await save(an, path, THEIRS)
    await an.do("POST", f"{path}/versions", draft=draft, note="Rút ngắn thời hạn.")
    told = page.get_by_role("main").get_by_text("Bản 2 vừa được công bố.")
    await expect(told).to_be_visible()
    await expect(page.get_by_text("Cơ quan trả lời trong 30 ngày.")).to_be_visible()
    async for each in shown(page, BY_DEFAULT):
        assert await violations(page) == [], each
    await page.get_by_role("button", name="Đọc bản 2").click()
    await expect(page.get_by_text("Cơ quan trả lời trong 20 ngày.")).to_be_visible()
    await expect(told).to_have_count(0)


async def test_whoever_reads_what_changed_reads_on_until_they_ask_for_the_newer_version(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    _, path = await begun(site, an)
    await an.do("PUT", f"{path}/opening", draft=1, body="Vì dữ liệu là của chung.")
    await publish(an, path, MINE)
    page = await visit(binh, f"{path}?view=changes")
    await expect(page.locator("ins")).to_contain_text("miễn phí")
    await publish(an, path, THEIRS)
    await expect(page.get_by_role("main").get_by_text("Bản 3 vừa được công bố.")).to_be_visible()
    await expect(page.locator("ins")).to_contain_text("miễn phí")
    await expect(
        page.get_by_role("list").filter(has_text="Theo góp ý.").locator("li")
    ).to_have_count(2)
    await page.get_by_role("button", name="Xem khác biệt").click()
    await expect(page.locator("del")).to_contain_text(["miễn phí", "30"])
    await expect(page.get_by_role("main").get_by_text("Bản 3 vừa được công bố.")).to_have_count(0)


async def test_an_empty_text_and_an_empty_note_are_refused_where_they_stand(
    site: World, an: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("status of 400")
    _, path = await begun(site, an)
    await save(an, path, " ")
    page = await visit(an, path)
    await page.get_by_label("Vì sao nêu đề xuất này").fill("Vì dữ liệu là của chung.")
    await page.get_by_role("button", name="Đưa ra thảo luận").click()
    await expect(field(page)).to_be_focused()
    await expect(field(page)).to_have_accessible_description("Chưa có nội dung.")
    await expect(page.get_by_text("Chưa có nội dung.")).to_have_count(1)

    await put(page, FIRST)
    await page.get_by_role("button", name="Lưu dự thảo").click()
    await expect(page.get_by_text("Giống lần lưu 3.")).to_be_visible()
    await page.get_by_label("Vì sao nêu đề xuất này").fill("Vì dữ liệu là của chung.")
    await page.get_by_role("button", name="Đưa ra thảo luận").click()
    await expect(page.get_by_role("link", name="Thảo luận về đề xuất")).to_be_visible()
    draft = await save(an, path, THEIRS)
    await page.goto(f"{path}?view=table")
    await holds(page, THEIRS)
    note = page.get_by_label("Thay đổi gì, vì sao")
    await page.get_by_role("button", name="Công bố phiên bản mới").click()
    await expect(note).to_be_focused()
    await expect(note).to_have_accessible_description("Chưa có nội dung.")
    assert (await an.get(f"{path}/state"))["proposal"]["version"] == 1
    await note.fill("Rút ngắn thời hạn.")
    await page.get_by_role("button", name="Công bố phiên bản mới").click()
    await expect(page.get_by_text("bản 2")).to_be_visible()
    assert draft == 4
