"""A program acts for a person within the scopes it was given, and never on the account itself."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest

from rooms.policy import RULES, Role, Scope
from tests.acts import ACTS, Act, ask, prepare
from tests.debate import Debate
from tests.programs import program
from tests.refusal import refused
from tests.server.live.events import reading
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


async def test_a_program_reads_what_its_person_reads_and_no_more(debate: Debate) -> None:
    world = debate.world
    mine = await program(world, debate.member, "read")
    assert (await mine.get(debate.thread))["thread"]["id"] == debate.thread_id
    assert (await mine.get("/session"))["person"]["id"] == debate.member.id
    refused(
        await (await program(world, debate.outsider, "read")).http.get(debate.room), 404, "no-room"
    )
    used = (await debate.member.get("/me/tokens"))["tokens"][0]["used_at"]
    assert used is not None
    assert used.endswith((":00:00Z", ":00:00+00:00")), "to the hour"


async def test_the_cookie_of_a_request_with_a_token_is_not_looked_at(debate: Debate) -> None:
    outside = await program(debate.world, debate.outsider, "read", "write")
    cookies = {"cookie": debate.owner.cookie}
    answer = await outside.http.get(debate.room, headers=cookies)
    refused(answer, 404, "no-room")
    for bad in (
        "Bearer",
        "Bearer dh_x",
        "BEARER dh_x, Basic YTpi",
        "bearer " + debate.owner.cookie,
    ):
        headers = cookies | {"authorization": bad}
        answer = await debate.world.client().get(debate.room, headers=headers)
        refused(answer, 401, "token-unknown")
    as_token = debate.owner.http.cookies["dienhong"]
    answer = await debate.world.client().get(
        debate.room, headers={"authorization": f"Bearer {as_token}"}
    )
    refused(answer, 401, "token-unknown")
    stolen = debate.world.client()
    stolen.cookies.set("dienhong", outside.secret, domain="127.0.0.1")
    assert (await stolen.get("/session")).json()["person"] is None, "nor is a token a cookie"


async def test_another_scheme_is_none_of_ours(debate: Debate) -> None:
    headers = {"authorization": "Basic YTpi"}
    assert (await debate.member.http.get(debate.room, headers=headers)).is_success


async def test_a_program_without_read_sees_nothing(debate: Debate) -> None:
    blind = await program(debate.world, debate.member, "write")
    problem = refused(await blind.http.get(debate.room), 403, "token-scope")
    assert problem["scope"] == "read"
    async with debate.world.live(blind) as socket:
        await socket.wait_closed()
        assert socket.close_code == 4403
    assert (await blind.ask("POST", f"{debate.thread}/posts", body="Tự động.")).is_success


@pytest.mark.parametrize("act", [pytest.param(act, id=act.verb) for act in ACTS.values()])
async def test_an_act_needs_its_scope_and_nothing_but_its_scope(debate: Debate, act: Act) -> None:
    rule = RULES[act.verb]
    await prepare(debate, act)
    who = debate.who(act.by)
    for scopes in (["read"], [scope for scope in Scope if scope != rule.scope]):
        answer = await ask(debate, act, await program(debate.world, who, *scopes))
        if rule.scope is None:
            refused(answer, 403, "not-by-token")
        else:
            assert refused(answer, 403, "token-scope")["scope"] == rule.scope
    if rule.scope is not None:
        answer = await ask(debate, act, await program(debate.world, who, rule.scope))
        assert answer.is_success, answer.text


def test_the_scope_of_an_act_is_that_of_who_does_it() -> None:
    for act, rule in RULES.items():
        if rule.roles and Role.MEMBER not in rule.roles:
            assert rule.scope in {Scope.STEWARD, None}, act
        elif rule.roles:
            assert rule.scope in {Scope.WRITE, None}, act
    for module in (
        "accounts.",
        "sessions.",
        "resets.",
        "api_tokens.",
        "totp.",
        "passkeys.",
        "factors.",
    ):
        assert all(rule.scope is None for act, rule in RULES.items() if act.startswith(module))


@pytest.mark.parametrize(
    ("method", "path", "form"),
    [
        ("GET", "/me/sessions", {}), ("DELETE", "/me/sessions", {}), ("DELETE", "/me/sessions/1", {}),
        ("GET", "/me/tokens", {}), ("POST", "/me/tokens", WISH), ("DELETE", "/me/tokens/1", {}),
        ("PUT", "/me/password", {"current": PASSWORD, "new": "một mật khẩu khác"}), ("DELETE", "/session", {}),
        ("PUT", "/me/password", {"current": "đoán thử", "new": "một mật khẩu khác"}),
        ("PUT", "/me", {"name": "Kẻ khác", "organisation": "", "constituency": "expert", "language": "vi"}),
        ("POST", "/administrator/abc", {}),
    ],
)  # fmt: skip
async def test_no_token_reaches_the_account(
    world: World, people: list[Someone], method: str, path: str, form: dict[str, object]
) -> None:
    mighty = await program(world, people[0], "read", "write", "steward")
    refused(await mighty.ask(method, path, **form), 403, "not-by-token")


async def test_what_a_program_does_is_on_record_under_its_token(debate: Debate) -> None:
    mine = await program(debate.world, debate.member, "write")
    await mine.do("POST", f"{debate.thread}/posts", body="Báo cáo tuần 47.", kind="evidence")
    async with debate.world.sql() as conn:
        row = await conn.fetchrow(
            "select act, person_id from audit where session_id = $1", mine.token_id
        )
    assert row is not None
    assert tuple(row) == ("posts.reply", debate.member.id)


async def test_a_program_follows_without_an_origin_by_socket_and_by_events(debate: Debate) -> None:
    mine = await program(debate.world, debate.member, "read")
    place = await debate.owner.get(f"{debate.room}/entries?limit=1")
    async with debate.world.live(mine) as socket, reading(mine.http, debate.room_id) as events:
        assert json.loads(await socket.recv())["person"] == debate.member.id
        follow = {
            "type": "follow",
            "room": debate.room_id,
            "epoch": place["epoch"],
            "seq": place["seq"],
        }
        await socket.send(json.dumps(follow))
        await debate.say(debate.owner, "Chương trình cũng nghe.")
        async with asyncio.timeout(5):
            while json.loads(await socket.recv()).get("event", {}).get("type") != "post.added":
                pass
            while (event := await events.next(5)) is not None and event.name != "message":
                pass
    assert event is not None


async def test_a_foreign_origin_is_refused_with_a_token_too(debate: Debate) -> None:
    mine = await program(debate.world, debate.member, "read", "write")
    evil = {"origin": "https://evil.example"}
    answer = await mine.http.post(
        f"{debate.thread}/posts", json={"key": new_key(), "body": "a"}, headers=evil
    )
    refused(answer, 403, "cross-site")


async def test_a_revoked_token_is_nobody_and_its_lines_close(debate: Debate) -> None:
    mine = await program(debate.world, debate.member, "read")
    other = await program(debate.world, debate.member, "read")
    async with debate.world.live(mine) as socket, debate.world.live(other) as kept:
        assert json.loads(await socket.recv())["type"] == "hello"
        assert json.loads(await kept.recv())["type"] == "hello"
        await debate.member.do("DELETE", f"/me/tokens/{mine.token_id}")
        async with asyncio.timeout(5):
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
