"""Minutes over HTTP: what a page without script says of a proposal, to whom, in which words."""

import io
import re

import pytest
from pypdf import PdfReader

from server.printing import Printer
from tests.debate import Debate, gather
from tests.rooms.proposals.tabling import NEXT, Table, opened
from tests.web.reading import read, running
from tests.world import World


@pytest.fixture
async def proposal(world: World) -> Table:
    """One in a public room, which has come some way."""
    debate = await gather(world, visibility="public")
    table = await opened(debate, debate.member)
    await debate.owner.do("PUT", f"{table.path}/support", version=1)
    await table.publish(NEXT, "Rút ngắn <thời hạn>.")
    reason = "Đã đủ ý kiến & góp ý"
    await debate.owner.do("PUT", f"{table.path}/stage", stage="amendments", reason=reason)
    return table


async def test_minutes_say_who_led_on_as_what_and_why(world: World, proposal: Table) -> None:
    page = (await read(world, f"{proposal.path}/minutes")).text
    assert page.count("<h1") == page.count("<main") == 1
    assert re.search(r'<h1>Biên bản đề xuất <span class="code">DX-\d{4}-\d{5}</span></h1>', page)
    assert "Nguyễn Thị Lan (người phụ trách)" in page
    assert "Phạm Minh (thành viên, đồng soạn thảo)" in page
    assert "Đã đủ ý kiến &amp; góp ý" in page
    assert "Rút ngắn &lt;thời hạn&gt;." in page
    assert "Cơ quan trả lời trong 20 ngày." in page
    assert "bản 1: 1 người" in page
    assert "không nêu tên người ủng hộ" in page
    assert "Tỷ lệ tham gia tối thiểu là 50% số người có quyền biểu quyết." in page
    assert page.count("<dd>chưa có</dd>") == 6
    assert running(page) == []


async def test_minutes_are_a_pdf_that_says_the_same(world: World, proposal: Table) -> None:
    page = (await read(world, f"{proposal.path}/minutes")).text
    assert f'href="{proposal.path}/minutes.pdf"' in page
    answer = await read(world, f"{proposal.path}/minutes.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert re.search(r'filename="DX-\d{4}-\d{5}\.pdf"', answer.headers["content-disposition"])
    assert answer.headers["cache-control"] == "no-store"
    reader = PdfReader(io.BytesIO(answer.content))
    said = "".join("".join(each.extract_text() for each in reader.pages).split())
    for words in (
        "Biên bản đề xuất DX-",
        "Nguyễn Thị Lan (người phụ trách)",
        "Đã đủ ý kiến & góp ý",
        "Rút ngắn <thời hạn>.",
        "Cơ quan trả lời trong 20 ngày.",
        "Quyết định: chưa có",
    ):
        assert "".join(words.split()) in said, words
    english = await read(world, f"{proposal.path}/minutes.pdf?lang=en")
    assert PdfReader(io.BytesIO(english.content)).trailer["/Root"]["/Lang"] == "en"  # type: ignore[index]


async def test_where_pdf_is_not_installed_the_page_says_so_and_links_to_none(
    world: World, proposal: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer: Printer = world.app.dependencies["printer"].dependency()
    monkeypatch.setattr(printer, "installed", Printer("typst_that_nobody_has").installed)
    page = (await read(world, f"{proposal.path}/minutes")).text
    assert "minutes.pdf" not in page
    answer = await read(world, f"{proposal.path}/minutes.pdf")
    assert answer.status_code == 501
    assert answer.text.count("<h1") == 1
    assert "dienhong[typst]" in answer.text


async def test_minutes_are_in_english_too(world: World, proposal: Table) -> None:
    page = (await read(world, f"{proposal.path}/minutes?lang=en")).text
    assert '<html lang="en">' in page
    assert "Minutes of proposal DX-" in page
    assert page.count("<dd>none yet</dd>") == 6
    assert "The result shows only once the vote is closed." in page


async def test_minutes_of_a_closed_room_are_its_members_alone(world: World, debate: Debate) -> None:
    table = await opened(debate, debate.member)
    for stranger in (None, debate.outsider):
        for rest in ("minutes", "minutes.pdf"):
            closed = await read(world, f"{table.path}/{rest}", stranger)
            assert closed.status_code == 404
            assert "Mở dữ liệu" not in closed.text
    assert (await read(world, f"{table.path}/minutes", debate.observer)).status_code == 200


async def test_what_people_write_is_text_in_minutes(world: World) -> None:
    mallory = await world.person('<script>alert(1)</script>"')
    room = await world.room(mallory, visibility="public", title='<img src=x onerror="alert(2)">')
    words = {"title": "</title><script>alert(3)</script>", "text": "<script>alert(4)</script>"}
    begun = await mallory.do("POST", f"/rooms/{room}/proposals", **words)
    path = f"/proposals/{begun['result']['id']}"
    await mallory.do("PUT", f"{path}/opening", draft=1, body="Vì sao.")
    reason = "<svg onload=alert(5)>"
    await mallory.do("PUT", f"{path}/withdrawal", reason=reason)
    page = (await read(world, f"{path}/minutes")).text
    for n in range(1, 6):
        assert f"alert({n})" in page
    assert running(page) == []
    assert "<script" not in page
    assert "<img" not in page
