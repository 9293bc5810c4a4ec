"""The screens of moderation: in both languages, light and dark, on a desk and a telephone."""

import re

import pytest
from playwright.async_api import expect

from tests.web.affair import Affair
from tests.web.axe import LOOKS, looks_well
from tests.web.pages.moderation import QueuePage
from tests.web.pages.thread import path_of
from tests.web.visit import PHONE, Visit


@pytest.mark.parametrize("language", LOOKS)
async def test_the_screens_of_moderation(affair: Affair, visit: Visit, language: str) -> None:
    for who in (affair.lan, affair.author, affair.reporter):
        about_me = {"name": who.person["name"], "organisation": "", "constituency": "expert"}
        await who.do("PUT", "/me", language=language, **about_me)
    case = await affair.reported()
    page = await visit(affair.lan, f"/moderation/{case}")
    word = {"vi": "Ẩn", "en": "Hide"}[language]
    await expect(page.get_by_role("button", name=re.compile(f"{word}$"))).to_be_enabled()
    await page.keyboard.press("4")
    await looks_well(page, LOOKS[language])
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await looks_well(page, LOOKS[language])
    await page.goto("/moderation")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator(".skeleton")).to_have_count(0)
    await looks_well(page, LOOKS[language])

    act = await affair.hidden()
    for who in (affair.author, affair.reporter):
        page = await visit(who, f"/decisions/{act}")
        await expect(page.locator("time").first).to_be_visible()
        await looks_well(page, LOOKS[language])
    for who, item in ((affair.reporter, {"vi": "Báo vi phạm", "en": "Report a violation"}),
                      (affair.lan, {"vi": "Kiểm duyệt…", "en": "Moderate…"})):  # fmt: skip
        page = await visit(who, path_of(affair.room, affair.thread))
        post = page.get_by_role("article").first
        await post.get_by_role("button").last.click()
        await post.get_by_role("button", name=item[language]).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await looks_well(page, LOOKS[language])


async def test_a_telephone_shows_the_case_in_place_of_the_list(
    affair: Affair, visit: Visit
) -> None:
    case = await affair.reported()
    queue = await QueuePage(await visit(affair.lan, "/moderation", viewport=PHONE)).live()
    await queue.row(case).click()
    await expect(queue.button("Duyệt")).to_be_enabled()
    await expect(queue.row(case)).to_be_hidden()
    await queue.button("Duyệt").click()
    await expect(queue.case).to_contain_text("Bạn đã duyệt.")
    await queue.case.get_by_role("link", name="Đóng vụ việc").click()
    await expect(queue.row(case)).to_contain_text("Nguyễn Thị Lan đã duyệt")
