"""What the database refuses of votes by itself, whoever asks it."""

from collections.abc import Sequence
from typing import Any

import asyncpg
import pytest

from tests.debate import Debate
from tests.rooms.voting.polling import in_secret, joined, put_to_vote, voting


async def impossible(
    conn: "asyncpg.Connection[Any]", constraint: str, statement: str, *args: Any
) -> None:
    """The database refuses this by that name, and goes on."""
    with pytest.raises(asyncpg.CheckViolationError) as error:
        async with conn.transaction():
            await conn.execute(statement, *args)
    assert error.value.constraint_name == constraint, statement


def all_of(constraint: str, *statements: str) -> Sequence[tuple[str, str]]:
    return [(constraint, statement) for statement in statements]


OPEN = [
    *all_of(
        "vote_roll_stays",
        "insert into vote_roll select id, room_id, 5 from vote where id = $1",
        "update vote_roll set number = 5 where vote_id = $1 and number = 4",
        "delete from vote_roll where vote_id = $1",
    ),
    *all_of(
        "vote_stays",
        "update vote set closes_at = closes_at + interval '1 day' where id = $1",
        "update vote set closes_at = opened_at + interval '1 ms' where id = $1",
        "update vote set title = 'Khác' where id = $1",
        """update vote set rule = '{"quorum":0}' where id = $1""",
        "update vote set voters = 1 where id = $1",
        "update vote set text_hash = sha256('x') where id = $1",
        "update vote set secret = not secret where id = $1",
    ),
    ("vote_runs", "update vote set closed_at = now() where id = $1"),
    ("said_stays", "delete from vote where id = $1"),
    (
        "said_stays",
        "update vote_leaf set record = 'x', hash = sha256('\\x0078') where vote_id = $1",
    ),
    ("said_stays", "delete from vote_leaf where vote_id = $1"),
    (
        "leaf_is_hashed",
        "insert into vote_leaf (vote_id, leaf, record, hash) values ($1, 99, 'x', sha256('x'))",
    ),
    ("ledger_grows", "update vote_ledger set size = 0 where vote_id = $1"),
    (
        "sealed_stays",
        "insert into vote_sealed select id, 1, sha256('x'), 'x' from vote where id = $1",
    ),
]
CAST_OPENLY = [
    *all_of(
        "ballot_stays",
        "update vote_ballot set number = 3 where vote_id = $1",
        "update vote_ballot set number = null, salt = null, at = now() where vote_id = $1",
        "delete from vote_ballot where vote_id = $1",
    ),
    ("turnout_stays", "delete from vote_turnout where vote_id = $1"),
    ("turnout_stays", "update vote_turnout set number = 2 where vote_id = $1"),
    (
        "vote_is_open",
        "insert into vote_box select id, substr(sha256('x'), 1, 16), 'x' from vote where id = $1",
    ),
]
LATE = [
    ("vote_is_open", "insert into vote_turnout select id, 2 from vote where id = $1"),
    (
        "vote_is_open",
        "insert into vote_box select id, substr(sha256('x'), 1, 16), 'x' from vote where id = $1",
    ),
    ("vote_stays", "update vote set closed_at = now() where id = $1"),
    ("vote_stays", "update vote set result = '{}' where id = $1"),
]


async def test_an_open_vote_stays_as_it_was_opened(debate: Debate) -> None:
    poll = await voting(debate)
    await poll.cast(debate.owner, "for")
    async with debate.world.sql() as conn:
        for constraint, statement in OPEN + CAST_OPENLY:
            await impossible(conn, constraint, statement, poll.id)
        again = "insert into vote_ballot select vote_id, 0, room_id, number, salt, now(), null from vote_ballot where vote_id = $1"
        await impossible(conn, "ballot_follows", again, poll.id)


async def test_a_box_is_neither_looked_into_nor_changed_and_takes_nothing_late(
    debate: Debate,
) -> None:
    poll = await voting(debate, secret=True)
    for who in poll.voters[:5]:
        await who.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    async with debate.world.sql() as conn:
        for statement in (
            "delete from vote_box where vote_id = $1",
            "update vote_box set ballot = 'x' where vote_id = $1",
        ):
            await impossible(conn, "box_stays", statement, poll.id)
        await _an_ordinary_role_sees_nothing(conn, poll.id)
        await poll.closed()
        assert await conn.fetchval("select count(*) from vote_box where vote_id = $1", poll.id) == 0
        for table in ("vote_sealed", "vote_turnout"):
            written = f"select count(*), count(distinct xmin::text) from {table} where vote_id = $1"
            (row,) = await conn.fetch(written, poll.id)
            assert tuple(row) == (5, 1)
        for constraint, statement in LATE:
            await impossible(conn, constraint, statement, poll.id)
        for statement in (
            "delete from vote_sealed where vote_id = $1",
            "update vote_sealed set ballot = 'x' where vote_id = $1",
        ):
            await impossible(conn, "sealed_stays", statement, poll.id)


async def _an_ordinary_role_sees_nothing(conn: "asyncpg.Connection[Any]", vote_id: int) -> None:
    """Row level security as it holds an ordinary owner; a superuser is not held by it."""
    role = f"dienhong_test_{vote_id}"
    await conn.execute(f"create role {role}")
    try:
        await conn.execute(f"grant all on vote_box, vote to {role}")
        await conn.execute(f"set role {role}")
        assert await conn.fetchval("select count(*) from vote_box where vote_id = $1", vote_id) == 0
        await conn.execute("set dienhong.backup = 'on'")
        assert await conn.fetchval("select count(*) from vote_box where vote_id = $1", vote_id) == 5
    finally:
        await conn.execute("reset role")
        await conn.execute("reset dienhong.backup")
        await conn.execute(f"revoke all on vote_box, vote from {role}")
        await conn.execute(f"drop role {role}")


async def test_a_stuffed_box_is_not_sealed(debate: Debate) -> None:
    poll = await voting(debate, secret=True)
    await debate.owner.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    async with debate.world.sql() as conn:
        await conn.execute(
            "insert into vote_box select id, substr(sha256('x'), 1, 16), '\"for\"' from vote where id = $1",
            poll.id,
        )
        await conn.execute("set session_replication_role = replica")
        await conn.execute(
            "update vote set opened_at = now() - interval '1 day', closes_at = now() where id = $1",
            poll.id,
        )
        await conn.execute("set session_replication_role = origin")
        await impossible(
            conn, "box_is_of_turnout", "update vote set closed_at = now() where id = $1", poll.id
        )
        # It keeps no other from being closed.
        poll_beside = await voting(debate)
        await poll_beside.closed()
        # Nor the tests that come after this one.
        await conn.execute("set session_replication_role = replica")
        for table in ("vote_box", "vote_turnout"):
            await conn.execute(f"delete from {table} where vote_id = $1", poll.id)


async def test_a_vote_is_opened_in_its_stage_once_and_secret_only_among_enough(
    debate: Debate,
) -> None:
    table = await put_to_vote(debate)
    insert = (
        "insert into vote (room_id, thread_id, proposal_id, version, round, title, rule, options, secret, opened_by, closes_at, text_hash, roll_salt)"
        " select p.room_id, p.thread_id, p.id, $2, $3, 'X', $4::text::json, '[]', $5, 1, now() + interval '1 hour', sha256('x'),"
        " substr(sha256('x'), 1, 16) from proposal p where p.id = $1"
    )
    plain, secret = '{"quorum":0}', '{"secret":true}'
    async with debate.world.sql() as conn:
        await impossible(conn, "vote_opens", insert, table.id, 1, 2, plain, False)
        await impossible(conn, "vote_opens", insert, table.id, 1, 1, secret, False)
        await impossible(conn, "vote_too_few", insert, table.id, 1, 1, secret, True)
        await joined(debate, 1)
        async with conn.transaction():
            await conn.execute(insert, table.id, 1, 1, plain, False)
            with pytest.raises(asyncpg.UniqueViolationError, match="vote_once"):
                async with conn.transaction():
                    await conn.execute(insert, table.id, 1, 1, plain, False)
        await impossible(
            conn, "vote_stays", "update vote set result = '{}' where proposal_id = $1", table.id
        )
        async with conn.transaction():
            await conn.execute("set local session_replication_role = replica")
            await conn.execute(
                "update vote set opened_at = now() - interval '1 day', closes_at = now() where proposal_id = $1",
                table.id,
            )
        await impossible(
            conn,
            "vote_has_result",
            "update vote set closed_at = now() where proposal_id = $1",
            table.id,
        )
        await conn.execute("set session_replication_role = replica")
        await conn.execute("delete from vote where proposal_id = $1", table.id)
