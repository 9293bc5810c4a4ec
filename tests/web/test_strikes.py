"""The policy of strikes in a browser: moderators read it, an owner of their room sets it step by step and tries it first."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, expect

from tests.web.affair import Affair
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.moderation import QueuePage
from tests.web.visit import Visit
from tests.world import Someone, World

PAGE = "/moderation?view=policy"
FIRST = (
    "Từ 5 vi phạm trong 30 ngày: gợi ý tạm khóa tài khoản 7 ngày.",
    "Từ 10 vi phạm trong 90 ngày: gợi ý tạm khóa tài khoản 30 ngày.",
    "Từ 3 lần bị tạm khóa từ trước đến nay rồi lại vi phạm: gợi ý khóa vĩnh viễn.",
)


@pytest.fixture(autouse=True)
async def _unset(site: World) -> AsyncIterator[None]:
    """Nobody has set a policy, before and after."""
    async with site.sql() as conn:
        await conn.execute("delete from strike_policy")
        yield
        await conn.execute("delete from strike_policy")


async def test_an_owner_sets_the_policy_and_a_moderator_reads_it(
    administrator: Someone, affair: Affair, visit: Visit
) -> None:
    page = await visit(administrator, "/moderation")
    await page.get_by_role("link", name="Chính sách gợi ý biện pháp").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Chính sách gợi ý biện pháp")
    await expect(page.get_by_text("Chưa ai đặt lại")).to_be_visible()
    steps = page.get_by_role("list", name="Các bước").get_by_role("listitem")
    for n, sentence in enumerate(FIRST):
        await expect(steps.nth(n)).to_contain_text(sentence)

    await page.get_by_role("button", name="Thêm bước").click()
    fresh = steps.nth(3)
    await expect(fresh.get_by_label("Đếm")).to_be_focused()
    await fresh.get_by_label("Từ bao nhiêu").fill("2 lần")
    await page.get_by_role("button", name="Lưu chính sách").click()
    await expect(fresh.get_by_label("Từ bao nhiêu")).to_be_focused()
    await expect(fresh).to_contain_text("Cần một số nguyên từ 1 đến 1000.")
    await looks_well(page)
    await fresh.get_by_label("Từ bao nhiêu").fill("2")
    await fresh.get_by_label("Trong bao nhiêu ngày", exact=True).fill("")
    await expect(fresh).to_contain_text("Từ 2 vi phạm từ trước đến nay: gợi ý nhắc nhở.")

    await _by_keyboard(page)
    trial = page.get_by_role("region", name="Thử chính sách")
    await trial.get_by_label("Số vi phạm").fill("2")
    await expect(trial.get_by_role("status")).to_have_text("Gợi ý nhắc nhở.")
    await trial.get_by_label("Số lần bị tạm khóa trước đó").fill("3")
    await expect(trial.get_by_role("status")).to_have_text("Gợi ý khóa vĩnh viễn.")
    await page.get_by_role("button", name="Lưu chính sách").click()
    await expect(page.get_by_text("Đã lưu, có hiệu lực ngay.")).to_be_visible()
    await expect(page.get_by_text(f"{administrator.person['name']} đặt lúc")).to_be_visible()
    kept = (await administrator.get("/moderation/strikes"))["steps"]
    assert [(each["act"], each["least"], each["within_days"]) for each in kept] == [
        ("warn", 2, None), ("suspend", 5, 30), ("ban", 3, None),
    ]  # fmt: skip

    queue = await QueuePage(await visit(affair.lan, "/moderation")).live()
    reader = queue.page
    await reader.get_by_role("link", name="Chính sách gợi ý biện pháp").click()
    listed = reader.get_by_role("list", name="Các bước").get_by_role("listitem")
    await expect(listed).to_have_count(3)
    await expect(listed.first).to_have_text("Từ 2 vi phạm từ trước đến nay: gợi ý nhắc nhở.")
    await expect(reader.get_by_role("button", name="Lưu chính sách")).to_have_count(0)
    await reader.get_by_text("Chính sách ban đầu").click()
    await expect(reader.get_by_text(FIRST[1])).to_be_visible()
    await looks_well(reader)


async def _by_keyboard(page: Page) -> None:
    """The last step goes to the top, the third is removed; the focus stays where one goes on."""
    up = page.get_by_role("button", name="Lên bước 4")
    await up.focus()
    for n in (3, 2, 1):
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status").filter(has_text=f"Nay là bước {n}.")).to_be_attached()  # fmt: skip
    await expect(page.get_by_role("button", name="Xuống bước 1")).to_be_focused()
    await page.get_by_role("button", name="Bỏ bước 3").focus()
    await page.keyboard.press("Enter")
    steps = page.get_by_role("list", name="Các bước").get_by_role("listitem")
    await expect(steps).to_have_count(3)
    await expect(steps.nth(2)).to_be_focused()


async def test_it_is_there_for_those_who_moderate_alone_and_reads_in_english_too(
    site: World, an: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("404")
    page = await visit(an, PAGE)
    await expect(page.get_by_text("Trang này dành cho người kiểm duyệt.")).to_be_visible()
    english = await site.person("Lê Hoàng Phương", "agency", language="en")
    async with site.appointed(english):
        page = await visit(english, PAGE)
        await expect(page.get_by_role("heading", level=1)).to_have_text("Suggested measures")
        sentence = "5 or more violations within 30 days: a suspension of 7 days is suggested."
        await expect(page.get_by_text(sentence)).to_be_visible()
        await looks_well(page)
