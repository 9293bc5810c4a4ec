"""Files of what a case is about: moderators have them with the words, also held and hidden; by no other right, and nobody else."""

from typing import Any

import httpx
import pytest

from tests import pictures
from tests.bringing import brought
from tests.debate import Debate, gather
from tests.desk import desk, moderators, seated_as
from tests.moderation.scenes import case_of, claim, decided, reported
from tests.world import Someone, World

Json = dict[str, Any]
LIST = {"name": "thô tục", "entries": [{"words": "đồ ngốc"}], "reason": "insult", "action": "hold"}


@pytest.fixture
async def debate(world: World) -> Debate:
    """A debate of people of its own, in a room that others are not in."""
    return await gather(world)


async def sent(debate: Debate, body: str) -> tuple[Json, Json]:
    """What the member says with a picture, and the picture."""
    file = await brought(debate.member, debate.room_id, pictures.png(), "Ảnh.png")
    said = await debate.say(debate.member, body, files=[{"id": file["id"], "alt": "Ảnh chụp"}])
    return said, file


async def bytes_of(who: Someone, file: Json) -> list[int]:
    """Whether they get it: the answers for the file and its small form."""
    paths = [f"/{kind}/{file['id']}/{file['name']}" for kind in ("files", "thumbnails")]
    answers: list[httpx.Response] = [await who.http.get(path) for path in paths]
    return [answer.status_code for answer in answers]


async def test_moderators_see_the_files_of_what_is_held_and_of_what_is_hidden(
    world: World, debate: Debate
) -> None:
    await debate.owner.do("PUT", f"{debate.room}/rules", rules={"lists": [LIST]})
    (moderator,) = await moderators(world, "Quách Thị Hồ Sơ")
    said, file = await sent(debate, "Anh là đồ ngốc.")
    async with world.sql() as conn:
        case_id = await conn.fetchval(
            "select id from moderation_case where held_id = $1", said["held"]
        )
    path = f"/moderation/cases/{case_id}"
    (shown,) = (await moderator.get(path))["post"]["files"]
    assert shown == file | {"alt": "Ảnh chụp"}
    assert await bytes_of(moderator, file) == [200, 200]
    assert await bytes_of(debate.owner, file) == [404, 404], "whoever else is in the room"
    assert await bytes_of(debate.member, file) == [200, 200], "it is theirs, and waits"

    await decided(moderator, case_id, act="approve")
    assert (await moderator.get(path))["post"]["files"] == [shown], "the post has taken it"
    assert await bytes_of(moderator, file) == await bytes_of(debate.owner, file) == [200, 200]
    async with world.sql() as conn:
        post_id = await conn.fetchval("select post_id from held_post where id = $1", said["held"])
    hiding = {"act": "hide", "reason": "insult"}
    await debate.observer.do("POST", f"/posts/{post_id}/reports", reason="insult", words="")
    await decided(moderator, later := await case_of(world, post_id), **hiding)
    assert (await moderator.get(f"/moderation/cases/{later}"))["post"]["files"] == [shown]
    assert await bytes_of(moderator, file) == [200, 200]
    for other in (debate.owner, debate.member, debate.outsider):
        assert await bytes_of(other, file) == [404, 404]
    await debate.member.do("PUT", f"/posts/{post_id}/retraction")
    for each in (case_id, later):
        gone = (await moderator.get(f"/moderation/cases/{each}"))["post"]
        assert (gone["html"], gone["files"]) == ("", [])
    assert await bytes_of(moderator, file) == [404, 404], "its author took it back"


async def test_only_by_the_right_of_the_seat_and_only_what_a_case_is_about(
    world: World, debate: Debate
) -> None:
    (moderator,) = await moderators(world, "Quách Thị Hồ Sơ")
    (watcher,) = await world.people("Lưu Thị Quan Sát")
    await seated_as(world, watcher, "observer")
    said, file = await sent(debate, "Xem ảnh kèm theo.")
    _, beside = await sent(debate, "Một ảnh nữa.")
    waiting = await brought(debate.member, debate.room_id, pictures.png(), "Chờ.png")
    assert await bytes_of(moderator, file) == [404, 404], "nobody has reported it"
    case_id = await reported(debate, post_id=said["id"])
    assert await bytes_of(moderator, file) == [200, 200]
    for hers in (beside, waiting):
        assert await bytes_of(moderator, hers) == [404, 404]
    assert await bytes_of(watcher, file) == [404, 404], "who watches sees no file of a case"
    await decided(moderator, case_id)

    author = await seated_as(world, debate.member)
    assert await bytes_of(author, file) == [404, 404], "no more than every author"
    reporter = await seated_as(world, debate.observer)
    assert await bytes_of(reporter, file) == [200, 200]
    async with world.sql() as conn:
        await conn.execute(
            "update member set ended_at = now() where room_id = $1 and person_id = $2",
            await desk(world), reporter.id,
        )  # fmt: skip
    assert await bytes_of(reporter, file) == [404, 404], "the seat is gone"
    assert (await claim(moderator, case_id))["id"] == case_id


async def test_a_moderator_who_is_suspended_has_none_of_them(world: World, debate: Debate) -> None:
    (moderator,) = await moderators(world, "Quách Thị Hồ Sơ")
    said, file = await sent(debate, "Xem ảnh kèm theo.")
    hiding = {"act": "hide", "reason": "insult"}
    await decided(moderator, await reported(debate, post_id=said["id"]), **hiding)
    suspended = await seated_as(world, debate.facilitator)
    assert await bytes_of(suspended, file) == [200, 200]
    rude = await debate.say(suspended, "Anh là đồ ngốc.")
    suspending = {"act": "suspend", "reason": "insult", "days": 3}
    await decided(moderator, await reported(debate, post_id=rude["id"]), **suspending)
    assert await bytes_of(suspended, file) == [404, 404]
    assert await bytes_of(moderator, file) == [200, 200]
