"""Texts that may not be kept: with NUL, longer than their limit, addresses and cookies that are none."""

import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.world import World, new_key

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
    ("PUT", "{room}/members/2/removal", {"reason": "a\0"}, "reason"),
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
    ("PUT", "{room}/members/2/removal", {"reason": "{}"}, 500, "reason"),
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
