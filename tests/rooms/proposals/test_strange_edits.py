"""Edits that hang on what is not there, bear another's number or only take out, while older ones are folded in between."""

import base64
from typing import Any

import pytest
from pycrdt import Doc, Text, merge_updates

from rooms.proposals.joint import keeping
from tests.debate import Debate
from tests.rooms.proposals.tabling import TEXT, Table
from tests.rooms.proposals.typists import Typist, settled, two

ANOTHERS = "Lời của người khác. "


@pytest.fixture(autouse=True)
def folded_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few edits are enough."""
    monkeypatch.setattr(keeping, "FOLDED_AT", 6)
    monkeypatch.setattr(keeping, "LEFT", 2)


def feigned(typist: Typist) -> tuple[Doc[Any], Text]:
    """A document under this typist's number, as they have it."""
    doc: Doc[Any] = Doc(client_id=typist.doc.client_id)
    doc.apply_update(typist.doc.get_update())
    return doc, doc.get("text", type=Text)


async def sent(typist: Typist, *changes: bytes) -> int:
    """The number of the newest edit, once these were sent."""
    change = base64.b64encode(merge_updates(*changes)).decode()
    said = {"change": change, "after": typist.seq}
    answer = await typist.who.http.post(f"{typist.path}/edits", json=said)
    assert answer.status_code == 200, answer.text
    seq: int = answer.json()["seq"]
    return seq


async def folded(table: Table, typist: Typist) -> None:
    """So many edits of theirs that what came before is folded."""
    for n in range(keeping.FOLDED_AT + 1):
        typist.put(len(str(typist)), f"{n}")
        await typist.push()
    async with table.debate.world.sql() as conn:
        assert await conn.fetchval("select seq from draft_state where proposal_id = $1", table.id)


async def hands(table: Table, typist: Typist) -> list[tuple[str, int | None]]:
    """What stands at the table, saved: stretch by stretch, whose each is."""
    saved = (await typist.who.do("POST", f"{table.path}/draft/saves"))["result"]
    async with table.debate.world.sql() as conn:
        kept = await conn.fetchval(
            "select hands from proposal_hand where proposal_id = $1 order by draft desc limit 1",
            table.id,
        )
    found, at = [], 0
    for length, by in keeping._decode(kept.encode()):
        found.append((saved["text"][at : at + length], by))
        at += length
    assert at == len(saved["text"])
    return found


async def test_what_hangs_on_anothers_next_words_comes_in_neither_then_nor_after_a_fold(
    table: Table, debate: Debate
) -> None:
    a, b = await two(debate, table)
    doc, words = feigned(b)
    words.insert(0, "x")
    known = doc.get_state()
    words.insert(1, ANOTHERS)
    a.put(0, "Một. ")
    assert await sent(a, a.doc.get_update(a.known), doc.get_update(known)) == 1
    await folded(table, a)
    b.put(len(TEXT), "⟨y⟩")
    await b.push()
    text = await settled(a, b)
    assert (text.startswith("Một. "), text.count("⟨y⟩"), ANOTHERS in text) == (True, 1, False)
    async with debate.world.sql() as conn:
        kept = await conn.fetchval(
            "select s.state || coalesce(string_agg(u.change, ''), '') from draft_state s"
            " left join draft_update u using (proposal_id) where s.proposal_id = $1 group by s.state",
            table.id,
        )
    assert "Một".encode() in kept
    assert ANOTHERS.encode() not in kept


async def test_words_under_anothers_number_are_whose_who_sent_them_also_after_a_fold(
    table: Table, debate: Debate
) -> None:
    a, b = await two(debate, table)
    doc, words = feigned(b)
    words.insert(0, ANOTHERS)
    assert await sent(a, doc.get_update(b.known)) == 1
    await a.pull()
    await folded(table, a)
    b.put(0, "z" * len(ANOTHERS) + "Thật. ")  # as much of it as was feigned is known here
    answer = await b.sent()
    assert answer.status_code == 200
    fresh = Typist(a.who, table)
    await fresh.come()
    assert ANOTHERS in str(fresh)
    theirs = [said for said, by in await hands(table, a) if by == debate.number(b.who)]
    assert "".join(theirs) == "Thật. "
    assert ANOTHERS in "".join(said for said, by in await hands(table, a) if by == debate.number(a.who))  # fmt: skip


async def test_an_edit_that_only_takes_out_is_taken_once(table: Table, debate: Debate) -> None:
    a, b = await two(debate, table)
    end = TEXT.index(".") + 1
    a.drop(0, end)
    assert a.doc.get_state() == a.known  # nothing is put in
    change = a.doc.get_update(a.known)
    assert [await sent(a, change) for _ in range(3)] == [1, 1, 1]
    await b.pull()
    assert str(b) == TEXT[end:]
    await folded(table, a)
    seq = a.seq
    assert await sent(a, change) == seq
    b.drop(0, 4)
    await b.push()
    assert (await settled(a, b)).startswith(TEXT[end + 4 :])


async def test_nobody_takes_out_what_another_has_not_typed_yet(
    table: Table, debate: Debate
) -> None:
    a, b = await two(debate, table)
    doc, words = feigned(b)
    words.insert(0, ANOTHERS)
    known = doc.get_state()
    del words[0 : len(ANOTHERS.encode())]
    a.put(0, "Một. ")
    assert await sent(a, a.doc.get_update(a.known), doc.get_update(known)) == 1
    await folded(table, a)
    b.put(0, ANOTHERS)
    await b.push()
    assert ANOTHERS in await settled(a, b)
