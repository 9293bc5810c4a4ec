"""The record in a browser: an administrator reads it by keyboard, filters it, comes to its end; nobody else sees it."""

import asyncio
import re

from playwright.async_api import expect

from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.keys import reach
from tests.web.visit import Visit
from tests.world import Someone, World


async def signed(site: World) -> None:
    """Wait until nothing awaits its place in the log any more."""
    async with site.sql() as conn:
        while await conn.fetchval("select count(*) from audit_pending"):
            await asyncio.sleep(0.05)


async def test_an_administrator_reads_the_record_to_its_end(
    site: World, administrator: Someone, visit: Visit
) -> None:
    (hoa,) = await site.people("Lê Thị Hoa")
    room = await site.room(hoa)
    thread = await site.thread(hoa, room)
    for _ in range(55):
        await site.reply(hoa, thread, "Ý kiến")
    await signed(site)
    page = await visit(administrator, "/me")
    for name in ("Quản trị", "Nhật ký hệ thống"):
        await reach(page.get_by_role("main").get_by_role("link", name=name))
        await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Nhật ký hệ thống")).to_be_visible()
    rows = page.get_by_role("region", name="Các dòng, mới nhất trước").get_by_role("listitem")
    await expect(rows).to_have_count(50)
    await reach(page.get_by_label("Thao tác"))
    await page.get_by_label("Thao tác").select_option(label="Gửi ý kiến")
    found = page.get_by_role("form", name="Tìm trong nhật ký")
    await found.get_by_label("Phòng", exact=True).select_option(str(room))
    await reach(found.get_by_role("button", name="Tìm"))
    await page.keyboard.press("Enter")
    await expect(rows.first).to_contain_text("Gửi ý kiến")
    await expect(rows.first).to_contain_text("Lê Thị Hoa")
    await expect(rows.first.get_by_text("posts.reply")).to_be_hidden()
    await rows.first.get_by_text("Chi tiết kỹ thuật").click()
    await expect(rows.first.get_by_text("posts.reply")).to_be_visible()
    await expect(rows.first).to_contain_text("của chuỗi")
    await reach(page.get_by_role("button", name="Cũ hơn"))
    await page.keyboard.press("Enter")
    await expect(rows).to_have_count(55)
    await expect(page.get_by_text("Đã hết.")).to_be_visible()
    await page.get_by_label("Thao tác").select_option("")  # chosen, not asked
    await page.get_by_text("Chỉ của một người…").click()
    whose = page.get_by_role("form", name="Chỉ của một người…")
    await whose.get_by_label("Tên hoặc địa chỉ thư điện tử").fill(hoa.email)
    await page.keyboard.press("Enter")
    await whose.get_by_role("button", name="Chỉ những dòng của Lê Thị Hoa").click()
    await expect(page.get_by_role("button", name="Của mọi người")).to_be_visible()
    await expect(rows).to_have_count(50)
    await page.get_by_text("Chữ ký mới nhất và khóa công khai").click()
    await expect(page.get_by_text("dien-dan.example/record", exact=False).last).to_be_visible()
    await looks_well(page)
    async with site.sql() as conn:
        asked = await conn.fetch(
            "select facts->'asked' as asked from audit where act = 'consulting.look' and person_id = $1 order by id",
            administrator.id,
        )
    assert len(asked) == 4, "each page that was read is on record"
    assert f'"room":{room}' in asked[1]["asked"].replace(" ", "")
    assert f'"person":{hoa.id}' in asked[3]["asked"].replace(" ", "")
    assert "posts.reply" in asked[3]["asked"]
    since = page.get_by_role("textbox", name="Từ ngày")
    await since.fill("31/02/2026")
    await page.get_by_role("button", name="Bỏ điều kiện").click()
    await expect(since).to_have_value("")


async def test_whoever_is_none_sees_nothing(site: World, visit: Visit, guard: Guard) -> None:
    (hoa,) = await site.people("Lê Thị Hoa")
    guard.expect("403")
    page = await visit(hoa, "/administrator/record")
    await expect(page.get_by_role("alert").get_by_role("code")).to_have_text(
        re.compile("^[0-9a-f]{16}$")
    )
    await expect(page.get_by_role("form")).to_have_count(0)
    answer = await hoa.http.post("/record/consultations", json={})
    assert answer.status_code == 403
    assert "rows" not in answer.json()
