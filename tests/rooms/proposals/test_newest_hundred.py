"""Lists that show the newest hundred of what has no bound: the older ones are there, and the answer stays small."""

from tests.debate import Debate
from tests.rooms.proposals.amending.amended import SOONER, amend
from tests.rooms.proposals.commented import consulted, counts
from tests.rooms.proposals.tabling import Table, opened

MANY = 130


async def test_an_amendment_lists_its_newest_hundred_revisions(debate: Debate) -> None:
    table = await opened(debate, debate.member)
    await table.stage(debate.owner, "amendments")
    line = await amend(table, debate.owner, SOONER)
    async with debate.world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(
            "insert into amendment_revision (amendment_id, number, proposal_id, room_id, base, changes, by)"
            " select r.amendment_id, n, r.proposal_id, r.room_id, r.base, r.changes, r.by"
            " from amendment_revision r, generate_series(2, $2::int) n where r.amendment_id = $1",
            line["id"], MANY,
        )  # fmt: skip
    shown = await debate.observer.get(f"/amendments/{line['id']}")
    assert shown["amendment"]["revision"] == MANY
    assert [each["number"] for each in shown["revisions"]] == [*range(MANY, MANY - 100, -1)]


async def test_a_proposal_lists_its_newest_hundred_consultations(
    proposal: Table, debate: Debate
) -> None:
    await consulted(proposal)
    async with debate.world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(
            "update consultation set closed_at = now(), closed_by = opened_by where proposal_id = $1",
            proposal.id,
        )
        await conn.execute(
            "insert into consultation (proposal_id, number, room_id, version, opened_by, opened_at, closes_at, closed_at, closed_by)"
            " select proposal_id, n, room_id, version, opened_by, opened_at, closes_at, closed_at, closed_by"
            " from consultation, generate_series(2, $2::int) n where proposal_id = $1",
            proposal.id, MANY,
        )  # fmt: skip
    listed = (await counts(proposal))["consultations"]
    assert [each["number"] for each in listed] == [*range(MANY, MANY - 100, -1)]
