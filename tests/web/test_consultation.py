"""Comments on a proposal in a browser: on a passage, on an article, followed or left behind; a consultation answered and closed."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

from playwright.async_api import Page, expect

from tests.rooms.proposals.commented import over_by_sql
from tests.web.axe import BY_DEFAULT, shown, too_small, violations
from tests.web.guard import Guard
from tests.web.visit import Visit
from tests.world import Someone, World

TEXT = "Điều 1. Phạm vi 👩‍🌾\n\nDữ liệu của cơ quan nhà nước **được mở** cho mọi người.\n\nĐiều 2. Thời hạn\n\nCơ quan trả lời trong 30 ngày kể từ ngày nhận yêu cầu.\n"
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ Nhật")
SELECT = """([place, words]) => {
  const section = document.querySelector(`section#a${place}`)
  const walker = document.createTreeWalker(section, NodeFilter.SHOW_TEXT)
  const nodes = []
  while (walker.nextNode()) nodes.push(walker.currentNode)
  const all = nodes.map((node) => node.data).join('')
  const at = all.indexOf(words)
  const point = (offset) => {
    for (const node of nodes) {
      if (offset <= node.data.length) return [node, offset]
      offset -= node.data.length
    }
  }
  const range = document.createRange()
  range.setStart(...point(at))
  range.setEnd(...point(at + words.length))
  section.scrollIntoView({ block: 'center' })
  getSelection().removeAllRanges()
  getSelection().addRange(range)
}"""


async def look(page: Page) -> None:
    """Axe finds nothing, light and dark, wide and narrow."""
    async for each in shown(page, BY_DEFAULT):
        assert await violations(page) == [], each
        assert await too_small(page) == [], each


async def opened(someone: Someone, room: int, text: str = TEXT) -> int:
    """A proposal before the room."""
    done = await someone.do("POST", f"/rooms/{room}/proposals", title="Mở dữ liệu", text=text)
    id_: int = done["result"]["id"]
    await someone.do("PUT", f"/proposals/{id_}/opening", draft=1, body="Vì dữ liệu là của chung.")
    return id_


async def publish(someone: Someone, id_: int, text: str) -> None:
    """Its next version."""
    base = (await someone.get(f"/proposals/{id_}/draft"))["number"]
    words = {"title": "Mở dữ liệu", "text": text, "base": base}
    draft = (await someone.do("PUT", f"/proposals/{id_}/draft", **words))["result"]["number"]
    await someone.do("POST", f"/proposals/{id_}/versions", draft=draft, note="Theo góp ý.")


async def select(page: Page, place: int, words: str) -> None:
    await expect(page.locator(f"section#a{place}")).to_be_visible()
    await page.evaluate(SELECT, [place, words])


async def comments(someone: Someone, id_: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await someone.get(f"/proposals/{id_}/comments"))["comments"]
    return found


async def test_a_passage_is_selected_commented_and_followed(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    room = await site.room(an, binh, visibility="public")
    id_ = await opened(an, room)
    page, reader = await visit(binh, f"/proposals/{id_}"), await visit(an, f"/proposals/{id_}")
    await select(page, 1, "nước được mở cho")
    await page.get_by_role("button", name="Góp ý về đoạn này").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("Đoạn được góp ý")).to_have_value("nước được mở cho")
    await look(page)
    await dialog.get_by_label("Ý kiến góp ý").fill("Nêu rõ cơ quan nào.")
    await dialog.get_by_role("button", name="Gửi góp ý").click()
    await expect(dialog).to_have_count(0)
    (placed,) = await comments(binh, id_)
    assert placed["comment"]["words"] == "nước **được mở** cho"
    count = reader.get_by_role("button", name="Góp ý của: Điều 1. Phạm vi 👩‍🌾, 1 góp ý")
    await count.click()
    await expect(reader.get_by_text("Nêu rõ cơ quan nào.")).to_be_visible()
    await look(reader)
    await reader.get_by_role("link", name="Thảo luận về đề xuất").click()
    post = reader.get_by_role("article").filter(has_text="Nêu rõ cơ quan nào.")
    about = post.get_by_role("link", name="Về: Điều 1. Phạm vi 👩‍🌾 (bản 1)")
    await expect(about).to_have_attribute("href", f"/proposals/{id_}?view=text#a1")
    await look(reader)
    await reader.get_by_role("link", name="Xem đề xuất", exact=True).click()
    await expect(reader.get_by_role("heading", name="Mở dữ liệu")).to_be_visible()

    await publish(an, id_, TEXT.replace("được mở", "được chia sẻ"))
    await page.get_by_role("button", name="Đọc bản 2").click()
    left = page.get_by_role("region", name="Góp ý về lời văn không còn nữa")
    await expect(left.get_by_text("nước **được mở** cho")).to_be_visible()
    await expect(left.get_by_text("Lời văn ở bản 1, nay không còn.")).to_be_visible()
    await look(page)


async def test_an_article_is_commented_by_keyboard_and_what_was_written_outlives_a_new_version(
    site: World, an: Someone, binh: Someone, visit: Visit, guard: Guard
) -> None:
    room = await site.room(an, binh, visibility="public")
    id_ = await opened(an, room)
    page = await visit(binh, f"/proposals/{id_}")
    await page.get_by_role("button", name="Góp ý về: Điều 2. Thời hạn").focus()
    await page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Góp ý về Điều 2. Thời hạn")
    quote, body = dialog.get_by_label("Đoạn được góp ý"), dialog.get_by_label("Ý kiến góp ý")
    await body.fill("Nên là 20 ngày.")
    await quote.fill("ngày")
    await dialog.get_by_role("button", name="Gửi góp ý").click()
    await expect(dialog.get_by_text("Trong điều này có 2 chỗ như vậy.")).to_be_visible()
    await quote.fill("30  ngày")
    guard.expect("status of 412")
    await publish(an, id_, TEXT.replace("30 ngày", "25 ngày"))
    await dialog.get_by_role("button", name="Gửi góp ý").click()
    await expect(dialog.get_by_text("Đề xuất đã có bản 2 trong khi bạn viết.")).to_be_visible()
    await dialog.get_by_role("button", name="Đọc bản 2 (lời góp ý vẫn được giữ)").click()
    await expect(
        page.get_by_text("Lời góp ý viết dở về “Điều 2. Thời hạn” vẫn còn.")
    ).to_be_visible()
    await page.get_by_role("button", name="Góp ý về: Điều 2. Thời hạn").press("Enter")
    await expect(body).to_have_value("Nên là 20 ngày.")
    await quote.fill("trong 25 ngày")
    await dialog.get_by_role("button", name="Gửi góp ý").press("Enter")
    await expect(dialog).to_have_count(0)
    (placed,) = await comments(binh, id_)
    assert (placed["comment"]["version"], placed["comment"]["words"]) == (2, "trong 25 ngày")


async def test_a_comment_half_written_is_there_after_a_reload(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    id_ = await opened(an, await site.room(an, binh, visibility="public"))
    page = await visit(binh, f"/proposals/{id_}")
    await select(page, 1, "nước được mở cho")
    await page.get_by_role("button", name="Góp ý về đoạn này").click()
    dialog = page.get_by_role("dialog", name="Góp ý về Điều 1.")
    quote, body = dialog.get_by_label("Đoạn được góp ý"), dialog.get_by_label("Ý kiến góp ý")
    await body.fill("Nêu rõ cơ quan nào.")
    await page.reload()
    kept = page.get_by_role("status").filter(has_text="Lời góp ý viết dở về “Điều 1. Phạm vi")
    await expect(kept).to_be_visible()
    await look(page)
    await kept.get_by_role("button", name="Viết tiếp").press("Enter")
    await expect(quote).to_have_value("nước được mở cho")
    await expect(body).to_have_value("Nêu rõ cơ quan nào.")
    await page.keyboard.press("Escape")
    await publish(an, id_, f"Lời nói đầu.\n\n{TEXT}")
    await page.get_by_role("button", name="Đọc bản 2").click()
    await kept.get_by_role("button", name="Viết tiếp").click()
    await dialog.get_by_role("button", name="Gửi góp ý").click()
    await expect(dialog).to_have_count(0)
    (placed,) = await comments(binh, id_)
    assert placed["comment"]["version"] == 2
    assert placed["comment"]["words"] == "nước **được mở** cho"
    await page.get_by_role("button", name="Góp ý về: Điều 2. Thời hạn").click()
    await page.get_by_label("Ý kiến góp ý").fill("Nên là 20 ngày.")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Bỏ đi").click()
    await page.reload()
    await expect(page.locator("section#a1")).to_be_visible()
    await expect(page.get_by_text("Lời góp ý viết dở")).to_have_count(0)


async def test_a_consultation_is_opened_answered_by_keyboard_and_closed(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    room = await site.room(an, binh, visibility="public")
    id_ = await opened(an, room)
    said = {"version": 1, "place": 1, "body": "Nêu rõ cơ quan nào."}
    await binh.do("POST", f"/proposals/{id_}/comments", **said)
    page = await visit(an, f"/proposals/{id_}?view=comments")
    reader = await visit(binh, f"/proposals/{id_}?view=course")
    told = reader.get_by_text("Đang lấy ý kiến về bản 1, nhận góp ý đến")
    await expect(reader.get_by_role("list", name="Các bước")).to_be_visible()
    await expect(told).to_have_count(0)
    await expect(page.get_by_text("1 góp ý đã có về bản 1 cũng được tính")).to_be_visible()
    await page.get_by_role("button", name="Mở đợt lấy ý kiến").click()
    await expect(page.get_by_role("heading", name="Đợt lấy ý kiến 1")).to_be_visible()
    await expect(told).to_be_visible()
    await look(reader)
    await reader.get_by_role("link", name="Đọc và góp ý").click()
    await expect(reader.locator("section#a1")).to_be_visible()
    await expect(told).to_be_visible()
    said |= {"place": 2, "body": "Nên là 20 ngày."}
    await binh.do("POST", f"/proposals/{id_}/comments", **said)
    work = page.get_by_role("region", name="Góp ý chưa trả lời")
    await expect(work.get_by_text("Còn 2")).to_be_visible()
    await expect(work.get_by_text("Nêu rõ cơ quan nào.")).to_be_visible()
    await look(page)
    await work.get_by_label("Giải trình", exact=True).check()
    await work.get_by_label("Nội dung tiếp thu, giải trình").fill("Phụ lục có danh sách cơ quan.")
    await work.get_by_role("button", name="Lưu câu trả lời").press("Enter")
    await expect(work.get_by_text("Nên là 20 ngày.")).to_be_visible()
    await expect(work.get_by_role("heading")).to_be_focused()
    await work.get_by_label("Nội dung tiếp thu, giải trình").fill("Đã sửa.")
    await work.get_by_role("button", name="Lưu câu trả lời").press("Enter")
    await expect(work.get_by_text("Mọi góp ý trong đợt này đều đã được trả lời.")).to_be_visible()
    await over_by_sql(site, id_)
    await page.reload()
    await page.get_by_role("button", name="Kết thúc đợt lấy ý kiến").click()
    await expect(page.get_by_text("Kết thúc ", exact=False).first).to_be_visible()
    await expect(page.get_by_role("button", name="Kết thúc đợt lấy ý kiến")).to_have_count(0)
    await expect(told).to_have_count(0)
    await look(page)


async def test_the_table_is_read_and_printed_without_script(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    room = await site.room(an, binh, visibility="public")
    id_ = await opened(an, room)
    until = "2099-01-01T00:00:00Z"
    refused = await an.ask("POST", f"/proposals/{id_}/consultations", version=1, closes_at=until)
    assert refused.status_code == 400
    page = await visit(an, f"/proposals/{id_}?view=comments", timezone_id="America/New_York")
    day = (datetime.now(UTC) + timedelta(days=20)).date()
    field = page.get_by_role("textbox", name="Nhận góp ý đến ngày")
    await field.fill("")
    await page.get_by_role("button", name="Mở đợt lấy ý kiến").click()
    await expect(field).to_have_accessible_description(re.compile("Hãy điền mục này"))
    # What the browser's calendar does when a day is picked; the calendar itself is no part of the page.
    await page.locator("input[type=date]").evaluate(
        "(own, day) => { own.value = day; own.dispatchEvent(new Event('change', { bubbles: true })) }",
        f"{day}",
    )
    await expect(field).to_have_value(f"{day:%d/%m/%Y}")
    await expect(field).to_be_focused()
    await expect(page.get_by_text("Hãy điền mục này")).to_have_count(0)
    await field.fill(f"31/02/{day:%Y}")
    await page.get_by_role("textbox", name="Vào lúc").fill("17h")
    await expect(page.get_by_text("Ngày này không có.")).to_be_visible()
    await field.fill(f"{day:%d%m%Y}")
    weekday = WEEKDAYS[day.weekday()]
    await expect(
        page.get_by_text(f"Nhận góp ý đến {weekday} {day:%d/%m/%Y} 17:00.")
    ).to_be_visible()
    await expect(page.get_by_text("Giờ Việt Nam (UTC+7)")).to_be_visible()
    await look(page)
    await page.get_by_role("button", name="Mở đợt lấy ý kiến").click()
    await expect(page.get_by_role("link", name="Bảng tổng hợp")).to_be_visible()
    (line,) = (await an.get(f"/proposals/{id_}/consultation"))["consultations"]
    assert datetime.fromisoformat(line["closes_at"]) == datetime.combine(day, time(10), UTC)
    passage = {"first": TEXT.index("trong 30"), "words": "trong 30 ngày"}
    said = {"version": 1, "place": 2, "body": "Nên là **20** ngày.", "passage": passage}
    post = (await binh.do("POST", f"/proposals/{id_}/comments", **said))["result"]["id"]
    why = {"kind": "partly", "reason": "Rút xuống 25 ngày."}
    await an.do("PUT", f"/proposals/{id_}/comments/{post}/disposition", **why)
    plain = await visit(None, f"/proposals/{id_}/consultations/1/table", java_script_enabled=False)
    await expect(plain.get_by_role("heading", level=1)).to_have_text(
        "Bảng tổng hợp, tiếp thu, giải trình ý kiến"
    )
    row = plain.get_by_role("row").nth(1)
    for words in (
        "Điều 2. Thời hạn",
        "Về đoạn: “trong 30 ngày”",
        "Nên là 20 ngày.",
        "Trần Thị Bình",
        "Tiếp thu một phần",
        "Rút xuống 25 ngày.",
    ):
        await expect(row).to_contain_text(words)
    await expect(plain.get_by_role("link", name="Tải bảng này (CSV)")).to_be_visible()
    readable = await visit(None, f"/proposals/{id_}/consultations/1/table")
    await look(readable)
    await readable.emulate_media(media="print")
    await expect(readable.get_by_role("columnheader", name="STT")).to_be_visible()
    await expect(readable.get_by_role("link", name="Tải bảng này (CSV)")).to_be_hidden()
