"""What is done about an author, on screen: warned and suspended from the queue, and a ban that two decide."""

import re

import pytest
from playwright.async_api import Page, expect

from tests.web.affair import Affair
from tests.web.axe import LOOKS, looks_well
from tests.web.guard import Guard
from tests.web.pages.moderation import QueuePage
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit

NOTE = "Đã nhắc hai lần, vẫn tiếp tục."


async def _form(queue: QueuePage, act: str) -> None:
    """The form, unfolded and filled in."""
    await expect(queue.case.get_by_text("Bạn đang xử lý vụ việc này")).to_be_visible()
    await queue.case.get_by_text("Biện pháp với người viết…").click()
    form = queue.case.get_by_role("form", name="Về người viết")
    await form.get_by_label(act, exact=True).check()
    await form.get_by_label("Quy tắc bị vi phạm").select_option("insult")
    await form.get_by_label(re.compile("^Lời nhắn về biện pháp")).fill(NOTE)


async def test_an_author_is_warned_then_suspended_and_reads_until_when(
    affair: Affair, visit: Visit, guard: Guard
) -> None:
    case = await affair.reported()
    queue = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await expect(queue.case).to_contain_text("Chưa có biện pháp nào.")
    await _form(queue, "Nhắc nhở")
    await queue.button("Thực hiện").click()
    await expect(queue.case).to_contain_text("Bạn đã nhắc nhở người viết.")
    await queue.button("Quyết định lại").click()
    await _form(queue, "Tạm khóa tài khoản")
    days = queue.case.get_by_label("Trong bao nhiêu ngày")
    await days.fill("3")
    await queue.button("Thực hiện").click()
    await expect(queue.case).to_contain_text("Bạn đã tạm khóa tài khoản người viết.")
    await expect(queue.case.get_by_text("Tạm khóa tài khoản, ")).to_contain_text("đến ")

    author = await visit(affair.author, "/inbox")
    await author.get_by_role("link", name=re.compile("kiểm duyệt|khóa")).first.click()
    await expect(author.get_by_text("Tài khoản của bạn bị tạm khóa vì")).to_be_visible()
    await expect(author.get_by_text("không viết được ở phòng nào")).to_contain_text("Đến ")
    await expect(author.get_by_text(NOTE)).to_be_visible()
    await expect(author.get_by_role("button", name="Gửi đề nghị xem xét lại")).to_be_visible()
    guard.expect("status of 403")
    await author.goto(path_of(affair.room, affair.thread))
    thread = await ThreadPage(author).live()
    await thread.field.fill("Tôi xin nói thêm một điều.")
    await thread.send.click()
    await expect(author.get_by_text("Tài khoản của bạn đang bị khóa").first).to_be_visible()
    await expect(author.get_by_text("Tôi xin nói thêm một điều.").first).to_be_visible()
    await _sees_why(author)
    await author.get_by_role("button", name="Sửa", exact=True).click()
    await expect(thread.field).to_have_value("Tôi xin nói thêm một điều.")


async def _sees_why(author: Page) -> None:
    """Beside the refusal is until when, and the way to the decision; also at a form, and what is typed there stays."""
    row = author.get_by_role("article").filter(has_text="Tôi xin nói thêm một điều.")
    await expect(row).to_contain_text(re.compile(r"Đến \d\d/\d\d/\d{4} \d\d:\d\d\."))
    await expect(row.get_by_role("link", name="Xem quyết định")).to_have_attribute(
        "href", re.compile(r"^/decisions/\d+$")
    )
    other = await author.context.new_page()
    await other.goto("/me")
    profile = other.get_by_role("form", name="Hồ sơ")
    await profile.get_by_label("Tên").fill("Hãy đọc lời tôi")
    await profile.get_by_role("button").first.click()
    await expect(profile.get_by_text("Tài khoản của bạn đang bị khóa")).to_be_visible()
    await profile.get_by_role("link", name="Xem quyết định").click()
    await expect(other.get_by_text("Tài khoản của bạn bị tạm khóa vì")).to_be_visible()
    await other.close()


async def test_a_ban_waits_for_a_second_moderator(affair: Affair, visit: Visit) -> None:
    case = await affair.reported()
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await _form(lan, "Khóa vĩnh viễn")
    await expect(lan.case).to_contain_text("Một kiểm duyệt viên thứ hai phải xác nhận")
    await lan.button("Đề xuất khóa vĩnh viễn").click()
    await expect(lan.case).to_contain_text("một kiểm duyệt viên khác phải xác nhận")
    await expect(lan.button("Xác nhận khóa")).to_have_count(0)

    hoa = await QueuePage(await visit(affair.hoa, "/moderation")).live()
    await hoa.view("Chờ người thứ hai")
    await (await hoa.reveal(case)).click()
    await expect(hoa.case).to_contain_text("Nguyễn Thị Lan đề xuất")
    await expect(hoa.case).to_contain_text(NOTE)
    await hoa.button("Xác nhận khóa").click()
    await expect(hoa.case).to_contain_text("Đã xác nhận")
    await expect(hoa.case).to_contain_text("đã khóa vĩnh viễn tài khoản người viết")


async def test_who_proposed_a_ban_takes_it_back(affair: Affair, visit: Visit) -> None:
    case = await affair.reported()
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await _form(lan, "Khóa vĩnh viễn")
    await lan.button("Đề xuất khóa vĩnh viễn").click()
    await lan.button("Rút đề xuất").click()
    await expect(lan.case).to_contain_text("Đã rút đề xuất")
    await expect(lan.button("Rút đề xuất")).to_have_count(0)
    assert (await affair.lan.get(f"/moderation/cases/{case}"))["case"]["stage"] == "open"


@pytest.mark.parametrize("language", LOOKS)
async def test_the_screens_about_an_author(affair: Affair, visit: Visit, language: str) -> None:
    for who in (affair.lan, affair.author):
        about_me = {"name": who.person["name"], "organisation": "", "constituency": "expert"}
        await who.do("PUT", "/me", language=language, **about_me)
    case = await affair.reported()
    page = await visit(affair.lan, f"/moderation/{case}")
    await page.get_by_text(
        {"vi": "Biện pháp với người viết…", "en": "Do something about the author…"}[language]
    ).click()
    await page.get_by_label({"vi": "Tạm khóa tài khoản", "en": "Suspend"}[language]).check()
    await looks_well(page, LOOKS[language])
    await affair.lan.do(
        "POST", f"/posts/{affair.post}/acts", act="suspend", reason="insult", days=3
    )  # fmt: skip
    queue = await affair.lan.get(f"/moderation/cases/{case}")
    act = queue["acts"][-1]["id"]
    page = await visit(affair.author, f"/decisions/{act}")
    await expect(page.locator("time").first).to_be_visible()
    await looks_well(page, LOOKS[language])
