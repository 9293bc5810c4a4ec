"""Hostile texts through the search: looked for, and found as they were sent, without a 5xx."""

import unicodedata
from pathlib import Path

from rooms.text import clean
from server import searching
from tests.debate import Debate
from tests.rooms.test_search import search, word
from tests.server.routes.test_corpora import each, naughty

PASSED_OVER = {"no-words", "nul-character", "lone-surrogate", "text-too-long"}


async def test_every_naughty_text_can_be_looked_for(corpora: Path, talk: Debate) -> None:
    answered: list[int] = []

    async def look(text: str) -> None:
        answer = await talk.member.http.post("/search", json={"q": text[:200]})
        if answer.status_code == 200:
            answered.append(1)
        else:
            assert answer.status_code in {400, 413}, (answer.status_code, text)
            assert answer.json()["type"].rpartition("/")[2] in PASSED_OVER, answer.text
        if len(text) % 3:
            return
        near = await talk.member.http.post(f"{talk.room}/similar", json={"text": text})
        assert near.status_code in {200, 400, 413}, (near.status_code, text)

    await each(naughty(corpora), look, searching.AT_ONCE)
    assert len(answered) > 300


async def test_every_naughty_title_is_shown_as_it_was_sent(corpora: Path, talk: Debate) -> None:
    shown: list[int] = []

    async def open_and_look(text: str) -> None:
        rare = word()
        title = f"{rare} {text}"[:200]
        answer = await talk.member.ask(
            "POST", f"{talk.room}/threads", title=title, body="Tôi hỏi.", kind="question"
        )
        if answer.status_code != 201:
            assert answer.status_code < 500, answer.text
            return
        found = await search(talk.member, rare, room=talk.room_id)
        assert found["number"] == 1, text
        kept = " ".join(clean(title).split())
        assert "".join(found["hits"][0]["title"]).encode() == kept.encode()
        assert unicodedata.is_normalized("NFC", "".join(found["hits"][0]["title"]))
        shown.append(1)

    await each(naughty(corpora)[1::4], open_and_look, searching.AT_ONCE)
    assert len(shown) > 90
