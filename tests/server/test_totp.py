"""An authenticator application as second factor, over the public API."""

import asyncio
from typing import Any

import pytest

from rooms.errors import NotFound
from server.config import Settings
from server.identity import rescue
from tests.factors import App, at_name, enter, with_app
from tests.refusal import refused
from tests.world import PASSWORD, Someone, World, new_key

NOTHING: dict[str, Any] = {"totp_since": None, "passkeys": [], "codes": 0, "strong": False}


@pytest.fixture
async def hoa(world: World) -> Someone:
    return await world.person("Lê Thị Hoa")


async def test_it_is_offered_confirmed_and_then_asked_for(world: World, hoa: Someone) -> None:
    assert await hoa.get("/me/factors") == NOTHING
    app, codes = await with_app(hoa)
    mine = await hoa.get("/me/factors")
    assert (len(codes), mine["codes"], mine["strong"]) == (10, 10, True)
    http, answer = await enter(world, hoa.email)
    assert (answer.status_code, answer.json()) == (
        202,
        {"totp": True, "passkeys": False, "codes": True},
    )
    assert (await http.get("/session")).json()["person"] is None
    done = await http.post("/session/second", json={"code": app.code()})
    assert (done.status_code, done.json()) == (201, hoa.person)
    assert (await http.get("/session")).json()["person"] == hoa.person
    assert (await http.get("/me/factors")).json()["strong"] is True


async def test_what_was_offered_asks_for_nothing_until_it_is_confirmed(
    world: World, hoa: Someone
) -> None:
    await hoa.http.post("/me/factors/totp", json={"password": PASSWORD})
    refused(
        await hoa.http.put("/me/factors/totp", json={"code": "000 000"}), 403, "code-wrong", "code"
    )
    _, answer = await enter(world, hoa.email)
    assert answer.status_code == 201


async def test_a_code_is_taken_once_even_by_two_at_once(world: World, hoa: Someone) -> None:
    app, _ = await with_app(hoa)
    (one, _), (two, _) = await enter(world, hoa.email), await enter(world, hoa.email)
    code = app.code()
    answers = await asyncio.gather(
        *(http.post("/session/second", json={"code": code}) for http in (one, two))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 403]
    http, _ = await enter(world, hoa.email)
    refused(await http.post("/session/second", json={"code": code}), 403, "code-wrong", "code")


async def test_five_wrong_codes_close_it_for_a_quarter_of_an_hour(
    world: World, hoa: Someone
) -> None:
    app, codes = await with_app(hoa)
    http, _ = await enter(world, hoa.email)
    for _ in range(4):
        refused(
            await http.post("/session/second", json={"code": "000000"}), 403, "code-wrong", "code"
        )
    told = refused(
        await http.post("/session/second", json={"code": "000000"}), 403, "factor-locked", "code"
    )
    assert told["minutes"] == 15
    refused(await http.post("/session/second", json={"code": app.code()}), 401, "sign-in-again")
    http, _ = await enter(world, hoa.email)
    right = await http.post("/session/second", json={"code": app.code()})
    refused(right, 403, "factor-locked", "code")
    assert (await http.post("/session/second", json={"code": codes[0]})).status_code == 201
    async with world.sql() as conn:
        await conn.execute("update totp set locked_until = now() where person_id = $1", hoa.id)
    http, _ = await enter(world, hoa.email)
    assert (await http.post("/session/second", json={"code": app.code()})).status_code == 201


async def test_a_right_code_forgets_the_wrong_ones_before(world: World, hoa: Someone) -> None:
    app, _ = await with_app(hoa)
    http, _ = await enter(world, hoa.email)
    for _ in range(4):
        await http.post("/session/second", json={"code": "000000"})
    assert (await http.post("/session/second", json={"code": app.code()})).status_code == 201
    async with world.sql() as conn:
        assert await conn.fetchval("select wrong from totp where person_id = $1", hoa.id) == 0


async def test_each_recovery_code_works_once(world: World, hoa: Someone) -> None:
    _, codes = await with_app(hoa)
    http, _ = await enter(world, hoa.email)
    typed = codes[3].upper().replace("-", " ")
    assert (await http.post("/session/second", json={"code": typed})).status_code == 201
    http, _ = await enter(world, hoa.email)
    refused(await http.post("/session/second", json={"code": codes[3]}), 403, "code-wrong", "code")
    assert (await hoa.get("/me/factors"))["codes"] == 9


async def test_new_codes_void_the_old_ones(world: World, hoa: Someone) -> None:
    _, old = await with_app(hoa)
    answer = await hoa.http.post("/me/factors/codes", json={"password": PASSWORD})
    new = answer.json()["codes"]
    assert len(set(new) | set(old)) == 20
    http, _ = await enter(world, hoa.email)
    refused(await http.post("/session/second", json={"code": old[0]}), 403, "code-wrong", "code")
    assert (await http.post("/session/second", json={"code": new[0]})).status_code == 201


async def test_without_a_factor_there_are_no_codes(hoa: Someone) -> None:
    answer = await hoa.http.post("/me/factors/codes", json={"password": PASSWORD})
    refused(answer, 404, "no-factor")


async def test_once_removed_it_is_not_asked_for_and_nothing_is_strong(
    world: World, hoa: Someone
) -> None:
    await with_app(hoa)
    await hoa.do("PUT", "/me/factors/totp/removal", password=PASSWORD)
    assert await hoa.get("/me/factors") == NOTHING
    _, answer = await enter(world, hoa.email)
    assert answer.status_code == 201
    refused(await hoa.ask("PUT", "/me/factors/totp/removal", password=PASSWORD), 404, "no-totp")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/me/factors/totp"),
        ("PUT", "/me/factors/totp/removal"),
        ("POST", "/me/factors/codes"),
    ],
)
async def test_whoever_changes_it_gives_the_password(hoa: Someone, method: str, path: str) -> None:
    await with_app(hoa)
    body = {"password": "không phải"} | (
        {"key": "0199b1d0-0000-7000-8000-0000000000aa"} if method == "PUT" else {}
    )
    refused(await hoa.http.request(method, path, json=body), 403, "password-wrong", "password")
    assert (await hoa.get("/me/factors"))["codes"] == 10


async def test_an_old_session_cannot_take_it_away(world: World, hoa: Someone) -> None:
    """Somebody has the password and a session from before: neither is the second factor."""
    old, _ = await enter(world, hoa.email)
    await with_app(hoa)
    for method, path in (
        ("PUT", "/me/factors/totp/removal"),
        ("POST", "/me/factors/codes"),
        ("POST", "/me/factors/totp"),
    ):
        body = {"password": PASSWORD} | ({"key": new_key()} if method == "PUT" else {})
        refused(await old.request(method, path, json=body), 403, "second-factor-needed")
    answer = await at_name(world, old, "/me/passkeys/challenge", password=PASSWORD)
    refused(answer, 403, "second-factor-needed")
    assert (await hoa.get("/me/factors"))["codes"] == 10


async def test_there_is_one_application_for_a_person(hoa: Someone) -> None:
    await with_app(hoa)
    answer = await hoa.http.post("/me/factors/totp", json={"password": PASSWORD})
    refused(answer, 409, "totp-there")


async def test_a_second_offer_replaces_one_that_was_not_confirmed(hoa: Someone) -> None:
    first = await hoa.http.post("/me/factors/totp", json={"password": PASSWORD})
    second = await hoa.http.post("/me/factors/totp", json={"password": PASSWORD})
    stale, app = App(first.json()["secret"]), App(second.json()["secret"])
    refused(
        await hoa.http.put("/me/factors/totp", json={"code": stale.code()}),
        403,
        "code-wrong",
        "code",
    )
    assert (await hoa.http.put("/me/factors/totp", json={"code": app.code()})).is_success


async def test_an_offer_is_good_for_a_quarter_of_an_hour(world: World, hoa: Someone) -> None:
    offered = await hoa.http.post("/me/factors/totp", json={"password": PASSWORD})
    async with world.sql() as conn:
        await conn.execute(
            "update totp set offered_at = now() - interval '16 minutes' where person_id = $1",
            hoa.id,
        )
    code = App(offered.json()["secret"]).code()
    refused(await hoa.http.put("/me/factors/totp", json={"code": code}), 404, "no-totp")


async def test_the_database_holds_neither_secret_nor_codes(world: World, hoa: Someone) -> None:
    offered = (await hoa.http.post("/me/factors/totp", json={"password": PASSWORD})).json()
    secret = offered["secret"].replace(" ", "")
    assert secret in offered["address"]
    assert offered["picture"].startswith("data:image/svg+xml")
    app = App(offered["secret"])
    codes = (await hoa.http.put("/me/factors/totp", json={"code": app.code()})).json()["codes"]
    async with world.sql() as conn:
        kept = []
        for table in ("totp", "recovery_code", "command", "audit", "session"):
            kept += await conn.fetch(f"select to_json(t)::text as row from {table} t")
    assert len(kept) > 10
    plain = app.secret.hex()
    for row in kept:
        assert not any(word in row["row"] for word in [secret, plain, *codes])


async def test_an_operator_takes_the_factors_of_somebody_who_lost_them(
    world: World, hoa: Someone
) -> None:
    await with_app(hoa)
    settings = Settings(database_url=world.database_url)
    assert await rescue.forget(settings, hoa.email.upper()) == 1
    _, answer = await enter(world, hoa.email)
    assert answer.status_code == 201
    assert await hoa.get("/me/factors") == NOTHING
    with pytest.raises(NotFound, match="no-account"):
        await rescue.forget(settings, "khong.co@vidu.invalid")
