"""Finding on screen: by keyboard alone, without diacritics, and whatever somebody wrote stays text."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.rooms.test_search import word
from tests.web.axe import LOOKS, looks_well, violations
from tests.web.counted import counted, promised
from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

HOSTILE = '<img src=x onerror="alert(1)"> <script>alert(2)</script> </mark><b>đậm</b>'


async def look(page: Page, q: str) -> None:
    await page.goto("/search")
    field = page.get_by_role("searchbox", name="Từ cần tìm")
    await field.fill(q)
    await field.press("Enter")


async def test_from_a_key_to_the_post_without_a_mouse_and_without_diacritics(
    site: World, visit: Visit, an: Someone
) -> None:
    rare = word()
    room = await site.room(an, title="Khơi thông kinh phí")
    thread = await site.thread(an, room)
    await site.reply(an, thread, f"Nên **khoán chi** đến sản phẩm cuối cùng {rare}.")
    await site.reply(an, thread, f"Việc khác hẳn {rare}.")
    page = await (await visit.as_(an)).new_page()
    acts = await counted(page)
    await page.goto("/")
    keys = page.keyboard
    await expect(page.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")

    await keys.press("/")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Tìm kiếm")
    field = page.get_by_role("searchbox", name="Từ cần tìm")
    await expect(field).to_be_focused()
    await keys.type(f"khoan chi {rare}")
    await keys.press("Enter")

    await expect(page.get_by_role("status").filter(has_text="1 kết quả")).to_be_visible()
    await expect(page).to_have_url(re.compile(r"/search\?q=khoan\+chi"))
    hit = page.get_by_role("main").get_by_role("listitem").filter(has_text="sản phẩm cuối cùng")
    await expect(hit.locator("mark").first).to_have_text("khoán chi")
    await expect(hit).to_contain_text("Khơi thông kinh phí")
    await expect(hit).to_contain_text(str(an.person["name"]))
    await keys.press("ArrowDown")
    await expect(hit.get_by_role("link")).to_be_focused()
    await keys.press("Enter")

    his = ThreadPage(page)
    await expect(his.post("sản phẩm cuối cùng")).to_be_focused()
    assert len(acts.done) == promised(3), acts
    await page.go_back()
    await expect(field).to_have_value(f"khoan chi {rare}")
    await expect(hit).to_be_visible()


async def test_nothing_found_says_so_and_what_to_do_next(
    site: World, visit: Visit, an: Someone
) -> None:
    rare = word()
    here, there = await site.room(an), await site.room(an)
    await site.reply(an, await site.thread(an, there), f"Chỉ ở đây: {rare}")
    page = await visit(an, f"/search?room={here}&q={rare}")

    await expect(page.get_by_text("Chưa thấy gì")).to_be_visible()
    await page.get_by_role("link", name="Tìm trong mọi phòng").press("Enter")

    await expect(page.get_by_role("status").filter(has_text="1 kết quả")).to_be_visible()
    await expect(page.get_by_role("link", name="Tìm trong mọi phòng")).to_have_count(0)


async def test_filters_are_chosen_in_the_form_and_kept_in_the_address(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    rare = word()
    room = await site.room(an, binh, title=f"Phòng lọc {rare[-4:]}")
    thread = await site.thread(an, room)
    await site.reply(an, thread, f"{rare} của An")
    await binh.do("POST", f"/threads/{thread}/posts", body=f"{rare} của Bình", kind="evidence")
    page = await visit(an, f"/search?q={rare}")
    hits = page.get_by_role("main").get_by_role("list").get_by_role("link")
    await expect(hits).to_have_count(2)

    await page.get_by_text("Bộ lọc", exact=True).click()
    await page.get_by_role("combobox", name="Phòng").select_option(label=f"Phòng lọc {rare[-4:]}")
    await page.get_by_role("combobox", name="Người viết").select_option(
        label=str(binh.person["name"])
    )
    await page.get_by_role("combobox", name="Loại ý kiến").select_option(label="Dẫn chứng")
    await page.get_by_role("button", name="Tìm", exact=True).press("Enter")

    await expect(hits).to_have_count(1)
    await expect(hits).to_contain_text("của Bình")
    await expect(page).to_have_url(re.compile(rf"room={room}&author=2|author=2.*room={room}"))
    await page.reload()
    await expect(hits).to_have_count(1)
    await expect(page.get_by_role("combobox", name="Người viết")).to_have_value("2")

    until = page.get_by_role("textbox", name="Đến hết ngày")
    await until.fill("31/11/2036")
    await until.press("Enter")
    await expect(page.get_by_text("Ngày này không có.")).to_be_visible()
    await expect(until).to_be_focused()
    await until.fill("30112036")
    await until.press("Enter")
    await expect(page).to_have_url(re.compile("until=2036-11-30"))
    await expect(until).to_have_value("30/11/2036")

    await page.get_by_role("textbox", name="Từ ngày").fill("31/02/2026")
    await page.get_by_role("link", name="Bỏ bộ lọc").first.click()
    await expect(page.get_by_label("Từ ngày", exact=True)).to_have_value("")  # folded away


async def test_what_somebody_wrote_stays_text_in_the_results(
    site: World, visit: Visit, an: Someone
) -> None:
    rare = word()
    room = await site.room(an, title=f"{HOSTILE} {rare}")
    thread = await site.thread(an, room, title=f"{rare} {HOSTILE}")
    await site.reply(an, thread, f"{rare} `{HOSTILE}` {HOSTILE}")
    page = await visit(an, "/")
    page.on("dialog", lambda _: pytest.fail("a payload ran"))

    await look(page, f"{rare} img alert")

    results = page.get_by_role("main").get_by_role("list")
    await expect(results.get_by_role("listitem")).to_have_count(3)
    await expect(results).to_contain_text('<img src=x onerror="alert(1)">')
    assert await results.locator("img, script, b").count() == 0
    assert await results.locator("mark").count() > 3


@pytest.mark.parametrize("query", ["?!…", "🙂"])
async def test_a_query_without_words_is_answered_beside_its_field(
    visit: Visit, an: Someone, guard: Guard, query: str
) -> None:
    guard.expect("status of 400")
    page = await visit(an, "/search")
    await look(page, query)
    field = page.get_by_role("searchbox", name="Từ cần tìm")
    await expect(field).to_have_accessible_description(re.compile("chưa có từ nào"))


async def test_similar_threads_are_shown_while_one_is_written_and_nothing_moves(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room, title="Khoán chi đến sản phẩm cuối cùng")
    page = await visit(an, f"/r/{room}")
    await page.get_by_role("button", name="Mở chủ đề").click()
    dialog = page.get_by_role("dialog")
    title = dialog.get_by_label("Tên chủ đề")
    similar = dialog.get_by_role("region", name="Chủ đề tương tự trong phòng")
    await expect(similar).to_contain_text("Chủ đề gần giống sẽ hiện ở đây")
    before = await title.bounding_box()

    await title.press_sequentially("Co nen khoan chi theo san pham")

    link = similar.get_by_role("link", name=re.compile("Khoán chi đến sản phẩm"))
    await expect(link).to_have_attribute("href", path_of(room, thread))
    assert await title.bounding_box() == before
    await expect(title).to_be_focused()
    assert await violations(page) == []


async def test_a_document_number_in_a_post_leads_to_the_search_for_it(
    site: World, visit: Visit, an: Someone
) -> None:
    number = f"{secrets_number()}-NQ/TW"
    room = await site.room(an)
    thread = await site.thread(an, room)
    await site.reply(an, thread, f"Theo Nghị quyết {number} thì đã rõ.")
    await site.reply(an, thread, f"Nhắc lại {number.replace('-', ' – ')} lần nữa.")
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()

    await his.post("thì đã rõ").get_by_role("link", name=number).press("Enter")

    field = his.page.get_by_role("searchbox", name="Từ cần tìm")
    await expect(field).to_have_value(number)
    await expect(
        his.page.get_by_role("main").get_by_role("list").get_by_role("link")
    ).to_have_count(2)


async def test_the_search_is_accessible_however_it_is_looked_at(
    site: World, visit: Visit, an: Someone
) -> None:
    rare = word()
    room = await site.room(an)
    thread = await site.thread(an, room)
    for n in range(3):
        await site.reply(an, thread, f"{rare} {'dài' * 30} số {n}")
    page = await visit(an, f"/search?q={rare}&room={room}&kind=opinion")
    await expect(page.get_by_role("status").filter(has_text="3 kết quả")).to_be_visible()
    await looks_well(page, LOOKS["vi"])


def secrets_number() -> int:
    """A number of five digits that no other test has."""
    return 10_000 + int.from_bytes(word().encode()[-2:]) % 89_999
