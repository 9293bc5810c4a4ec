"""Who is silenced: they can write nothing from the answer on, read all, and it ends by itself."""

import asyncio

import pytest

from tests.debate import Debate, gather
from tests.desk import desk, seated_as, whole
from tests.moderation.punishing import ACTING, one_moderator, sanctioned, writing
from tests.moderation.requesting import asked, owners
from tests.moderation.scenes import claim, decided, reported
from tests.refusal import refused
from tests.world import World

ENDS = "update person set silenced_until = now() - interval '1 second' where id = $1"
ENDS_IN_ROOMS = (
    "update member set silenced_until = now() - interval '1 second' where person_id = $1"
)


@pytest.fixture
async def debate(world: World) -> Debate:
    """A debate of people of its own: what is done to them here would hinder others."""
    return await gather(world)


@pytest.mark.parametrize(
    ("act", "reason"), [("suspend", "suspended"), ("mute_in_room", "muted-in-room")]
)
async def test_who_is_silenced_writes_nothing_and_is_told_why_and_until_when(
    world: World, debate: Debate, act: str, reason: str
) -> None:
    before = await writing(debate, debate.member)
    assert {name for name, answer in before.items() if not answer.is_success} == set()
    _, act_id = await sanctioned(debate, await one_moderator(world), act)
    for answer in (await writing(debate, debate.member)).values():
        refused(answer, 403, reason)
        assert answer.json()["act"] == act_id
        assert answer.json()["until"]
    decision = await debate.member.get(f"/moderation/acts/{act_id}")
    assert (decision["act"], decision["public_note"]) == (act, ACTING["public_note"])
    assert decision["until"] == answer.json()["until"]
    assert decision["ask_until"]
    await debate.member.get(debate.thread)
    retraction = f"{debate.post}/retraction"
    answer = await debate.member.ask("PUT", retraction, reason="Tôi rút lời.")
    refused(answer, 403, reason, field="reason")
    await debate.member.do("PUT", retraction)


@pytest.mark.parametrize("field", ["name", "organisation"])
async def test_a_name_is_no_way_to_speak_while_suspended(
    world: World, debate: Debate, field: str
) -> None:
    member = debate.member
    now = {key: member.person[key] for key in ("name", "organisation", "constituency", "language")}
    await sanctioned(debate, moderator := await one_moderator(world), "warn")
    await member.do("PUT", "/me", **now | {field: "Viện Nói Được"})
    now[field] = "Viện Nói Được"
    case_id, act_id = await sanctioned(debate, moderator, "suspend", await _another(debate))
    answer = await member.ask("PUT", "/me", **now | {field: "Hãy đọc lời tôi ở đây"})
    refused(answer, 403, "suspended", field=field)
    assert answer.json()["act"] == act_id
    await member.do("PUT", "/me", **now | {"constituency": "citizen", "seen": False})
    lift = {"act": "lift", "public_note": "Đã xem lại."}
    await decided(moderator, case_id, reverts=act_id, **lift)
    await member.do("PUT", "/me", **now | {field: "Viện Nói Lại"})


async def _another(debate: Debate) -> int:
    post = await debate.say(debate.member, "Thêm một ý.")
    return await reported(debate, post_id=post["id"])


async def test_muted_in_one_room_is_not_muted_in_another(world: World, debate: Debate) -> None:
    elsewhere = await world.room(debate.member)
    await sanctioned(debate, await one_moderator(world), "mute_in_room")
    await world.thread(debate.member, elsewhere)


async def test_suspended_goes_for_every_room_and_for_those_to_come(
    world: World, debate: Debate
) -> None:
    elsewhere = await world.room(debate.member)
    thread_id = await world.thread(debate.member, elsewhere)
    await sanctioned(debate, await one_moderator(world), "suspend")
    said = {"body": "Tôi nói tiếp.", "kind": "opinion"}
    answer = await debate.member.ask("POST", f"/threads/{thread_id}/posts", **said)
    refused(answer, 403, "suspended")
    refused(
        await debate.member.ask(
            "POST", "/rooms", title="Phòng", description="", visibility="invited"
        ),
        403,
        "suspended",
    )
    later = await world.room(debate.owner)
    thread_id = await world.thread(debate.owner, later)
    await debate.owner.do("POST", f"/rooms/{later}/members", email=debate.member.email)
    answer = await debate.member.ask("POST", f"/threads/{thread_id}/posts", **said)
    refused(answer, 403, "suspended")


async def test_it_ends_when_its_time_has_come_without_anybody_doing_anything(
    world: World, debate: Debate
) -> None:
    await sanctioned(debate, await one_moderator(world), "suspend")
    async with world.sql() as conn:
        await conn.execute(ENDS, debate.member.id)
        await conn.execute(ENDS_IN_ROOMS, debate.member.id)
    answers = await writing(debate, debate.member)
    assert {name for name, answer in answers.items() if not answer.is_success} == set()


async def test_nothing_is_accepted_after_the_answer_to_the_act(
    world: World, debate: Debate
) -> None:
    moderator, case_id = await one_moderator(world), await reported(debate)
    await claim(moderator, case_id)
    over, accepted = asyncio.Event(), []

    async def write() -> None:
        while True:
            after = over.is_set()
            answer = await debate.member.ask(
                "POST", f"{debate.thread}/posts", body="Nói nữa.", kind="opinion"
            )
            accepted.append((after, answer.status_code))
            if answer.status_code == 403:
                return

    async with asyncio.timeout(60):
        writers = [asyncio.create_task(write()) for _ in range(12)]
        while len(accepted) < 24:
            await asyncio.sleep(0.01)
        await moderator.do(
            "POST", f"/moderation/cases/{case_id}/acts", act="suspend", days=7, **ACTING
        )
        over.set()
        async with world.sql() as conn:
            count = "select count(*) from post where thread_id = $1"
            then = await conn.fetchval(count, debate.thread_id)
            await asyncio.gather(*writers)
            assert await conn.fetchval(count, debate.thread_id) == then
    assert {code for after, code in accepted if after} <= {403}
    assert [code for _, code in accepted if code == 201]


async def test_what_a_silenced_author_had_said_is_not_let_through_meanwhile(
    world: World, debate: Debate
) -> None:
    waits = {"name": "chờ xem", "entries": [{"words": "đồ ngốc"}], "action": "hold"}
    await debate.owner.do("PUT", f"{debate.room}/rules", rules={"lists": [waits]})
    held = (await debate.say(debate.member, "Anh là đồ ngốc."))["held"]
    moderator = await one_moderator(world)
    await sanctioned(debate, moderator, "mute_in_room")
    (case_id,) = [each["id"] for each in await whole(moderator) if each["held_id"] == held]
    await claim(moderator, case_id)
    asked = await moderator.ask("POST", f"/moderation/cases/{case_id}/acts", act="approve")
    refused(asked, 409, "author-silenced")


async def test_a_seat_is_an_office_whoever_is_suspended_does_not_read_at_the_desk(
    world: World, debate: Debate
) -> None:
    one = await one_moderator(world)
    (owner,) = await owners(world, "Phan Thị Trả Lời")
    request_id = await asked(world, debate.outsider, "correction")
    await seated_as(world, debate.member, "owner")
    room = f"/rooms/{await desk(world)}"
    paths = ["/moderation/queue", f"/moderation/cases/{request_id}/request", "/moderation/rules"]
    for path in paths:
        assert (await debate.member.ask("GET", path)).is_success, path
    assert (await debate.member.ask("GET", f"{room}/entries")).status_code != 404
    case_id, act_id = await sanctioned(debate, one, "suspend")
    for path in [*paths, f"/moderation/cases/{case_id}"]:
        answer = await debate.member.ask("GET", path)
        refused(answer, 403, "suspended")
        assert answer.json()["act"] == act_id
    refused(await debate.member.ask("GET", f"{room}/entries"), 404, "no-room")
    assert (await owner.ask("GET", "/moderation/queue")).is_success
