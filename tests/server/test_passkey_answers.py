"""What an authenticator answers, also one that lies: taken once, in time, for whom and where it was asked."""

import asyncio
from typing import Any

import pytest

from rooms.people import Constituency, Language, Person
from server.identity import ceremony
from server.identity.tokens import Tokens
from tests.authenticator import Authenticator, text
from tests.factors import at_name, named, offer, show, with_passkey
from tests.refusal import refused
from tests.serving import SECRET
from tests.world import Someone, World


@pytest.fixture
async def hoa(world: World) -> Someone:
    return await world.person("Lê Thị Hoa")


async def test_a_count_that_does_not_grow_is_refused(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    device.count = 41
    assert (await show(world, device))[1].status_code == 201
    device.count = 20
    refused((await show(world, device))[1], 403, "passkey-refused")
    device.count = 41  # and 42 when it is shown, where it stood
    refused((await show(world, device))[1], 403, "passkey-refused")
    assert (await show(world, device))[1].status_code == 201


async def test_of_two_answers_with_the_same_count_one_is_taken(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    browsers = [world.client(), world.client()]
    signed = []
    for http in browsers:
        device.count = 7
        signed.append(device.show((await at_name(world, http, "/session/challenge")).json()))
    answers = await asyncio.gather(
        *(
            at_name(world, http, "/session/passkey", **each)
            for http, each in zip(browsers, signed, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201, 403]


async def test_an_authenticator_that_does_not_count_is_welcome(world: World, hoa: Someone) -> None:
    device = Authenticator(named(world))
    device.count = 0
    made = device.make(await offer(world, hoa))
    assert (await at_name(world, hoa.http, "/me/passkeys", name="Máy", made=made)).is_success
    for _ in range(2):
        device.count = -1
        assert (await show(world, device))[1].status_code == 201


async def test_a_challenge_is_answered_once(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    http = world.client()
    options = (await at_name(world, http, "/session/challenge")).json()
    assert (
        await at_name(world, http, "/session/passkey", **device.show(options))
    ).status_code == 201
    refused(
        await at_name(world, http, "/session/passkey", **device.show(options)),
        403,
        "passkey-refused",
    )


async def test_making_answers_a_challenge_once_too(world: World, hoa: Someone) -> None:
    options = await offer(world, hoa)
    first, second = (Authenticator(named(world)).make(options) for _ in range(2))
    assert (await at_name(world, hoa.http, "/me/passkeys", name="Một", made=first)).is_success
    await _not_added(world, hoa, second, name="Hai")


async def test_a_challenge_lasts_five_minutes(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    tokens, place = Tokens(SECRET), ceremony.place(named(world))
    stale = tokens.make(ceremony.PURPOSE, ceremony.NOBODY, "x", lasts_s=-1)
    options = ceremony.to_show(tokens, place) | {"challenge": text(stale.encode())}
    answer = await at_name(world, world.client(), "/session/passkey", **device.show(options))
    refused(answer, 403, "passkey-refused")
    assert ceremony.LIFE_S == 300
    async with world.sql() as conn:
        await conn.execute("update passkey_challenge set expires_at = now() - interval '1 minute'")
    assert (await show(world, device))[1].status_code == 201
    async with world.sql() as conn:
        left = await conn.fetchval(
            "select count(*) from passkey_challenge where expires_at < now()"
        )
    assert left == 0


async def test_one_persons_challenge_is_nothing_to_another(world: World, hoa: Someone) -> None:
    binh = await world.person("Trần Văn Bình")
    made = Authenticator(named(world)).make(await offer(world, hoa))
    await _not_added(world, binh, made)
    shown = (await at_name(world, world.client(), "/session/challenge")).json()
    options = (await offer(world, binh)) | {"challenge": shown["challenge"]}
    made = Authenticator(named(world)).make(options)
    await _not_added(world, binh, made)


async def test_whoever_did_not_verify_themselves_is_not_let_in(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    device.verified = False
    refused((await show(world, device))[1], 403, "passkey-refused")
    other = Authenticator(named(world))
    other.verified = False
    made = other.make(await offer(world, hoa))
    await _not_added(world, hoa, made)


async def test_an_answer_that_another_page_asked_for_is_refused(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    device.origin = "https://gia-mao.invalid"
    refused((await show(world, device))[1], 403, "passkey-refused")
    device.origin = named(world).replace("localhost", "localhost.gia-mao.invalid")
    refused((await show(world, device))[1], 403, "passkey-refused")


async def test_a_passkey_that_names_another_person_is_refused(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    refused(
        (await show(world, device, user=text((hoa.id + 1).to_bytes(8))))[1], 403, "passkey-refused"
    )


@pytest.mark.parametrize("part", ["id", "client_data", "authenticator_data", "signature"])
@pytest.mark.parametrize("lie", ["A", "AAAA", "e30", "_" * 500])
async def test_bytes_that_are_nothing_are_refused_and_no_bug(
    world: World, part: str, lie: str
) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    device = Authenticator(named(world))
    made = device.make(_options(world, hoa))
    assert (await at_name(world, hoa.http, "/me/passkeys", name="Máy", made=made)).is_success
    refused((await show(world, device, **{part: lie}))[1], 403, "passkey-refused")
    if part in {"id", "client_data"}:
        other = Authenticator(named(world)).make(_options(world, hoa)) | {part: lie}
        await _not_added(world, hoa, other)


async def _not_added(world: World, who: Someone, made: dict[str, Any], name: str = "Máy") -> None:
    """What was made is no passkey of theirs."""
    answer = await at_name(world, who.http, "/me/passkeys", name=name, made=made)
    refused(answer, 403, "passkey-refused")


def _person(who: Someone) -> Person:
    told = who.person
    return Person(who.id, told["name"], "", Constituency.EXPERT, Language.VI, administrator=False)


def _options(world: World, who: Someone) -> dict[str, Any]:
    """The options of making a passkey, for somebody who has no password to ask for them by."""
    return ceremony.to_make(Tokens(SECRET), ceremony.place(named(world)), "Thử", _person(who), [])
