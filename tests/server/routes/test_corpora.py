"""Third-party collections of hostile JSON and text, through a real endpoint: no 5xx, and what is taken comes back as it was."""

import asyncio
import json
import unicodedata
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from rooms.text import clean
from tests.debate import Debate
from tests.world import new_key

T = TypeVar("T")
AT_ONCE = 8
JSON = {"content-type": "application/json"}
NO_JSON = {"/problems/bad-json", "/problems/too-deep", "/problems/too-large"}


async def each(
    things: Sequence[T], do: Callable[[T], Awaitable[None]], at_once: int = AT_ONCE
) -> None:
    """Do it to all of them, some at a time."""
    places = asyncio.Semaphore(at_once)

    async def one(thing: T) -> None:
        async with places:
            await do(thing)

    await asyncio.gather(*map(one, things))


async def test_every_json_of_the_suite_is_read_or_refused(corpora: Path, talk: Debate) -> None:
    files = sorted((corpora / "json" / "test_parsing").glob("*.json"))
    assert len(files) > 300

    async def send(file: Path) -> None:
        whole = file.read_bytes()
        body = b'{"key":"%s","body":%s}' % (new_key().encode(), whole)
        for content in (whole, body):
            answer = await talk.member.http.post(
                f"{talk.thread}/posts", content=content, headers=JSON
            )
            assert answer.status_code == 201 or 400 <= answer.status_code < 500, file.name
            if answer.status_code != 201:
                assert answer.headers["content-type"] == "application/problem+json", file.name
                assert answer.json()["detail"], file.name
            if file.name.startswith("n_"):
                assert answer.status_code != 201, file.name
                assert answer.json()["type"] in NO_JSON, f"{file.name}: {answer.text}"
            if file.name.startswith("y_"):  # JSON, though not what is expected here
                assert answer.status_code == 201 or answer.json()["type"] not in NO_JSON, file.name

    await each(files, send)


def naughty(corpora: Path) -> list[str]:
    found: list[str] = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    assert len(found) > 500
    return found


async def test_every_naughty_text_comes_back_as_it_was_sent(corpora: Path, talk: Debate) -> None:
    taken: list[int] = []

    async def send(text: str) -> None:
        answer = await talk.member.ask("POST", f"{talk.thread}/posts", body=text)
        assert answer.status_code == 201 or 400 <= answer.status_code < 500, answer.text
        if answer.status_code == 201:
            record: dict[str, Any] = await talk.member.get(
                f"/posts/{answer.json()['result']['id']}"
            )
            assert record["body"].encode() == clean(text).encode()
            if unicodedata.is_normalized("NFC", text) and clean(text) == text:
                assert record["body"] == text
            taken.append(1)

    await each(naughty(corpora), send)
    assert len(taken) > 400


async def test_every_naughty_title_is_one_clean_line(corpora: Path, talk: Debate) -> None:
    taken: list[int] = []

    async def send(text: str) -> None:
        answer = await talk.member.ask(
            "POST", f"{talk.room}/threads", title=text, body="Tôi hỏi.", kind="question"
        )
        assert answer.status_code == 201 or 400 <= answer.status_code < 500, answer.text
        if answer.status_code == 201:
            assert answer.json()["result"]["thread"]["title"] == " ".join(clean(text).split())
            taken.append(1)

    await each(naughty(corpora)[::4], send)
    assert len(taken) > 90
