"""The setting that asks stewards for a second factor: every row of the table that is theirs, and no other."""

from collections.abc import AsyncIterator, Callable
from typing import Any, cast

import pytest
from httpx import Response

from rooms.errors import Forbidden
from rooms.people import Constituency, Language, Person, Who
from rooms.policy import RULES
from rooms.roles import KEEPERS
from rooms.rule import Asked, Rule, stewards_only
from rooms.store import Store
from rooms.tx import Tx
from server.identity import passwords
from tests.acts import ACTS, Act, ask, prepare
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.serving import serving
from tests.world import PASSWORD, Someone, World, new_key

THEIRS = sorted(verb for verb, rule in RULES.items() if stewards_only(rule))
HOA = Person(1, "Hoa", "", Constituency.EXPERT, Language.VI, administrator=True)


@pytest.fixture(scope="module")
async def strict(database_url: str) -> AsyncIterator[World]:
    """A server with the setting, over the same database."""
    async with serving(database_url, second_factor="stewards") as running:
        yield running


def there(strict: World, who: Someone) -> Someone:
    """The same session, at the strict server."""
    http = strict.client()
    for name, value in who.http.cookies.items():
        http.cookies.set(name, value, domain="127.0.0.1")
    return Someone(http, who.person, who.email)


async def strengthen(strict: World, who: Someone) -> None:
    """As if the session had shown a second factor."""
    async with strict.sql() as conn:
        await conn.execute(
            "update session set strong_at = now() where person_id = $1 and scopes is null", who.id
        )


def test_the_acts_of_stewards_are_those_that_no_mere_member_may_do() -> None:
    assert len(THEIRS) > 5
    for verb, rule in RULES.items():
        others = rule.roles - KEEPERS
        meant = rule.asked == Asked.ADMINISTRATOR or (bool(rule.roles) and not others)
        assert (verb in THEIRS) == meant, verb
    assert {"rooms.archive", "members.remove", "threads.close"} <= set(THEIRS)
    assert not {
        "posts.reply",
        "rooms.open_room",
        "sessions.end",
        "totp.offer",
        "accounts.sign_up",
    } & set(THEIRS)
    assert stewards_only(Rule(asked=Asked.ADMINISTRATOR))
    assert not stewards_only(Rule())


def verb_of(name: str, done: list[str]) -> Callable[..., Any]:
    """A verb that stands in this row of the table and only says that it ran."""

    async def verb(_tx: Tx, _who: Who) -> None:
        done.append(name)

    verb.__module__, verb.__name__ = name.split(".")
    return cast("Callable[..., Any]", verb)


@pytest.mark.parametrize("verb", sorted(RULES))
async def test_every_row_asks_for_it_or_does_not(world: World, verb: str) -> None:
    pool = world.app.state.store._pool
    done: list[str] = []
    run = verb_of(verb, done)
    (person,) = await world.people("Lê Thị Hoa")
    hoa = Person(person.id, *(getattr(HOA, name) for name in HOA.__struct_fields__[1:]))
    weak, strong = Who(hoa, 1), Who(hoa, 1, strong=True)
    store = Store(pool, second_factor=True)
    if verb in THEIRS:
        with pytest.raises(Forbidden) as raised:
            await store.run(run, weak)
        assert (raised.value.reason, done) == ("second-factor-needed", [])
    else:
        await store.run(run, weak)
    await store.run(run, strong)
    await Store(pool).run(run, weak)
    assert done == [verb] * (2 if verb in THEIRS else 3)


@pytest.mark.parametrize(
    "act", [act for act in ACTS.values() if act.verb in THEIRS], ids=lambda act: act.verb
)
async def test_a_steward_without_one_is_refused_and_with_one_is_not(
    strict: World, world: World, act: Act
) -> None:
    debate = await gather(world)
    await prepare(debate, act)
    owner = there(strict, debate.owner)
    head = await debate.head()
    told = refused(await ask(debate, act, owner), 403, "second-factor-needed")
    assert "/me/security" in told["detail"]
    assert await debate.head() == head
    assert (await owner.get(debate.room))["room"]["id"] == debate.room_id
    await strengthen(strict, debate.owner)
    assert (await ask(debate, act, owner)).is_success


async def test_what_only_stewards_may_see_asks_for_it_too(strict: World, debate: Debate) -> None:
    owner = there(strict, debate.owner)

    async def asked() -> list[Response]:
        return [
            await owner.http.get(f"{debate.room}/invitations"),
            await owner.http.post("/administration/people", json={"words": "hoa"}),
        ]

    for answer in await asked():
        refused(answer, 403, "second-factor-needed")
    await strengthen(strict, debate.owner)
    invitations, people = await asked()
    assert invitations.status_code == 200
    refused(people, 403, "administrators-only")


async def test_taking_part_and_reading_ask_for_nothing(strict: World, debate: Debate) -> None:
    owner = there(strict, debate.owner)
    assert (await owner.get(debate.room))["room"]["id"] == debate.room_id
    assert (await ask(debate, ACTS["posts.reply"], owner)).is_success
    assert (await ask(debate, ACTS["positions.take"], there(strict, debate.member))).is_success


async def test_a_token_is_as_strong_as_the_session_it_was_made_in(
    strict: World, world: World
) -> None:
    debate = await gather(world)
    owner = there(strict, debate.owner)
    async with strict.sql() as conn:
        kept = await passwords.hashed(PASSWORD)
        await conn.execute("update person set password = $2 where id = $1", owner.id, kept)
    wish = {
        "name": "Máy của tôi",
        "scopes": ["read", "write", "steward"],
        "days": 1,
        "password": PASSWORD,
    }
    weak = (await owner.do("POST", "/me/tokens", **wish))["result"]["secret"]
    await strengthen(strict, debate.owner)
    strong = (await owner.do("POST", "/me/tokens", **wish))["result"]["secret"]
    room = {"title": "Dữ liệu mở", "description": "", "visibility": "invited"}
    answers = []
    for secret in (weak, strong):
        told = {"key": new_key()} | room
        http = strict.client(authorization=f"Bearer {secret}")
        answers.append(await http.put(debate.room, json=told))
    refused(answers[0], 403, "second-factor-needed")
    assert answers[1].is_success, answers[1].text
