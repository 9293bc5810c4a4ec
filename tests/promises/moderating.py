"""Cases, acts and reviews for the ways in that name them, made by the verbs themselves."""

from moderation import acts, bans, leasing, merging, reports, requests, reviews
from moderation.bans import Proposing
from moderation.case import Act, Asked
from moderation.deciding import Deciding
from moderation.merging import Regrouping
from moderation.reasons import Reason
from moderation.reports import Reporting
from moderation.requests import Answering
from moderation.reviews import Asking
from rooms import members, posts, rooms
from rooms.audit import Command
from rooms.draft import Draft
from rooms.members import Adding
from rooms.rooms import Description, Visibility
from rooms.rule import State
from server.personal import data_requests
from server.personal.data_requests import DataAsking
from server.personal.erasing import erase
from tests.desk import moderators
from tests.moderation.requesting import case_of_request, owners
from tests.promises import making
from tests.promises.scene import Scene, key, makes, who
from tests.world import Someone


async def _reported(scene: Scene, post_id: int) -> int:
    """The case of a post that the observer has just reported."""
    reporting = Reporting(key(), Reason.INSULT, "Xúc phạm người khác.")
    await scene.store.run(reports.report, who(scene.debate.observer), post_id, reporting)
    async with scene.store.looking() as tx:
        case_id: int = await tx.conn.fetchval(
            "select max(id) from moderation_case where post_id = $1", post_id
        )
    return case_id


async def _hidden(scene: Scene, case_id: int) -> int:
    """Somebody hides what the case is about; the act."""
    (moderator,) = await moderators(scene.world, "Cao Thị Duyệt")
    await scene.store.run(leasing.claim, who(moderator), case_id, Command(key()))
    deciding = Deciding(key(), Act.HIDE, Reason.INSULT, "Xúc phạm.")
    await scene.store.run(acts.decide, who(moderator), case_id, deciding)
    async with scene.store.looking() as tx:
        act_id: int = await tx.conn.fetchval(
            "select act_id from moderation_case where id = $1", case_id
        )
    return act_id


@makes("case_id")
async def case(scene: Scene) -> int:
    return await _reported(scene, scene.debate.post_id)


@makes("act_id")
async def act(scene: Scene) -> int:
    return await _hidden(scene, int(await scene.param("case_id")))


async def reported(scene: Scene) -> None:
    await scene.param("case_id")


async def another(scene: Scene) -> None:
    """Another post is reported as well."""
    draft = Draft(key(), "Mua ngay kẻo hết.")
    said = "<p>Mua ngay kẻo hết.</p>"
    done = await scene.store.run(
        posts.reply, who(scene.debate.member), scene.debate.thread_id, draft, said
    )
    scene.made["other_case_id"] = await _reported(scene, done.result.id)


async def merged(scene: Scene) -> None:
    """And merged into the first by somebody who holds that no more."""
    case_id = int(await scene.param("case_id"))
    await another(scene)
    (moderator,) = await moderators(scene.world, "Cao Thị Duyệt")
    await scene.store.run(leasing.claim, who(moderator), case_id, Command(key()))
    regrouping = Regrouping(key(), cases=[int(scene.made["other_case_id"])])
    await scene.store.run(merging.merge, who(moderator), case_id, regrouping)
    await scene.store.run(leasing.release, who(moderator), case_id, Command(key()))


async def in_public(scene: Scene) -> None:
    described = Description(key(), "Dữ liệu mở", "", Visibility.PUBLIC)
    room_id = scene.debate.room_id
    await scene.store.run(rooms.describe, who(scene.debate.owner), room_id, described)


async def a_sixth_in_public(scene: Scene) -> None:
    await making.a_sixth(scene)
    await in_public(scene)


async def in_review(scene: Scene) -> None:
    case_id = await _reported(scene, scene.debate.post_id)
    scene.made["case_id"] = case_id
    act_id = await _hidden(scene, case_id)
    asking = Asking(key(), "Tôi chỉ phê bình cách làm.")
    await scene.store.run(reviews.ask, who(scene.debate.member), act_id, asking)


async def proposed(scene: Scene) -> None:
    case_id = int(await case(scene))
    scene.made["case_id"] = case_id
    (moderator,) = await moderators(scene.world, "Cao Thị Duyệt")
    await scene.store.run(leasing.claim, who(moderator), case_id, Command(key()))
    proposing = Proposing(key(), Reason.HATRED, "Kích động thù ghét.")
    await scene.store.run(bans.propose, who(moderator), case_id, proposing)


async def asked(scene: Scene) -> None:
    await _asked(scene, "export")


async def erasing(scene: Scene) -> None:
    case_id = await _asked(scene, "erasure")
    (owner,) = await owners(scene.world, "Cao Thị Duyệt")
    await scene.store.run(leasing.claim, who(owner), case_id, Command(key()))
    answering = Answering(key(), "done")
    await scene.store.run(
        requests.answer, who(owner), case_id, answering, erase=erase, own_page="/me"
    )


async def _asked(scene: Scene, kind: Asked) -> int:
    """Somebody who leaves nothing behind asks about their own data."""
    (someone,) = await scene.world.people("Bùi Thị Xuân")
    done = await scene.store.run(data_requests.ask, who(someone), DataAsking(key(), kind))
    case_id = await case_of_request(scene.world, done.result.id)
    scene.made["case_id"] = case_id
    return case_id


async def silence(scene: Scene, someone: Someone, state: State) -> None:
    """Moderators have suspended this person, or muted them in the room; done by hand of the database."""
    (moderator,) = await moderators(scene.world, "Cao Thị Duyệt")
    act = "suspend" if state == State.SUSPENDED else "mute_in_room"
    async with scene.world.sql() as conn, conn.transaction():
        case_id = await conn.fetchval(
            "with h as (insert into held_post (room_id, thread_id, author, kind, body, html)"
            " values ($1, $2, 1, 'opinion', 'Ý kiến', '<p>Ý kiến</p>') returning id)"
            " insert into moderation_case (target, target_id, room_id, thread_id, held_id, person_id, source, reason, rank, due_at)"
            " select 'held', h.id, $1, $2, h.id, $3, 'rule', 'insult', 0, now() from h returning id",
            *(scene.debate.room_id, scene.debate.thread_id, someone.id),
        )
        act_id = await conn.fetchval(
            "insert into moderation_act (case_id, person_id, act, reason, by, until)"
            " values ($1, $2, $3, 'insult', $4, now() + interval '1 day') returning id",
            *(case_id, someone.id, act, moderator.id),
        )
        await conn.execute(
            "update moderation_case set stage = 'decided', act_id = $2, acted_by = $3, decided_at = now() where id = $1",
            *(case_id, act_id, moderator.id),
        )
        if state == State.SUSPENDED:
            silenced = "update person set silenced_until = now() + interval '1 day', silenced_act = $2 where id = $1"
            await conn.execute(silenced, someone.id, act_id)
        await conn.execute(
            "update member set silenced_until = now() + interval '1 day', silenced_act = $2 where person_id = $1",
            *(someone.id, act_id),
        )


async def hear(scene: Scene, someone: Someone) -> None:
    """What was done to silence this person is over."""
    async with scene.world.sql() as conn:
        await conn.execute(
            "with p as (update person set silenced_until = null, silenced_act = null where id = $1)"
            " update member set silenced_until = null, silenced_act = null where person_id = $1",
            someone.id,
        )


async def moderated(scene: Scene) -> Someone:
    """Somebody new, a post of whom was hidden."""
    (someone,) = await scene.world.people("Vũ Thị Mai")
    debate = scene.debate
    adding = Adding(key(), someone.email)
    await scene.store.run(members.add, who(debate.owner), debate.room_id, adding)
    draft = Draft(key(), "Cách làm này quá kém.")
    said = "<p>Cách làm này quá kém.</p>"
    done = await scene.store.run(posts.reply, who(someone), debate.thread_id, draft, said)
    scene.made["act_id"] = await _hidden(scene, await _reported(scene, done.result.id))
    return someone


async def lease(scene: Scene, someone: Someone) -> None:
    """Let whoever asks hold the case, where that can be."""
    case_id = await scene.param("case_id")
    async with scene.world.sql() as conn:
        await conn.execute(
            "update moderation_case set claimed_by = $2, claimed_until = now() + interval '3 minutes'"
            " where id = $1 and person_id <> $2 and (stage <> 'review' or acted_by <> $2)",
            case_id,
            someone.id,
        )
