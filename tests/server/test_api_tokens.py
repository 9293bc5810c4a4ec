"""A program acts for a person within the scopes it was given, and never on the account itself."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.debate import Debate
from tests.programs import program
from tests.refusal import refused
from tests.world import PASSWORD, Someone, World, new_key

WISH = {"name": "Báo cáo tuần", "scopes": ["read"], "days": 30, "password": PASSWORD}


async def audited(world: World, act: str, who: Someone) -> list[str]:
    async with world.sql() as conn:
        rows = await conn.fetch(
            "select facts from audit where act = $1 and person_id = $2", act, who.id
        )
    return [row["facts"] for row in rows]


async def test_a_token_is_shown_once_and_kept_as_a_hash(world: World) -> None:
    hoa = await world.person("Lê Thị Hoa")
    issued = (await hoa.do("POST", "/me/tokens", **WISH))["result"]
    secret = issued["secret"]
    assert secret.startswith("dh_")
    assert len(secret) > 40
    (listed,) = (await hoa.get("/me/tokens"))["tokens"]
    assert listed == issued["token"]
    assert (listed["name"], listed["scopes"], listed["used_at"]) == ("Báo cáo tuần", ["read"], None)
    async with world.sql() as conn:
        kept = await conn.fetch(
            "select to_json(s)::text as row from session s union all select answer::text from command"
            " union all select facts::text from audit"
        )
    assert kept
    assert not any(secret[3:] in (row["row"] or "") for row in kept)
    assert await audited(world, "api_tokens.issue", hoa)


async def test_making_one_asks_for_the_password_and_the_owner_is_written_to(world: World) -> None:
    hoa = await world.person("Lê Thị Hoa")
    wrong = await hoa.ask("POST", "/me/tokens", **WISH | {"password": "không phải nó"})
    refused(wrong, 403, "password-wrong", "password")
    assert (await hoa.get("/me/tokens"))["tokens"] == []
    await hoa.do("POST", "/me/tokens", **WISH)
    async with world.sql() as conn:
        told = await conn.fetch("select facts::text from letter where person_id = $1", hoa.id)
    assert ["token-made" in row["facts"] for row in told] == [True]


async def test_a_retry_is_told_the_same_token_and_makes_no_second(world: World) -> None:
    hoa = await world.person("Lê Thị Hoa")
    wish = WISH | {"key": new_key()}
    first, again = [await hoa.http.post("/me/tokens", json=wish) for _ in range(2)]
    assert first.json() == again.json()
    assert len((await hoa.get("/me/tokens"))["tokens"]) == 1
    other = await hoa.http.post("/me/tokens", json=wish | {"days": 31})
    refused(other, 409, "already-used", "key")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("days", 0), ("days", 366), ("days", "ba mươi"), ("name", ""), ("name", "x" * 101), ("name", "  "),
        ("scopes", []), ("scopes", ["all"]), ("scopes", ["read"] * 4), ("scopes", "read"),
    ],
)  # fmt: skip
async def test_a_token_has_a_name_scopes_and_an_end_within_a_year(
    world: World, field: str, wrong: object
) -> None:
    hoa = await world.person("Lê Thị Hoa")
    answer = await hoa.ask("POST", "/me/tokens", **WISH | {field: wrong})
    assert answer.status_code in {400, 413}, answer.text
    assert (await hoa.get("/me/tokens"))["tokens"] == []
    issued = await hoa.do("POST", "/me/tokens", **WISH | {"days": 365})
    ends = datetime.fromisoformat(issued["result"]["token"]["expires_at"])
    assert ends < datetime.now(UTC) + timedelta(days=365, minutes=1)


async def test_a_person_has_twenty_at_most_however_many_are_asked_for_at_once(
    world: World,
) -> None:
    hoa = await world.person("Lê Thị Hoa")
    answers = await asyncio.gather(*(hoa.ask("POST", "/me/tokens", **WISH) for _ in range(24)))
    assert sorted(answer.status_code for answer in answers) == [201] * 20 + [409] * 4
    refused(await hoa.ask("POST", "/me/tokens", **WISH), 409, "too-many-tokens")
    first = (await hoa.get("/me/tokens"))["tokens"][0]
    await hoa.do("DELETE", f"/me/tokens/{first['id']}")
    await hoa.do("POST", "/me/tokens", **WISH)


async def test_a_revoked_token_is_nobody_and_its_lines_close(debate: Debate) -> None:
    mine = await program(debate.world, debate.member, "read")
    other = await program(debate.world, debate.member, "read")
    async with debate.world.live(mine) as socket, debate.world.live(other) as kept:
        assert json.loads(await socket.recv())["type"] == "hello"
        assert json.loads(await kept.recv())["type"] == "hello"
        await debate.member.do("DELETE", f"/me/tokens/{mine.token_id}")
        async with asyncio.timeout(30):
            await socket.wait_closed()
        assert (socket.close_code, kept.close_code) == (4401, None)
    refused(await mine.http.get(debate.room), 401, "token-unknown")
    assert (await debate.member.get("/session"))["person"] is not None
    async with debate.world.live(mine) as socket:
        await socket.wait_closed()
        assert socket.close_code == 4401
    refused(await debate.member.ask("DELETE", f"/me/tokens/{mine.token_id}"), 404, "token-over")


async def test_nobody_revokes_the_token_of_another(world: World) -> None:
    hoa, binh = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    mine = await program(world, hoa, "read")
    refused(await binh.ask("DELETE", f"/me/tokens/{mine.token_id}"), 404, "token-over")
    (session,) = (await hoa.get("/me/sessions"))["sessions"]
    refused(await hoa.ask("DELETE", f"/me/tokens/{session['id']}"), 404, "token-over")
    refused(await hoa.ask("DELETE", f"/me/sessions/{mine.token_id}"), 404, "session-ended")
    assert (await mine.get("/session"))["person"]["id"] == hoa.id


async def test_a_token_ends_with_its_time_and_outlives_a_change_of_password(world: World) -> None:
    hoa = await world.person()
    mine = await program(world, hoa, "read")
    await hoa.do("PUT", "/me/password", current=PASSWORD, new="một mật khẩu khác")
    await hoa.http.delete(f"/me/sessions?key={new_key()}&this=true")
    assert (await mine.get("/session"))["person"]["id"] == hoa.id
    async with world.sql() as conn:
        await conn.execute("update session set expires_at = now() where id = $1", mine.token_id)
    refused(await mine.http.get("/session"), 401, "token-unknown")
