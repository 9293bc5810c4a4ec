"""What moderators did, written into the database as it is kept: for tests of what is read of it, with the times they need."""

from datetime import datetime, timedelta
from typing import TypeAlias

import asyncpg

Conn: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


async def case(
    conn: Conn,
    post_id: int,
    *,
    opened_at: datetime,
    source: str = "report",
    reason: str = "insult",
    due_at: datetime | None = None,
) -> int:
    """A case about a post, not decided yet."""
    found: int = await conn.fetchval(
        "insert into moderation_case"
        " (target, target_id, room_id, thread_id, post_id, person_id, source, reason, rank, opened_at, due_at)"
        " select 'post', p.id, p.room_id, p.thread_id, p.id, m.person_id, $2, $3, 0, $4, $5"
        " from post p join member m on m.room_id = p.room_id and m.number = p.author where p.id = $1 returning id",
        post_id,
        source,
        reason,
        opened_at,
        due_at or opened_at + timedelta(hours=48),
    )
    return found


async def report(
    conn: Conn, case_id: int, by: int, *, reason: str, at: datetime, words: str = ""
) -> None:
    """One more report of what the case is about."""
    await conn.execute(
        "insert into report (case_id, of, person_id, reason, words, at)"
        " select id, person_id, $2, $3, $4, $5 from moderation_case where id = $1",
        case_id,
        by,
        reason,
        words,
        at,
    )


async def act(
    conn: Conn,
    case_id: int,
    by: int,
    what: str,
    *,
    at: datetime,
    reason: str | None = None,
    public: str = "",
    private: str = "",
    reverts: int | None = None,
) -> int:
    """An act that decides the case. Nothing is done to the post."""
    act_id: int = await conn.fetchval(
        "insert into moderation_act (case_id, person_id, act, reason, by, at, public_note, private_note, reverts)"
        " select id, person_id, $2, $3, $4, $5, $6, $7, $8 from moderation_case where id = $1 returning id",
        case_id,
        what,
        reason,
        by,
        at,
        public,
        private,
        reverts,
    )
    await conn.execute(
        "update moderation_case set stage = 'decided', act_id = $2, acted_by = $3, decided_at = $4 where id = $1",
        case_id,
        act_id,
        by,
        at,
    )
    return act_id


async def ask(conn: Conn, act_id: int, *, at: datetime, words: str = "Xin xem lại.") -> None:
    """The author asks for a review of the act."""
    due = at + timedelta(hours=72)
    await conn.execute(
        "insert into review (act_id, person_id, acted_by, words, asked_at, due_at)"
        " select id, person_id, by, $2, $3, $4 from moderation_act where id = $1",
        act_id,
        words,
        at,
        due,
    )
    await conn.execute(
        "update moderation_case set stage = 'review', due_at = $2 where act_id = $1", act_id, due
    )


async def rule(
    conn: Conn, act_id: int, by: int, *, upheld: bool, at: datetime, note: str = ""
) -> int | None:
    """Somebody else decides the review; the act that takes the first one back, None where it is upheld."""
    await conn.execute(
        "update review set outcome = $2, decided_at = $3, decided_by = $4, note = $5 where act_id = $1",
        act_id,
        "upheld" if upheld else "overturned",
        at,
        by,
        note,
    )
    case_id: int = await conn.fetchval(
        "update moderation_case set stage = 'decided' where act_id = $1 returning id", act_id
    )
    if upheld:
        return None
    return await act(conn, case_id, by, "restore", at=at, public=note, reverts=act_id)
