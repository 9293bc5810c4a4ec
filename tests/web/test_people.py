"""People in rooms, in a browser and by keyboard: invited and let in, muted and heard again, named as the room has it."""

import re

from playwright.async_api import expect

from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.keys import reach
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import PASSWORD, Someone, World


async def test_a_link_is_made_and_somebody_new_comes_in_by_it(
    site: World, visit: Visit, an: Someone, guard: Guard
) -> None:
    room = await site.room(an, title="Khơi thông dữ liệu mở")
    page = await visit(an, f"/r/{room}")
    keys = page.keyboard
    await reach(page.get_by_role("button", name="Mời tham gia"))
    await keys.press("Enter")
    dialog = page.get_by_role("dialog", name="Mời vào phòng")
    await expect(dialog.get_by_text("Chưa có lời mời nào đang mở.")).to_be_visible()
    await reach(dialog.get_by_role("button", name="Tạo liên kết"))
    await keys.press("Enter")
    link = dialog.get_by_label("Liên kết mời")
    await expect(link).to_have_value(re.compile(r"/join#[\w-]{22}$"))
    await expect(link).to_be_focused()
    await expect(link).to_be_in_viewport()
    await looks_well(page)
    address = await link.input_value()

    guest = await visit(None, address.removeprefix(site.url))
    await expect(guest.get_by_role("heading", level=1)).to_have_text("Khơi thông dữ liệu mở")
    await expect(guest.get_by_text("Nguyễn Văn An mời tham gia")).to_be_visible()
    assert guest.url == f"{site.url}/join", "the token leaves the address at once"
    await looks_well(guest)
    await reach(guest.get_by_role("main").get_by_role("link", name="Mở tài khoản mới"))
    await guest.keyboard.press("Enter")
    for label, text in (
        ("Họ và tên", "Vũ Thị Mai"),
        ("Địa chỉ thư điện tử", f"mai{room}@vidu.invalid"),
        ("Mật khẩu", PASSWORD),
    ):
        await reach(guest.get_by_label(label, exact=True))
        await guest.keyboard.type(text)
    await guest.keyboard.press("Enter")
    capacity = guest.get_by_label("Tư cách tham gia")
    await expect(capacity).to_be_focused()
    await expect(capacity).to_have_value("")
    await capacity.select_option("scientist")
    await reach(guest.get_by_label("Mật khẩu", exact=True))
    await guest.keyboard.press("Enter")
    await reach(guest.get_by_role("main").get_by_role("button", name="Nhận lời mời"))
    await guest.keyboard.press("Enter")
    await guest.wait_for_url(f"{site.url}/r/{room}")
    await expect(guest.get_by_role("heading", level=1)).to_have_text("Khơi thông dữ liệu mở")
    token = address.partition("#")[2]
    assert not [url for url in guard.requested if token in url], (
        "no request bears the token in its address"
    )

    row = dialog.get_by_role("button", name=re.compile("^Thu hồi lời mời"))
    await reach(row)
    await keys.press("Enter")
    await expect(dialog.get_by_text("Chưa có lời mời nào đang mở.")).to_be_visible()
    assert (await an.get(f"/rooms/{room}"))["members"][1]["name"] == "Vũ Thị Mai"


async def test_an_invitation_that_is_over_says_so(
    site: World, visit: Visit, an: Someone, binh: Someone, guard: Guard
) -> None:
    guard.expect("status of 40[49]")
    room = await site.room(an)
    made = await an.do("POST", f"/rooms/{room}/invitations/links")
    await an.do("DELETE", f"/rooms/{room}/invitations/{made['result']['id']}")
    page = await visit(binh, f"/join#{made['token']}")
    await expect(page.get_by_role("alert")).to_have_text("Lời mời này đã bị thu hồi.")
    await page.goto("/")
    await page.goto("/join#khong-co")
    await expect(page.get_by_role("alert")).to_contain_text("Không có lời mời này.")
    await looks_well(page)


async def test_somebody_is_muted_and_heard_again(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await site.reply(binh, thread, "Ý kiến mà An không muốn đọc.")
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    page, keys = his.page, his.page.keyboard
    await reach(his.post("không muốn đọc").get_by_role("button", name=re.compile("^Thao tác khác")))
    await keys.press("Enter")
    await reach(page.get_by_role("button", name="Ẩn người này", exact=True))
    await keys.press("Enter")

    line = page.get_by_role("button", name="Ý kiến của người đã ẩn")
    await expect(line).to_have_attribute("aria-expanded", "false")
    await expect(page.get_by_text("không muốn đọc")).to_have_count(0)
    await looks_well(page)
    await site.reply(binh, thread, "Một ý kiến nữa.")
    await expect(page.get_by_text("Một ý kiến nữa.")).to_have_count(0)
    await reach(line.first)
    await keys.press("Enter")
    await expect(page.get_by_text("không muốn đọc")).to_be_visible()
    await expect(his.post("không muốn đọc")).to_be_focused()

    await page.goto("/me")
    await reach(page.get_by_role("button", name="Thôi ẩn Trần Thị Bình"))
    await looks_well(page)
    await reach(page.get_by_role("button", name="Thôi ẩn Trần Thị Bình"))
    await keys.press("Enter")
    await expect(page.get_by_text("Chưa ẩn ai.")).to_be_visible()
    await page.goto(path_of(room, thread))
    await expect(page.get_by_text("Một ý kiến nữa.")).to_be_visible()


async def test_a_room_is_opened_that_shows_pseudonyms(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    page = await visit(an, "/")
    await reach(page.get_by_role("button", name="Mở phòng mới"))
    await page.keyboard.press("Enter")
    await reach(page.get_by_label("Tên phòng"))
    await page.keyboard.type("Góp ý thẳng thắn")
    await reach(page.get_by_label("Hiện tên thành viên"))
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await reach(page.get_by_role("dialog").get_by_role("button", name="Mở phòng mới"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Góp ý thẳng thắn")
    room = int(page.url.rpartition("/")[2])
    assert (await an.get(f"/rooms/{room}"))["room"]["naming"] == "pseudonyms"
    await an.do("POST", f"/rooms/{room}/members", email=binh.email, role="member")
    thread = await site.thread(an, room)
    await site.reply(binh, thread, "Xin nói thẳng.")

    his = await ThreadPage(await visit(an, path_of(room, thread))).live()

    await expect(his.post("Xin nói thẳng.")).to_contain_text("Chuyên gia 2")
    await expect(his.page.get_by_text("Trần Thị Bình")).to_have_count(0)
    transcript = await visit(an, f"/r/{room}/transcript")
    await expect(transcript.get_by_role("heading", name="Chuyên gia 2")).to_be_visible()
    await expect(transcript.get_by_text("Trần Thị Bình")).to_have_count(0)


async def test_an_administrator_sees_rights_with_their_reasons_and_verifies(
    site: World, visit: Visit, administrator: Someone
) -> None:
    owner, hoa = await site.people("Lê Quý Đôn", "Đoàn Thị Điểm")
    room = await site.room(owner, hoa, title="Chính sách thí điểm")
    page = await visit(administrator, "/me")
    keys = page.keyboard
    for name in ("Quản trị", "Quyền của một người"):
        await reach(page.get_by_role("main").get_by_role("link", name=name))
        await keys.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Quyền của một người")
    await reach(page.get_by_label("Tên hoặc địa chỉ thư"))
    await keys.type(hoa.email)
    await keys.press("Enter")
    await reach(page.get_by_role("button", name="Xem quyền của Đoàn Thị Điểm"))
    await keys.press("Enter")
    await expect(page.get_by_text("Đơn vị chưa được xác minh.")).to_be_visible()
    await reach(page.get_by_role("button", name="Xem quyền trong phòng Chính sách thí điểm"))
    await keys.press("Enter")
    table = page.get_by_role("table", name="Trong phòng Chính sách thí điểm")
    await expect(
        page.get_by_text(re.compile("^Thành viên từ .*, do Lê Quý Đôn trao."))
    ).to_be_visible()
    await expect(
        table.get_by_role("row", name=re.compile("^Gửi ý kiến Có vai trò trong phòng"))
    ).to_be_visible()
    await expect(
        table.get_by_role(
            "row", name=re.compile("^Đóng chủ đề Không vai trò trong phòng không được")
        )
    ).to_be_visible()
    await looks_well(page)
    await reach(page.get_by_role("button", name="Xác minh đơn vị"), "Shift+Tab")
    await keys.press("Enter")
    await expect(page.get_by_text(re.compile("^Đơn vị được xác minh từ"))).to_be_visible()

    shown = await visit(hoa, f"/r/{room}")
    await expect(shown.get_by_role("img", name="Đơn vị đã được xác minh")).to_be_visible()

    await reach(page.get_by_role("button", name="Rút xác minh"))
    await keys.press("Enter")
    await reach(page.get_by_role("dialog").get_by_label("Lý do"))
    await keys.type("Đã chuyển công tác")
    await reach(page.get_by_role("dialog").get_by_role("button", name="Rút xác minh"))
    await keys.press("Enter")
    await expect(page.get_by_text("Đơn vị chưa được xác minh.")).to_be_visible()
    await expect(shown.get_by_role("img", name="Đơn vị đã được xác minh")).to_have_count(0)


async def test_the_view_of_rights_is_for_administrators(
    visit: Visit, an: Someone, guard: Guard
) -> None:
    guard.expect("status of 403")
    page = await visit(an, "/administrator/rights")
    await page.get_by_label("Tên hoặc địa chỉ thư").fill("Bình")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_have_text(
        "Chỉ quản trị viên hệ thống được làm việc này."
    )


async def test_somebody_is_taken_out_of_a_room_with_a_reason(site: World, visit: Visit) -> None:
    owner, hoa = await site.people("Lê Quý Đôn", "Đoàn Thị Điểm")
    room = await site.room(owner, hoa)
    page = await visit(owner, f"/r/{room}")
    for name in ("Cài đặt phòng", "Đưa Đoàn Thị Điểm ra khỏi phòng"):
        await reach(page.get_by_role("button", name=name))
        await page.keyboard.press("Enter")
    asked = page.get_by_role("dialog", name="Đưa Đoàn Thị Điểm ra khỏi phòng")
    await reach(asked.get_by_label("Lý do"))
    await page.keyboard.type("Hết nhiệm kỳ")
    await reach(asked.get_by_role("button", name="Đưa ra khỏi phòng"))
    await page.keyboard.press("Enter")
    await expect(asked).to_have_count(0)

    last = (await owner.get(f"/rooms/{room}/entries?after=0"))["entries"][-1]
    assert (last["event"]["type"], last["event"]["reason"]) == ("member.removed", "Hết nhiệm kỳ")
