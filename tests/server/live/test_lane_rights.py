"""Presence and typing under rights: who has lost one, or has none, is neither counted nor told."""

import json

import pytest

from server.live import places
from tests.debate import Debate, gather
from tests.programs import program
from tests.server.live.conftest import Opening, place
from tests.server.live.gathering import come, seen, silent, together, written
from tests.server.live.test_slow import not_reading, slow_world, until_full  # noqa: F401 - a fixture
from tests.world import World


async def test_an_observer_and_a_program_that_only_reads_are_there_and_write_nothing(
    world: World, debate: Debate
) -> None:
    reads = await program(world, debate.member, "read")
    async with (
        together(world, debate, debate.owner, debate.observer, reads) as (hers, his, its),
        silent(hers, "writing"),
    ):
        for each in (his, its):
            await each.say(type="typing", thread=debate.thread_id)


@pytest.fixture
def writing_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """What ends here does not end by itself."""
    monkeypatch.setattr(places, "WRITING_S", 60.0)


@pytest.mark.usefixtures("writing_for_long")
async def test_whoever_is_removed_is_gone_and_hears_nothing_more(
    world: World, debate: Debate
) -> None:
    async with together(world, debate, debate.owner, debate.member) as (hers, his):
        number = debate.number(debate.member)
        await his.say(type="typing", thread=debate.thread_id)
        await written(hers, debate, 1)
        await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Lạc đề")
        await seen(hers, debate, count=1, members=[debate.number(debate.owner)])
        await written(hers, debate, 0)
        await his.until("refused", room=debate.room_id)
        async with silent(his):
            await his.say(type="here", room=None)
            await his.say(type="here", room=debate.room_id)
            await hers.say(type="here", room=None)


@pytest.mark.usefixtures("writing_for_long")
async def test_whoever_is_made_an_observer_writes_no_longer(world: World, debate: Debate) -> None:
    async with together(world, debate, debate.owner, debate.member) as (hers, his):
        number = debate.number(debate.member)
        await his.say(type="typing", thread=debate.thread_id)
        await written(hers, debate, 1)
        await debate.owner.do("PUT", f"{debate.room}/members/{number}", role="observer")
        await written(hers, debate, 0)


async def test_whoever_signs_out_is_gone(world: World, debate: Debate) -> None:
    async with together(world, debate, debate.owner, debate.member) as (hers, _):
        assert (await debate.member.http.delete("/session")).is_success
        await seen(hers, debate, count=1)


async def test_guests_of_a_public_room_are_counted_and_get_no_names(world: World) -> None:
    debate = await gather(world, visibility="public")
    async with together(world, debate, debate.owner, None, debate.outsider) as (hers, guest, other):
        await hers.say(type="typing", thread=debate.thread_id)
        for each in (hers, guest):
            await written(each, debate, 1)
        async with silent(hers, "writing"):
            await other.say(type="typing", thread=debate.thread_id)
        for each in (hers, guest, other):
            told = [json.loads(raw) for raw in each.heard if '"present"' in raw]
            named = [debate.number(debate.owner)] if each is hers else []
            assert told
            assert all(message["members"] in ([], named) for message in told)
            assert told[-1] == {
                "type": "present", "room": debate.room_id, "count": 3, "members": named,
            }  # fmt: skip


async def test_nothing_reaches_somebody_outside(line: Opening, debate: Debate) -> None:
    async with line(debate.outsider) as outside, line(debate.owner) as hers, silent(outside):
        epoch, seq = await place(debate)
        assert (await outside.follow(debate.room_id, epoch, seq))["type"] == "refused"
        await outside.say(type="here", room=debate.room_id)
        await come(hers, debate)
        await seen(hers, debate, count=1)


@pytest.mark.parametrize("naming", ["roles", "pseudonyms"])
async def test_a_room_without_names_shows_nobody(world: World, line: Opening, naming: str) -> None:
    debate = await gather(world, naming=naming)
    async with line(debate.owner) as hers, line(debate.member) as his, silent(hers):
        await come(hers, debate)
        await come(his, debate)
        await his.say(type="typing", thread=debate.thread_id)
