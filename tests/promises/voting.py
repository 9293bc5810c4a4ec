"""Votes for the ways in that name them, made by the verbs themselves."""

from rooms.proposals import staging
from rooms.proposals.stages import Stage
from rooms.proposals.staging import Advancing
from rooms.voting import opening
from rooms.voting.opening import Opening
from server.voting import following
from tests.promises import proposing
from tests.promises.scene import Scene, key, makes, who
from tests.serving import SIGNER

WAY = (Stage.AMENDMENTS, Stage.FROZEN, Stage.VOTE)
RECEIPT = "0123456789abcdef" * 2
CLOSE = "update vote set opened_at = now() - interval '2 days', closes_at = clock_timestamp() where id = $1"


async def put_to_vote(scene: Scene) -> None:
    """A proposal in the stage of the vote."""
    proposal_id = int(await scene.param("proposal_id"))
    for stage in WAY:
        advancing = Advancing(key(), stage)
        await scene.store.run(staging.advance, who(scene.debate.owner), proposal_id, advancing)


@makes("vote_id")
async def running(scene: Scene) -> int:
    """An open vote that runs, on a proposal of its own: whatever became of the scene's."""
    kept = scene.made.get("proposal_id")
    proposal_id = int(await proposing.opened(scene))
    scene.made["proposal_id"] = proposal_id
    await put_to_vote(scene)
    if kept is not None:
        scene.made["proposal_id"] = kept
    command = Opening(key(), 1, 60)
    done = await scene.store.run(opening.open_vote, who(scene.debate.owner), proposal_id, command)
    return done.result.id


async def closed(scene: Scene) -> None:
    """One that was closed and counted."""
    vote_id = int(await scene.param("vote_id"))
    async with scene.world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(CLOSE, vote_id)
    await following.look(scene.store, SIGNER)


async def signed(scene: Scene) -> None:
    """One whose log has a checkpoint."""
    scene.made["leaf"] = 0
    await scene.param("vote_id")
    await following.look(scene.store, SIGNER)


async def sealed(scene: Scene) -> None:
    """A secret one that was sealed with a ballot of this receipt, written into the tables."""
    vote_id = int(await scene.param("vote_id"))
    scene.made["receipt"] = RECEIPT
    await closed(scene)
    async with scene.world.sql() as conn, conn.transaction():
        await conn.execute("set local session_replication_role = replica")
        await conn.execute(
            "insert into vote_sealed values ($1, 1, decode($2, 'hex'), '\"for\"')", vote_id, RECEIPT
        )
