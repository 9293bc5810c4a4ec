"""Passkeys over the public API: made, named, shown and removed by their owner."""

import pytest

from server.identity import passkeys
from tests.authenticator import Authenticator, text
from tests.factors import at_name, enter, named, offer, show, with_app, with_passkey
from tests.refusal import refused
from tests.world import PASSWORD, Someone, World


@pytest.fixture
async def hoa(world: World) -> Someone:
    return await world.person("Lê Thị Hoa")


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
