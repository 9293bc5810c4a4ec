"""Whoever may vote is told so, and while they have not, that it ends; nobody else learns who that is."""

import asyncio

import pytest

from server.voting import following
from tests.debate import Debate, gather
from tests.moderation.punishing import one_moderator, sanctioned
from tests.rooms.proposals.tabling import asked
from tests.rooms.voting.polling import Poll, in_secret, slip, voting
from tests.told import dealt_with, here
from tests.world import Someone, World

DAY_MIN = 24 * 60
PROCESSES = 4


async def left(poll: Poll, left: str) -> None:
    """Let so much of its time be left: past the triggers, which let nobody move an end."""
    async with poll.debate.world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(
            "update vote set opened_at = opened_at - moved, closes_at = closes_at - moved"
            " from (select closes_at - clock_timestamp() - $2::text::interval as moved from vote where id = $1) m where id = $1",
            poll.id,
            left,
        )


async def looked(poll: Poll) -> list[dict[str, object]]:
    """What the room has been told of reminders once several processes have looked at the same time."""
    store = poll.debate.world.app.state.store
    await asyncio.gather(*(following.look(store) for _ in range(PROCESSES)))
    return [each for each in await poll.debate.events(0) if each["type"] == "vote.reminded"]


async def reminded(poll: Poll) -> list[Someone]:
    """Who was reminded, once for each time."""
    found = [(each, len(await here(poll.debate, each, "reminded"))) for each in poll.voters]
    return [each for each, times in found for _ in range(times)]


async def test_whoever_is_on_the_roll_is_told_that_a_vote_was_opened(debate: Debate) -> None:
    poll = await voting(debate)
    (notice,) = await asked(debate.member, poll.table, "voting")
    assert (notice["room_id"], notice["proposal_id"]) == (debate.room_id, poll.table.id)
    assert notice["proposal"] == "Mở dữ liệu"
    assert not await here(debate, debate.owner, "voting"), "who opened it knows"
    assert not await here(debate, debate.observer, "voting"), "not on the roll"


async def test_who_has_not_voted_is_reminded_thrice_and_who_has_is_not(debate: Debate) -> None:
    poll = await voting(debate, minutes=7 * DAY_MIN, secret=True)
    owner, facilitator, *others = poll.voters
    await owner.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    assert not await looked(poll)
    await left(poll, "80 hours")
    (told,) = await looked(poll)
    assert set(told) == {"type", "vote_id", "proposal_id", "closes_at"}, "it names nobody"
    assert await reminded(poll) == [facilitator, *others]
    assert len(await looked(poll)) == 1
    await facilitator.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    await left(poll, "23 hours")
    assert len(await looked(poll)) == 2
    assert len(await reminded(poll)) == 1 + 2 * len(others)
    await left(poll, "59 minutes")
    assert len(await looked(poll)) == 3
    await left(poll, "5 minutes")
    assert len(await looked(poll)) == 3
    assert len(await reminded(poll)) == 1 + 3 * len(others)


@pytest.mark.parametrize(
    ("minutes", "least", "times"),
    [(120, "1 minute", 0), (180, "1 minute", 1), (7 * DAY_MIN, "1 minute", 1)],
)
async def test_a_short_vote_and_times_that_were_missed_cost_nobody_more_than_one(
    debate: Debate, minutes: int, least: str, times: int
) -> None:
    poll = await voting(debate, minutes=minutes)
    await left(poll, least)
    assert len(await looked(poll)) == times
    assert len(await reminded(poll)) == times * len(poll.voters)


async def test_a_vote_that_was_annulled_reminds_nobody(debate: Debate) -> None:
    poll = await voting(debate, minutes=180)
    await debate.owner.do("PUT", f"{poll.path}/annulment", reason="Mở nhầm.")
    await left(poll, "1 minute")
    assert not await looked(poll)
    assert not await reminded(poll)


async def test_only_who_could_vote_now_is_reminded(world: World) -> None:
    debate = await gather(world)
    poll = await voting(debate, minutes=180)
    await sanctioned(debate, await one_moderator(world), "suspend", days=3)
    other = debate.number(debate.moderator)
    await debate.owner.do("PUT", f"{debate.room}/members/{other}", role="observer")
    await debate.facilitator.do("DELETE", f"{debate.room}/members/me")
    await left(poll, "59 minutes")
    assert len(await looked(poll)) == 1
    async with world.sql() as sql:
        await dealt_with(debate.owner, sql, debate.room_id)
        told = await sql.fetch(
            "select person_id from notice where room_id = $1 and kind = 'reminded'", debate.room_id
        )
    assert [row["person_id"] for row in told] == [debate.owner.id]


async def test_an_archived_room_reminds_nobody_until_it_goes_on(world: World) -> None:
    debate = await gather(world)
    poll = await voting(debate, minutes=180)
    await debate.owner.do("PUT", f"{debate.room}/archival", reason="Tạm dừng")
    await left(poll, "59 minutes")
    assert not await looked(poll)
    await debate.owner.do("DELETE", f"{debate.room}/archival")
    assert len(await looked(poll)) == 1
    assert await reminded(poll) == poll.voters


async def unread(poll: Poll, who: Someone) -> list[str]:
    """What of the vote the person has not read yet."""
    kinds = [await here(poll.debate, who, kind) for kind in ("voting", "reminded")]
    return [n["about"] for found in kinds for n in found if n["read_at"] is None]


@pytest.mark.parametrize("secret", [False, True])
async def test_who_casts_has_read_what_asked_for_it_and_nothing_is_written_for_that(
    world: World, *, secret: bool
) -> None:
    debate = await gather(world)  # the bell counts to a hundred, which people of many tests have
    poll = await voting(debate, minutes=180, secret=secret)
    await left(poll, "59 minutes")
    assert await looked(poll)
    assert await unread(poll, debate.member) == ["voting", "reminded"]
    before = (await debate.member.get("/notices/unread"))["unread"]
    make = in_secret if secret else slip
    await debate.member.do("PUT", f"{poll.path}/ballot", **make("for"))
    assert await unread(poll, debate.member) == []
    assert (await debate.member.get("/notices/unread"))["unread"] == before - 2
    assert await unread(poll, debate.facilitator) == ["voting", "reminded"]
    async with debate.world.sql() as sql:
        kept = await sql.fetchval(
            "select count(*) from notice where room_id = $1 and kind in ('voting', 'reminded') and read_at is not null",
            debate.room_id,
        )
    assert kept == 0


async def test_a_reminder_of_a_vote_that_is_over_is_read_and_another_vote_is_asked_for_anew(
    debate: Debate,
) -> None:
    poll = await voting(debate, minutes=180)
    await left(poll, "59 minutes")
    assert await looked(poll)
    assert await reminded(poll) == poll.voters
    await poll.cast(debate.member, "for")
    await debate.owner.do("PUT", f"{poll.path}/annulment", reason="Mở nhầm.")
    assert await unread(poll, debate.facilitator) == ["voting"], "that there was one is news still"
    assert await unread(poll, debate.member) == []
    command = {"version": 1, "minutes": 60, "options": []}
    await debate.owner.do("POST", f"{poll.table.path}/votes", **command)
    await asked(debate.member, poll.table, "voting", "reminded", "voting")
    assert await unread(poll, debate.member) == ["voting"]
