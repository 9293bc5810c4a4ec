"""Commands that wait together share a transaction, and nobody's refusal, wait or retry is a neighbour's."""

import asyncio
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from rooms import lanes, positions, posts
from rooms.draft import Draft
from rooms.errors import Busy, Conflict, Forbidden, Malformed, NotFound
from rooms.run import Done
from tests.debate import Debate
from tests.rooms.grouping import Grouping, grouping_of, settled, who
from tests.world import new_key


@pytest.fixture
async def grouping(debate: Debate) -> AsyncIterator[Grouping]:
    async with grouping_of(debate) as made:
        yield made


async def test_those_who_wait_together_share_a_transaction_and_get_numbers_in_a_row(
    debate: Debate, grouping: Grouping
) -> None:
    head = await debate.head()
    done = await asyncio.gather(
        *(grouping.reply(debate, debate.member, f"Ý kiến {n}") for n in range(9))
    )
    seqs = [each.seqs[debate.room_id] for each in done]
    assert sorted(seqs) == list(range(head + 1, head + 10))
    xids = await grouping.transactions(debate, head)
    assert len(xids) == 9
    assert len(set(xids.values())) == 2, "the first alone, the others together"
    assert [entry.seq for entry in grouping.told] == list(range(head + 1, head + 10))
    told = {e["seq"]: e["event"]["post"]["id"] for e in await debate.entries(head)}
    assert [told[seq] for seq in seqs] == [each.result.id for each in done]


async def test_every_one_of_a_group_is_on_record_and_answers_for_a_retry(
    debate: Debate, grouping: Grouping
) -> None:
    keys = [new_key() for _ in range(5)]
    done = await asyncio.gather(
        *(grouping.reply(debate, debate.member, f"Ý kiến {key}", key) for key in keys)
    )
    rows = await grouping.pool.fetch(
        "select person_id, facts->>'post' as post, room_ids from audit where act = 'posts.reply' and facts->>'post' = any($1)",
        [str(each.result.id) for each in done],
    )  # fmt: skip
    assert {(r["person_id"], r["post"], tuple(r["room_ids"])) for r in rows} == {
        (debate.member.id, str(each.result.id), (debate.room_id,)) for each in done
    }
    again = await asyncio.gather(
        *(grouping.reply(debate, debate.member, f"Ý kiến {key}", key) for key in keys)
    )
    assert again == done
    assert len(grouping.told) == 5


async def test_one_that_is_refused_harms_no_neighbour_and_leaves_its_key_free(
    debate: Debate, grouping: Grouping
) -> None:
    key = new_key()
    head = await debate.head()
    first, refused, outside, last = await settled(
        grouping.reply(debate, debate.member, "Một"),
        grouping.reply(debate, debate.observer, "Không được", key),
        grouping.reply(debate, debate.outsider, "Từ ngoài"),
        grouping.reply(debate, debate.owner, "Hai"),
    )
    assert isinstance(refused, Forbidden)
    assert isinstance(outside, NotFound)
    assert isinstance(first, Done)
    assert isinstance(last, Done)
    xids = await grouping.transactions(debate, head)
    assert len(set(xids.values())) == 2
    number = debate.number(debate.observer)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}", role="member")
    assert isinstance(await grouping.reply(debate, debate.observer, "Được", key), Done)


async def test_a_key_that_comes_several_times_at_once_is_one_post(
    debate: Debate, grouping: Grouping
) -> None:
    key, head = new_key(), await debate.head()
    done = await asyncio.gather(
        *(grouping.reply(debate, debate.member, f"Trước {n}") for n in range(2)),
        *(grouping.reply(debate, debate.member, "Một lần", key) for _ in range(4)),
        *(grouping.reply(debate, debate.owner, f"Sau {n}") for n in range(2)),
    )
    assert len({each.result.id for each in done[2:6]}) == 1
    assert await debate.head() == head + 5


async def test_a_retry_in_company_is_answered_and_its_neighbours_are_written(
    debate: Debate, grouping: Grouping
) -> None:
    key = new_key()
    before = await grouping.reply(debate, debate.member, "Một lần", key)
    head = await debate.head()
    _, again, other, last = await settled(
        grouping.reply(debate, debate.member, "Đi trước"),
        grouping.reply(debate, debate.member, "Một lần", key),
        grouping.reply(debate, debate.owner, "Hai"),
        grouping.reply(debate, debate.member, "Ba"),
    )
    assert again == before
    assert {other.result.id, last.result.id} <= {
        entry["event"]["post"]["id"] for entry in await debate.entries(head)
    }
    assert await debate.head() == head + 3


async def test_a_post_that_the_database_refuses_is_told_so_and_its_neighbours_are_written(
    debate: Debate, grouping: Grouping
) -> None:
    elsewhere = await debate.world.thread(debate.member, debate.room_id)
    stray = (await grouping.reply(debate, debate.member, "Chỗ khác", thread=elsewhere)).result.id
    draft = Draft(UUID(new_key()), "Lạc đề", parent_id=stray)
    head = await debate.head()
    _, wrong, other = await settled(
        grouping.reply(debate, debate.member, "Đi trước"),
        grouping.store.run(posts.reply, who(debate.member), debate.thread_id, draft, "<p>x</p>"),
        grouping.reply(debate, debate.owner, "Hai"),
    )
    assert isinstance(wrong, Malformed)
    assert isinstance(other, Done)
    assert await debate.head() == head + 2


async def test_a_key_that_stood_for_something_else_is_refused_alone(
    debate: Debate, grouping: Grouping
) -> None:
    key = new_key()
    await grouping.reply(debate, debate.member, "Một", key)
    _, refused, other = await settled(
        grouping.reply(debate, debate.member, "Hai"),
        grouping.reply(debate, debate.member, "Khác", key),
        grouping.reply(debate, debate.owner, "Ba"),
    )
    assert isinstance(refused, Conflict)
    assert isinstance(other, Done)


async def test_who_must_wait_for_a_lock_waits_alone(debate: Debate, grouping: Grouping) -> None:
    held = await debate.world.thread(debate.member, debate.room_id)
    async with debate.world.sql() as conn:
        async with conn.transaction():
            await conn.execute("select from thread where id = $1 for update", held)
            waiting = asyncio.gather(
                grouping.reply(debate, debate.member, "Một"),
                grouping.reply(debate, debate.member, "Phải chờ", thread=held),
                grouping.reply(debate, debate.owner, "Hai"),
            )
            async with asyncio.timeout(60):
                while len(grouping.told) < 2:
                    await asyncio.sleep(0.01)
            assert not waiting.done()
        done = await waiting
    assert [each.seqs[debate.room_id] for each in done if each.result.thread_id == held] == [
        grouping.told[-1].seq
    ]


async def test_in_an_archived_room_each_is_told_so_and_other_rooms_go_on(
    debate: Debate, grouping: Grouping
) -> None:
    archived = await debate.world.room(debate.member)
    thread = await debate.world.thread(debate.member, archived)
    await debate.member.do("PUT", f"/rooms/{archived}/archival", reason="Xong việc")
    head = await debate.head()
    first, *others, last = await settled(
        grouping.reply(debate, debate.member, "Một"),
        *(grouping.reply(debate, debate.member, f"Muộn {n}", thread=thread) for n in range(3)),
        grouping.reply(debate, debate.owner, "Hai"),
    )
    assert isinstance(first, Done)
    assert isinstance(last, Done)
    assert [(type(each), str(each)) for each in others] == [(Conflict, "room-archived")] * 3
    assert len(await debate.entries(head)) == 2


async def test_positions_on_one_post_are_counted_in_company(
    debate: Debate, grouping: Grouping
) -> None:
    voters = [debate.owner, debate.facilitator, debate.moderator]
    await asyncio.gather(
        *(grouping.reply(debate, debate.member, f"Ý kiến {n}") for n in range(3)),
        *(
            grouping.store.run(positions.take, who(each), debate.post_id, agreed())
            for each in voters
        ),
    )
    counted = await grouping.pool.fetchval("select agrees from post where id = $1", debate.post_id)
    assert counted == 3


def agreed() -> positions.Taking:
    return positions.Taking(UUID(new_key()), positions.Side.AGREE)


async def test_whoever_has_waited_too_long_is_told_to_come_back(
    debate: Debate, grouping: Grouping, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "PATIENCE_S", 0.2)
    async with debate.world.sql() as conn, conn.transaction():
        await conn.execute("select from thread where id = $1 for update", debate.thread_id)
        held = asyncio.create_task(grouping.reply(debate, debate.member, "Một"))
        await asyncio.sleep(0)
        with pytest.raises(Busy):
            await grouping.reply(debate, debate.member, "Hai")
        assert not held.done()
    assert isinstance(await held, Done)


async def test_whoever_has_gone_before_their_turn_is_not_done(
    debate: Debate, grouping: Grouping
) -> None:
    head = await debate.head()
    first = asyncio.create_task(grouping.reply(debate, debate.member, "Một"))
    gone = asyncio.create_task(grouping.reply(debate, debate.member, "Đi rồi"))
    last = asyncio.create_task(grouping.reply(debate, debate.owner, "Hai"))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.gather(first, last)
    assert len(await debate.entries(head)) == 2


async def test_a_database_that_is_away_is_said_to_everybody(debate: Debate) -> None:
    async with grouping_of(debate) as grouping:
        await grouping.pool.close()
        told = await settled(
            *(grouping.reply(debate, debate.member, f"Ý kiến {n}") for n in range(3)),
        )
    assert [type(each) for each in told] == [Busy] * 3
