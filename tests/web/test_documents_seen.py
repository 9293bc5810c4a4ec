"""Documents as Chromium shows them: to those who see little, on a telephone, by the keyboard, on paper."""

import pytest
from playwright.async_api import ViewportSize

from tests.debate import gather
from tests.web import axe
from tests.web.guard import Guard
from tests.web.reading import transcript_of
from tests.web.visit import DESK, PHONE, Visit
from tests.world import World


@pytest.mark.parametrize(
    ("scheme", "size"), [("dark", DESK), ("light", PHONE)], ids=["a dark desk", "a light phone"]
)
async def test_documents_are_accessible_in_light_and_dark(
    site: World, visit: Visit, guard: Guard, scheme: str, size: ViewportSize
) -> None:
    debate = await gather(site, visibility="public")
    above = debate.post_id
    for level, kind in enumerate(
        ["question", "evidence", "support", "critique", "solution", "opinion"]
    ):
        above = (
            await debate.say(
                debate.member,
                f"Tầng {level}: xem [số liệu](https://vidu.invalid/).",
                parent_id=above,
                kind=kind,
            )
        )["id"]
    gone = await debate.say(debate.member, "Rút lại sau.")
    await debate.member.do("PUT", f"/posts/{gone['id']}/retraction", reason="Nhầm")
    await debate.owner.do("PUT", f"{debate.thread}/closure", reason="Đã rõ")
    guard.expect("status of 404")
    for path in (
        transcript_of(debate),
        transcript_of(debate, f"/{debate.thread_id}"),
        "/transcripts",
        "/r/999999999/transcript",
    ):
        page = await visit(None, path, color_scheme=scheme, viewport=size)
        await axe.fits(page, path)
        seen = await page.evaluate(axe.LANDMARKS)
        assert (seen["main"], seen["h1"], seen["lang"]) == (1, 1, "vi")


async def test_the_first_tab_stop_leads_past_the_head(site: World, visit: Visit) -> None:
    debate = await gather(site, visibility="public")
    page = await visit(None, transcript_of(debate))
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "main"


async def test_on_paper_the_ways_around_the_site_are_gone(site: World, visit: Visit) -> None:
    debate = await gather(site, visibility="public")
    page = await visit(None, transcript_of(debate), java_script_enabled=False)
    ways = page.locator("header.top nav")
    assert await ways.is_visible()
    await page.emulate_media(media="print", color_scheme="dark")
    assert not await ways.is_visible()
    assert await page.locator(f"#p{debate.post_id}").is_visible()
