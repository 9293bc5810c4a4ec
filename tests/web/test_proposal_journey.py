"""Six people take a proposal from a debate to a frozen text, in calm weather and with faults in the middle: its record is the same."""

import io
import unicodedata
from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect
from pypdf import PdfReader

from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.journey import FIFTEEN, LAST, NAMES, TEXT, TITLE, Journey, begun
from tests.web.storm import storm
from tests.web.visit import Visit
from tests.web.weather import Calm
from tests.world import World

FATES = [
    (1, "accepted", 1, "Nhiều người muốn thế.", 2, [("30", "15")]),
    (2, "rejected", 2, "Hạn đã được chọn ở bản 2.", None, []),
    (
        3,
        "accepted",
        2,
        "Nhiều người muốn thế.",
        3,
        [("", "bất cứ khoản "), ("", " nào")],
    ),
]


async def test_from_a_debate_to_a_frozen_text_and_its_minutes(site: World, visit: Visit) -> None:
    journey = await begun(site, visit, Calm())
    await journey.go()
    await recorded(journey)
    await printed(journey, await visit(None, journey.proposal))


async def test_the_same_with_lines_cut_answers_lost_and_the_server_killed(
    built: None,  # noqa: ARG001
    empty: str,
    visit: Visit,
    guard: Guard,
    tmp_path: Path,
) -> None:
    async with storm(tmp_path, empty, visit, guard) as (world, weather, url):
        journey = await begun(world, visit, weather, url)
        await journey.go()
        await recorded(journey)
        assert sorted(weather.befell) == ["cut", "cut", "cut", "killed", "lost", "lost"]
        for keys in weather.again:
            assert len(keys) == 2, "it was sent, in vain, and sent again"
            assert len(set(keys)) == 1, "a retry is the same act"


async def recorded(journey: Journey) -> None:
    """The record tells this way, and nothing else."""
    reader = journey.people[0]
    told = await reader.get(f"{journey.proposal}/record")
    texts = [(await reader.get(f"{journey.proposal}/versions/{n}"))["text"] for n in range(1, 4)]
    assert texts == [TEXT, FIFTEEN, LAST]
    versions = [each["version"] for each in told["versions"]]
    assert [(v["note"], [a["number"] for a in v["amendments"]]) for v in versions] == [
        ("", []),
        ("Nhận sửa đổi 1.", [1]),
        ("Nhận sửa đổi 3.", [3]),
    ]
    assert [fate(each) for each in told["amendments"]] == FATES
    assert [each["supporters"] for each in told["versions"]] == [0, 0, 2]
    assert [each["stage"] for each in told["stages"]] == [
        "drafting",
        "discussion",
        "amendments",
        "frozen",
    ]
    summary = await reader.get(f"{journey.proposal}/arguments/summary")
    assert (summary["counts"]["supports"], summary["counts"]["critiques"]) == (1, 1)
    assert "Cơ quan nhỏ không đủ người." in summary["strongest"]["html"]


def fate(told: dict[str, Any]) -> tuple[Any, ...]:
    """What became of an amendment: number, outcome, revision, reason, version, and what was taken."""
    line = told["amendment"]
    taken = [(each["dropped"], each["added"]) for each in told["taken"]]
    said = [line[name] for name in ("number", "state", "revision", "reason", "version")]
    return (*said, taken)


async def printed(journey: Journey, reader: Page) -> None:
    """Somebody who is not signed in opens the minutes and prints them."""
    async with reader.context.expect_page() as opened:
        await reader.get_by_role("link", name="Biên bản").click()
    page = await opened.value
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Biên bản đề xuất")
    await looks_well(page)
    pages = PdfReader(io.BytesIO(await page.pdf(prefer_css_page_size=True))).pages
    text = closed_up(" ".join(each.extract_text() for each in pages))
    for words in (
        TITLE,
        "Cơ quan trả lời trong 15 ngày.",
        "không phải trả bất cứ khoản phí nào",
        "Dân cần biết khi nào có trả lời.",
        "Cơ quan nhỏ không đủ người.",
        "Hạn đã được chọn ở bản 2.",
        "Không còn sửa đổi nào chờ.",
        *(each.person["name"] for each in journey.people if each.person["name"] != NAMES[3]),
    ):
        assert closed_up(words) in text, words


def closed_up(text: str) -> str:
    """Without white space, which is put between letters of a printed page in other places than it was written."""
    return unicodedata.normalize("NFC", "".join(text.split()))
