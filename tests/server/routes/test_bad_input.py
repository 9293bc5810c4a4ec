"""Whatever is sent, the answer is a success or a problem+json with a stable type, and never a 5xx."""

import json
from typing import Any

import httpx
import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone, World, new_key

JSON = {"content-type": "application/json"}


async def send(who: Someone, path: str, body: bytes, method: str = "POST") -> httpx.Response:
    return await who.http.request(method, path, content=body, headers=JSON)


def draft(**fields: Any) -> bytes:
    return json.dumps({"key": new_key(), "body": "Tôi đồng ý."} | fields).encode()


def nested(opening: bytes, closing: bytes, depth: int) -> bytes:
    return b'{"key":"%s","body":%s1%s}' % (new_key().encode(), opening * depth, closing * depth)


def wrong_drafts() -> list[Any]:
    """Bodies of a reply that must be refused: the bytes, the status, the reason, the field."""
    param = pytest.param
    return [
        param(draft(body="x" * 10_001), 413, "text-too-long", "body", id="10,001 characters"),
        param(draft(body="क\u093c" * 5_001), 413, "text-too-long", "body", id="10,002 code points"),
        param(draft(body="\u0958" * 5_001), 413, "text-too-long", "body", id="NFC makes it longer"),
        param(b" " * 200_000, 413, "too-large", None, id="200 kB"),
        param(draft(body=""), 400, "empty", "body", id="an empty text"),
        param(draft(body=" \n\t\u200b"), 400, "empty", "body", id="nothing that can be seen"),
        param(draft(body="a\0b"), 400, "nul-character", "body", id="NUL"),
        param(
            b'{"key":"%s","body":"\\ud800"}' % new_key().encode(),
            400, "bad-json", None, id="half of a surrogate pair",
        ),
        param(
            b'{"key":"%s","body":"\\udc00\\ud800"}' % new_key().encode(),
            400, "bad-json", None, id="surrogates the wrong way round",
        ),
        param(draft(tác_giả=1), 400, "unknown-field", "tác_giả", id="an unknown field"),
        param(draft(**{"x" * 5_000: 1}), 400, "unknown-field", "x" * 80, id="a long unknown field"),
        param(draft(body=5), 400, "wrong-value", "body", id="a number for a text"),
        param(draft(body=None), 400, "wrong-value", "body", id="null for a text"),
        param(draft(body=["a"]), 400, "wrong-value", "body", id="a list for a text"),
        param(draft(kind="rant"), 400, "wrong-value", "kind", id="an unknown kind"),
        param(draft(parent_id="bảy"), 400, "wrong-value", "parent_id", id="a text for a number"),
        param(draft(parent_id=1.5), 400, "wrong-value", "parent_id", id="a fraction for an id"),
        param(draft(parent_id=True), 400, "wrong-value", "parent_id", id="true for an id"),
        param(b'{"body":"a"}', 400, "missing-field", "key", id="no key"),
        param(b'{"key":"%s"}' % new_key().encode(), 400, "missing-field", "body", id="no body"),
        param(draft(key="1234"), 400, "wrong-value", "key", id="a key that is no UUID"),
        param(draft(key=7), 400, "wrong-value", "key", id="a number for a key"),
        param(b"", 400, "bad-json", None, id="nothing"),
        param(b"null", 400, "wrong-shape", None, id="null"),
        param(b"[]", 400, "wrong-shape", None, id="a list"),
        param(b'"xin chao"', 400, "wrong-shape", None, id="a text"),
        param(b'{"key":', 400, "bad-json", None, id="half of it"),
        param(draft() + b"}", 400, "bad-json", None, id="more than one value"),
        param(b"\xff\xfe{\x00}\x00", 400, "bad-json", None, id="UTF-16"),
        param(draft().replace(b"T\\u00f4i", b"\xc3\x28"), 400, "bad-json", None, id="not UTF-8"),
        param(b"[" * 100_000, 400, "too-deep", None, id="100,000 open brackets"),
        param(nested(b"[", b"]", 30_000), 400, "too-deep", None, id="lists 30,000 deep"),
        param(nested(b'{"a":', b"}", 15_000), 400, "too-deep", None, id="objects 15,000 deep"),
    ]  # fmt: skip


@pytest.mark.parametrize(("body", "status", "reason", "field"), wrong_drafts())
async def test_a_wrong_draft_is_refused_and_says_why(
    talk: Debate, body: bytes, status: int, reason: str, field: str | None
) -> None:
    head = await talk.head()
    refused(await send(talk.member, f"{talk.thread}/posts", body), status, reason, field)
    assert await talk.head() == head


async def test_ten_thousand_characters_in_their_longest_form_are_taken(talk: Debate) -> None:
    body = "𝒳" * 9_999 + "."
    assert len(draft(body=body)) > 115_000
    answer = await send(talk.member, f"{talk.thread}/posts", draft(body=body))
    assert answer.status_code == 201
    record = await talk.member.get(f"/posts/{answer.json()['result']['id']}")
    assert record["body"] == body


async def test_of_two_fields_with_one_name_the_last_counts(talk: Debate) -> None:
    key = new_key().encode()
    body = b'{"key":"%s","body":"m\xe1\xbb\x99t","body":"hai"}' % key
    answer = await send(talk.member, f"{talk.thread}/posts", body)
    assert answer.status_code == 201
    assert (await talk.member.get(f"/posts/{answer.json()['result']['id']}"))["body"] == "hai"


@pytest.mark.parametrize(
    "media", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "x", ""]
)  # fmt: skip
async def test_another_content_type_is_read_as_json_or_refused(talk: Debate, media: str) -> None:
    answer = await talk.member.http.post(
        f"{talk.thread}/posts", content=draft(), headers={"content-type": media}
    )
    assert answer.status_code == 201 or 400 <= answer.status_code < 500, answer.text


@pytest.mark.parametrize(
    ("method", "path", "status", "reason"),
    [
        ("GET", "/không-có", 404, "no-page"), ("GET", "/rooms/abc", 404, "no-page"), ("POST", "/rooms/1", 405, "method-not-allowed"),
        ("PATCH", "/posts/1", 405, "method-not-allowed"), ("GET", "/assets/../pyproject.toml", 404, "no-page"),
        ("GET", "/assets/%2e%2e/%2e%2e/pyproject.toml", 404, "no-page"), ("GET", "/assets/none.js", 404, "no-page"),
    ],
)  # fmt: skip
async def test_an_address_that_is_not_there_is_a_problem_too(
    world: World, method: str, path: str, status: int, reason: str
) -> None:
    refused(await world.client().request(method, path), status, reason)


@pytest.mark.parametrize(
    ("asked", "detail"),
    [
        (None, "Không có phòng này."), ("vi", "Không có phòng này."), ("vi-VN,vi;q=0.9,en;q=0.8", "Không có phòng này."),
        ("en", "There is no such room."), ("EN-gb, vi", "There is no such room."), ("fr", "Không có phòng này."),
        (";;q=,,", "Không có phòng này."), ("x" * 5_000, "Không có phòng này."),
    ],
)  # fmt: skip
async def test_a_refusal_speaks_the_reader_s_language(
    world: World, asked: str | None, detail: str
) -> None:
    headers = {} if asked is None else {"accept-language": asked}
    answer = await world.client().get("/rooms/999999999", headers=headers)
    assert refused(answer, 404, "no-room")["detail"] == detail


async def test_a_sentence_fills_in_its_facts(talk: Debate) -> None:
    answer = await talk.member.http.post(
        f"{talk.thread}/posts",
        json={"key": new_key(), "body": "x" * 10_001},
        headers={"accept-language": "en"},
    )
    problem = refused(answer, 413, "text-too-long", "body")
    assert problem["detail"] == "The text is longer than 10000 characters."
