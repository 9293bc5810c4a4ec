"""Who is asking: passwords, sessions, cookies, and the link that makes the first administrator."""

import asyncio
import time

import httpx
import pytest
from litestar import Response

from rooms.people import Constituency, Language, Person
from server.identity import first, passwords, sessions
from server.identity.cookies import Cookies
from tests.refusal import refused
from tests.world import PASSWORD, Someone, World

NEW = "một mật khẩu khác"


async def sign_in(world: World, email: str, password: str) -> httpx.Response:
    return await world.client().post("/session", json={"email": email, "password": password})


async def test_signing_in_begins_a_session_of_its_own(world: World) -> None:
    hoa = await world.person("Lê Thị Hoa")
    http = world.client()
    http.cookies.set("dienhong", "a-token-the-client-made-up", domain="127.0.0.1")
    answer = await http.post("/session", json={"email": hoa.email.upper(), "password": PASSWORD})
    assert (answer.status_code, answer.json()) == (201, hoa.person)
    tokens = [client.cookies["dienhong"] for client in (hoa.http, http)]
    assert len(set(tokens)) == 2
    assert all(len(token) >= 43 for token in tokens)
    assert (await http.get("/session")).json()["person"] == hoa.person


async def test_the_cookie_is_for_the_browser_alone(world: World) -> None:
    hoa = await world.person()
    cookie = (await sign_in(world, hoa.email, PASSWORD)).headers["set-cookie"]
    attributes = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/", "max-age=2592000"} <= attributes
    assert not any(part.startswith("domain") for part in attributes)


def test_over_https_the_cookie_is_bound_to_its_host() -> None:
    person = Person(1, "Hoa", "", Constituency.EXPERT, Language.VI, administrator=False)
    given = Cookies(secure=True).give(Response(None), ("token", person))
    (cookie,) = given.cookies
    assert (cookie.key, cookie.secure, cookie.httponly, cookie.domain, cookie.path) == (
        "__Host-dienhong", True, True, None, "/",
    )  # fmt: skip
    assert Cookies(secure=False).name == "dienhong"


async def test_the_database_knows_no_token_and_no_password(world: World) -> None:
    hoa = await world.person()
    token = hoa.http.cookies["dienhong"]
    async with world.sql() as conn:
        kept = await conn.fetch("select to_json(s)::text as row from session s")
        people = await conn.fetch("select password from person where id = $1", hoa.id)
    assert kept
    assert not any(token in row["row"] for row in kept)
    assert people[0]["password"].startswith("$argon2id$")


async def test_a_wrong_password_and_an_unknown_email_are_answered_alike(world: World) -> None:
    hoa = await world.person()
    wrong = await sign_in(world, hoa.email, "không phải mật khẩu")
    unknown = await sign_in(world, "khong.co@vidu.invalid", PASSWORD)
    refused(wrong, 401, "sign-in-failed", "password")
    assert wrong.content == unknown.content
    assert "set-cookie" not in wrong.headers


async def test_an_account_without_a_password_cannot_be_signed_in_to(people: list[Someone]) -> None:
    for guess in ("", "None", "null"):
        assert not await passwords.matches(guess, None)
    assert people[0].email


async def test_it_takes_as_long_to_find_that_there_is_no_account(world: World) -> None:
    """A ratio and no bar: both hash once. Without that, the unknown e-mail is answered forty times as fast."""
    hoa = await world.person()

    async def fastest(email: str) -> float:
        times = []
        for _ in range(3):
            began = time.perf_counter()
            await sign_in(world, email, "không phải mật khẩu")
            times.append(time.perf_counter() - began)
        return min(times)

    known, unknown = await fastest(hoa.email), await fastest("khong.co@vidu.invalid")
    assert 0.2 < known / unknown < 5


async def test_signing_out_ends_this_session_and_no_other(world: World) -> None:
    hoa = await world.person()
    phone = world.client()
    await phone.post("/session", json={"email": hoa.email, "password": PASSWORD})
    answer = await phone.delete("/session")
    assert answer.status_code == 200
    assert answer.headers["clear-site-data"] == '"cache"'
    assert not phone.cookies
    assert (await hoa.get("/session"))["person"] == hoa.person
    inbox = (await hoa.get("/session"))["inbox"]
    page = await hoa.get(f"/rooms/{inbox['room_id']}/entries?after={inbox['seq'] - 1}")
    assert page["entries"][0]["event"]["type"] == "session.ended"


async def test_an_ended_session_is_nobody(world: World) -> None:
    hoa = await world.person()
    token = hoa.http.cookies["dienhong"]
    await hoa.http.delete("/session")
    hoa.http.cookies.set("dienhong", token, domain="127.0.0.1")
    assert (await hoa.http.get("/session")).json()["person"] is None
    refused(await hoa.http.delete("/session"), 401, "sign-in-first")


async def test_a_session_lasts_until_its_time(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    async with world.sql() as conn:
        await conn.execute("update session set expires_at = now() where person_id = $1", hoa.id)
    assert (await hoa.get("/session"))["person"] is None


async def test_another_password_ends_the_other_sessions_and_keeps_this_one(world: World) -> None:
    hoa = await world.person()
    phone = world.client()
    await phone.post("/session", json={"email": hoa.email, "password": PASSWORD})
    await hoa.do("PUT", "/me/password", current=PASSWORD, new=NEW)
    assert (await phone.get("/session")).json()["person"] is None
    assert (await hoa.get("/session"))["person"] == hoa.person
    refused(await sign_in(world, hoa.email, PASSWORD), 401, "sign-in-failed", "password")
    assert (await sign_in(world, hoa.email, NEW)).status_code == 201


async def test_to_change_the_password_one_must_know_it(world: World) -> None:
    hoa = await world.person()
    answer = await hoa.ask("PUT", "/me/password", current="không phải", new=NEW)
    refused(answer, 403, "password-wrong", "current")
    assert (await sign_in(world, hoa.email, PASSWORD)).status_code == 201


async def test_a_change_of_password_can_be_sent_again(world: World) -> None:
    hoa = await world.person()
    told = {"key": "0199b1d0-0000-7000-8000-000000000001", "current": PASSWORD, "new": NEW}
    first_time = await hoa.http.put("/me/password", json=told)
    again = await hoa.http.put("/me/password", json=told)
    assert (first_time.status_code, first_time.content) == (again.status_code, again.content)
    assert first_time.status_code == 200


async def test_the_first_administrator_is_made_once_by_a_link(world: World) -> None:
    store = world.app.state.store
    old = await first.link(store, world.url)
    new = await first.link(store, world.url)
    assert old
    assert new
    lan, binh = await world.people("Nguyễn Thị Lan", "Trần Văn Bình")
    path = new.removeprefix(world.url)
    voided = await lan.ask("POST", old.removeprefix(world.url))
    refused(voided, 404, "no-link")
    refused(await world.client().post(path, json={"key": path[-36:]}), 401, "sign-in-first")
    answers = await asyncio.gather(*(who.ask("POST", path) for who in (lan, binh)))
    made, late = sorted(answers, key=lambda answer: answer.status_code)
    refused(late, 404, "no-link")
    assert made.json()["result"]["administrator"] is True
    winner = lan if answers[0] is made else binh
    assert (await winner.get("/session"))["person"]["administrator"] is True
    assert await first.link(store, world.url) is None, "there is one now"
    async with world.sql() as conn:
        await conn.execute("delete from administrator")


@pytest.mark.parametrize("token", ["a", "x" * 3_000, "..", "%2e%2e", "a b"])
async def test_a_made_up_link_makes_nobody(people: list[Someone], token: str) -> None:
    answer = await people[0].ask("POST", f"/administrator/{token}")
    assert answer.status_code in {404, 405}, answer.text


def test_tokens_are_new_and_their_hash_is_all_that_is_kept() -> None:
    tokens = {sessions.new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert len(sessions.hash_of("a")) == 32
    assert sessions.hash_of("a") != sessions.hash_of("b")
