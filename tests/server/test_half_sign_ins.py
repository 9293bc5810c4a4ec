"""Half a sign-in: the password was right and the second factor is still to come."""

import pytest

from tests.factors import enter, with_app
from tests.refusal import refused
from tests.world import PASSWORD, Someone, World


@pytest.fixture
async def hoa(world: World) -> Someone:
    return await world.person("Lê Thị Hoa")


async def test_half_a_sign_in_opens_nothing(world: World, hoa: Someone) -> None:
    room = await world.room(hoa)
    await with_app(hoa)
    http, answer = await enter(world, hoa.email)
    assert answer.status_code == 202
    half = answer.headers["set-cookie"]
    assert {"httponly", "samesite=strict"} <= {part.strip().lower() for part in half.split(";")}
    token = http.cookies["dienhong-half"]
    assert (await http.get(f"/rooms/{room}")).status_code == 404
    http.cookies.set("dienhong", token, domain="127.0.0.1")
    assert (await http.get("/session")).json()["person"] is None


async def test_a_code_alone_is_nothing_to_another_browser(world: World, hoa: Someone) -> None:
    app, _ = await with_app(hoa)
    await enter(world, hoa.email)
    stranger = world.client()
    refused(await stranger.post("/session/second", json={"code": app.code()}), 401, "sign-in-again")
    stranger.cookies.set("dienhong-half", "made-up", domain="127.0.0.1")
    refused(await stranger.post("/session/second", json={"code": app.code()}), 401, "sign-in-again")


async def test_half_a_sign_in_does_not_last(world: World, hoa: Someone) -> None:
    app, _ = await with_app(hoa)
    http, _ = await enter(world, hoa.email)
    async with world.sql() as conn:
        await conn.execute(
            "update half_sign_in set expires_at = now() where person_id = $1", hoa.id
        )
    refused(await http.post("/session/second", json={"code": app.code()}), 401, "sign-in-again")


async def test_a_person_has_a_handful_of_half_sign_ins_at_most(world: World, hoa: Someone) -> None:
    await with_app(hoa)
    for _ in range(7):
        await enter(world, hoa.email)
    async with world.sql() as conn:
        kept = await conn.fetchval("select count(*) from half_sign_in where person_id = $1", hoa.id)
    assert kept == 5


async def test_another_password_ends_half_done_sign_ins(world: World, hoa: Someone) -> None:
    app, _ = await with_app(hoa)
    http, _ = await enter(world, hoa.email)
    await hoa.do("PUT", "/me/password", current=PASSWORD, new="một mật khẩu khác")
    refused(await http.post("/session/second", json={"code": app.code()}), 401, "sign-in-again")
