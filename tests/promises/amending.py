"""Amendments for the ways in that name them, made by the verbs themselves."""

from rooms.proposals import drafting, presenting, staging
from rooms.proposals.amending import proposing as amendments
from rooms.proposals.amending.changes import changes
from rooms.proposals.amending.proposing import Amending, Edit
from rooms.proposals.articles import Article
from rooms.proposals.drafting import Saving
from rooms.proposals.presenting import Publishing, Shown
from rooms.proposals.stages import Stage
from rooms.proposals.staging import Advancing
from tests.promises import proposing
from tests.promises.proposing import TEXT
from tests.promises.scene import Scene, key, makes, who
from tests.world import Someone

WANTED = TEXT.replace("được mở", "phải mở")
NEXT = f"{TEXT}\n\nĐiều 2. Miễn phí."


async def taken(scene: Scene) -> None:
    """The proposal in the stage in which amendments are."""
    advancing = Advancing(key(), Stage.AMENDMENTS)
    proposal_id = int(await scene.param("proposal_id"))
    await scene.store.run(staging.advance, who(scene.debate.owner), proposal_id, advancing)


@makes("amendment_id")
async def proposed(scene: Scene) -> int:
    """One of the member's, to the first version."""
    await taken(scene)
    amending = Amending(key(), 1, WANTED, "Vì cần.")
    edit = Edit(changes(TEXT, WANTED), [])
    proposal_id = int(await scene.param("proposal_id"))
    done = await scene.store.run(
        amendments.propose, who(scene.debate.member), proposal_id, amending, "<p>Vì cần.</p>", edit
    )
    return done.result.id


async def waiting(scene: Scene) -> None:
    """The proposal with one that can be taken in."""
    await scene.param("amendment_id")


async def behind(scene: Scene) -> None:
    """With a newer version that changed something else."""
    await scene.param("amendment_id")
    proposal_id = int(await scene.param("proposal_id"))
    author, saving = who(scene.debate.member), Saving(key(), "Mở dữ liệu", NEXT, 1)
    await scene.store.run(drafting.save, author, proposal_id, saving)
    pieces = [Shown(Article("", 0, NEXT), f"<p>{NEXT}</p>")]
    said = Publishing(key(), 2, "Thêm điều 2.")
    await scene.store.run(presenting.publish, author, proposal_id, said, pieces)


async def seated(scene: Scene, someone: Someone) -> None:
    """Let whoever asks be a co-author of what the amendment is of, where they are in the room."""
    await scene.param("amendment_id")
    await proposing.seated(scene, someone)
