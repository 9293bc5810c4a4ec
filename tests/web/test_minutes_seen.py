"""Minutes as Chromium shows them: light and dark, on a desk and a telephone, and on paper."""

import io

import pytest
from playwright.async_api import ViewportSize
from pypdf import PdfReader

from tests.debate import gather
from tests.rooms.proposals.tabling import NEXT, Table, opened
from tests.web import axe
from tests.web.visit import DESK, PHONE, Visit
from tests.world import World


async def _proposal(site: World) -> Table:
    debate = await gather(site, visibility="public")
    table = await opened(debate, debate.member)
    await table.publish(NEXT, "Rút ngắn thời hạn, xem https://vidu.invalid/" + "a" * 150)
    await debate.owner.do("PUT", f"{table.path}/stage", stage="amendments", reason="Đủ ý kiến")
    return table


@pytest.mark.parametrize(
    ("scheme", "size"), [("dark", DESK), ("light", PHONE)], ids=["a dark desk", "a light phone"]
)
async def test_minutes_are_accessible_in_light_and_dark(
    site: World, visit: Visit, scheme: str, size: ViewportSize
) -> None:
    table = await _proposal(site)
    for lang in ("vi", "en"):
        path = f"{table.path}/minutes?lang={lang}"
        page = await visit(None, path, color_scheme=scheme, viewport=size, java_script_enabled=True)
        await axe.fits(page, path)


async def test_minutes_print_with_numbered_pages_and_without_the_ways_around(
    site: World, visit: Visit
) -> None:
    table = await _proposal(site)
    page = await visit(None, f"{table.path}/minutes", java_script_enabled=False)
    printed = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True)))
    texts = ["".join(each.extract_text().split()) for each in printed.pages]
    assert "BiênbảnđềxuấtDX-" in texts[0]
    assert "20ngày" in "".join(texts)
    assert "Xemtrựctiếp" not in "".join(texts)
    for n, text in enumerate(texts, 1):
        assert f"{n}/{len(texts)}" in text
