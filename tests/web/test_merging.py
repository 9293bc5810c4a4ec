"""A flood on screen: chosen in the list by keyboard, merged, one taken out again, and the others decided as one."""

import re

import pytest
from playwright.async_api import expect

from tests.desk import whole
from tests.web.affair import Affair
from tests.web.axe import LOOKS, looks_well
from tests.web.pages.keys import reach
from tests.web.pages.moderation import QueuePage
from tests.web.visit import Visit


async def _flood(affair: Affair) -> list[int]:
    """The cases of three posts of one flood, as the queue has them."""
    for n in range(1, 4):
        said = {"body": f"Đất nền giá rẻ, gọi ngay! Lần {n}.", "kind": "opinion"}
        post = (await affair.author.do("POST", f"/threads/{affair.thread}/posts", **said))["result"]
        await affair.reporter.do("POST", f"/posts/{post['id']}/reports", reason="spam", words="")
    queue = await whole(affair.lan)
    found = [each["id"] for each in queue if each["thread_id"] == affair.thread]
    assert len(found) == 3
    return found


async def test_a_flood_is_merged_by_keyboard_and_decided_as_one(
    affair: Affair, visit: Visit
) -> None:
    cases = await _flood(affair)
    lan = await QueuePage(await visit(affair.lan, "/moderation")).live()
    hoa = await QueuePage(await visit(affair.hoa, "/moderation")).live()
    for n, case in enumerate(cases, start=1):
        await reach(lan.row(case), "j")
        await lan.page.keyboard.press("s")
        await expect(lan.page.get_by_role("group", name=f"Đã chọn {n} mục")).to_be_visible()
    await lan.page.keyboard.press("m")
    await expect(lan.case.get_by_role("heading", level=2)).to_contain_text(f"Vụ việc {cases[0]}")
    await expect(lan.case.get_by_role("heading", name="Gộp cùng: 2 mục")).to_be_visible()
    await expect(lan.row(cases[0])).to_contain_text("Gộp 3 mục")
    await expect(hoa.row(cases[0])).to_contain_text("Gộp 3 mục")
    await expect(hoa.row(cases[0])).to_contain_text("Nguyễn Thị Lan đang xem")
    await expect(hoa.row(cases[1])).to_contain_text(f"Đã gộp vào vụ việc {cases[0]}")
    await hoa.row(cases[1]).click()
    await expect(hoa.case).to_contain_text("được quyết định ở đó")
    await expect(hoa.button("Ẩn")).to_have_count(0)

    await lan.case.get_by_role("button", name=f"Tách vụ việc {cases[2]}").click()
    await expect(lan.case.get_by_role("heading", name="Gộp cùng: 1 mục")).to_be_visible()
    await expect(hoa.row(cases[0])).to_contain_text("Gộp 2 mục")
    await expect(lan.button("Ẩn")).to_be_enabled()
    for key in "6f":
        await lan.page.keyboard.press(key)
    await expect(lan.case).to_contain_text("Bạn đã ẩn.")
    await expect(lan.case).to_contain_text("Đã được quyết định cùng.")
    await expect(hoa.row(cases[1])).to_contain_text("Nguyễn Thị Lan đã ẩn")
    lines = [(await affair.lan.get(f"/moderation/cases/{each}"))["case"] for each in cases]
    assert [each["stage"] for each in lines] == ["decided", "decided", "open"]


async def test_a_cut_says_before_and_after_that_the_others_wait_by_themselves(
    affair: Affair, visit: Visit
) -> None:
    lead, *others = await _flood(affair)
    await affair.lan.do("PUT", f"/moderation/cases/{lead}/claim")
    await affair.lan.do("POST", f"/moderation/cases/{lead}/merges", cases=others)
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{lead}")).live()
    await expect(lan.button("Lược bỏ đoạn")).to_be_enabled()
    await expect(lan.row(lead)).to_contain_text("mục đầu: 1 lần báo")
    for key in "6c":
        await lan.page.keyboard.press(key)
    await expect(lan.case.get_by_text("các mục gộp cùng sẽ tách ra")).to_be_visible()
    area = lan.case.get_by_label("Nguyên văn ý kiến")
    await expect(area).to_be_focused()
    await area.press("Control+Home")
    for _ in "Đất nền":
        await area.press("Shift+ArrowRight")
    await area.press("Enter")
    await area.press("Escape")
    await lan.page.keyboard.press("c")
    await expect(lan.case).to_contain_text("Các mục gộp cùng đã tách ra")
    lines = [
        (await affair.lan.get(f"/moderation/cases/{each}"))["case"] for each in (lead, *others)
    ]
    assert [each["stage"] for each in lines] == ["decided", "open", "open"]


@pytest.mark.parametrize("language", LOOKS)
async def test_the_screens_of_merging(affair: Affair, visit: Visit, language: str) -> None:
    about_me = {"name": "Nguyễn Thị Lan", "organisation": "", "constituency": "expert"}
    await affair.lan.do("PUT", "/me", language=language, **about_me)
    cases = await _flood(affair)
    page = await visit(affair.lan, "/moderation")
    choose = {"vi": "Chọn vụ việc", "en": "Choose case"}[language]
    for case in cases[:2]:
        await page.get_by_label(re.compile(rf"^{choose} {case}\b")).check()
    await looks_well(page, LOOKS[language])
    await page.get_by_role("button", name={"vi": "Gộp", "en": "Merge"}[language]).last.click()
    split = {"vi": "Tách vụ việc", "en": "Split off case"}[language]
    await expect(page.get_by_role("button", name=f"{split} {cases[1]}")).to_be_enabled()
    await looks_well(page, LOOKS[language])
