"""One's own data on one's own page: taken along, asked about, and answered by an administrator on theirs."""

from playwright.async_api import expect

from tests.web.axe import looks_well
from tests.web.pages.keys import reach
from tests.web.visit import Visit
from tests.world import Someone, World


async def test_somebody_takes_their_data_along_and_is_erased_when_they_ask(
    site: World, visit: Visit, administrator: Someone
) -> None:
    (someone,) = await site.people("Bùi Thị Xuân")
    page = await visit(someone, "/me")
    mine = page.get_by_role("region", name="Dữ liệu của tôi")
    async with page.expect_download() as begun:
        await reach(mine.get_by_role("link", name="Tải dữ liệu về"))
        await page.keyboard.press("Enter")
    download = await begun.value
    assert someone.email in (await download.path()).read_text("utf-8")
    await mine.get_by_label("Bạn yêu cầu").select_option("erasure")
    await expect(mine.get_by_text("Xóa rồi thì không lấy lại được")).to_be_visible()
    await mine.get_by_label("Nói rõ thêm").fill("Xin xóa hết.")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await expect(mine.get_by_text("Trả lời trước")).to_be_visible()
    await looks_well(page)

    office = await visit(administrator, "/me")
    form = office.get_by_role("form", name="Trả lời yêu cầu của Bùi Thị Xuân")
    await expect(form.get_by_text("Xin xóa hết.")).to_be_visible()
    await form.get_by_label("Kết quả").select_option("done")
    await looks_well(office)
    await reach(form.get_by_role("button", name="Trả lời"))
    await office.keyboard.press("Enter")
    await expect(form).to_have_count(0)
    assert (await someone.get("/session"))["person"] is None
