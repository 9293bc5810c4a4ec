"""Amendments in a browser: written in the text itself, seen beside others, moved on with the text, or shown in conflict with it."""

from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.web.amending import FEES, FIFTEEN, TEXT, TWENTY, Open, opened, proposed, published
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.kept import KEPT, keeps
from tests.web.pages.keys import reach, skip_to_content
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World


def text_of(page: Page) -> Locator:
    """The field in which the text is amended."""
    return page.get_by_role("form", name="Sửa trên văn bản").get_by_role("textbox")


async def written(page: Page, text: str) -> None:
    """The text as it is wanted, and the difference looked at."""
    await text_of(page).fill(text)
    await page.get_by_role("button", name="Xem khác biệt").click()
    await expect(page.get_by_role("heading", name="Khác biệt so với bản đang có")).to_be_focused()


async def sent(page: Page, text: str, why: str) -> None:
    """An amendment, from the list to its own page."""
    await page.get_by_role("link", name="Nêu sửa đổi").click()
    await expect(text_of(page)).to_have_value(TEXT)
    await written(page, text)
    await page.get_by_label("Lý do sửa đổi").fill(why)
    await page.get_by_role("button", name="Gửi sửa đổi").click()


async def at(page: Page, number: int) -> None:
    """The page shows this amendment."""
    await expect(page.get_by_role("heading", name=f"Sửa đổi {number}", exact=True)).to_be_visible()


async def two_propose(desk: Page, first: Page, second: Page) -> None:
    """Two amend the same words; each is seen live by the others, and beside the other."""
    await expect(desk.get_by_text("Chưa có sửa đổi nào.")).to_be_visible()
    await sent(first, FIFTEEN, "Ba mươi ngày là **quá lâu**.")
    await at(first, 1)
    await expect(first.locator("del")).to_have_text("[bỏ: 30]")
    await expect(first.locator("ins")).to_have_text("[thêm: 15]")
    await expect(first.locator("strong", has_text="quá lâu")).to_be_visible()
    await expect(desk.get_by_text("1 sửa đổi mới")).to_be_visible()
    await desk.get_by_role("button", name="Hiện").click()
    await expect(desk.get_by_role("link", name="Sửa đổi 1 Trần Thị Bình")).to_be_visible()
    await expect(desk.get_by_role("link", name="Sửa đổi 1 (1 chờ)")).to_be_visible()
    row = desk.get_by_role("list", name="Sửa đổi").get_by_role("listitem")
    await expect(row.locator("del")).to_have_text("[bỏ: 30]")
    await expect(row.locator("ins")).to_have_text("[thêm: 15]")

    await sent(second, TWENTY, "Hai mươi là vừa.")
    await at(second, 2)
    await second.get_by_role("button", name="Xem cạnh sửa đổi 1").click()
    beside = second.get_by_role("region", name="Sửa đổi 1")
    await expect(beside.locator("ins")).to_have_text("[thêm: 15]")
    await looks_well(second)


async def test_two_amend_the_same_words_one_is_moved_on_and_one_is_rejected(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    (lan,) = await site.people("Nguyễn Thị Lan")
    proposal = await opened(site, an, binh, lan)
    desk, first, second = [await visit(each, proposal.amendments) for each in (an, binh, lan)]
    await two_propose(desk, first, second)
    third = await proposed(binh, proposal, FEES)
    await expect(desk.get_by_text("2 sửa đổi mới")).to_be_visible()
    await desk.get_by_role("button", name="Hiện").click()
    await looks_well(desk)
    await published(an, proposal, TEXT.replace("được mở", "được mở hết"))

    await first.goto(f"{proposal.amendments}&amendment={third}")
    moved = first.get_by_role("heading", name="Bản 2 đã có, sửa đổi này theo bản 1.")
    await expect(moved).to_be_visible()
    await first.get_by_role("button", name="Chuyển sang bản 2").click()
    await expect(moved).to_have_count(0)
    await expect(first.get_by_text("lần sửa 2")).to_be_visible()

    await desk.get_by_role("link", name="Quá trình").click()
    await expect(desk.get_by_text("Còn 3 sửa đổi chưa có quyết định.")).to_be_visible()
    await desk.goto(f"{proposal.amendments}&amendment={third}")
    await desk.get_by_text("Không tiếp thu sửa đổi này").first.click()
    form = desk.get_by_role("form", name="Không tiếp thu sửa đổi này")
    await form.get_by_label("Vì sao không tiếp thu").fill("Luật đã nói.")
    await form.get_by_role("button").click()
    await expect(first.get_by_text("Luật đã nói.")).to_be_visible()
    await expect(desk.get_by_role("link", name="Sửa đổi 3 (2 chờ)")).to_be_visible()


async def test_another_of_the_same_places_is_said_and_waits(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    proposal = await opened(site, an, binh)
    amendment = await proposed(binh, proposal, FIFTEEN)
    page = await visit(binh, f"{proposal.amendments}&amendment={amendment}", viewport=PHONE)
    await at(page, 1)
    await expect(page.get_by_text("Trực tiếp", exact=True)).to_be_attached()
    await proposed(an, proposal, FEES)
    other = await proposed(an, proposal, TWENTY)
    told = page.get_by_role("status").filter(has_text="sửa đổi khác ở cùng chỗ: sửa đổi 3.")
    await expect(told).to_be_in_viewport()
    rivals = page.get_by_role("heading", name="Sửa đổi khác ở cùng chỗ")
    await expect(rivals).to_have_count(0)
    await looks_well(page)
    await told.get_by_role("button", name="Hiện").press("Enter")
    await expect(rivals).to_be_focused()
    await expect(page.get_by_role("link", name="Sửa đổi 3", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Xem cạnh sửa đổi 3").click()
    beside = page.get_by_role("region", name="Sửa đổi 3")
    await expect(beside.locator("ins").last).to_have_text("[thêm: 20]")
    await an.do("POST", f"/amendments/{other}/revisions", base=1, revision=1, text=FEES)
    await expect(page.get_by_text("nay không còn ở cùng chỗ")).to_be_visible()
    await page.get_by_role("button", name="Xem", exact=True).click()
    await expect(page.get_by_text("Sửa đổi này vừa được sửa")).to_have_count(0)
    await an.do("PUT", f"/amendments/{other}/withdrawal")
    await expect(page.get_by_text("Nguyễn Văn An, người nêu đã rút")).to_be_visible()
    await looks_well(page)


async def test_where_the_text_changed_the_same_words_both_are_shown_and_its_member_writes_it_anew(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    proposal = await opened(site, an, binh)
    amendment = await proposed(binh, proposal, TWENTY)
    page = await visit(binh, f"{proposal.amendments}&amendment={amendment}", viewport=PHONE)
    await at(page, 1)
    await published(an, proposal, FIFTEEN)
    await page.get_by_role("button", name="Xem", exact=True).click()
    told = page.locator("section").filter(has_text="Bản 2 đã có, sửa đổi này theo bản 1.")
    for name, words in (("Bản 1", "30"), ("Bản 2", "15"), ("Sửa đổi", "20")):
        pair = told.locator("dl > div").filter(has=page.get_by_text(name, exact=True))
        await expect(pair.locator("dd")).to_have_text(
            f"Điều 2. Thời hạn Cơ quan trả lời trong {words} ngày."
        )
    await looks_well(page)
    await page.get_by_role("link", name="Viết lại trên bản 2").click()
    # What fits is there already; what does not is shown, and nothing is decided for anybody.
    await expect(text_of(page)).to_have_value(FIFTEEN.replace("được mở", "được mở miễn phí"))
    await expect(page.get_by_text("Những chỗ dưới đây bản 2 cũng đã đổi")).to_be_visible()
    await looks_well(page)
    await written(page, TWENTY)
    await page.get_by_role("button", name="Gửi lần sửa này").click()
    await expect(page.get_by_text("lần sửa 2")).to_be_visible()
    await expect(page.locator("ins")).to_have_text(["[thêm: miễn phí]", "[thêm: 20]"])
    await page.get_by_role("link", name="Sửa lại").click()
    await written(page, FEES.replace("30 ngày", "15 ngày"))
    await page.get_by_role("button", name="Gửi lần sửa này").click()
    await expect(page.get_by_text("lần sửa 3")).to_be_visible()
    await expect(page.locator("ins")).to_contain_text(["bất cứ khoản", "nào"])
    await expect(page.get_by_text("Sửa đổi này vừa được sửa")).to_have_count(0)

    await page.get_by_text("Rút sửa đổi này").first.click()
    await page.get_by_role("form", name="Rút sửa đổi này").get_by_role("button").click()
    await expect(page.get_by_text("người nêu đã rút").first).to_be_visible()
    assert (await an.get(f"{proposal.path}/amendments"))["counts"]["withdrawn"] == 1


async def test_what_is_written_survives_a_reload_a_newer_version_and_a_line_that_is_cut(
    site: World, an: Someone, binh: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("ERR_INTERNET_DISCONNECTED", "no answer")
    proposal = await opened(site, an, binh)
    page = await visit(binh, f"{proposal.amendments}&write")
    await expect(text_of(page)).to_have_value(TEXT)
    await text_of(page).fill(FEES)
    await keeps(page, lambda texts: FEES in texts)
    await page.reload()
    await expect(text_of(page)).to_have_value(FEES)
    await expect(page.get_by_text("Phần đã viết trên máy này được lấy lại.")).to_be_visible()
    await looks_well(page)

    await published(an, proposal, FIFTEEN)
    await expect(
        page.get_by_text("Bản 2 vừa được công bố; phần đang viết theo bản 1")
    ).to_be_visible()
    await expect(text_of(page)).to_have_value(FEES)
    await page.get_by_role("button", name="Chuyển phần đang viết sang bản 2").click()
    both = FEES.replace("30 ngày", "15 ngày")
    await expect(text_of(page)).to_have_value(both)

    await page.get_by_role("button", name="Xem khác biệt").click()
    await page.get_by_label("Lý do sửa đổi").fill("Để không ai hiểu khác.")
    await page.context.set_offline(offline=True)
    await page.get_by_role("button", name="Gửi sửa đổi").click()
    await expect(page.get_by_role("form").get_by_role("alert")).to_be_visible()
    await page.context.set_offline(offline=False)
    await page.reload()  # it is the same command after a reload, too
    await expect(text_of(page)).to_have_value(both)
    await page.get_by_role("button", name="Xem khác biệt").click()
    await expect(page.get_by_label("Lý do sửa đổi")).to_have_value("Để không ai hiểu khác.")
    await page.get_by_role("button", name="Gửi sửa đổi").click()
    await at(page, 1)
    assert len((await listed(binh, proposal))["amendments"]) == 1
    assert await page.evaluate(KEPT) == []


async def listed(who: Someone, proposal: Open) -> dict[str, Any]:
    """The amendments as the server lists them."""
    return await who.get(f"{proposal.path}/amendments")


async def test_words_whose_reasons_are_taken_back_leave_the_page_of_whoever_reads_them(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    proposal = await opened(site, an, binh)
    amendment = await proposed(binh, proposal, FIFTEEN)
    page = await visit(an, f"{proposal.amendments}&amendment={amendment}")
    await expect(page.locator("ins")).to_have_text("[thêm: 15]")
    post = (await listed(an, proposal))["amendments"][0]["post_id"]
    await binh.do("PUT", f"/posts/{post}/retraction", reason="Viết nhầm.")
    await expect(page.get_by_text("Lý do của sửa đổi này không còn hiện")).to_be_visible()
    await expect(page.locator("ins")).to_have_count(0)


async def test_more_than_a_page_of_them_is_read_page_by_page_and_open_ones_come_first(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    proposal = await opened(site, an, binh)
    first = await proposed(binh, proposal, FEES)
    for n in range(52):
        found = await proposed(binh, proposal, TEXT.replace("30", str(100 + n)))
        await binh.do("PUT", f"/amendments/{found}/withdrawal", reason="")
    assert first
    page = await visit(an, proposal.amendments)
    lines = page.get_by_role("list", name="Sửa đổi").get_by_role("listitem")
    await expect(lines.first).to_contain_text("Sửa đổi 1 ")
    await expect(lines).to_have_count(51)
    await page.get_by_role("button", name="Sửa đổi cũ hơn").click()
    await expect(lines).to_have_count(53)
    await page.get_by_label("Tình trạng").select_option(label="được tiếp thu")
    await expect(page.get_by_text("Không có sửa đổi nào ở tình trạng này.")).to_be_visible()
    await page.get_by_role("button", name="Bỏ lọc").click()
    await expect(lines.first).to_contain_text("Sửa đổi 1 ")


async def test_an_amendment_is_made_by_keyboard_alone(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    proposal = await opened(site, an, binh)
    page = await visit(binh, proposal.amendments)
    await skip_to_content(page)
    await reach(page.get_by_role("link", name="Nêu sửa đổi"))
    await page.keyboard.press("Enter")
    await reach(text_of(page))
    await page.keyboard.press("Control+End")
    await page.keyboard.type("Điều 4. Hiệu lực từ năm sau.")
    await reach(page.get_by_role("button", name="Xem khác biệt"))
    await page.keyboard.press("Enter")
    await reach(page.get_by_label("Lý do sửa đổi"))
    await page.keyboard.type("Để các sở kịp làm.")
    await reach(page.get_by_role("button", name="Gửi sửa đổi"))
    await page.keyboard.press("Enter")
    await at(page, 1)
    await expect(page.locator("ins")).to_contain_text("Điều 4. Hiệu lực từ năm sau.")
