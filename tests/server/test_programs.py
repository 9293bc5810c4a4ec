"""What a program may do for the person whose token it has: what its scopes reach, and never the account itself."""

import asyncio
import json

import pytest

from rooms.policy import RULES
from rooms.roles import Role
from rooms.rule import Scope
from tests.acts import ACTS, Act, ask, prepare
from tests.debate import Debate
from tests.programs import program
from tests.refusal import refused
from tests.server.live.events import reading
from tests.world import PASSWORD, Someone, World, new_key

WISH = {"name": "Báo cáo tuần", "scopes": ["read"], "days": 30, "password": PASSWORD}


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
        async with asyncio.timeout(30):
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
