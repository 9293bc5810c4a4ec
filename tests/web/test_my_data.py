"""One's own data on one's own page: taken along, asked about, and answered in the queue by those who may, an erasure by two."""

from playwright.async_api import Page, expect

from tests.debate import gather
from tests.desk import moderators
from tests.moderation.requesting import asked, owners, refused_as
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.keys import reach
from tests.web.visit import Visit
from tests.world import Someone, World

WORDS = "Lời sẽ không còn nữa."


async def _asks(page: Page, kind: str, words: str) -> None:
    mine = page.get_by_role("region", name="Dữ liệu của tôi")
    await mine.get_by_label("Bạn yêu cầu").select_option(kind)
    if kind == "erasure":
        await expect(mine.get_by_text("Xóa rồi thì không lấy lại được")).to_be_visible()
    await mine.get_by_label("Nói rõ thêm").fill(words)
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(mine.get_by_text("Trả lời trước")).to_be_visible()


async def _case(site: World, who: Someone) -> int:
    async with site.sql() as conn:
        query = "select max(id) from moderation_case where asked is not null and person_id = $1"
        case_id: int = await conn.fetchval(query, who.id)
        return case_id


async def test_somebody_takes_their_data_along(site: World, visit: Visit) -> None:
    (someone,) = await site.people("Bùi Thị Xuân")
    page = await visit(someone, "/me")
    mine = page.get_by_role("region", name="Dữ liệu của tôi")
    async with page.expect_download() as begun:
        await reach(mine.get_by_role("link", name="Tải dữ liệu về"))
        await page.keyboard.press("Enter")
    download = await begun.value
    assert someone.email in (await download.path()).read_text("utf-8")


async def test_somebody_asks_to_be_erased_one_proposes_it_and_another_confirms(
    site: World, visit: Visit
) -> None:
    debate = await gather(site)
    await debate.say(debate.member, WORDS)
    reader = await visit(debate.owner, f"/r/{debate.room_id}/t/{debate.thread_id}")
    await expect(reader.get_by_text(WORDS)).to_be_visible()
    one, other = await owners(site, "Phan Thị Trả Lời", "Hồ Văn Xác Nhận")
    page = await visit(debate.member, "/me")
    await _asks(page, "erasure", "Xin xóa hết.")
    await looks_well(page)
    case_id = await _case(site, debate.member)

    office = await visit(one, "/moderation")
    line = office.get_by_role("link", name=f"Vụ việc {case_id}")
    await expect(line).to_contain_text("Yêu cầu xóa dữ liệu")
    await expect(line).to_contain_text("người dùng yêu cầu")
    await reach(line)
    await office.keyboard.press("Enter")
    case = office.get_by_role("region", name="Vụ việc đang mở")
    await expect(case.get_by_text("Xin xóa hết.")).to_be_visible()
    await expect(case.get_by_text("Bạn đang xử lý vụ việc này")).to_be_visible()
    await looks_well(office)
    await reach(case.get_by_role("button", name="Đề nghị xóa"))
    await office.keyboard.press("Enter")
    await expect(case.get_by_text("Đã đề nghị xóa: chờ người thứ hai.")).to_be_visible()
    await expect(case.get_by_text("Bạn đã đề nghị, nên người khác phải xác nhận.")).to_be_visible()
    await expect(case.get_by_role("button", name="Rút đề nghị")).to_be_enabled()
    await expect(reader.get_by_text(WORDS)).to_be_visible()

    second = await visit(other, f"/moderation/{case_id}?view=proposed")
    theirs = second.get_by_role("region", name="Vụ việc đang mở")
    await expect(theirs.get_by_text("Phan Thị Trả Lời đề nghị lúc")).to_be_visible()
    await looks_well(second)
    await reach(theirs.get_by_role("button", name="Xác nhận và xóa"))
    await second.keyboard.press("Enter")
    await expect(theirs.get_by_text("Đã xác nhận: dữ liệu đã bị xóa.")).to_be_visible()
    await expect(theirs.get_by_text("Tài khoản đã xóa")).to_be_visible()
    await expect(case.get_by_text("đã thực hiện yêu cầu")).to_be_visible()
    await expect(case.get_by_text("Đã đề nghị xóa: chờ người thứ hai.")).to_have_count(0)
    await expect(reader.get_by_text(WORDS)).to_have_count(0)
    assert (await debate.member.get("/session"))["person"] is None


async def test_a_refusal_is_told_with_its_ground_and_can_be_reviewed(
    site: World, visit: Visit
) -> None:
    (someone,) = await site.people("Bùi Thị Xuân")
    (owner,) = await owners(site, "Phan Thị Trả Lời")
    page = await visit(someone, "/me")
    await _asks(page, "correction", "Sửa ngày sinh của tôi.")
    case_id = await _case(site, someone)
    office = await visit(owner, f"/moderation/{case_id}")
    case = office.get_by_role("region", name="Vụ việc đang mở")
    await expect(case.get_by_text("Bạn đang xử lý vụ việc này")).to_be_visible()
    await office.keyboard.press("x")
    await expect(case.get_by_text("Chọn lý do trước.")).to_be_visible()
    await office.keyboard.press("Escape")
    await case.get_by_label("Tự làm được trên trang cá nhân").check()
    await case.get_by_label("Lời nhắn cho người yêu cầu").fill("Bạn sửa ở trang cá nhân.")
    await case.get_by_role("button", name="Không thực hiện").click()
    await expect(case.get_by_text("Bạn đã từ chối yêu cầu.")).to_be_visible()
    await looks_well(office)

    await page.goto("/inbox")
    await page.get_by_role("link", name="Có trả lời cho yêu cầu về dữ liệu của bạn").click()
    await expect(page.get_by_text("không được thực hiện")).to_be_visible()
    await expect(page.get_by_text("Bạn sửa ở trang cá nhân.")).to_be_visible()
    await expect(page.get_by_text("Sửa ngày sinh của tôi.")).to_be_visible()
    await page.get_by_label("Vì sao nên xem xét lại?").fill("Tôi không sửa được.")
    await page.get_by_role("button", name="Gửi đề nghị xem xét lại").click()
    await expect(page.get_by_text("Đã gửi đề nghị lúc")).to_be_visible()
    await looks_well(page)


async def test_who_only_moderates_is_told_who_may_answer(
    site: World, visit: Visit, guard: Guard
) -> None:
    (someone,) = await site.people("Bùi Thị Xuân")
    case_id = await asked(site, someone, "correction", "Sửa ngày sinh của tôi.")
    (moderator,) = await moderators(site, "Dương Thị Xét")
    await owners(site, "Phan Thị Trả Lời")
    guard.expect("status of 403")
    guard.expect("status of 409")
    page = await visit(moderator, f"/moderation/{case_id}")
    case = page.get_by_role("region", name="Vụ việc đang mở")
    await expect(case.get_by_text("Người có thể trả lời: ")).to_contain_text("Phan Thị Trả Lời")
    await expect(case.get_by_text("Yêu cầu đính chính dữ liệu")).to_be_visible()
    await expect(case.get_by_text("Bùi Thị Xuân")).to_have_count(0)
    await looks_well(page)


async def test_a_request_is_answered_by_one_letter(site: World, visit: Visit) -> None:
    (someone,) = await site.people("Bùi Thị Xuân")
    (owner,) = await owners(site, "Phan Thị Trả Lời")
    await refused_as(owner, await asked(site, someone, "correction"))
    case_id = await asked(site, someone, "export", "Cho tôi mọi dữ liệu.")
    page = await visit(owner, f"/moderation/{case_id}")
    case = page.get_by_role("region", name="Vụ việc đang mở")
    await expect(case.get_by_text("Cho tôi mọi dữ liệu.")).to_be_visible()
    await expect(case.get_by_text("Bạn đang xử lý vụ việc này")).to_be_visible()
    await looks_well(page)
    await page.keyboard.press("d")
    await expect(case.get_by_text("Bạn đã thực hiện yêu cầu.")).to_be_visible()
