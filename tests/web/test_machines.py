"""What a machine suggests, on screen: in the open case, called a machine's, and nowhere where there is none."""

import os

import pytest
from playwright.async_api import Browser, expect

from tests.desk import whole
from tests.moderation.filling import portal
from tests.moderation.test_machines import ADVERT, said
from tests.suggesters import Repeats
from tests.web.affair import Affair, begun
from tests.web.axe import LOOKS, looks_well
from tests.web.guard import Guard
from tests.web.pages.moderation import QueuePage
from tests.web.visit import Visit


async def _repeated(affair: Affair) -> int:
    """The case of an advertisement that was there before."""
    for words in (ADVERT, f"{ADVERT} Nhanh lên."):
        post = await affair.author.do(
            "POST", f"/threads/{affair.thread}/posts", body=words, kind="opinion"
        )
    address = f"/posts/{post['result']['id']}/reports"
    await affair.reporter.do("POST", address, reason="spam", words="")
    queue = await whole(affair.lan)
    (case,) = [each["id"] for each in queue if each["post_id"] == post["result"]["id"]]
    return int(case)


@pytest.mark.parametrize("language", LOOKS)
@pytest.mark.usefixtures("built")
async def test_a_machine_is_called_one(
    empty: str, browser: Browser, guard: Guard, language: str
) -> None:
    async with portal(empty, machines=[Repeats()]) as world:
        affair, visit = await begun(world, "public"), Visit(browser, world, guard)
        about_me = {"name": "Nguyễn Thị Lan", "organisation": "", "constituency": "expert"}
        await affair.lan.do("PUT", "/me", language=language, **about_me)
        case = await _repeated(affair)
        await said(affair.lan, case)
        page = await visit(affair.lan, f"/moderation/{case}")
        name = {"vi": "Máy gợi ý", "en": "Suggested by a machine"}[language]
        await expect(page.get_by_role("heading", name=name)).to_be_visible()
        why = {"vi": "1 lần trước đó", "en": "1 times before"}[language]
        await expect(page.get_by_text(why)).to_be_visible()
        act = {"vi": "Ẩn, độ chắc", "en": "% sure"}[language]
        await expect(page.get_by_text(act)).to_be_visible()
        await looks_well(page, LOOKS[language])
        if folder := os.environ.get("DH_SHOTS"):
            await page.get_by_text(why).scroll_into_view_if_needed()
            await page.screenshot(path=f"{folder}/machine-{language}.png")
        await visit.leave()


async def test_where_there_is_none_nothing_is_said_of_machines(
    affair: Affair, visit: Visit
) -> None:
    case = await _repeated(affair)
    queue = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await expect(queue.button("Ẩn")).to_be_enabled()
    await expect(queue.case.get_by_text("Máy gợi ý")).to_have_count(0)
