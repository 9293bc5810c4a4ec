"""The public record and the statistics as Chromium shows them: light and dark, on a desk, on a telephone and narrower."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import ViewportSize

from tests import decided
from tests.debate import gather
from tests.web import axe
from tests.web.visit import DESK, PHONE, Visit
from tests.world import World

NARROW = ViewportSize(width=320, height=640)
NOW = datetime.now(UTC)
NOTE = "Nêu đích danh người khác, đúng ra là https://vidu.invalid/" + "a" * 200


async def moderated(world: World) -> None:
    """Acts of every kind, in rooms of every visibility."""
    for visibility in ("public", "invited"):
        debate = await gather(world, visibility=visibility)
        async with world.sql() as conn:
            for n, what in enumerate(["approve", "hide", "remove", "hide"]):
                at = NOW - timedelta(days=40 * n)
                opened_at = at - timedelta(hours=70 * n)
                case_id = await decided.case(conn, debate.post_id, opened_at=opened_at)
                rule = None if what == "approve" else "personal-facts"
                act_id = await decided.act(
                    conn, case_id, debate.owner.id, what, at=at, reason=rule, public=NOTE
                )
                if rule:
                    await decided.ask(conn, act_id, at=at)
                if what == "remove":
                    await decided.rule(
                        conn, act_id, debate.observer.id, upheld=False, at=at, note=NOTE
                    )


@pytest.mark.parametrize(
    ("scheme", "size"),
    [("dark", DESK), ("light", PHONE), ("dark", NARROW)],
    ids=["a dark desk", "a light phone", "a narrow dark phone"],
)
async def test_record_and_statistics_are_accessible(
    site: World, visit: Visit, scheme: str, size: ViewportSize
) -> None:
    await moderated(site)
    for path in (
        "/moderation/record",
        "/moderation/statistics",
        "/moderation/record?lang=en",
        "/moderation/statistics?lang=en",
        "/transcripts",
    ):
        page = await visit(None, path, color_scheme=scheme, viewport=size)
        await axe.fits(page, path)
        seen = await page.evaluate(axe.LANDMARKS)
        assert (seen["main"], seen["h1"]) == (1, 1)


async def test_tables_scroll_by_the_keyboard_where_they_are_wide(site: World, visit: Visit) -> None:
    await moderated(site)
    page = await visit(None, "/moderation/statistics", viewport=NARROW)
    table = page.get_by_role("table", name="Từng tháng")
    await table.focus()
    assert await table.evaluate("el => el.scrollWidth > el.clientWidth"), "it is wide"
    await page.keyboard.press("ArrowRight")
    await page.wait_for_function("() => document.activeElement.scrollLeft > 0", timeout=10_000)


async def test_the_way_to_another_act_leads_to_it(site: World, visit: Visit) -> None:
    await moderated(site)
    page = await visit(None, "/moderation/record", java_script_enabled=False)
    back = page.get_by_text("Đã bị hủy bỏ bởi").first.get_by_role("link")
    name = await back.text_content()
    await back.click()
    assert page.url.endswith(f"#a{(name or '').removeprefix('#')}")
