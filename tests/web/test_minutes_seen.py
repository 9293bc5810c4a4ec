"""Minutes as Chromium shows them: light and dark, on a desk and a telephone, and on paper."""

import io

import pytest
from playwright.async_api import ViewportSize
from pypdf import PdfReader

from tests.debate import Debate, gather
from tests.rooms.proposals.amending.amended import FREE, SOONER, amend, take_in
from tests.rooms.proposals.commented import commented, consulted
from tests.rooms.proposals.disputing import disputed
from tests.rooms.proposals.tabling import Table, opened
from tests.web import axe
from tests.web.visit import DESK, PHONE, Visit
from tests.world import World

LONG = "Rút ngắn thời hạn, xem https://vidu.invalid/" + "a" * 150


async def _proposal(site: World) -> Table:
    """One with everything that minutes tell."""
    debate = await gather(site, visibility="public")
    table = await opened(debate, debate.member)
    await _disputed(debate, table)
    await consulted(table)
    await commented(table, debate.owner)
    await table.stage(debate.owner, "amendments")
    one = await amend(table, debate.owner, SOONER)
    two = await amend(table, debate.moderator, FREE)
    rejecting = {"revision": two["revision"], "reason": LONG}
    await debate.member.do("PUT", f"/amendments/{two['id']}/rejection", **rejecting)
    await take_in(table, one)
    return table


async def _disputed(debate: Debate, table: Table) -> None:
    dispute = await disputed(table)
    said = await dispute.say(debate.owner, "critique", f"> Trích\n\n**Phản biện**. {LONG}")
    await dispute.say(debate.moderator, "critique", "| a | b |\n|---|---|\n| 1 | 2 |")
    await dispute.say(debate.facilitator, "support", "- một\n- hai")
    await dispute.say(debate.member, "evidence", "Báo cáo năm 2025.", parent_id=said)
    reply = await dispute.say(debate.member, "opinion", "`Điều 2` đã nói.", parent_id=said)
    await debate.member.do("PUT", f"{dispute.path}/{said}/answer", answer_id=reply)


@pytest.mark.parametrize(
    ("scheme", "size"), [("dark", DESK), ("light", PHONE)], ids=["a dark desk", "a light phone"]
)
async def test_minutes_are_accessible_in_light_and_dark(
    site: World, visit: Visit, scheme: str, size: ViewportSize
) -> None:
    table = await _proposal(site)
    for lang in ("vi", "en"):
        path = f"{table.path}/minutes?lang={lang}"
        page = await visit(None, path, color_scheme=scheme, viewport=size)
        await axe.fits(page, path)


async def test_minutes_print_with_numbered_pages_and_without_the_ways_around(
    site: World, visit: Visit
) -> None:
    table = await _proposal(site)
    page = await visit(None, f"{table.path}/minutes", java_script_enabled=False)
    printed = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True)))
    texts = ["".join(each.extract_text().split()) for each in printed.pages]
    whole = "".join(texts)
    assert "BiênbảnđềxuấtDX-" in texts[0]
    for words in (
        "Khôngtiếpthu",
        "Phảnbiện",
        "20ngày",
        "Lấyýkiến",
        "chưacó",
        "Vìngườidâncần",
        f"{site.url}{table.path}/consultations/1/table",
    ):
        assert words in whole, words
    assert "Xemtrựctiếp" not in whole
    for n, text in enumerate(texts, 1):
        assert f"{n}/{len(texts)}" in text


async def test_the_page_of_a_proposal_leads_to_its_minutes(site: World, visit: Visit) -> None:
    table = await _proposal(site)
    page = await visit(table.author, table.path)
    async with page.expect_popup() as opening:
        await page.get_by_role("link", name="Biên bản").click()
    minutes = await opening.value
    await minutes.get_by_role("heading", level=1, name="Biên bản đề xuất").wait_for()
