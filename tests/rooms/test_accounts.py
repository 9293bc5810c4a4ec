"""People: their account, their inbox, what they say of themselves."""

import asyncio

import pytest

from tests.refusal import refused
from tests.world import PASSWORD, World, new_key


def form(**changed: str) -> dict[str, str]:
    return {
        "key": new_key(), "email": f"{new_key()[-12:]}@vidu.invalid", "name": "Lê Thị Hoa", "organisation": "Viện Ví dụ",
        "constituency": "scientist", "language": "vi", "password": PASSWORD,
    } | changed  # fmt: skip


async def test_a_new_person_has_an_account_and_an_inbox_of_their_own(world: World) -> None:
    hoa = await world.person("Lê Thị Hoa", "scientist", "en")
    assert hoa.person == {
        "id": hoa.id, "name": "Lê Thị Hoa", "organisation": "Viện Ví dụ", "constituency": "scientist",
        "language": "en", "administrator": False, "seen": True,
    }  # fmt: skip
    now = await hoa.get("/session")
    assert now["person"] == hoa.person
    inbox = await hoa.get(f"/rooms/{now['inbox']['room_id']}/entries")
    assert (inbox["epoch"], inbox["seq"]) == (now["inbox"]["epoch"], now["inbox"]["seq"])
    (entry,) = inbox["entries"]
    assert entry["event"]["type"] == "member.joined"
    assert (entry["event"]["member"]["number"], entry["event"]["member"]["role"]) == (1, "owner")


async def test_names_are_kept_as_one_clean_line(world: World) -> None:
    decomposed = "  Le\u0302   Thi\u0323\tHoa\u202e "
    answer = await world.client().post("/accounts", json=form(name=decomposed))
    assert answer.json()["result"]["name"] == "Lê Thị Hoa"


async def test_an_email_has_one_account_whatever_its_case(world: World) -> None:
    told = form()
    assert (await world.client().post("/accounts", json=told)).status_code == 201
    again = form(email=told["email"].upper())
    refused(await world.client().post("/accounts", json=again), 409, "email-taken", "email")


async def test_a_sign_up_sent_five_times_makes_one_account(world: World) -> None:
    told = form()
    clients = [world.client() for _ in range(5)]
    answers = await asyncio.gather(*(client.post("/accounts", json=told) for client in clients))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len({client.cookies["dienhong"] for client in clients}) == 5, "each is a new session"


async def test_who_has_somebody_s_key_still_needs_the_password(world: World) -> None:
    told = form()
    await world.client().post("/accounts", json=told)
    thief = world.client()
    answer = await thief.post("/accounts", json=told | {"password": "không phải mật khẩu"})
    refused(answer, 401, "sign-in-failed", "password")
    assert not thief.cookies


@pytest.mark.parametrize(
    ("field", "value", "status", "reason"),
    [
        ("password", "ngắn", 400, "too-short"), ("password", "x" * 257, 413, "text-too-long"), ("name", "", 400, "empty"),
        ("name", "\u200b \u2060", 400, "empty"), ("name", "x" * 101, 413, "text-too-long"), ("organisation", "x" * 201, 413, "text-too-long"),
        ("constituency", "king", 400, "wrong-value"), ("language", "fr", 400, "wrong-value"), ("email", "x" * 255, 413, "text-too-long"),
    ],
)  # fmt: skip
async def test_a_form_that_cannot_be_is_refused_by_field(
    world: World, field: str, value: str, status: int, reason: str
) -> None:
    answer = await world.client().post("/accounts", json=form(**{field: value}))
    refused(answer, status, reason, field)


async def test_every_room_somebody_is_or_was_in_hears_of_their_new_name(world: World) -> None:
    lan, hoa = await world.people("Nguyễn Thị Lan", "Lê Thị Hoa")
    rooms = [await world.room(lan, hoa) for _ in range(3)]
    await hoa.do("DELETE", f"/rooms/{rooms[1]}/members/me")
    await lan.do("PUT", f"/rooms/{rooms[2]}/archival", reason="Đã xong")
    profile = {"name": "Lê Hoa", "organisation": "", "constituency": "citizen", "language": "en"}
    done = await hoa.do("PUT", "/me", **profile)
    inbox = (await hoa.get("/session"))["inbox"]["room_id"]
    assert set(done["seqs"]) == {str(room_id) for room_id in [inbox, *rooms]}
    for room_id in rooms:
        newest = done["seqs"][str(room_id)]
        page = await lan.get(f"/rooms/{room_id}/entries?after={newest - 1}")
        (entry,) = page["entries"]
        assert (entry["by"], entry["event"]["type"]) == (2, "member.renamed")
        shown = (await lan.get(f"/rooms/{room_id}"))["members"][1]
        assert entry["event"]["member"] == shown
        assert (shown["name"], shown["organisation"]) == ("Lê Hoa", "")


async def test_a_changed_profile_is_told_at_once(world: World) -> None:
    (hoa,) = await world.people("Lê Thị Hoa")
    profile = {"name": "Hoa", "organisation": "", "constituency": "agency", "language": "en"}
    await hoa.do("PUT", "/me", **profile)
    assert (await hoa.get("/session"))["person"] | profile == (await hoa.get("/session"))["person"]
