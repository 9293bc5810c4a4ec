"""The examples of arguments of proposals, for tests/promises/examples.py, and what must be there before they are asked for."""

from rooms import posts
from rooms.draft import Draft
from rooms.proposals.arguing import reusing
from rooms.proposals.arguing.argument import Stance
from rooms.proposals.arguing.reusing import TakingUp
from tests.promises import proposing
from tests.promises.example import Example
from tests.promises.scene import Scene, key, makes, who
from tests.world import Someone

USED = """
    insert into argument_use (proposal_id, room_id, post_id, stance, by)
    select p.id, p.room_id, $2, 'critique', m.number from proposal p join member m on m.room_id = p.room_id and m.person_id = $3
    where p.id = $1
    on conflict do nothing
"""
MARKED = """
    insert into argument_answer (proposal_id, room_id, post_id, answer_id, by)
    select p.id, p.room_id, $2, $3, m.number from proposal p join member m on m.room_id = p.room_id and m.person_id = $4
    where p.id = $1
    on conflict do nothing
"""


@makes("argument_id")
async def argument(scene: Scene) -> int:
    """A post of the room, which may be taken up: one that nothing else is done with."""
    return await _said(scene, scene.debate.member, "Trùng với nghị định.", scene.debate.post_id)


async def _said(scene: Scene, someone: Someone, words: str, parent_id: int) -> int:
    draft, thread_id = Draft(key(), words, parent_id=parent_id), scene.debate.thread_id
    said = await scene.store.run(posts.reply, who(someone), thread_id, draft, f"<p>{words}</p>")
    return said.result.id


async def taken_up(scene: Scene) -> None:
    """It speaks against the proposal, and somebody has replied to it."""
    proposal_id = int(await scene.param("proposal_id"))
    post_id = int(await scene.param("argument_id"))
    taking = TakingUp(key(), Stance.CRITIQUE)
    await scene.store.run(reusing.take_up, who(scene.debate.owner), proposal_id, post_id, taking)
    scene.made["answer_id"] = await _said(scene, scene.debate.owner, "Xin trả lời.", post_id)


async def used_by(scene: Scene, someone: Someone) -> None:
    """Let whoever asks have taken it up, where they are in the room."""
    async with scene.world.sql() as conn:
        proposal_id = await scene.param("proposal_id")
        post_id = await scene.param("argument_id")
        await conn.execute(USED, proposal_id, post_id, someone.id)


async def marked_by(scene: Scene, someone: Someone) -> None:
    """Let whoever asks have marked the reply, where they are in the room."""
    async with scene.world.sql() as conn:
        proposal_id, answer_id = await scene.param("proposal_id"), scene.made["answer_id"]
        post_id = await scene.param("argument_id")
        await conn.execute(MARKED, proposal_id, post_id, answer_id, someone.id)


ARGUMENTS: dict[str, Example] = {
    "GET /proposals/{proposal_id:int}/arguments": Example({"column": "critique"}),
    "GET /proposals/{proposal_id:int}/arguments/summary": Example(),
    "GET /proposals/{proposal_id:int}/arguments/{argument_id:int}/replies": Example(ready=taken_up),
    "GET /posts/{post_id:int}/answerable": Example(),
    "PUT /proposals/{proposal_id:int}/arguments/{argument_id:int}": Example({"stance": "critique"}),
    "DELETE /proposals/{proposal_id:int}/arguments/{argument_id:int}": Example(asked_by=used_by),
    "PUT /proposals/{proposal_id:int}/arguments/{argument_id:int}/answer": Example(
        lambda scene: {"answer_id": scene.made["answer_id"]},
        ready=taken_up,
        asked_by=proposing.seated,
    ),
    "DELETE /proposals/{proposal_id:int}/arguments/{argument_id:int}/answer": Example(
        ready=taken_up, asked_by=marked_by
    ),
}
