"""The desk where amendments are decided, in a browser: what cannot go together is shown, and nothing that was written is lost."""

from playwright.async_api import Page, expect

from tests.web.amending import FEES, FIFTEEN, TEXT, TWENTY, opened, proposed
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.keys import reach
from tests.web.visit import Visit
from tests.world import Someone, World

OTHER = TEXT.replace("30 ngày", "10 ngày")


async def chosen(desk: Page, *numbers: int) -> None:
    """These amendments are chosen."""
    for number in numbers:
        await desk.get_by_role("checkbox", name=f"Sửa đổi {number}", exact=True).check()


async def reasoned(desk: Page, *numbers: int) -> None:
    """Why, for each, and for the whole."""
    for number in numbers:
        await desk.get_by_label(f"Vì sao tiếp thu sửa đổi {number}").fill(f"Lý do {number}.")
    await desk.get_by_label("Thay đổi gì, vì sao").fill("Nhanh hơn và miễn phí.")


async def kept(desk: Page, *numbers: int) -> None:
    """What was written is there."""
    for number in numbers:
        await expect(desk.get_by_label(f"Vì sao tiếp thu sửa đổi {number}")).to_have_value(
            f"Lý do {number}."
        )
    await expect(desk.get_by_label("Thay đổi gì, vì sao")).to_have_value("Nhanh hơn và miễn phí.")


async def test_two_are_taken_one_of_them_in_part_and_the_version_names_both(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    (lan,) = await site.people("Nguyễn Thị Lan")
    proposal = await opened(site, an, binh, lan)
    await proposed(binh, proposal, FIFTEEN)
    second = await proposed(lan, proposal, TWENTY)
    reader = await visit(lan, f"{proposal.amendments}&amendment={second}")
    supporter = await visit(binh, proposal.path)
    await supporter.get_by_role("button", name="Ủng hộ bản này").click()
    desk = await visit(an, proposal.amendments)
    await desk.get_by_role("link", name="Quyết định và ra bản mới").click()
    await chosen(desk, 1, 2)
    clash = desk.get_by_role("alert").filter(has_text="đổi cùng một chỗ")
    await expect(clash).to_contain_text("Sửa đổi 1 và sửa đổi 2")
    await looks_well(desk)
    await reasoned(desk, 1, 2)
    await desk.get_by_role("button", name="Công bố bản 2").click()
    await expect(clash).to_have_count(1)
    await kept(desk, 1, 2)

    await desk.get_by_role("group", name="Tiếp thu những chỗ nào").get_by_label("Chỗ 2").uncheck()
    await expect(clash).to_have_count(0)
    await expect(desk.get_by_role("heading", name="Bản 2 = bản 1 + sửa đổi 1, 2")).to_be_visible()
    await looks_well(desk)
    await desk.get_by_role("button", name="Công bố bản 2").click()
    await expect(desk.get_by_text("bản 2 = bản 1 + sửa đổi 1, 2")).to_be_visible()
    await expect(desk.locator("ins")).to_contain_text(["miễn phí", "15"])
    await looks_well(desk)
    await expect(reader.get_by_text("được tiếp thu một phần").first).to_be_visible()
    await expect(reader.get_by_text("Lý do 2.")).to_be_visible()
    await expect(supporter.get_by_text("Văn bản đã đổi từ khi ủng hộ")).to_be_visible()
    text = (await an.get(f"{proposal.path}/versions/2"))["text"]
    assert text == FIFTEEN.replace("được mở", "được mở miễn phí")


async def test_what_was_revised_meanwhile_is_looked_at_again_and_no_reason_is_lost(
    site: World, an: Someone, binh: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("status of 412", "status of 409")
    proposal = await opened(site, an, binh)
    first = await proposed(binh, proposal, FIFTEEN)
    second = await proposed(binh, proposal, FEES)
    desk = await visit(an, f"{proposal.amendments}&desk={first}")
    await chosen(desk, 2)
    await reasoned(desk, 1, 2)
    await desk.reload()
    await kept(desk, 1, 2)
    await binh.do(
        "POST", f"/amendments/{first}/revisions", base=1, revision=1, text=OTHER, sure=False
    )
    await desk.get_by_role("button", name="Công bố bản 2").click()
    await expect(
        desk.get_by_text("Sửa đổi này vừa được sửa lại, hãy xem rồi chọn lại.").first
    ).to_be_visible()
    await expect(desk.locator("ins").filter(has_text="10")).to_be_visible()
    await desk.get_by_label("Chỗ 1").last.check()
    await kept(desk, 1, 2)

    await an.do("PUT", f"/amendments/{second}/rejection", revision=1, reason="Luật đã nói.")
    await desk.get_by_role("button", name="Công bố bản 2").click()
    await expect(desk.get_by_role("form").get_by_role("alert")).to_be_visible()
    await expect(desk.get_by_role("heading", name="Bản 2 = bản 1 + sửa đổi 1")).to_be_visible()
    await kept(desk, 1)
    await desk.get_by_role("button", name="Công bố bản 2").click()
    await expect(desk.get_by_text("bản 2 = bản 1 + sửa đổi 1")).to_be_visible()


async def test_where_the_table_has_changed_the_same_words_that_is_shown_before_it_gives_way(
    site: World, an: Someone, binh: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("status of 409")
    proposal = await opened(site, an, binh)
    first = await proposed(binh, proposal, FIFTEEN)
    await an.do("PUT", f"{proposal.path}/draft", title="Mở dữ liệu", text=OTHER, base=1)
    desk = await visit(an, f"{proposal.amendments}&desk={first}")
    await reasoned(desk, 1)
    await desk.get_by_role("button", name="Công bố bản 2").click()
    clash = desk.get_by_text("Bàn soạn thảo có lần lưu mới hơn, cũng đổi những chỗ này:")
    await expect(clash).to_be_visible()
    await looks_well(desk)
    await kept(desk, 1)
    await desk.get_by_label("Văn bản mới thay dự thảo ở bàn soạn thảo").check()
    await desk.get_by_role("button", name="Công bố bản 2").click()
    await expect(desk.get_by_text("bản 2 = bản 1 + sửa đổi 1")).to_be_visible()


async def test_what_is_behind_is_moved_and_decided_by_keyboard(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    proposal = await opened(site, an, binh)
    first = await proposed(binh, proposal, FIFTEEN)
    await proposed(binh, proposal, FEES)
    take = [{"amendment": first, "revision": 1, "places": None, "reason": ""}]
    await an.do("POST", f"{proposal.path}/inclusions", version=1, take=take, note="Nhanh hơn.")
    desk = await visit(an, f"{proposal.amendments}&desk")
    box = desk.get_by_role("checkbox", name="Sửa đổi 2", exact=True)
    await expect(box).to_be_disabled()
    await reach(desk.get_by_role("button", name="Chuyển sang bản 2"))
    await desk.keyboard.press("Enter")
    await expect(box).to_be_enabled()
    await reach(box, "Shift+Tab")
    await desk.keyboard.press("Space")
    await expect(desk.get_by_role("heading", name="Bản 3 = bản 2 + sửa đổi 2")).to_be_visible()
    await reach(desk.get_by_label("Thay đổi gì, vì sao"))
    await desk.keyboard.type("Rõ hơn.")
    await reach(desk.get_by_role("button", name="Công bố bản 3"))
    await desk.keyboard.press("Enter")
    await expect(desk.get_by_text("bản 3 = bản 2 + sửa đổi 2")).to_be_visible()
