"""Passkeys over the public API, with an authenticator that can be told to lie."""

import asyncio
from typing import Any

import httpx
import pytest

from rooms.people import Constituency, Language, Person
from server.identity import ceremony, passkeys
from server.identity.tokens import Tokens
from tests.authenticator import Authenticator, text
from tests.factors import at_name, enter, named, with_app, with_passkey
from tests.refusal import refused
from tests.world import PASSWORD, SECRET, Someone, World


@pytest.fixture
async def hoa(world: World) -> Someone:
    return await world.person("Lê Thị Hoa")


async def show(
    world: World, device: Authenticator, **lies: Any
) -> tuple[httpx.AsyncClient, httpx.Response]:
    """A new browser that shows a passkey; `lies` replace parts of its answer."""
    http = world.client()
    options = (await at_name(world, http, "/session/challenge")).json()
    signed = device.show(options) | lies
    return http, await at_name(world, http, "/session/passkey", **signed)


async def offer(world: World, who: Someone) -> dict[str, Any]:
    """The options of making a passkey."""
    answer = await at_name(world, who.http, "/me/passkeys/challenge", password=PASSWORD)
    options: dict[str, Any] = answer.json()
    return options


async def test_a_passkey_is_made_and_signs_in_by_itself(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    http, answer = await show(world, device)
    assert (answer.status_code, answer.json()) == (201, hoa.person)
    mine = (await http.get("/me/factors")).json()
    assert (mine["strong"], mine["codes"], [key["name"] for key in mine["passkeys"]]) == (
        True,
        10,
        ["Điện thoại"],
    )
    assert mine["passkeys"][0]["used_at"]


async def test_the_browser_is_asked_for_a_discoverable_key_that_verifies_its_user(
    world: World, hoa: Someone
) -> None:
    device = await with_passkey(world, hoa)
    options = await offer(world, hoa)
    wanted = options["authenticatorSelection"]
    assert (wanted["residentKey"], wanted["userVerification"]) == ("required", "required")
    assert (options["rp"]["id"], options["attestation"]) == ("localhost", "none")
    assert [known["id"] for known in options["excludeCredentials"]] == [text(device.id)]
    shown = (await at_name(world, world.client(), "/session/challenge")).json()
    assert (shown["rpId"], shown["userVerification"]) == ("localhost", "required")
    assert shown.get("allowCredentials", []) == []


async def test_a_password_alone_is_not_enough_for_whoever_has_a_passkey(
    world: World, hoa: Someone
) -> None:
    await with_passkey(world, hoa)
    http, answer = await enter(world, hoa.email)
    assert (answer.status_code, answer.json()) == (
        202,
        {"totp": False, "passkeys": True, "codes": True},
    )
    assert (await http.get("/session")).json()["person"] is None


async def test_making_one_needs_the_password(world: World, hoa: Someone) -> None:
    answer = await at_name(world, hoa.http, "/me/passkeys/challenge", password="không phải")
    refused(answer, 403, "password-wrong", "password")


async def test_where_the_host_is_a_number_there_are_none(world: World, hoa: Someone) -> None:
    answer = await hoa.http.post("/me/passkeys/challenge", json={"password": PASSWORD})
    refused(answer, 409, "passkey-needs-name")
    refused(await world.client().post("/session/challenge"), 409, "passkey-needs-name")


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
    refused(
        await at_name(world, hoa.http, "/me/passkeys", name="Hai", made=second),
        403,
        "passkey-refused",
    )


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
    refused(
        await at_name(world, binh.http, "/me/passkeys", name="Máy", made=made),
        403,
        "passkey-refused",
    )
    shown = (await at_name(world, world.client(), "/session/challenge")).json()
    options = (await offer(world, binh)) | {"challenge": shown["challenge"]}
    made = Authenticator(named(world)).make(options)
    refused(
        await at_name(world, binh.http, "/me/passkeys", name="Máy", made=made),
        403,
        "passkey-refused",
    )


async def test_whoever_did_not_verify_themselves_is_not_let_in(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    device.verified = False
    refused((await show(world, device))[1], 403, "passkey-refused")
    other = Authenticator(named(world))
    other.verified = False
    made = other.make(await offer(world, hoa))
    refused(
        await at_name(world, hoa.http, "/me/passkeys", name="Máy", made=made),
        403,
        "passkey-refused",
    )


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
        refused(
            await at_name(world, hoa.http, "/me/passkeys", name="Máy", made=other),
            403,
            "passkey-refused",
        )


async def test_they_are_named_renamed_and_removed_by_their_owner_alone(
    world: World, hoa: Someone
) -> None:
    device = await with_passkey(world, hoa)
    (binh,) = await world.people("Trần Văn Bình")
    (mine,) = (await hoa.get("/me/factors"))["passkeys"]
    path = f"/me/passkeys/{mine['id']}"
    refused(await binh.ask("PUT", path, name="Của tôi"), 404, "no-passkey")
    done = await hoa.do("PUT", path, name="Máy cơ quan")
    assert done["result"]["name"] == "Máy cơ quan"
    refused(
        await hoa.ask("PUT", f"{path}/removal", password="không phải"),
        403,
        "password-wrong",
        "password",
    )
    await hoa.do("PUT", f"{path}/removal", password=PASSWORD)
    assert await hoa.get("/me/factors") == {
        "totp_since": None,
        "passkeys": [],
        "codes": 0,
        "strong": False,
    }
    refused((await show(world, device))[1], 403, "passkey-refused")
    refused(await hoa.ask("PUT", f"{path}/removal", password=PASSWORD), 404, "no-passkey")


async def test_with_another_factor_left_the_codes_stay(world: World, hoa: Someone) -> None:
    await with_app(hoa)
    device = Authenticator(named(world))
    made = device.make(await offer(world, hoa))
    added = (await at_name(world, hoa.http, "/me/passkeys", name="Máy", made=made)).json()
    assert added["codes"] is None, "those from before stay good"
    await hoa.do("PUT", f"/me/passkeys/{added['passkey']['id']}/removal", password=PASSWORD)
    mine = await hoa.get("/me/factors")
    assert (mine["codes"], mine["strong"]) == (10, True)


async def test_one_is_kept_once_and_twenty_at_most(world: World, hoa: Someone) -> None:
    device = await with_passkey(world, hoa)
    again = device.make(await offer(world, hoa))
    refused(
        await at_name(world, hoa.http, "/me/passkeys", name="Lại", made=again), 409, "passkey-there"
    )
    async with world.sql() as conn:
        await conn.execute(
            "insert into passkey (person_id, credential_id, public_key, sign_count, name)"
            " select $1::bigint, decode(md5($1::bigint::text || n), 'hex'), '', 0, 'Máy ' || n from generate_series(2, $2) n",
            hoa.id,
            passkeys.MOST,
        )
    one_more = Authenticator(named(world)).make(await offer(world, hoa))
    answer = await at_name(world, hoa.http, "/me/passkeys", name="Nữa", made=one_more)
    assert refused(answer, 409, "too-many-passkeys")["most"] == 20


def _person(who: Someone) -> Person:
    told = who.person
    return Person(who.id, told["name"], "", Constituency.EXPERT, Language.VI, administrator=False)


def _options(world: World, who: Someone) -> dict[str, Any]:
    """The options of making a passkey, for somebody who has no password to ask for them by."""
    return ceremony.to_make(Tokens(SECRET), ceremony.place(named(world)), "Thử", _person(who), [])
