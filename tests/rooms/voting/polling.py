"""Votes on proposals of a debate, made through the public API."""

import json
import secrets
from dataclasses import dataclass
from typing import Any

from server.voting import following
from tests.debate import Debate
from tests.rooms.proposals.tabling import Table, opened
from tests.serving import SIGNER
from tests.world import Someone, World

Json = dict[str, Any]
STEPS = [
    {"stage": "discussion", "days": 0, "by": "either"},
    {"stage": "vote", "days": 0, "by": "either"},
    {"stage": "decided", "days": 0, "by": "keepers"},
]


@dataclass
class Poll:
    """A vote that was opened, and who may cast in it."""

    debate: Debate
    table: Table
    id: int
    voters: list[Someone]

    @property
    def path(self) -> str:
        """Its address."""
        return f"/votes/{self.id}"

    async def cast(self, who: Someone, ballot: Any, **more: Any) -> Json:
        """A ballot that is taken."""
        return await who.do("PUT", f"{self.path}/ballot", **slip(ballot, **more))

    async def shown(self, who: Someone | None = None) -> Json:
        """It as somebody reads it (None: its opener)."""
        return await (who or self.debate.owner).get(self.path)

    async def signed(self) -> None:
        """Let the heads of its log be signed."""
        await following.look(self.debate.world.app.state.store, SIGNER)

    async def closed(self) -> Json:
        """It once its time is over and the server has closed it."""
        await over(self.debate.world, self.id)
        await following.look(self.debate.world.app.state.store, SIGNER)
        line: Json = (await self.shown())["vote"]
        assert line["closed_at"] is not None
        return line


def slip(ballot: Any, **more: Any) -> Json:
    """What is sent to cast an open ballot on the first version."""
    return {"ballot": ballot, "version": 1} | more


def in_secret(ballot: Any, **more: Any) -> Json:
    """The same with a receipt."""
    return slip(ballot, receipt=secrets.token_hex(16), **more)


async def procedure(world: World, **rule: Any) -> int:
    """A procedure that goes from the discussion to the vote, with this rule."""
    async with world.sql() as conn:
        found: int = await conn.fetchval(
            "insert into procedure (title, steps, ballot) values ('Biểu quyết', $1::text::json, $2::text::json) returning id",
            json.dumps(STEPS),
            json.dumps({"quorum": 0} | rule),
        )
    return found


async def put_to_vote(debate: Debate, **rule: Any) -> Table:
    """A proposal in the stage of the vote, under this rule."""
    table = await opened(debate, debate.member, await procedure(debate.world, **rule))
    await table.stage(debate.owner, "vote")
    return table


async def voting(
    debate: Debate, minutes: int = 60, options: list[Json] | None = None, **rule: Any
) -> Poll:
    """A vote on it. A secret one has a fifth and a sixth voter."""
    voters = [debate.owner, debate.facilitator, debate.moderator, debate.member]
    if rule.get("secret"):
        voters += await joined(debate, 2)
    table = await put_to_vote(debate, **rule)
    command = {"version": 1, "minutes": minutes, "options": options or []}
    done = await debate.owner.do("POST", f"{table.path}/votes", **command)
    return Poll(debate, table, done["result"]["id"], voters)


async def joined(debate: Debate, count: int) -> list[Someone]:
    """So many new members of the room."""
    people = await debate.world.crowd(count)
    for someone in people:
        await debate.owner.do("POST", f"{debate.room}/members", email=someone.email, role="member")
    return people


async def over(world: World, vote_id: int) -> None:
    """Let the time of a vote be over: past the triggers, which let nobody move an end."""
    async with world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(
            "update vote set opened_at = now() - interval '2 days', closes_at = clock_timestamp() where id = $1",
            vote_id,
        )


async def counted_by_sql(world: World, proposal_id: int) -> None:
    """A vote of this round that was carried, so that the proposal can go on: past the triggers, for tests of something else."""
    async with world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(
            "with v as (insert into vote (room_id, thread_id, proposal_id, version, round, title, rule, options, secret, opened_by, opened_at,"
            " closes_at, voters, text_hash, roll_salt, closed_at, result)"
            " select l.room_id, l.thread_id, l.id, l.version, l.round, coalesce(l.title, 'X'), '{}', '[]', false, 1, now() - interval '2 days', now(), 4, sha256('x'),"
            ' substr(sha256(\'x\'), 1, 16), now(), \'{"outcome":"carried","winners":[],"cast":0,"rounds":[]}\''
            " from proposal_line l where l.id = $1 returning id)"
            " insert into vote_ledger (vote_id) select id from v",
            proposal_id,
        )
