"""Whatever is sent, the answer is a success or a problem+json with a stable type, and never a 5xx."""

import json
from typing import Any

import httpx
import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.world import Someone, World, new_key

JSON = {"content-type": "application/json"}
BEYOND = [2**31, 2**53, 2**63 - 1, 2**63, 2**64, 10**30, 10**400, -1, -(2**63) - 1]


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


@pytest.mark.parametrize("number", BEYOND)
async def test_no_number_in_a_body_is_too_much(talk: Debate, number: int) -> None:
    answer = await talk.member.ask("POST", f"{talk.thread}/posts", body="a", parent_id=number)
    assert 400 <= answer.status_code < 500, answer.text
    answer = await talk.member.ask("PUT", talk.post, body="a", kind="opinion", version=number)
    assert 400 <= answer.status_code < 500, answer.text
    for span in ([number, number], [1, number]):
        answer = await talk.member.http.put(f"{talk.room}/reading", json={"read": [span]})
        assert answer.status_code < 500, answer.text
        answer = await talk.member.http.put(f"{talk.room}/reading", json={"unread": [span]})
        assert answer.status_code < 500, answer.text


ADDRESSES = [
    ("GET", "/rooms/{}"), ("PUT", "/rooms/{}"), ("PUT", "/rooms/{}/archival"), ("DELETE", "/rooms/{}/archival"),
    ("GET", "/rooms/{}/members"), ("POST", "/rooms/{}/members"), ("PUT", "/rooms/{}/members/me"),
    ("DELETE", "/rooms/{}/members/me"), ("PUT", "/rooms/{}/members/2"), ("DELETE", "/rooms/{}/members/2"),
    ("GET", "/rooms/{}/threads"), ("POST", "/rooms/{}/threads"), ("GET", "/rooms/{}/entries"), ("GET", "/rooms/{}/live"),
    ("PUT", "/rooms/{}/reading"), ("GET", "/threads/{}"), ("GET", "/threads/{}/bodies"), ("PUT", "/threads/{}/closure"),
    ("DELETE", "/threads/{}/closure"), ("POST", "/threads/{}/posts"), ("GET", "/posts/{}"), ("PUT", "/posts/{}"),
    ("PUT", "/posts/{}/retraction"), ("PUT", "/posts/{}/position"), ("DELETE", "/posts/{}/position"),
]  # fmt: skip
WORDS = {
    "title": "Dữ liệu", "description": "", "visibility": "public", "reason": "Vì vậy", "body": "Tôi nghĩ", "kind": "opinion",
    "version": 1, "position": "agree", "email": "a@vidu.invalid", "role": "member", "read": [], "ids": "1",
}  # fmt: skip
TAKEN = {
    "/rooms/{}": {"title", "description", "visibility"}, "/rooms/{}/archival": {"reason"}, "/rooms/{}/members": {"email", "role"},
    "/rooms/{}/members/2": {"role"}, "/rooms/{}/threads": {"title", "body", "kind"}, "/rooms/{}/reading": {"read"},
    "/threads/{}/closure": {"reason"}, "/threads/{}/posts": {"body", "kind"}, "/posts/{}": {"body", "kind", "version"},
    "/posts/{}/retraction": {"reason"}, "/posts/{}/position": {"position"},
}  # fmt: skip


def command(method: str, address: str) -> dict[str, Any]:
    """What this address takes, as the arguments of a request."""
    if method in {"GET", "DELETE"}:
        return {"params": {"key": new_key(), "reason": "Vì vậy", "ids": "1"}}
    key = {} if address.endswith("/reading") else {"key": new_key()}
    return {"json": key | {name: WORDS[name] for name in TAKEN.get(address, ())}}


@pytest.mark.parametrize(("method", "address"), ADDRESSES, ids=lambda part: part)
async def test_no_number_in_an_address_is_too_much(talk: Debate, method: str, address: str) -> None:
    for number in [*BEYOND, 0]:
        arguments = command(method, address)
        answer = await talk.owner.http.request(method, address.format(number), **arguments)
        assert 400 <= answer.status_code < 500, f"{number}: {answer.text}"
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("number", ["9" * 5_000, "1e3", "0x10", "%00", "null", "1;2", "--1"])
async def test_an_odd_number_in_an_address_is_no_address(talk: Debate, number: str) -> None:
    for place in ("rooms", "threads", "posts"):
        answer = await talk.member.http.get(f"/{place}/{number}")
        assert 400 <= answer.status_code < 500, answer.text
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/rooms?after=-1", "after"), ("/rooms?after=x", "after"), ("/rooms?after=100001", "after"),
        ("{room}/entries?after=-1", "after"), ("{room}/entries?after=1.5", "after"), ("{room}/entries?limit=0", "limit"),
        ("{room}/entries?limit=501", "limit"), ("{room}/members?after=x", "after"), ("{room}/threads?before=0", "before"),
        ("{thread}/bodies", "ids"), ("{thread}/bodies?ids=", "ids"), ("{thread}/bodies?ids=1,x", "ids"),
        ("{room}/live?after=7", "after"), ("{room}/live?after=x-y", "after"),
    ],
)  # fmt: skip
async def test_a_wrong_parameter_is_named(talk: Debate, path: str, field: str) -> None:
    answer = await talk.member.http.get(path.format(room=talk.room, thread=talk.thread))
    assert answer.status_code == 400, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["field"] == field


@pytest.mark.parametrize("number", [2**63, 10**30, 10**400])
async def test_no_parameter_is_too_much(talk: Debate, number: int) -> None:
    for path in (
        f"/rooms?after={number}", f"{talk.room}/entries?after={number}", f"{talk.room}/members?after={number}",
        f"{talk.room}/threads?before={number}", f"{talk.thread}/bodies?ids={number}", f"{talk.room}/live?after=1-{number}",
    ):  # fmt: skip
        answer = await talk.member.http.get(path)
        assert 400 <= answer.status_code < 500, f"{path}: {answer.text}"
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["", "7", "x" * 5_000, "00000000-0000-0000-0000-00000000000g"])
async def test_a_wrong_key_of_a_withdrawal_is_named(talk: Debate, key: str) -> None:
    answer = await talk.member.http.delete(f"{talk.post}/position", params={"key": key})
    refused(answer, 400, "wrong-value", "key")


async def test_a_key_is_asked_for(talk: Debate) -> None:
    answer = await talk.member.http.delete(f"{talk.post}/position")
    assert answer.status_code == 400
    assert answer.json()["field"] == "key"


@pytest.mark.parametrize(
    "media", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "x", ""]
)  # fmt: skip
async def test_another_content_type_is_read_as_json_or_refused(talk: Debate, media: str) -> None:
    answer = await talk.member.http.post(
        f"{talk.thread}/posts", content=draft(), headers={"content-type": media}
    )
    assert answer.status_code == 201 or 400 <= answer.status_code < 500, answer.text


NULS = [
    ("POST", "/session", {"email": "a\0@b.vn", "password": "mật khẩu"}, "email"),
    ("POST", "/session", {"email": "a@vidu.invalid", "password": "mật\0khẩu"}, None),
    ("POST", "{room}/members", {"email": "a\0@b.vn", "role": "member"}, "email"),
    ("POST", "{room}/threads", {"title": "a\0", "body": "b", "kind": "opinion"}, "title"),
    ("POST", "{room}/threads", {"title": "a", "body": "b\0", "kind": "opinion"}, "body"),
    ("PUT", "{room}", {"title": "a", "description": "b\0", "visibility": "invited"}, "description"),
    ("PUT", "{room}/archival", {"reason": "a\0"}, "reason"),
    ("PUT", "{thread}/closure", {"reason": "a\0"}, "reason"),
    ("PUT", "{post}/retraction", {"reason": "a\0"}, "reason"),
    ("DELETE", "{room}/members/2", {"reason": "a\0"}, "reason"),
    ("PUT", "/me", {"name": "a\0", "organisation": "", "constituency": "expert", "language": "vi"}, "name"),
    ("PUT", "/me", {"name": "a", "organisation": "b\0", "constituency": "expert", "language": "vi"}, "organisation"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "words", "field"), NULS)
async def test_no_text_may_hold_nul(
    talk: Debate, method: str, path: str, words: dict[str, str], field: str | None
) -> None:
    who = talk.member if "retraction" in path else talk.owner
    path = path.format(room=talk.room, thread=talk.thread, post=talk.post)
    if path == "/session":
        answer = await who.http.post(path, json=words)
    else:
        answer = await who.ask(method, path, **words)
    assert 400 <= answer.status_code < 500, answer.text
    assert field is None or answer.json()["field"] == field


LONG = [
    ("POST", "{room}/threads", {"title": "{}", "body": "b", "kind": "opinion"}, 200, "title"),
    ("PUT", "{room}", {"title": "{}", "description": "", "visibility": "invited"}, 200, "title"),
    ("PUT", "{room}", {"title": "a", "description": "{}", "visibility": "invited"}, 2000, "description"),
    ("PUT", "{room}/archival", {"reason": "{}"}, 500, "reason"),
    ("PUT", "{thread}/closure", {"reason": "{}"}, 500, "reason"),
    ("PUT", "{post}/retraction", {"reason": "{}"}, 500, "reason"),
    ("DELETE", "{room}/members/2", {"reason": "{}"}, 500, "reason"),
    ("PUT", "/me", {"name": "{}", "organisation": "", "constituency": "expert", "language": "vi"}, 100, "name"),
    ("PUT", "/me", {"name": "a", "organisation": "{}", "constituency": "expert", "language": "vi"}, 200, "organisation"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "path", "words", "longest", "field"), LONG)
@pytest.mark.parametrize("letter", ["x", "\u0958"], ids=["typed", "longer in NFC"])
async def test_no_text_is_kept_longer_than_its_limit(
    talk: Debate,
    method: str,
    path: str,
    words: dict[str, str],
    longest: int,
    field: str,
    letter: str,
) -> None:
    who = talk.member if "retraction" in path else talk.owner
    path = path.format(room=talk.room, thread=talk.thread, post=talk.post)
    long = {name: word.format(letter * (longest + (letter == "x"))) for name, word in words.items()}
    problem = refused(await who.ask(method, path, **long), 413, "text-too-long", field)
    assert problem["longest"] == longest


@pytest.mark.parametrize(
    "email", ["", "a", "a@", "@b", "a b@c", "a@b@c", "a@b\n", "a\0@b", "x" * 250 + "@b.vn", "İ@" + "x" * 252]
)  # fmt: skip
async def test_an_odd_email_makes_no_account(world: World, email: str) -> None:
    form = {
        "key": new_key(), "email": email, "name": "Hoa", "organisation": "", "constituency": "expert",
        "password": "mật khẩu đủ dài",
    }  # fmt: skip
    answer = await world.client().post("/accounts", json=form)
    assert answer.status_code in {400, 413}, answer.text
    assert answer.json()["field"] == "email"


@pytest.mark.parametrize(
    "cookie", [b"dienhong=%ff", b"dienhong=\xff\xfe", b"dienhong=" + b"a" * 7_000, b"dienhong", b";=;", b'dienhong="\\"']
)  # fmt: skip
async def test_an_odd_cookie_is_nobody(world: World, cookie: bytes) -> None:
    answer = await world.client().get("/session", headers={b"cookie": cookie})
    assert answer.status_code == 200, answer.text
    assert answer.json()["person"] is None


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
