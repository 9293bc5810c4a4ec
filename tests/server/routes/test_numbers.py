"""No number, wherever it is sent, is too large, too small or too odd for an answer."""

from typing import Any

import pytest

from tests.debate import Debate
from tests.refusal import refused
from tests.world import new_key

BEYOND = [2**31, 2**53, 2**63 - 1, 2**63, 2**64, 10**30, 10**400, -1, -(2**63) - 1]


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
    ("DELETE", "/rooms/{}/members/me"), ("PUT", "/rooms/{}/members/2"), ("PUT", "/rooms/{}/members/2/removal"),
    ("GET", "/rooms/{}/threads"), ("POST", "/rooms/{}/threads"), ("GET", "/rooms/{}/entries"), ("GET", "/rooms/{}/live"),
    ("PUT", "/rooms/{}/reading"), ("GET", "/threads/{}"), ("GET", "/threads/{}/bodies"), ("PUT", "/threads/{}/closure"),
    ("DELETE", "/threads/{}/closure"), ("POST", "/threads/{}/posts"), ("GET", "/posts/{}"), ("PUT", "/posts/{}"),
    ("PUT", "/posts/{}/retraction"), ("PUT", "/posts/{}/position"), ("DELETE", "/posts/{}/position"), ("PUT", "/posts/{}/reaction"),
]  # fmt: skip
WORDS = {
    "title": "Dữ liệu", "description": "", "visibility": "public", "reason": "Vì vậy", "body": "Tôi nghĩ", "kind": "opinion",
    "version": 1, "position": "agree", "reaction": "thanks", "email": "a@vidu.invalid", "role": "member", "read": [], "ids": "1",
}  # fmt: skip
TAKEN = {
    "/rooms/{}": {"title", "description", "visibility"}, "/rooms/{}/archival": {"reason"}, "/rooms/{}/members": {"email", "role"},
    "/rooms/{}/members/2": {"role"}, "/rooms/{}/members/2/removal": {"reason"}, "/rooms/{}/threads": {"title", "body", "kind"}, "/rooms/{}/reading": {"read"},
    "/threads/{}/closure": {"reason"}, "/threads/{}/posts": {"body", "kind"}, "/posts/{}": {"body", "kind", "version"},
    "/posts/{}/retraction": {"reason"}, "/posts/{}/position": {"position"}, "/posts/{}/reaction": {"reaction"},
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
