"""A forgotten password: a letter, a link that works once and for an hour, and every session over."""

import asyncio
import json
import time
from typing import Any

import httpx
import pytest

from server.identity import resets
from server.identity.tokens import Tokens
from tests.refusal import refused
from tests.serving import SECRET
from tests.world import PASSWORD, Someone, World, new_key

NEW = "một mật khẩu khác"
TOKENS = Tokens(SECRET)


async def ask(world: World, email: str) -> httpx.Response:
    form = {"key": new_key(), "email": email}
    return await world.client().post("/password-resets", json=form)


async def letters(world: World, who: Someone) -> list[dict[str, Any]]:
    """The facts of the letters about a forgotten password in the outbox for this person."""
    async with world.sql() as conn:
        rows = await conn.fetch(
            "select facts from letter where kind = 'password-reset' and person_id = $1", who.id
        )
    return [json.loads(row["facts"]) for row in rows]


async def link(world: World, who: Someone) -> str:
    """The token of the link, as the letter has it."""
    (facts,) = await letters(world, who)
    return resets.link_token(TOKENS, facts["person"], facts["stamp"])


async def use(world: World, token: str, new: str = NEW, key: str = "") -> httpx.Response:
    form = {"key": key or new_key(), "token": token, "new": new}
    return await world.client().put("/password", json=form)


async def sign_in(world: World, who: Someone, password: str) -> httpx.Response:
    form = {"email": who.email, "password": password}
    return await world.client().post("/session", json=form)


async def test_the_link_sets_another_password_once_and_ends_every_session(world: World) -> None:
    hoa = await world.person()
    await sign_in(world, hoa, PASSWORD)
    answer = await ask(world, f" {hoa.email.upper()} ".strip())
    assert (answer.status_code, answer.text) == (202, "null")
    token = await link(world, hoa)
    async with world.live(hoa) as socket:
        assert json.loads(await socket.recv())["type"] == "hello"
        done = await use(world, token)
        assert done.json()["result"] == 2
        async with asyncio.timeout(30):
            await socket.wait_closed()
        assert socket.close_code == 4401
    assert (await hoa.get("/session"))["person"] is None
    assert "set-cookie" not in done.headers, "whoever has the letter signs in like anybody else"
    refused(await sign_in(world, hoa, PASSWORD), 401, "sign-in-failed", "password")
    assert (await sign_in(world, hoa, NEW)).status_code == 201
    refused(await use(world, token, "mật khẩu thứ ba"), 404, "reset-over")
    assert (await sign_in(world, hoa, NEW)).status_code == 201


async def test_a_retry_is_answered_like_the_first_time(world: World) -> None:
    hoa = await world.person()
    await ask(world, hoa.email)
    token, key = await link(world, hoa), new_key()
    first = await use(world, token, key=key)
    again = await use(world, token, key=key)
    assert (
        (first.status_code, first.content)
        == (again.status_code, again.content)
        == (200, first.content)
    )


async def test_of_two_who_use_the_link_at_once_one_wins(world: World) -> None:
    hoa = await world.person()
    await ask(world, hoa.email)
    token = await link(world, hoa)
    answers = await asyncio.gather(*(use(world, token, f"mật khẩu thứ {n}") for n in range(2)))
    assert sorted(answer.status_code for answer in answers) == [200, 404]


async def test_any_other_change_of_the_password_kills_the_link(world: World) -> None:
    hoa = await world.person()
    await ask(world, hoa.email)
    token = await link(world, hoa)
    await hoa.do("PUT", "/me/password", current=PASSWORD, new=NEW)
    refused(await use(world, token, "mật khẩu thứ ba"), 404, "reset-over")


async def test_a_link_is_good_for_an_hour_and_for_this_only(world: World) -> None:
    hoa = await world.person()
    await ask(world, hoa.email)
    (facts,) = await letters(world, hoa)
    late = TOKENS.make(resets.KIND, facts["person"], facts["stamp"], lasts_s=-1)
    other = TOKENS.make("unsubscribe", facts["person"], facts["stamp"])
    strange = TOKENS.make(resets.KIND, facts["stamp"], facts["person"])
    foreign = Tokens(bytes(32)).make(resets.KIND, facts["person"], facts["stamp"])
    for token in (late, other, strange, foreign, "", "x" * 100, "đ"):
        refused(await use(world, token), 404, "reset-over")
    assert (await sign_in(world, hoa, PASSWORD)).status_code == 201


async def test_an_unknown_address_is_answered_alike_and_nothing_is_sent(world: World) -> None:
    hoa = await world.person()
    known, unknown = await ask(world, hoa.email), await ask(world, "khong.co@vidu.invalid")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert dict(known.headers).keys() == dict(unknown.headers).keys()
    assert len(await letters(world, hoa)) == 1
    async with world.sql() as conn:
        sent = await conn.fetchval(
            "select count(*) from letter where recipient = 'khong.co@vidu.invalid'"
        )
    assert sent == 0


async def test_it_takes_about_as_long(world: World) -> None:
    """A ratio and no bar: both are one transaction with a commit."""
    (hoa,) = await world.people("Lê Thị Hoa")

    async def fastest(email: str) -> float:
        times = []
        for _ in range(8):
            began = time.perf_counter()
            await ask(world, email)
            times.append(time.perf_counter() - began)
        return min(times)

    known, unknown = await fastest(hoa.email), await fastest("khong.co@vidu.invalid")
    assert 1 / 4 < known / unknown < 4


async def test_asking_again_and_again_sends_one_letter(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    for _ in range(4):
        assert (await ask(world, hoa.email)).status_code == 202
    assert len(await letters(world, hoa)) in {1, 2}, "two where the quarter of an hour changed"


async def test_an_account_without_a_password_gets_its_first_one_so(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    await ask(world, hoa.email)
    assert (await use(world, await link(world, hoa))).is_success
    assert (await sign_in(world, hoa, NEW)).status_code == 201


async def test_neither_the_outbox_nor_the_audit_holds_what_opens_the_account(world: World) -> None:
    hoa = await world.person()
    await ask(world, hoa.email)
    token = await link(world, hoa)
    await use(world, token)
    async with world.sql() as conn:
        kept = await conn.fetch(
            "select facts::text as words from letter union all select facts::text from audit"
            " union all select answer::text from command where answer is not null"
        )
        hash_ = await conn.fetchval("select password from person where id = $1", hoa.id)
    assert kept
    assert not any(secret in row["words"] for row in kept for secret in (token, NEW, hash_))


@pytest.mark.parametrize("new", ["ngắn", "x" * 257])
async def test_the_new_password_must_be_one(world: World, new: str) -> None:
    hoa = await world.person()
    await ask(world, hoa.email)
    answer = await use(world, await link(world, hoa), new)
    assert answer.status_code in {400, 413}
    assert answer.json()["field"] == "new"
