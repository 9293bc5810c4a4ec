"""A rule that ranks options: set by an administrator, opened with its options, cast by keyboard, counted before everybody's eyes."""

from playwright.async_api import Page, expect

from server.voting import following
from tests.debate import gather
from tests.rooms.proposals.tabling import opened
from tests.rooms.voting.polling import over
from tests.serving import SIGNER
from tests.web.axe import looks_well
from tests.web.pages.keys import reach
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World

OPTIONS = ("Mở ngay", "Mở sau một năm", "Thí điểm ở ba tỉnh")
STATUS_QUO = "Giữ nguyên hiện trạng"


async def test_options_are_ranked_from_the_form_of_the_rule_to_the_result(
    site: World, visit: Visit, administrator: Someone
) -> None:
    page = await visit(administrator, "/administrator/procedures")
    await page.get_by_role("button", name="Đặt thủ tục mới").click()
    await set_rule(page)
    made = page.get_by_role("main").locator("li.card").filter(has_text="Chọn một trong nhiều")
    await expect(made).to_contain_text("theo phương pháp Schulze")
    procedure = (await administrator.rows("/procedures"))[-1]
    assert (procedure["ballot"]["method"], procedure["ballot"]["status_quo"]) == ("schulze", True)

    debate = await gather(site, visibility="public")
    table = await opened(debate, debate.member, procedure["id"])
    await table.stage(debate.owner, "vote")
    owner = await visit(debate.owner, f"{table.path}?view=vote")
    await enter(owner)
    await owner.get_by_role("button", name="Mở biểu quyết").click()
    await expect(owner.get_by_text("0 trong 4 người đã bỏ phiếu")).to_be_visible()

    voter = await visit(debate.member, f"{table.path}?view=vote", viewport=PHONE)
    await cast_ranks(voter)

    (vote,) = (await debate.owner.get(f"{table.path}/votes"))["votes"]
    assert [each["title"] for each in vote["options"]] == [*OPTIONS, STATUS_QUO]
    for who, ballot in ((debate.owner, [[3], [2]]), (debate.moderator, [[2], [1, 3], [4]])):
        await who.do("PUT", f"/votes/{vote['id']}/ballot", ballot=ballot, version=1)
    await over(site, vote["id"])
    await following.look(site.app.state.store, SIGNER)
    await expect(owner.get_by_text(f"Đã chọn: {OPTIONS[2]}.")).to_be_visible()
    beside = owner.get_by_role("table", name="so với từng phương án khác")
    await expect(beside.get_by_role("row", name=f"{OPTIONS[0]} 2 0")).to_be_visible()
    await owner.get_by_text("Cách kiểm phiếu, từng bước").click()
    await expect(owner.get_by_role("table").last).to_be_visible()
    await looks_well(owner)
    minutes = await visit(None, f"{table.path}/minutes")
    await expect(minutes.get_by_text("theo phương pháp Schulze")).to_be_visible()


async def set_rule(page: Page) -> None:
    """The rule, in the form of a procedure."""
    form = page.get_by_role("form", name="Thủ tục mới")
    await form.get_by_label("Tên thủ tục").fill("Chọn một trong nhiều phương án")
    for stage in ("Sửa đổi", "Chốt văn bản"):
        await form.get_by_role("checkbox", name=stage).uncheck()
    await form.get_by_label("Cách biểu quyết").select_option(
        label="Xếp hạng, so từng đôi (Schulze)"
    )
    await expect(form.get_by_label("Đa số cần có")).to_have_count(0)
    await form.get_by_role("checkbox", name="Giữ nguyên hiện trạng").check()
    await form.get_by_label("Tỷ lệ tham gia").fill("0")
    await looks_well(page)
    await form.get_by_role("button", name="Đặt thủ tục").click()


async def enter(owner: Page) -> None:
    """The options, by keyboard: one of them twice at first, and in another order."""
    await reach(owner.get_by_label("Phương án 1", exact=True))
    await owner.keyboard.type(OPTIONS[1])
    await owner.keyboard.press("Enter")
    await owner.keyboard.type(OPTIONS[1])
    await reach(owner.get_by_role("button", name="Mở biểu quyết"))
    await owner.keyboard.press("Enter")
    await expect(owner.get_by_text("trùng tên với một phương án khác")).to_be_visible()
    second = owner.get_by_label("Phương án 2", exact=True)
    await expect(second).to_be_focused()
    await expect(second).to_have_attribute("aria-invalid", "true")
    await second.fill(OPTIONS[0])
    await owner.keyboard.press("Alt+ArrowUp")
    await expect(owner.get_by_label("Phương án 1", exact=True)).to_be_focused()
    await expect(owner.get_by_label("Phương án 1", exact=True)).to_have_value(OPTIONS[0])
    await owner.keyboard.press("Enter")
    await owner.keyboard.press("Enter")
    await expect(owner.get_by_label("Phương án 3", exact=True)).to_be_focused()
    await owner.keyboard.type(OPTIONS[2])
    await looks_well(owner)


async def cast_ranks(voter: Page) -> None:
    """A ballot by keyboard, mended once before it is cast."""
    for option, rank in ((OPTIONS[2], "1"), (OPTIONS[0], "2"), (STATUS_QUO, "3")):
        await reach(voter.get_by_label(option))
        await voter.keyboard.type(rank)
    await looks_well(voter)
    await reach(voter.get_by_role("button", name="Xem lại phiếu"))
    await voter.keyboard.press("Enter")
    await reach(voter.get_by_role("button", name="Sửa phiếu"))
    await voter.keyboard.press("Enter")
    await expect(voter.get_by_label(OPTIONS[0])).to_be_focused()
    await reach(voter.get_by_role("button", name="Xem lại phiếu"))
    await voter.keyboard.press("Enter")
    await reach(voter.get_by_role("button", name="Bỏ phiếu", exact=True))
    await voter.keyboard.press("Enter")
    await expect(voter.get_by_text("Bạn đã bỏ phiếu:")).to_contain_text(OPTIONS[2])
    await reach(voter.get_by_role("button", name="Đổi phiếu"))
    await voter.keyboard.press("Enter")
    await expect(voter.get_by_label(OPTIONS[0])).to_be_focused()
    await expect(voter.get_by_label(OPTIONS[0])).to_have_value("2")
    await cast_anew(voter)


async def cast_anew(voter: Page) -> None:
    """The ballot is changed, and shown so in another tab too."""
    other = await voter.context.new_page()
    await other.goto(voter.url)
    mine = other.get_by_text("Bạn đã bỏ phiếu:")
    await expect(mine).to_contain_text(STATUS_QUO)
    await voter.get_by_label(STATUS_QUO).select_option("")
    await voter.get_by_role("button", name="Xem lại phiếu").click()
    await voter.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    await expect(voter.get_by_text("Bạn đã bỏ phiếu:")).not_to_contain_text(STATUS_QUO)
    await expect(mine).not_to_contain_text(STATUS_QUO)
    await other.close()
