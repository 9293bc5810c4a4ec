"""A proposal with three hundred amendments and three thousand arguments opens as soon as a small one, and its lists end."""

from collections.abc import AsyncIterator
from typing import NamedTuple

import pytest
from playwright.async_api import Browser, expect

from tests.debate import gather
from tests.moderation.filling import portal
from tests.rooms.proposals import filling
from tests.rooms.proposals.tabling import Table
from tests.web.guard import Guard
from tests.web.measured import opened
from tests.web.visit import Visit

SHOWN_MS, SHOWN_SLOW_MS, LONGEST_MS = 600, 1_600, 200
SHIFT, NODES, SENT = 0.02, 3_000, 180_000
WATCHDOG = 5  # times the bar of a time, for a machine that is busy with other things


class Big(NamedTuple):
    """The proposal, an amendment with rivals, and pages of the portal it stands in."""

    table: Table
    amendment: int
    visit: Visit


@pytest.fixture
async def big(built: None, empty: str, browser: Browser, guard: Guard) -> AsyncIterator[Big]:  # noqa: ARG001
    async with portal(empty) as world:
        debate = await gather(world, visibility="public")
        text = filling.long_text()
        done = await debate.member.do(
            "POST", f"{debate.room}/proposals", title="Mở dữ liệu", text=text
        )
        table = Table(debate, debate.member, done["result"]["id"], done["result"]["table_id"])
        await debate.member.do("PUT", f"{table.path}/opening", draft=1, body="Vì của chung.")
        await table.stage(debate.owner, "amendments")
        ids = await filling.amended(world, table, text, filling.AMENDMENTS)
        await filling.disputed(world, table, filling.ARGUMENTS)
        await filling.settled(world)
        visit = Visit(browser, world, guard)
        yield Big(table, ids[-1], visit)
        await visit.leave()


async def screens(big: Big) -> dict[str, tuple[str, str]]:
    """Its screens: where each is, and what there has to be seen."""
    line = (await big.table.state())["proposal"]
    path = big.table.path
    return {
        "text": (path, "main section p"),
        "amendments": (f"{path}?view=amendments", "main ul.list > li a"),
        "amendment": (f"{path}?view=amendments&amendment={big.amendment}", "main del"),
        "arguments": (f"{path}?view=arguments", "main article"),
        "thread": (f"/r/{line['room_id']}/t/{line['thread_id']}", "article"),
        "minutes": (f"{path}/minutes", "h1"),
    }


async def test_its_screens_open_within_their_bars(big: Big) -> None:
    wrong = []
    for name, (path, selector) in (await screens(big)).items():
        for slower, bar_ms in ((1, SHOWN_MS), (4, SHOWN_SLOW_MS)):
            page, found = await opened(big.visit, big.table.debate.observer, path, selector, slower)
            holds = {
                "shown": found.shown <= WATCHDOG * bar_ms,
                "busy": found.longest <= WATCHDOG * LONGEST_MS,
                "moved": found.shift <= SHIFT,
                "nodes": found.nodes <= NODES,
                "sent": found.sent <= SENT,
            }
            print(f"{name}, {slower}x: {found}")  # noqa: T201 - shown by -s
            wrong += [f"{name}, {slower}x, {what}: {found}" for what, so in holds.items() if not so]
            await page.context.close()
    assert not wrong, "\n".join(wrong)


async def test_its_lists_come_by_pages_and_end(big: Big) -> None:
    page = await big.visit(big.table.debate.observer, f"{big.table.path}?view=amendments")
    lines = page.get_by_role("list", name="Sửa đổi").get_by_role("listitem")
    await expect(lines).to_have_count(50)
    for pages in range(2, 8):
        await page.get_by_role("button", name="Sửa đổi cũ hơn").click()
        await expect(lines).to_have_count(min(50 * pages, filling.AMENDMENTS))
        if pages * 50 >= filling.AMENDMENTS:
            break
    await expect(page.get_by_role("button", name="Sửa đổi cũ hơn")).to_have_count(0)
