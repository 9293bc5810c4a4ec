"""Drafting together: several type in one text, over lines that break, and nothing that was typed is lost."""

import asyncio
import base64
import random
from typing import Any

import httpx
import pytest
from pycrdt import Doc, Map, Text, merge_updates

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.tabling import NEXT, TEXT, Table
from tests.rooms.proposals.typists import Typist, settled, two

CUTS = 100


async def test_two_type_at_once_and_have_one_text(table: Table, debate: Debate) -> None:
    a, b = await two(debate, table)
    assert str(a) == str(b) == TEXT
    a.put(0, "Chương I. ")
    b.put(len(TEXT), "Điều 3. Miễn phí.\n")
    b.title.insert(0, "Luật ")
    assert await settled(a, b) == f"Chương I. {TEXT}Điều 3. Miễn phí.\n"
    assert str(a.title) == "Luật Mở dữ liệu"
    saved = (await table.author.do("POST", f"{table.path}/draft/saves"))["result"]
    assert (saved["number"], saved["text"], saved["title"]) == (2, str(a), "Luật Mở dữ liệu")
    again = (await debate.facilitator.do("POST", f"{table.path}/draft/saves"))["result"]
    assert again == saved


async def test_an_edit_that_is_sent_again_is_nothing_new(table: Table, debate: Debate) -> None:
    a, b = await two(debate, table)
    a.put(0, "Mới. ")
    first, again = [(await a.sent()).json() for _ in range(2)]
    assert (first["seq"], again["seq"]) == (1, 1)
    await b.pull()
    assert str(b) == f"Mới. {TEXT}"


async def test_nothing_comes_in_with_somebody_elses_edit(table: Table, debate: Debate) -> None:
    a, b = await two(debate, table)
    feigned: Doc[Any] = Doc(client_id=b.doc.client_id)
    feigned.apply_update(b.doc.get_update())
    words = feigned.get("text", type=Text)
    words.insert(0, "x")
    known = feigned.get_state()
    words.insert(1, "Lời của người khác. ")  # hangs on what the other will type next
    a.put(0, "Một. ")
    parts = a.doc.get_update(a.known), feigned.get_update(known)
    change = base64.b64encode(merge_updates(*parts)).decode()
    path = f"{table.path}/draft/edits"
    sent = await table.author.http.post(path, json={"change": change, "after": a.seq})
    assert sent.json()["seq"] == 1
    b.put(len(TEXT), "y")
    await b.push()
    text = await settled(a, b)
    assert text == f"Một. {TEXT}y"
    draft = (await table.author.do("POST", f"{table.path}/draft/saves"))["result"]
    body = {"draft": draft["number"], "body": "Vì dữ liệu là của chung."}
    await table.author.do("PUT", f"{table.path}/opening", **body)
    hands = await debate.owner.rows(f"{table.path}/versions/1/hands")
    (theirs,) = (each for each in hands if each["by"] == debate.number(debate.facilitator))
    assert text[theirs["first"] :][: theirs["length"]] == "y"


async def test_lines_that_break_a_hundred_times_lose_no_character(
    table: Table, debate: Debate
) -> None:
    chance, cuts = random.Random(6), 0
    a, b = await two(debate, table)

    async def typed(typist: Typist, name: str) -> int:
        """Types until its line was cut often enough: on the way there, on the way back, or before it was open."""
        nonlocal cuts
        count = 0
        while cuts < CUTS:
            for _ in range(chance.randint(1, 3)):
                typist.type(chance, f"{name}{count}")
                count += 1
            try:
                await asyncio.wait_for(typist.push(), chance.choice([0.002, 0.01, 0.03, 5]))
            except (TimeoutError, httpx.HTTPError):
                cuts += 1
        return count

    counts = await asyncio.gather(typed(a, "a"), typed(b, "b"))
    text = await settled(a, b)
    assert cuts >= CUTS
    for name, count in zip("ab", counts, strict=True):
        assert count
        assert all(f"⟨{name}{n}⟩" in text or _split(text, f"⟨{name}{n}⟩") for n in range(count))
    typed_ = sum(
        len(f"⟨{name}{n}⟩") for name, count in zip("ab", counts, strict=True) for n in range(count)
    )
    assert len(text) == len(TEXT) + typed_


def _split(text: str, mark: str) -> bool:
    """Whether the mark stands there with others' marks put into it: its characters in their order."""
    rest = iter(text)
    return all(each in rest for each in mark)


async def test_a_save_as_a_whole_comes_into_what_is_typed_and_not_saved(
    table: Table, debate: Debate
) -> None:
    a, b = await two(debate, table)
    a.put(0, "Chưa lưu. ")
    await a.push()
    saved = await table.save(NEXT, 1, debate.facilitator)
    assert (saved["number"], saved["text"]) == (2, NEXT)
    assert await settled(a, b) == f"Chưa lưu. {NEXT}"
    told = await b.come()
    assert (told["saved"], told["same"]) == (2, False)
    stale = await table.author.ask("PUT", f"{table.path}/draft", title="A", text="B", base=1)
    refused(stale, 412, "draft-changed", "base")
    assert (await table.author.do("POST", f"{table.path}/draft/saves"))["result"]["text"] == str(a)
    assert (await b.come())["same"]


async def test_what_is_no_edit_of_a_text_is_refused_and_changes_nothing(
    table: Table, debate: Debate
) -> None:
    a, _ = await two(debate, table)
    strange: Doc = Doc()  # type: ignore[type-arg]
    strange["other"] = Map({"a": "b"})
    marked = Typist(table.author, table)
    await marked.come()
    before = marked.doc.get_state()
    marked.text.format(0, 3, {"bold": True})
    for change in (
        b"\xff\xff\xff\x01",
        b"abc",
        strange.get_update(),
        marked.doc.get_update(before),
    ):
        sent = {"change": base64.b64encode(change).decode(), "after": 0}
        answer = await table.author.http.post(f"{a.path}/edits", json=sent)
        refused(answer, 400, "draft-broken", "change")
    for none in ("", "?", None, 7):
        answer = await table.author.http.post(f"{a.path}/edits", json={"change": none, "after": 0})
        assert answer.status_code == 400
    assert (await a.come())["lacking"]["seq"] == 0


async def test_a_text_that_is_too_long_is_refused_as_a_whole_and_goes_once_it_is_shorter(
    table: Table, debate: Debate
) -> None:
    a, b = await two(debate, table)
    a.put(len(TEXT), "ữ" * (100_000 - len(TEXT) + 1))
    assert refused(await a.sent(), 413, "text-too-long", "text")["longest"] == 100_000
    await b.pull()
    assert str(b) == TEXT
    a.drop(len(TEXT), 1)
    assert len(await settled(a, b)) == 100_000
    b.title.insert(0, "m" * 200)
    refused(await b.sent(), 413, "text-too-long", "title")


async def test_whoever_drafts_it_no_more_sends_and_is_sent_nothing(
    table: Table, debate: Debate
) -> None:
    a, b = await two(debate, table)
    number = debate.number(debate.facilitator)
    b.put(0, "Đang viết. ")
    await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Nhầm phòng")
    answer = await b.sent()
    refused(answer, 404, "no-proposal")
    for path in ("together", "edits?after=0"):
        refused(await b.who.http.get(f"{b.path}/{path}"), 404, "no-proposal")
    for who in (debate.owner, debate.outsider):
        for path in ("together", "edits?after=0"):
            refused(await who.http.get(f"{b.path}/{path}"), 404, "no-proposal")
    a.put(0, "Riêng. ")
    assert (await a.push())["seq"] == 1
    assert str(a) == f"Riêng. {TEXT}"


async def test_a_frozen_text_takes_no_edit(table: Table, debate: Debate) -> None:
    a, _ = await two(debate, table)
    await table.author.do("PUT", f"{table.path}/withdrawal", reason="Chưa chín")
    a.put(0, "Muộn. ")
    refused(await a.sent(), 409, "text-frozen")
    refused(await a.who.ask("POST", f"{a.path}/saves"), 409, "text-frozen")
    assert not (await a.come())["written"]


@pytest.mark.parametrize("statement", [
    "insert into draft_update (proposal_id, room_id, seq, change, by) values ($1, $2, 9, 'a', 1)",
    "insert into draft_update (proposal_id, room_id, seq, change, by) values ($1, $2, 2, '', 1)",
])  # fmt: skip
async def test_the_database_keeps_edits_in_one_order(
    table: Table, debate: Debate, statement: str
) -> None:
    a, _ = await two(debate, table)
    a.put(0, "Mới. ")
    await a.push()
    async with debate.world.sql() as conn:
        with pytest.raises(Exception, match=r"violates|frozen"):
            await conn.execute(statement, table.id, debate.room_id)
