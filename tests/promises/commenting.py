"""Comments for the ways in that show them: posts that are there already, made comments on a proposal, put into the tables."""

from rooms.proposals.anchoring import commenting
from rooms.proposals.anchoring.commenting import Commenting
from tests.promises.scene import Scene, key, makes, who
from tests.world import World

PROPOSAL = """
    with drafted as (
        insert into room (title, description, visibility, kind) values ('Bàn', '', 'invited', 'drafting') returning id
    )
    insert into proposal (room_id, table_id, begun_by) select $1, id, 1 from drafted returning id
"""
STAGE = "insert into proposal_stage (proposal_id, room_id, round, stage, by, reason) values ($1, $2, 1, $3, 1, '')"
OPEN = "update proposal set thread_id = $2, procedure = (select json_build_object('id', id, 'title', title, 'steps', steps, 'ballot', ballot) from procedure order by id limit 1) where id = $1"
DRAFT = "insert into proposal_draft (proposal_id, room_id, number, title, text, by) values ($1, $2, 1, 'Mở', 'Điều 1. Mở dữ liệu.', 1)"
VERSION = """
    insert into proposal_version (proposal_id, room_id, number, title, text, note, by, draft)
    values ($1, $2, 1, 'Mở', 'Điều 1. Mở dữ liệu.', '', 1, 1)
"""
ARTICLE = """
    insert into proposal_article (proposal_id, version, place, heading, first, length, html, render_version)
    values ($1, 1, 1, 'Điều 1', 0, 19, '<p>Điều 1. Mở dữ liệu.</p>', 1)
"""
CONSULT = """
    insert into consultation (proposal_id, number, room_id, version, opened_by, closes_at)
    select $1, 1, $2, 1, 1, now() + interval '1 day'
    where not exists (select from consultation where proposal_id = $1)
"""
ANCHOR = """
    insert into post_anchor (room_id, proposal_id, version, place, first, length, whole, words, post_id)
    values ($1, $2, 1, 1, 0, 19, true, '', $3) on conflict (post_id) do nothing
"""


async def anchored(world: World, room_id: int, thread_id: int, post_id: int) -> int:
    """Let this post be a comment of a consultation on the proposal that its thread is the discussion of: the proposal."""
    async with world.sql() as conn, conn.transaction():
        await conn.execute("select id from room where id = $1 for update", room_id)
        found = await conn.fetchval(
            "select proposal_id from post_anchor where post_id = $1", post_id
        )
        if found is None:
            made = "select id from proposal where thread_id = $1"
            found = await conn.fetchval(made, thread_id)
            if found is None:
                found = await conn.fetchval(PROPOSAL, room_id)
                await conn.execute(STAGE, found, room_id, "drafting")
                await conn.execute(DRAFT, found, room_id)
                await conn.execute(OPEN, found, thread_id)
                await conn.execute(STAGE, found, room_id, "discussion")
                for each in (VERSION, ARTICLE, CONSULT):
                    await conn.execute(each, *([found] if each == ARTICLE else [found, room_id]))
            await conn.execute(ANCHOR, room_id, found, post_id)
    return int(found)


@makes("comment_id")
async def commented(scene: Scene) -> int:
    """A comment of a consultation, for the ways in that answer one."""
    proposal_id = int(await scene.param("proposal_id"))
    await consulted(scene)
    said = Commenting(key(), 1, 1, "Nên viết rõ hơn.")
    author = who(scene.debate.facilitator)
    done = await scene.store.run(
        commenting.comment, author, proposal_id, said, "<p>Nên viết rõ hơn.</p>"
    )
    return done.result.id


async def consulted(scene: Scene) -> None:
    """A consultation that runs."""
    proposal_id = await scene.param("proposal_id")
    async with scene.world.sql() as conn:
        await conn.execute(CONSULT, proposal_id, scene.debate.room_id)
    scene.made["number"] = 1


async def over(scene: Scene) -> None:
    """A consultation whose time is over."""
    await consulted(scene)
    async with scene.world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(
            "update consultation set opened_at = now() - interval '2 days', closes_at = now() - interval '1 second' where proposal_id = $1 and closed_at is null",
            await scene.param("proposal_id"),
        )
