"""Posts, titles and names hidden and given back with no decision around it: what an act of moderation does inside its own transaction."""

from msgspec.structs import replace

from moderation.targets import name
from rooms import audit, cutting, hiding, names, sql, titles
from rooms.cuts import MARK
from rooms.cutting import Left, Whole
from rooms.errors import NotFound
from rooms.policy import UPKEEP
from rooms.post import Hidden
from rooms.store import Store
from rooms.text.markdown import render
from rooms.tx import Tx

q = sql.beside(name.__file__)


async def hide_post(tx: Tx, _: None, post_id: int, how: Hidden, rule: str) -> None:
    """Hide a post, an act of the system here."""
    await hiding.hide(tx, post_id, how, rule)


async def restore_post(tx: Tx, _: None, post_id: int) -> None:
    """Give it back, an act of the system here."""
    await hiding.restore(tx, post_id)


async def cut_post(tx: Tx, _: None, post_id: int, words: str | None) -> None:
    """Cut these words out of a post (None: the last one), an act of the system here, kept as one of somebody."""
    act_id: int = await tx.conn.fetchval(CUTTING, post_id)
    await tx.do(DECIDED, act_id)
    whole = await tx.one(Whole, cutting.q["whole"], post_id)
    if whole is None:
        raise NotFound("no-post")
    text = whole.body.replace(words or whole.body.split()[-1], MARK)
    left = Left(whole.version, text, render(text))
    await cutting.cut(tx, post_id, left, "personal-facts", act_id)


async def uncut_post(tx: Tx, _: None, post_id: int) -> None:
    """Give the words back, an act of the system here."""
    await cutting.uncut(tx, post_id)


CUTTING = """
with made as (
    insert into moderation_case (target, target_id, room_id, thread_id, post_id, person_id, source, reason, rank, due_at)
    select 'post', p.id, p.room_id, p.thread_id, p.id, m.person_id, 'moderator', 'personal-facts', 0, now()
    from post p join member m on m.room_id = p.room_id and m.number = p.author where p.id = $1
    returning id, person_id
)
insert into moderation_act (case_id, person_id, act, reason, by)
select id, person_id, 'edit', 'personal-facts', (select max(id) from person where id <> person_id) from made
returning id
"""
DECIDED = """
update moderation_case c set stage = 'decided', act_id = a.id, acted_by = a.by, decided_at = a.at
from moderation_act a where a.id = $1 and c.id = a.case_id
"""


async def hide_thread_title(tx: Tx, _: None, thread_id: int, how: Hidden, rule: str) -> None:
    """Hide the title of a thread, an act of the system here."""
    await titles.hide(tx, thread_id, how, rule)


async def restore_thread_title(tx: Tx, _: None, thread_id: int) -> None:
    """Give it back, an act of the system here."""
    await titles.restore(tx, thread_id)


async def hide_person_name(tx: Tx, _: None, borne_id: int, how: Hidden, rule: str) -> None:
    """Hide a name, an act of the system here."""
    await names.hide(tx, borne_id, how, rule)


async def restore_person_name(tx: Tx, _: None, borne_id: int) -> None:
    """Give it back, an act of the system here."""
    await names.restore(tx, borne_id)


async def keep_name(tx: Tx, _: None, room_id: int, person_id: int) -> int:
    """Keep what a person is called, an act of the system here; the id of that."""
    kept = await tx.conn.fetchval(q["kept"], person_id, room_id)
    return int(kept or await tx.conn.fetchval(q["keep"], person_id, room_id))


VERBS = (
    hide_post, restore_post, cut_post, uncut_post, hide_thread_title, restore_thread_title, hide_person_name, restore_person_name, keep_name,
)  # fmt: skip
IN_ALL_ROOMS = replace(UPKEEP, archived=True)  # as an act of moderation goes
RULES = {audit.name_of(verb): IN_ALL_ROOMS for verb in VERBS}


async def hide(store: Store, post_id: int, how: Hidden = "hidden", rule: str = "insult") -> int:
    """Hide the post, told as the product tells; the number of the entry."""
    done = await _beside(store).run(hide_post, None, post_id, how, rule)
    (seq,) = done.seqs.values()
    return seq


async def restore(store: Store, post_id: int) -> int:
    """Give the post back; the number of the entry, 0: there is none."""
    done = await _beside(store).run(restore_post, None, post_id)
    return next(iter(done.seqs.values()), 0)


async def cut(store: Store, post_id: int, words: str | None = None) -> int:
    """Cut these words out of the post (None: the last one); the number of the entry."""
    done = await _beside(store).run(cut_post, None, post_id, words)
    (seq,) = done.seqs.values()
    return seq


async def hide_title(
    store: Store, thread_id: int, how: Hidden = "hidden", rule: str = "insult"
) -> int:
    """Hide the title, told as the product tells; the number of the entry."""
    done = await _beside(store).run(hide_thread_title, None, thread_id, how, rule)
    (seq,) = done.seqs.values()
    return seq


async def uncut(store: Store, post_id: int) -> int:
    """Give the words back; the number of the entry, 0: there is none."""
    done = await _beside(store).run(uncut_post, None, post_id)
    return next(iter(done.seqs.values()), 0)


async def restore_title(store: Store, thread_id: int) -> int:
    """Give the title back; the number of the entry, 0: there is none."""
    done = await _beside(store).run(restore_thread_title, None, thread_id)
    return next(iter(done.seqs.values()), 0)


async def borne(store: Store, room_id: int, person_id: int) -> int:
    """The id of what a person is called now, kept as reported in this room."""
    return (await _beside(store).run(keep_name, None, room_id, person_id)).result


async def hide_borne(store: Store, borne_id: int, how: Hidden = "hidden") -> dict[int, int]:
    """Hide a name that was kept; the numbers of the entries by room."""
    return (await _beside(store).run(hide_person_name, None, borne_id, how, "insult")).seqs


async def hide_name(store: Store, room_id: int, person_id: int, how: Hidden = "hidden") -> int:
    """Hide what a person is called, told as the product tells; the number of the last entry in this room, 0: it hears nothing."""
    return (await hide_borne(store, await borne(store, room_id, person_id), how)).get(room_id, 0)


async def restore_name(store: Store, person_id: int) -> None:
    """Let a person be called again as was hidden last."""
    async with store.looking() as tx:
        borne_id = await tx.conn.fetchval(
            "select max(id) from borne_name where person_id = $1 and how is not null", person_id
        )
    if borne_id is not None:
        await _beside(store).run(restore_person_name, None, borne_id)


def _beside(store: Store) -> Store:
    """The product's store, with these verbs."""
    return Store(store._pool, store._announce, rules=RULES, lanes=0)
