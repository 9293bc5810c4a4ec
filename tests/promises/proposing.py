"""Proposals for the ways in that name them, made by the verbs themselves; seats and support for whoever asks, put into the tables."""

from rooms.proposals import drafting, presenting, staging
from rooms.proposals.articles import Article
from rooms.proposals.drafting import Beginning, Saving
from rooms.proposals.presenting import Presenting, Shown
from rooms.proposals.staging import Leaving
from tests.promises.making import a_sixth
from tests.promises.scene import Scene, key, makes, who
from tests.world import Someone

TEXT = "Điều 1. Dữ liệu của cơ quan nhà nước được mở."
EDIT = "AQEHAAQBBHRleHQBeAA="  # of Yjs: a letter is put in
SEAT = """
    insert into member (room_id, number, person_id, role)
    select p.table_id, (select max(number) + 1 from member where room_id = p.table_id), $2, 'owner'
    from proposal p join member m on m.room_id = p.room_id and m.person_id = $2
    where p.id = $1
    on conflict (room_id, person_id) do update set ended_at = null
"""
SUPPORT = """
    insert into support (proposal_id, room_id, number, version)
    select p.id, p.room_id, m.number, 1 from proposal p join member m on m.room_id = p.room_id and m.person_id = $2
    where p.id = $1
    on conflict do nothing
"""


async def _begun(scene: Scene) -> int:
    beginning = Beginning(key(), "Mở dữ liệu", TEXT)
    begun = await scene.store.run(
        drafting.begin, who(scene.debate.member), scene.debate.room_id, beginning
    )
    return begun.result.id


@makes("proposal_id")
async def opened(scene: Scene) -> int:
    """One that stands before the room, drafted by the member."""
    proposal_id = await _begun(scene)
    pieces = [Shown(Article("", 0, TEXT), f"<p>{TEXT}</p>")]
    said = Presenting(key(), 1, "Vì dữ liệu là của chung.")
    html = "<p>Vì dữ liệu là của chung.</p>"
    author = who(scene.debate.member)
    await scene.store.run(presenting.present, author, proposal_id, said, html, pieces)
    return proposal_id


@makes("procedure_id")
async def in_force(scene: Scene) -> int:
    """One beside the portal's own."""
    async with scene.world.sql() as conn:
        found: int = await conn.fetchval(
            "insert into procedure (title, steps, ballot) select 'Thủ tục gọn', steps, ballot from procedure order by id limit 1 returning id"
        )
    return found


async def drafted(scene: Scene) -> None:
    """One that nobody else knows of yet."""
    scene.made["proposal_id"] = await _begun(scene)


async def first_version(scene: Scene) -> None:
    scene.made["number"] = 1


async def saved(scene: Scene) -> None:
    """With a save that differs from the version that stands."""
    proposal_id = int(await scene.param("proposal_id"))
    saving = Saving(key(), "Mở dữ liệu", f"{TEXT}\n\nĐiều 2. Miễn phí.", 1)
    await scene.store.run(drafting.save, who(scene.debate.member), proposal_id, saving)


async def withdrawn(scene: Scene) -> None:
    proposal_id = int(await scene.param("proposal_id"))
    leaving = Leaving(key(), "Cần soạn lại")
    await scene.store.run(staging.withdraw, who(scene.debate.member), proposal_id, leaving)


async def a_guest(scene: Scene) -> None:
    """A member whom nobody of those who ask is."""
    await a_sixth(scene)


async def beside_another(scene: Scene) -> None:
    """So that whoever asks can leave the table."""
    await scene.param("proposal_id")
    await seated(scene, scene.debate.owner)
    await seated(scene, scene.debate.facilitator)


async def seated(scene: Scene, someone: Someone) -> None:
    """Let whoever asks be a co-author, where they are in the room."""
    async with scene.world.sql() as conn:
        await conn.execute(SEAT, await scene.param("proposal_id"), someone.id)


async def supporting(scene: Scene, someone: Someone) -> None:
    """Let whoever asks support it, where they are in the room."""
    async with scene.world.sql() as conn:
        await conn.execute(SUPPORT, await scene.param("proposal_id"), someone.id)
