"""A record of thousands of acts: read page by page and file by file, each once; and the numbers that come of it."""

import csv
import html
import io
import re
import time
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx
import pytest

from migrations import migrate
from moderation import record
from rooms.digests import ZONE
from tests import decided
from tests.debate import Debate, gather
from tests.serving import serving
from tests.web.reading import read, running
from tests.web.recorded import FILE, NUMBERS, NUMBERS_FILE, PAGE
from tests.world import World

ACTS = 5_000
WATCHDOG_S = 5.0  # for one answer, on a busy machine
MANY = """
    with cases as (
        insert into moderation_case (
            id, target, target_id, room_id, thread_id, post_id, person_id, source, reason, stage, rank, opened_at, due_at, act_id, acted_by, decided_at
        )
        overriding system value
        select n, 'post', p.id, p.room_id, p.thread_id, p.id, m.person_id, 'report', 'insult', 'decided', 0,
            $3::timestamptz + n * interval '100 seconds', now(), n, $2, now()
        from generate_series(1, $4::int) n, post p join member m on m.room_id = p.room_id and m.number = p.author
        where p.id = $1
        returning id, person_id, opened_at
    )
    insert into moderation_act (id, case_id, person_id, act, reason, by, at, public_note)
    overriding system value
    select id, id, person_id, 'hide', 'insult', $2, opened_at + interval '1 hour', 'Nêu đích danh người khác. ' || id
    from cases
"""


async def fill(world: World, begins: datetime) -> None:
    debate = await gather(world, visibility="public")
    async with world.sql() as conn:
        await conn.execute(MANY, debate.post_id, debate.owner.id, begins, ACTS)
        await conn.execute("analyze")


async def soon(http: httpx.AsyncClient, path: str) -> tuple[str, str]:
    """What is answered there, in time, and where it goes on (empty: nowhere)."""
    begins = time.perf_counter()
    answer = await http.get(path)
    assert time.perf_counter() - begins < WATCHDOG_S, path
    assert answer.status_code == 200
    if path.startswith(FILE):
        on = re.fullmatch(r'<([^>]+)>; rel="next"', answer.headers.get("link", ""))
    else:
        on = re.search(r'rel="next" href="([^"]+)"', answer.text)
    return answer.text, html.unescape(on[1]) if on else ""


async def test_thousands_of_acts_are_read_in_pages_and_in_files_each_once(
    empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "YEAR", 2_000)
    conn = await asyncpg.connect(empty)
    await migrate(conn)
    await conn.close()
    begins = datetime(2025, 3, 1, tzinfo=UTC)
    async with serving(empty) as world:
        await fill(world, begins)
        http = world.client()
        seen: list[int] = []
        path = f"{PAGE}?lang=en"
        while path:
            page, path = await soon(http, path)
            assert not path or path.endswith("&lang=en")
            ids = [int(n) for n in re.findall(r'<article id="a(\d+)"', page)]
            assert len(ids) == record.PAGE
            assert running(page) == []
            seen += ids
            if len(seen) == 4 * record.PAGE:  # the other end is as near
                path = f"{PAGE}?after={4 * record.PAGE + 1}&lang=en"
        middle = 4 * record.PAGE
        assert seen == [*range(ACTS, ACTS - middle, -1), *range(middle, 0, -1)]

        lines: list[str] = []
        sizes, path = [], f"{FILE}?year=2025"
        while path:
            told, path = await soon(http, path)
            rows = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))
            sizes.append(len(rows))
            lines += [row["id"] for row in rows]
        assert sizes == [2_000, 2_000, 1_000]
        assert lines == [str(n) for n in range(ACTS, 0, -1)]
        assert "Nêu đích danh" not in (await soon(http, f"{FILE}?year=2024"))[0]

        told, _ = await soon(http, f"{NUMBERS_FILE}?year=2025")
        rows = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))
        assert [row["month"] for row in rows[-4:]] == ["2025-03", "2025-02", "2025-01", "total"]
        last = begins + timedelta(seconds=100 * ACTS)
        assert last < datetime(2025, 3, 31, tzinfo=ZONE)
        assert rows[-4]["decided"] == rows[-1]["decided"] == str(ACTS)
        assert rows[-1]["hours"] == "1.00"
        assert rows[-1]["acted_insult"] == str(ACTS)
        page, _ = await soon(http, f"{NUMBERS}?year=2025")
        assert "5.000" in page


def share(part: int, of: int) -> str:
    return f"{100 * part / of:.1f}".removesuffix(".0").replace(".", ",") + "%"


def table(page: str, caption: str) -> list[list[str]]:
    """The cells of a table, row by row."""
    found = re.search(rf"<caption>{caption}</caption>.*?</table>", page, re.DOTALL)
    assert found is not None
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.DOTALL)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


async def test_page_chart_and_file_of_the_statistics_say_the_same(
    world: World, public: Debate
) -> None:
    now = datetime.now(UTC)
    async with world.sql() as conn:
        for n, what in enumerate(["hide", "remove", "approve", "approve"]):
            case_id = await decided.case(
                conn, public.post_id, opened_at=now - timedelta(hours=n + 1)
            )
            rule = None if what == "approve" else "hatred"
            act_id = await decided.act(conn, case_id, public.observer.id, what, at=now, reason=rule)
            if rule:
                await decided.ask(conn, act_id, at=now)
                await decided.rule(conn, act_id, public.owner.id, upheld=what == "hide", at=now)
    page = (await read(world, NUMBERS)).text
    told = (await read(world, NUMBERS_FILE)).text
    rows = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))
    shown = table(page, "Từng tháng")[1:]
    shown = [*shown[1:], shown[0]]  # all together stands first there
    assert len(shown) == len(rows) == 13
    columns = ["opened", "decided", "approved", "hidden", "removed", "edited", "restored"]
    for cells, row in zip(shown, rows, strict=True):
        month = row["month"].partition("-")
        assert cells[0] == ("Cả thời gian" if row["month"] == "total" else f"{month[2]}/{month[0]}")
        assert [cell.replace(".", "") for cell in cells[1:8]] == [row[name] for name in columns]
        assert (cells[8] == "–") == (row["hours"] == "")
        late, of = int(row["late"]), int(row["clocked"])
        assert cells[9] == (share(late, of) if of else "–")
        assert cells[10] == row["reviewed"]
    assert int(rows[0]["approved"]) >= 2, "there is something to compare"
    assert int(rows[0]["overturned"]) >= 1
    chart = re.search(r'<svg class="chart".*?</svg>', page, re.DOTALL)
    assert chart is not None
    assert re.findall(r"<text[^>]*>([^<]*)</text>", chart[0]) == [
        said for cells in shown[:-1] for said in (cells[0], cells[2])
    ]
    causes = table(page, "Theo quy tắc")[1:]
    assert len(causes) == 8
    assert causes[2][0] == "3 (Kích động thù ghét)"
    assert causes[2][1:] == [rows[-1]["opened_hatred"], rows[-1]["acted_hatred"]]
    assert int(causes[2][2]) >= 2


async def test_every_document_leads_to_both(world: World, public: Debate) -> None:
    for path in ("/transcripts", f"/r/{public.room_id}/transcript", PAGE, NUMBERS):
        for lang in ("", "?lang=en"):
            page = (await read(world, path + lang)).text
            assert f'href="{PAGE}{lang}"' in page.partition("<footer")[2]
            assert f'href="{NUMBERS}{lang}"' in page.partition("<footer")[2]
    listing = (await read(world, "/transcripts")).text.partition("<footer")[0]
    assert f'href="{PAGE}"' in listing


@pytest.mark.parametrize(
    "path", [f"{FILE}?year=1999", f"{NUMBERS}?year=20266", f"{PAGE}?after=x", f"{PAGE}?after=0"]
)
async def test_what_cannot_be_asked_is_refused(world: World, path: str) -> None:
    assert (await read(world, path)).status_code == 400
