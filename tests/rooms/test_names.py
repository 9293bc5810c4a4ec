"""Somebody whose name is hidden is called otherwise by everything that names them, until it is given back or they choose another."""

import json
from typing import Any

import asyncpg
import pytest

from rooms.errors import NotFound
from rooms.store import Store
from server.personal.erasing import NOBODY
from tests import moderated
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.rooms.proposals.tabling import begun
from tests.rooms.test_search import word
from tests.world import Someone, World, new_key

HIDDEN = "Tên đã bị ẩn"
Json = dict[str, Any]


@pytest.fixture
async def debate(world: World) -> Debate:
    """Of people of its own, as their names change."""
    return await gather(world)


def store(debate: Debate) -> Store:
    running: Store = debate.world.app.state.store
    return running


def profile(name: str, organisation: str = "") -> Json:
    return {"name": name, "organisation": organisation, "constituency": "expert", "language": "vi"}


async def rude(debate: Debate) -> str:
    """What the member calls themselves, and speaks for, from now on."""
    name = f"Đồ {word()}"
    await debate.member.do("PUT", "/me", **profile(name, f"Hội {name}"))
    return name


async def shown(debate: Debate, who: Someone | None = None) -> tuple[str, str]:
    """How the room shows the member."""
    snapshot = await (who or debate.owner).get(debate.room)
    number = debate.number(debate.member)
    (member,) = [each for each in snapshot["members"] if each["number"] == number]
    return member["name"], member["organisation"]


async def journal(debate: Debate) -> str:
    return json.dumps(await debate.entries(), ensure_ascii=False)


async def test_the_member_is_called_otherwise_and_so_is_what_was_said_of_them(
    debate: Debate,
) -> None:
    name, number = await rude(debate), debate.number(debate.member)
    at = f"[@{name}](#m{number})"
    post = await debate.say(debate.owner, f"Xin hỏi {at}")
    assert name in await journal(debate)

    seq = await moderated.hide_name(store(debate), debate.room_id, debate.member.id)

    told = [each for each in await debate.entries(seq - 1) if each["seq"] == seq]
    assert told[0]["by"] is None
    event = told[0]["event"]
    assert (event["type"], event["how"], event["rule"]) == ("member.name_hidden", "hidden", "insult")  # fmt: skip
    assert (event["member"]["number"], event["member"]["name"]) == (number, HIDDEN)
    assert len(event["blanked"]) == 2, "when they came, and took the name"
    assert await shown(debate) == (HIDDEN, "")
    assert name not in await journal(debate)
    assert name not in json.dumps(await debate.owner.get(debate.thread), ensure_ascii=False)
    (mentions,) = [p for p in (await debate.owner.get(debate.thread))["posts"] if p["id"] == post["id"]]  # fmt: skip
    assert f"@{HIDDEN}" in mentions["html"]


async def test_it_comes_back_and_a_second_hiding_takes_it_again(debate: Debate) -> None:
    name = await rude(debate)
    await debate.say(debate.owner, f"Xin hỏi [@{name}](#m{debate.number(debate.member)})")
    await moderated.hide_name(store(debate), debate.room_id, debate.member.id)
    await moderated.restore_name(store(debate), debate.member.id)
    assert await shown(debate) == (name, f"Hội {name}")
    assert "member.renamed" in {e["event"]["type"] for e in (await debate.entries())[-2:]}
    (said,) = (await debate.owner.get(debate.thread))["posts"][1:]
    assert f"@{name}" in said["html"]
    await moderated.hide_name(store(debate), debate.room_id, debate.member.id, "removed")
    assert name not in await journal(debate)
    head = await debate.head()
    await moderated.restore_name(store(debate), debate.member.id)
    await moderated.restore_name(store(debate), debate.member.id)
    assert await debate.head() == head + 2, "the second gives nothing back"
    assert await shown(debate) == (name, f"Hội {name}")


async def test_its_owner_chooses_another_and_not_that_one(debate: Debate) -> None:
    name = await rude(debate)
    await moderated.hide_name(store(debate), debate.room_id, debate.member.id)
    for again in (profile(name), profile(name.upper()), profile("Phạm Minh", f"Hội {name}"), profile(HIDDEN, "Hội khác")):  # fmt: skip
        refused(await debate.member.ask("PUT", "/me", **again), 409, "name-hidden")
    await debate.member.do("PUT", "/me", **profile(HIDDEN))
    assert await shown(debate) == (HIDDEN, "")
    await debate.member.do("PUT", "/me", **profile("Phạm Minh", "Viện Dữ liệu"))
    assert await shown(debate) == ("Phạm Minh", "Viện Dữ liệu")
    refused(await debate.member.ask("PUT", "/me", **profile(name)), 409, "name-hidden")

    await moderated.restore_name(store(debate), debate.member.id)

    assert await shown(debate) == ("Phạm Minh", "Viện Dữ liệu"), "they have chosen"
    await debate.member.do("PUT", "/me", **profile(name, f"Hội {name}"))
    assert await shown(debate) == (name, f"Hội {name}")


async def test_nobody_calls_themselves_so_or_as_the_erased_are_called(debate: Debate) -> None:
    for name in (HIDDEN, NOBODY, HIDDEN.upper(), f"“{HIDDEN}.”", f" {NOBODY.replace(' ', '  ')}"):
        answer = await debate.owner.ask("PUT", "/me", **profile(name))
        refused(answer, 400, "words-reserved", "name")
        answer = await debate.owner.ask("PUT", "/me", **profile("Phạm Minh", name))
        refused(answer, 400, "words-reserved", "organisation")
    await debate.owner.do("PUT", "/me", **profile("Tên Đã Bị Ẩn Danh", "Hội Tài khoản đã xóa"))


async def test_a_name_that_was_borne_before_is_taken_from_what_tells_of_it(debate: Debate) -> None:
    name = await rude(debate)
    borne = await moderated.borne(store(debate), debate.room_id, debate.member.id)
    await debate.member.do("PUT", "/me", **profile("Phạm Minh"))
    assert name in await journal(debate)
    await moderated.hide_borne(store(debate), borne)
    assert name not in await journal(debate)
    assert await shown(debate) == ("Phạm Minh", "")
    refused(await debate.member.ask("PUT", "/me", **profile(name)), 409, "name-hidden")


@pytest.mark.parametrize("naming", ["pseudonyms", "roles"])
async def test_a_room_that_does_not_name_people_hears_and_shows_nothing(
    world: World, naming: str
) -> None:
    debate = await gather(world, naming=naming)
    before, head = await shown(debate), await debate.head()
    await debate.member.do("PUT", "/me", **profile(f"Đồ {word()}"))
    elsewhere = await world.room(debate.member)
    await moderated.hide_name(store(debate), elsewhere, debate.member.id)
    assert (await debate.member.get("/session"))["person"]["name"] == HIDDEN
    assert await shown(debate) == before
    await moderated.restore_name(store(debate), debate.member.id)
    assert await debate.head() == head


async def test_answers_kept_for_retries_show_the_name_of_now(debate: Debate) -> None:
    name = f"Đồ {word()}"
    await debate.outsider.do("PUT", "/me", **profile(name))
    adding = {"key": new_key(), "email": debate.outsider.email, "role": "observer"}
    first = await debate.owner.http.post(f"{debate.room}/members", json=adding)
    assert name in first.text
    await moderated.hide_name(store(debate), debate.room_id, debate.outsider.id)
    again = await debate.owner.http.post(f"{debate.room}/members", json=adding)
    assert again.json()["result"]["name"] == HIDDEN


async def test_so_do_those_about_a_table_at_which_they_draft(debate: Debate) -> None:
    name, table = await rude(debate), await begun(debate, debate.owner)
    path, inviting = f"{table.path}/authors/{debate.number(debate.member)}", {"key": new_key()}
    first = await debate.owner.http.put(path, json=inviting)
    assert name in first.text
    await moderated.hide_name(store(debate), debate.room_id, debate.member.id)
    again = await debate.owner.http.put(path, json=inviting)
    assert again.json()["result"] == first.json()["result"] | {"name": HIDDEN, "organisation": ""}


async def test_what_is_not_there_is_not_hidden(debate: Debate) -> None:
    with pytest.raises(NotFound, match="no-member"):
        await moderated.hide_borne(store(debate), 999_999_999)


async def test_the_database_ties_the_two(debate: Debate) -> None:
    name = await rude(debate)
    await moderated.hide_name(store(debate), debate.room_id, debate.member.id)
    renamed = "update person set name = $2, organisation = $3 where id = $1"
    async with debate.world.sql() as conn:
        for wrong in ((name, ""), ("Phạm Minh", f"Hội {name}"), (HIDDEN, "Hội khác")):
            with pytest.raises(asyncpg.CheckViolationError, match="name is hidden"):
                await conn.execute(renamed, debate.member.id, *wrong)
        with pytest.raises(asyncpg.CheckViolationError, match="name is hidden"):
            await conn.execute(renamed, debate.owner.id, HIDDEN, "")
        freed = "update borne_name set how = null, rule = null where person_id = $1"
        await conn.execute(freed, debate.member.id)
    assert await shown(debate) == (name, f"Hội {name}")
