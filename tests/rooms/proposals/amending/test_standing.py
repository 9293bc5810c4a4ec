"""What the database refuses by itself, whoever asks for it."""

import asyncpg
import pytest

from tests.debate import Debate
from tests.rooms.proposals.amending.amended import FREE, SOONER, amend, take_in
from tests.rooms.proposals.tabling import Table
from tests.world import World


def end(outcome: str, reason: str = "", by: str = "by", version: str = "null") -> str:
    """An end, written by hand."""
    columns = "amendment_id, proposal_id, room_id, revision, outcome, reason, by, version"
    values = f"id, proposal_id, room_id, 1, '{outcome}', '{reason}', {by}, {version}"
    return f"insert into amendment_end ({columns}) select {values} from amendment where id = $1"


TRIES = {
    "an amendment with a number of its own": (
        "insert into amendment (proposal_id, room_id, number, by, post_id)"
        " select proposal_id, room_id, number + 5, by, post_id from amendment where id = $1|amendment_in_time"
    ),
    "a revision of an older version": (
        "insert into amendment_revision (amendment_id, number, proposal_id, room_id, base, changes, by)"
        " select amendment_id, 2, proposal_id, room_id, 1, 1, by from amendment_revision where amendment_id = $1|amendment_in_time"
    ),
    "a revision of more changes than anybody reads": (
        "insert into amendment_revision (amendment_id, number, proposal_id, room_id, base, changes, by)"
        " select amendment_id, 2, proposal_id, room_id, 2, 1001, by from amendment_revision where amendment_id = $1|amendment_is_readable"
    ),
    "another past": "update amendment_revision set base = 2 where amendment_id = $1|said_stays",
    "other words": "update amendment_change set added = 'khác' where amendment_id = $1|said_stays",
    "no words": "delete from amendment_change where amendment_id = $1|said_stays",
    "one more change": (
        "insert into amendment_change (amendment_id, revision, place, first, dropped, added)"
        " values ($1, 1, 2, 70, '', 'x')|changes_stand"
    ),
    "accepted into no version": f"{end('accepted')}|amendment_end_check",
    "accepted into an older version": f"{end('accepted', version='1')}|end_in_time",
    "accepted into a version without it": f"{end('accepted', version='2')}|taken_stands",
    "withdrawn by another": f"{end('withdrawn', by='by + 1')}|end_in_time",
    "rejected without a reason": f"{end('rejected')}|amendment_end_check1",
}


@pytest.mark.parametrize("tried", list(TRIES.values()), ids=list(TRIES))
async def test_the_database_refuses(
    amended: Table, debate: Debate, world: World, tried: str
) -> None:
    query, constraint = tried.split("|")
    line = await amend(amended, debate.owner, FREE)
    await amended.publish(SOONER)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.IntegrityConstraintViolationError) as refusal:
            await conn.execute(query, line["id"])
    assert refusal.value.constraint_name == constraint


@pytest.mark.parametrize(
    ("query", "constraint"),
    [
        ("update amendment_end set reason = 'khác' where amendment_id = $1", "said_stays"),
        ("update amendment_end set reason = '…' where amendment_id = $1", "said_stays"),
        ("delete from amendment_end where amendment_id = $1", "said_stays"),
        (end("rejected", "Không"), "amendment_end_pkey"),
    ],
    ids=["another reason", "no reason, of somebody who is there", "no end", "a second end"],
)
async def test_the_database_keeps_what_was_decided(
    amended: Table, debate: Debate, world: World, query: str, constraint: str
) -> None:
    line = await amend(amended, debate.owner, FREE)
    await take_in(amended, line)
    await amend(amended, debate.owner, SOONER, base=2)
    async with world.sql() as conn:
        with pytest.raises(asyncpg.IntegrityConstraintViolationError) as refusal:
            await conn.execute(query, line["id"])
    assert refusal.value.constraint_name in {constraint, "end_in_time"}


WRONG = {
    "what is not there": "(1, 0, 'Khác', 'x')",
    "behind the end": "(1, 5000, '', 'x')",
    "so much that is not there": "(1, 0, repeat('Điều', 500), 'x')",
    "two that touch": "(1, 0, 'Điều', 'x'), (2, 4, '', 'y')",
    "two in another order": "(1, 5, '1', 'x'), (2, 0, 'Điều', 'y')",
    "another than the first": "(2, 0, 'Điều', 'x')",
}


@pytest.mark.parametrize("rows", list(WRONG.values()), ids=list(WRONG))
async def test_changes_that_are_none_of_the_text_are_refused(
    amended: Table, debate: Debate, world: World, rows: str
) -> None:
    line = await amend(amended, debate.owner, FREE)
    many = rows.count("), (") + 1
    async with world.sql() as conn, conn.transaction():
        await conn.execute(
            "insert into amendment_revision (amendment_id, number, proposal_id, room_id, base, changes, by)"
            " select id, 2, proposal_id, room_id, 1, $2, by from amendment where id = $1",
            line["id"],
            many,
        )
        with pytest.raises(asyncpg.IntegrityConstraintViolationError) as refusal:
            async with conn.transaction():
                await conn.execute(
                    "insert into amendment_change (amendment_id, revision, place, first, dropped, added)"
                    f" select $1, 2, * from (values {rows}) as given(place, first, dropped, added)",
                    line["id"],
                )
        assert refusal.value.constraint_name == "changes_stand"


@pytest.mark.parametrize(
    "query",
    [
        end("accepted", version="2"),
        (
            "insert into amendment_taken (amendment_id, revision, place)"
            " select o.id, 1, 2 from amendment a join amendment o on o.proposal_id = a.proposal_id and o.number = 2 where a.id = $1"
        ),
    ],
    ids=["another amendment", "another change"],
)
async def test_nothing_more_comes_into_a_version_that_stands(
    amended: Table, debate: Debate, world: World, query: str
) -> None:
    earlier = await amend(amended, debate.owner, SOONER)
    both = FREE.replace("30 ngày", "20 ngày")
    later = await amend(amended, debate.facilitator, both)
    assert later["changes"] == 2
    part = {"amendment": later["id"], "revision": 1, "places": [1], "reason": "Chỉ chỗ này."}
    await take_in(amended, take=[part])
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError) as refusal:
            await conn.execute(query, earlier["id"])
    assert refusal.value.constraint_name == "taken_stands"
