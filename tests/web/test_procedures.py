"""Procedures in a browser: an administrator sets one by keyboard, sees at its field what cannot be, replaces and retires."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Locator, Page, expect

from tests.web.axe import LOOKS, looks_well
from tests.web.guard import Guard
from tests.web.pages.keys import reach
from tests.web.visit import Visit
from tests.world import Someone, World

PATH = "/administrator/procedures"


@pytest.fixture(autouse=True)
async def alone(site: World) -> AsyncIterator[None]:
    """The portal's own procedure is the only one in force, and is again afterwards."""
    async with site.sql() as conn:
        await conn.execute(
            "update procedure set retired_at = now() where id > (select min(id) from procedure) and retired_at is null"
        )
    yield
    async with site.sql() as conn:
        await conn.execute(
            "update procedure set retired_at = null where id = (select min(id) from procedure)"
        )


def step(page: Page, name: str) -> Locator:
    """A stage in the form."""
    return page.get_by_role("form", name="Thủ tục mới").get_by_role("group", name=name, exact=True)


def shown(page: Page, title: str) -> Locator:
    """A procedure of the list."""
    named = page.get_by_role("heading", name=title, exact=True)
    return page.get_by_role("main").locator("li.card").filter(has=named)


async def written(page: Page) -> None:
    """A procedure without amendments, with a discussion of two weeks and a secret ballot, and with days that cannot be."""
    form = page.get_by_role("form", name="Thủ tục mới")
    await reach(step(page, "Thảo luận").get_by_label("Ít nhất bao nhiêu ngày"))
    await page.keyboard.press("Control+a")
    await page.keyboard.type("14")
    await reach(form.get_by_role("checkbox", name="Sửa đổi"))
    await page.keyboard.press("Space")
    await expect(step(page, "Sửa đổi").get_by_role("textbox")).to_have_count(0)
    await step(page, "Chốt văn bản").get_by_label("Ít nhất bao nhiêu ngày").fill("400")
    await (
        step(page, "Biểu quyết")
        .get_by_label("Ai chuyển")
        .select_option(label="ban điều hành phòng")
    )
    await form.get_by_label("Đa số cần có").select_option(label="hai phần ba")
    await expect(form.get_by_text("tán thành ít nhất bằng hai phần ba")).to_be_visible()
    await form.get_by_role("checkbox", name="Bỏ phiếu kín").check()


async def test_an_administrator_sets_one_by_keyboard_and_it_is_seen_in_words(
    administrator: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("400")
    page = await visit(administrator, "/administrator")
    await reach(page.get_by_role("link", name="Thủ tục của đề xuất"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Thủ tục của đề xuất")).to_be_focused()
    await expect(page.get_by_role("button", name="Ngừng dùng")).to_have_count(0)  # the only one
    await reach(page.get_by_role("button", name="Đặt thủ tục mới"))
    await page.keyboard.press("Enter")
    form = page.get_by_role("form", name="Thủ tục mới")
    title = form.get_by_label("Tên thủ tục")
    await expect(title).to_be_focused()

    await written(page)
    await looks_well(page, LOOKS["vi"])
    await looks_well(page)

    frozen = step(page, "Chốt văn bản").get_by_label("Ít nhất bao nhiêu ngày")
    set_it = form.get_by_role("button", name="Đặt thủ tục")
    await reach(set_it)
    await page.keyboard.press("Enter")  # refused here, before anything is sent
    await expect(frozen).to_be_focused()
    await expect(frozen).to_have_attribute("aria-invalid", "true")
    await expect(form.get_by_text("Số ngày là số nguyên từ 0 đến 366")).to_be_visible()
    await frozen.fill("3")
    await set_it.click()  # refused by the server
    await expect(title).to_be_focused()
    await expect(title).to_have_attribute("aria-invalid", "true")
    await expect(frozen).to_have_value("3")
    await expect(form.get_by_role("checkbox", name="Sửa đổi")).not_to_be_checked()
    await title.fill("Thủ tục hai tuần")
    await set_it.click()

    made = shown(page, "Thủ tục hai tuần")
    await expect(made.get_by_role("heading")).to_be_focused()
    await expect(form).to_have_count(0)
    await expect(made).to_contain_text(f"{administrator.person['name']} đặt lúc")
    await expect(made.get_by_role("listitem")).to_have_count(5)
    await expect(made.get_by_role("listitem").first).to_have_text("Thảo luận: ít nhất 14 ngày")
    await expect(made).to_contain_text("Biểu quyết: do ban điều hành phòng chuyển sang")
    await expect(made).to_contain_text("Không ai thấy người khác chọn gì")
    await looks_well(page)
    kept = (await administrator.rows("/procedures"))[-1]
    assert [each["stage"] for each in kept["steps"]] == [
        "discussion", "frozen", "vote", "decided", "answered",
    ]  # fmt: skip
    assert kept["ballot"] == {
        "quorum": 50, "majority": "two_thirds", "secret": True, "shown": "closed",
        "method": "majority", "of": "cast", "strict": None, "status_quo": False, "reasons": "none",
        "binding": True, "highest": 5, "seats": 1, "budget": 0,
    }  # fmt: skip


async def test_one_takes_the_place_of_another_and_one_is_retired(
    administrator: Someone, visit: Visit, guard: Guard
) -> None:
    for title in ("Thủ tục gọn", "Thủ tục thử"):
        steps = [{"stage": "discussion", "days": 7}]
        await administrator.do("POST", "/procedures", title=title, steps=steps)
    page = await visit(administrator, PATH)
    await page.get_by_role("button", name="Đặt thủ tục thay thế: Thủ tục gọn").click()
    form = page.get_by_role("form", name="Thủ tục mới")
    days = step(page, "Thảo luận").get_by_label("Ít nhất bao nhiêu ngày")
    await expect(days).to_have_value("7")  # it begins as the one it replaces
    await expect(form.get_by_label("Thay cho").locator("option:checked")).to_have_text(
        "Thủ tục gọn"
    )
    await form.get_by_label("Tên thủ tục").fill("Thủ tục mười ngày")
    await days.fill("10")
    # Somebody else retires it meanwhile: that is said at its field, and nothing that was typed is lost.
    guard.expect("404")
    gone = next(e for e in await administrator.rows("/procedures") if e["title"] == "Thủ tục gọn")
    await administrator.do("PUT", f"/procedures/{gone['id']}/retirement")
    await form.get_by_role("button", name="Đặt thủ tục").click()
    await expect(form.get_by_role("alert")).to_contain_text("không còn được dùng")
    await expect(days).to_have_value("10")
    await form.get_by_label("Thay cho").select_option(label="Thủ tục thử")
    await form.get_by_role("button", name="Đặt thủ tục").click()
    await expect(shown(page, "Thủ tục mười ngày").get_by_role("heading")).to_be_focused()

    await page.get_by_text("Không còn dùng (").click()
    await expect(shown(page, "Thủ tục thử").first).to_contain_text("Thay bằng “Thủ tục mười ngày”.")
    await page.get_by_role("button", name="Ngừng dùng: Thủ tục mười ngày").click()
    asked = page.get_by_role("dialog")
    await expect(asked).to_contain_text("vẫn đi tiếp như đã chép")
    await asked.get_by_role("button", name="Ngừng dùng", exact=True).click()
    await expect(asked).to_have_count(0)
    await expect(page.get_by_role("button", name="Ngừng dùng")).to_have_count(0)
    await expect(shown(page, "Thủ tục mười ngày")).to_contain_text("Ngừng dùng lúc")
    await looks_well(page)


async def test_whoever_is_no_administrator_is_told_so(
    visit: Visit, guard: Guard, an: Someone
) -> None:
    guard.expect("403")
    page = await visit(an, PATH)
    await expect(page.get_by_role("alert")).to_contain_text("quản trị viên hệ thống")
    await expect(page.get_by_role("button", name="Đặt thủ tục mới")).to_have_count(0)
