"""Moderation on screen: reported, claimed, decided by keyboard, told, asked about again, and decided by somebody else."""

import re

from playwright.async_api import expect

from tests.web.affair import RUDE, WHY, Affair, begun
from tests.web.guard import Guard
from tests.web.pages.moderation import QueuePage, report
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import World


async def test_from_a_report_to_a_review_by_somebody_else(affair: Affair, visit: Visit) -> None:
    lan = await QueuePage(await visit(affair.lan, "/moderation")).live()
    hoa = await QueuePage(await visit(affair.hoa, "/moderation")).live()
    await report(
        await visit(affair.reporter, path_of(affair.room, affair.thread)), RUDE, "insult", WHY
    )
    await expect(lan.pill).to_be_visible()
    case = await affair.case()
    await expect(await lan.reveal(case)).to_contain_text("1 lần báo")
    await hoa.reveal(case)

    await lan.open(case)
    await expect(lan.button("Ẩn")).to_be_enabled()
    await expect(lan.case).to_contain_text(WHY)
    await expect(lan.case).to_contain_text("Bạn đang xử lý vụ việc này")
    await expect(hoa.row(case)).to_contain_text("Nguyễn Thị Lan đang xem")
    await lan.page.keyboard.press("f")
    await expect(lan.case.get_by_text("Chọn quy tắc bị vi phạm trước")).to_be_visible()
    await lan.page.keyboard.press("4")
    await expect(lan.case.get_by_text("theo quy tắc 4: Xúc phạm")).to_be_visible()
    await lan.page.keyboard.press("f")
    await expect(lan.case).to_contain_text("Bạn đã ẩn.")
    await expect(hoa.row(case)).to_contain_text("Nguyễn Thị Lan đã ẩn")

    author = await visit(affair.author, "/inbox")
    await author.get_by_role("link", name=re.compile("kiểm duyệt|bị ẩn")).click()
    await expect(author.get_by_text("Quy tắc 4: Xúc phạm")).to_be_visible()
    await expect(author.get_by_text(RUDE)).to_be_visible()
    await expect(author.get_by_text("Chỉ bạn và kiểm duyệt viên còn đọc được.")).to_be_visible()
    await author.get_by_label("Vì sao nên xem xét lại?").fill("Tôi trích lời người khác.")
    await author.get_by_role("button", name="Gửi đề nghị xem xét lại").click()
    await expect(author.get_by_text("Đã gửi đề nghị lúc")).to_be_visible()

    await expect(lan.case).to_contain_text("người khác xem xét lại")
    await hoa.view("Xem xét lại")
    await hoa.reveal(case)
    await hoa.open(case)
    await expect(hoa.case).to_contain_text("Tôi trích lời người khác.")
    await expect(hoa.button("Hủy, khôi phục ý kiến")).to_be_enabled()  # it is Hoa's now
    await hoa.page.keyboard.press("o")
    await expect(hoa.case.get_by_text("Hãy giải thích cho người viết trước.")).to_be_visible()
    await hoa.page.keyboard.type("Đúng là lời trích.")
    await hoa.page.keyboard.press("Escape")
    await hoa.page.keyboard.press("o")
    await expect(hoa.case).to_contain_text("Hủy quyết định")

    await expect(author.get_by_text("Quyết định bị hủy")).to_be_visible()
    await expect(author.get_by_text("Quyết định này đã bị hủy khi xem xét lại.")).to_be_visible()
    await expect(author.get_by_text("còn đọc được")).to_have_count(0)
    await expect(author.get_by_text("Đúng là lời trích.")).to_be_visible()
    await author.get_by_role("link", name="Mở chủ đề").click()
    await expect(ThreadPage(author).post(RUDE)).to_be_visible()
    await _told_the_public(visit, affair)


async def _told_the_public(visit: Visit, affair: Affair) -> None:
    """What anybody reads of it: the act, its rule and what the review came to; nobody's name, and the post no more."""
    page = await visit(None, "/moderation/record")
    acts = page.get_by_role("article").filter(has_text="Đúng là lời trích.")
    hidden = acts.filter(
        has=page.get_by_role("heading", name=re.compile("Ẩn một ý kiến · .*Xúc phạm"))
    )
    await expect(hidden).to_contain_text("hủy quyết định")
    await expect(hidden).to_contain_text("Đã bị hủy bỏ bởi")
    for who in (affair.author, affair.reporter, affair.lan, affair.hoa):
        await expect(page.get_by_text(who.person["name"])).to_have_count(0)
    await expect(hidden.get_by_role("link", name="Số liệu đất đai")).to_have_count(0)
    await page.goto("/moderation/statistics")
    whole = page.get_by_role("row").filter(has_text="Cả thời gian").first
    decided, overturned = whole.get_by_role("cell").nth(1), whole.get_by_role("cell").last
    await expect(decided).to_have_text(re.compile("^[1-9]"))
    await expect(overturned).to_have_text(re.compile("^[1-9].*%"))


async def test_the_bar_of_acts_covers_neither_the_rules_nor_what_is_missing(
    affair: Affair, visit: Visit
) -> None:
    case = await affair.reported()
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await lan.page.set_viewport_size({"width": 1280, "height": 700})
    await expect(lan.button("Ẩn")).to_be_enabled()
    await lan.page.keyboard.press("f")
    missing = lan.case.get_by_text("Chọn quy tắc bị vi phạm trước")
    await expect(missing).to_be_in_viewport()
    said, bar = await missing.bounding_box(), await lan.case.locator(".kept").bounding_box()
    assert said
    assert bar
    assert said["y"] + said["height"] <= bar["y"]


async def test_a_case_that_somebody_holds_is_only_read(affair: Affair, visit: Visit) -> None:
    case = await affair.reported()
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await expect(lan.button("Ẩn")).to_be_enabled()
    hoa = await QueuePage(await visit(affair.hoa, f"/moderation/{case}")).live()
    await expect(hoa.case).to_contain_text("Nguyễn Thị Lan đang xử lý")
    await expect(hoa.button("Ẩn")).to_have_count(0)
    await lan.page.goto("/")
    await expect(hoa.button("Nhận xử lý")).to_be_visible()
    await hoa.button("Nhận xử lý").click()
    await expect(hoa.button("Ẩn")).to_be_enabled()


async def test_an_act_is_taken_back_by_one_key_also_in_a_room_one_is_not_in(
    site: World, visit: Visit
) -> None:
    affair = await begun(site, "invited")
    case = await affair.reported()
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await expect(lan.button("Gỡ bỏ")).to_be_enabled()
    for key in "1x":
        await lan.page.keyboard.press(key)
    await expect(lan.case).to_contain_text("Bạn đã gỡ bỏ.")
    await lan.page.keyboard.press("z")
    await expect(lan.case).to_contain_text("Đã hoàn tác.")
    snapshot = await affair.reporter.get(f"/threads/{affair.thread}")
    (post,) = [each for each in snapshot["posts"] if each["id"] == affair.post]
    assert post["hidden_at"] is None


async def test_keys_do_nothing_where_somebody_writes(affair: Affair, visit: Visit) -> None:
    case = await affair.reported()
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await expect(lan.button("Ẩn")).to_be_enabled()
    await lan.page.keyboard.press("4")
    note = lan.case.get_by_label(re.compile("^Lời nhắn cho người viết"))
    await note.fill("")
    await note.press_sequentially("fxd")
    await expect(note).to_have_value("fxd")
    await note.blur()
    await lan.page.keyboard.press("Alt+f")
    await lan.page.keyboard.press("?")
    await expect(lan.page.get_by_role("dialog")).to_contain_text("Chọn quy tắc bị vi phạm")
    await lan.page.keyboard.press("f")
    await lan.page.keyboard.press("Escape")
    assert (await affair.lan.get(f"/moderation/cases/{case}"))["case"]["stage"] == "open"
    await lan.page.keyboard.press("f")
    await expect(lan.case).to_contain_text("Bạn đã ẩn.")


async def test_a_moderator_acts_where_the_post_stands(affair: Affair, visit: Visit) -> None:
    page = await visit(affair.lan, path_of(affair.room, affair.thread))
    thread = await ThreadPage(page).live()
    await thread.menu(thread.post(RUDE), "Kiểm duyệt…")
    await thread.dialog.get_by_label("Xúc phạm").check()
    await thread.dialog.get_by_role("button", name="Ẩn", exact=True).click()
    await expect(thread.dialog).to_have_count(0)
    await expect(thread.posts.filter(has_text=RUDE)).to_have_count(0)
    reader = await visit(affair.reporter, path_of(affair.room, affair.thread))
    there = await ThreadPage(reader).live()
    await there.posts.last.get_by_role("button", name=re.compile("^Thao tác khác")).click()
    await expect(reader.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    for act in ("Báo vi phạm", "Kiểm duyệt…"):
        await expect(reader.get_by_role("button", name=act)).to_have_count(0)


async def test_nobody_reports_what_is_their_own_and_the_queue_is_for_moderators(
    affair: Affair, visit: Visit, guard: Guard
) -> None:
    page = await visit(affair.author, path_of(affair.room, affair.thread))
    thread = await ThreadPage(page).live()
    await thread.post(RUDE).get_by_role("button", name=re.compile("^Thao tác khác")).click()
    await expect(page.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    await expect(page.get_by_role("button", name="Báo vi phạm")).to_have_count(0)
    await expect(page.get_by_role("banner").get_by_role("link", name="Kiểm duyệt")).to_have_count(0)
    guard.expect("status of 404")
    await page.goto("/moderation")
    await expect(page.get_by_text("Trang này dành cho kiểm duyệt viên.")).to_be_visible()
    desk = await visit(affair.lan, "/")
    await desk.get_by_role("banner").get_by_role("link", name="Kiểm duyệt").click()
    await QueuePage(desk).live()
    phone = await visit(affair.lan, "/", viewport=PHONE)
    await phone.get_by_role("button", name="Danh sách phòng").click()
    await phone.get_by_role("dialog").get_by_role("link", name="Kiểm duyệt").click()
    await QueuePage(phone).live()
