"""Invitations: by a link or a letter, good until used, expired or revoked, and never stronger than who made them."""

import asyncio
from typing import Any

import pytest

from rooms.invitations import LETTER
from server.identity.tokens import Tokens
from tests.debate import Debate
from tests.refusal import refused
from tests.serving import SECRET
from tests.world import Someone, World, new_key


async def link(debate: Debate, by: Someone | None = None, **wish: object) -> dict[str, Any]:
    return await (by or debate.owner).do("POST", f"{debate.room}/invitations/links", **wish)


async def invited(debate: Debate, email: str, **wish: object) -> str:
    """The token that the letter to this address will bear."""
    done = await debate.owner.do("POST", f"{debate.room}/invitations", email=email, **wish)
    return Tokens(SECRET).make(LETTER, done["result"]["id"], email)


async def test_a_link_lets_somebody_in_as_what_it_says(debate: Debate) -> None:
    made = await link(debate, debate.facilitator, role="observer")
    token = made["token"]
    offered = (await debate.world.client().post("/invitations/offer", json={"token": token})).json()
    assert (offered["room_id"], offered["room"], offered["role"]) == (
        debate.room_id,
        "Dữ liệu mở",
        "observer",
    )
    assert offered["by"] == "Trần Văn Bình"

    head = await debate.head()
    done = await debate.outsider.do("POST", "/invitations/acceptance", token=token)

    assert (done["result"]["number"], done["result"]["role"]) == (6, "observer")
    (told,) = await debate.entries(head)
    assert (told["event"]["type"], told["by"]) == ("member.joined", 6)
    assert (await debate.outsider.get(debate.room))["me"]["role"] == "observer"


async def test_only_the_hash_of_a_link_is_kept_and_a_retry_shows_the_same_link(
    debate: Debate,
) -> None:
    key = new_key()
    first = await debate.owner.ask("POST", f"{debate.room}/invitations/links", key=key)
    again = await debate.owner.ask("POST", f"{debate.room}/invitations/links", key=key)
    assert first.json() == again.json()
    token = first.json()["token"]
    assert len(token) == 22
    async with debate.world.sql() as conn:
        for table in ("invitation", "command", "audit", "entry"):
            kept = await conn.fetchval(f"select string_agg(t::text, '') from {table} t")
            assert kept
            assert token not in kept
    listed = await debate.owner.rows(f"{debate.room}/invitations")
    assert token not in str(listed)
    assert [each["id"] for each in listed] == [first.json()["result"]["id"]]


async def test_a_link_for_one_takes_one_even_of_many_at_once(debate: Debate) -> None:
    token = (await link(debate, uses=1))["token"]
    crowd = await debate.world.crowd(5)
    answers = await asyncio.gather(
        *(each.ask("POST", "/invitations/acceptance", token=token) for each in crowd)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    for answer in answers:
        if answer.status_code != 200:
            refused(answer, 409, "invitation-used")
    assert await debate.owner.rows(f"{debate.room}/invitations") == []


async def test_an_invitation_that_is_over_says_why(debate: Debate) -> None:
    revoked, expired = await link(debate), await link(debate)
    path = f"{debate.room}/invitations/{revoked['result']['id']}"
    await debate.facilitator.do("DELETE", path)
    refused(await debate.owner.ask("DELETE", path), 404, "no-invitation")
    async with debate.world.sql() as conn:
        await conn.execute(
            "update invitation set made_at = now() - interval '2 days', expires_at = now() - interval '1 day' where id = $1",
            expired["result"]["id"],
        )
    for token, reason in ((revoked["token"], "revoked"), (expired["token"], "expired")):
        for path in ("/invitations/offer", "/invitations/acceptance"):
            body = {"token": token} | ({"key": new_key()} if "acceptance" in path else {})
            refused(await debate.outsider.http.post(path, json=body), 409, f"invitation-{reason}")
    body = {"token": "khong-co-loi-moi-nao-ca"}
    refused(await debate.outsider.http.post("/invitations/offer", json=body), 404, "no-invitation")


async def test_a_letter_is_for_one_address_and_works_once(debate: Debate) -> None:
    token = await invited(debate, "moi@vidu.invalid", role="moderator")
    async with debate.world.sql() as conn:
        letter = await conn.fetchrow("select * from letter where recipient = 'moi@vidu.invalid'")
    assert letter is not None
    assert token not in str(dict(letter))
    other = Tokens(SECRET).make(LETTER, 999_999, "moi@vidu.invalid")
    refused(
        await debate.outsider.ask("POST", "/invitations/acceptance", token=other),
        404,
        "no-invitation",
    )

    done = await debate.outsider.do("POST", "/invitations/acceptance", token=token)

    assert done["result"]["role"] == "moderator"
    (again,) = await debate.world.people("Lý Thái Tổ")
    refused(await again.ask("POST", "/invitations/acceptance", token=token), 409, "invitation-used")


async def test_a_second_letter_to_an_address_takes_the_place_of_the_first(debate: Debate) -> None:
    first = await invited(debate, "hai@vidu.invalid")
    second = await invited(debate, "hai@vidu.invalid", role="observer")
    refused(
        await debate.outsider.ask("POST", "/invitations/acceptance", token=first),
        409,
        "invitation-revoked",
    )
    assert (await debate.outsider.do("POST", "/invitations/acceptance", token=second))["result"][
        "role"
    ] == "observer"


async def test_nobody_invites_to_more_than_they_could_give(debate: Debate) -> None:
    wish = {"email": "cao@vidu.invalid", "role": "owner"}
    refused(
        await debate.facilitator.ask("POST", f"{debate.room}/invitations", **wish),
        403,
        "owners-only",
    )
    answer = await debate.owner.ask("POST", f"{debate.room}/invitations/links", role="moderator")
    refused(answer, 400, "wrong-value", "role")
    member = {"email": debate.member.email}
    refused(
        await debate.owner.ask("POST", f"{debate.room}/invitations", **member),
        409,
        "already-member",
        "email",
    )


async def test_an_invitation_ends_with_the_rights_of_who_made_it(debate: Debate) -> None:
    token = (await link(debate, debate.facilitator))["token"]
    number = debate.number(debate.facilitator)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}", role="member")
    refused(
        await debate.outsider.ask("POST", "/invitations/acceptance", token=token),
        409,
        "invitation-revoked",
    )


async def test_a_link_does_not_lead_back_who_was_removed_but_a_new_letter_does(
    debate: Debate,
) -> None:
    token, letter = (await link(debate))["token"], await invited(debate, "ve@vidu.invalid")
    number = debate.number(debate.observer)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Ngoài chủ đề")
    for old in (token, letter):
        refused(
            await debate.observer.ask("POST", "/invitations/acceptance", token=old),
            403,
            "was-removed",
        )
    again = await invited(debate, "ve@vidu.invalid")
    done = await debate.observer.do("POST", "/invitations/acceptance", token=again)
    assert done["result"]["number"] == number


@pytest.mark.parametrize("path", ["/invitations/links", "/invitations"])
async def test_an_archived_room_invites_nobody(debate: Debate, path: str) -> None:
    token = (await link(debate))["token"]
    await debate.owner.do("PUT", f"{debate.room}/archival", reason="Đã xong")
    wish = {"email": "muon@vidu.invalid"} if path == "/invitations" else {}
    refused(await debate.owner.ask("POST", debate.room + path, **wish), 409, "room-archived")
    refused(
        await debate.outsider.ask("POST", "/invitations/acceptance", token=token),
        409,
        "room-archived",
    )


async def test_a_room_has_an_end_of_open_invitations(world: World, debate: Debate) -> None:
    async with world.sql() as conn:
        await conn.execute(
            "insert into invitation (room_id, role, token_hash, made_by, expires_at)"
            " select $1::bigint, 'member', sha256(n::text::bytea || $1::bigint::text::bytea), 1, now() + interval '1 day' from generate_series(1, 200) n",
            debate.room_id,
        )
    refused(
        await debate.owner.ask("POST", f"{debate.room}/invitations/links"),
        409,
        "too-many-invitations",
    )
    assert len(await debate.owner.rows(f"{debate.room}/invitations")) == 200
