"""Posts hidden and given back with no decision around it: what an act of moderation does inside its own transaction."""

from rooms import audit, hiding
from rooms.policy import UPKEEP
from rooms.post import Hidden
from rooms.store import Store
from rooms.tx import Tx


async def hide_post(tx: Tx, _: None, post_id: int, how: Hidden, rule: str) -> None:
    """Hide a post, an act of the system here."""
    await hiding.hide(tx, post_id, how, rule)


async def restore_post(tx: Tx, _: None, post_id: int) -> None:
    """Give it back, an act of the system here."""
    await hiding.restore(tx, post_id)


RULES = {audit.name_of(verb): UPKEEP for verb in (hide_post, restore_post)}


async def hide(store: Store, post_id: int, how: Hidden = "hidden", rule: str = "insult") -> int:
    """Hide the post, told as the product tells; the number of the entry."""
    done = await _beside(store).run(hide_post, None, post_id, how, rule)
    (seq,) = done.seqs.values()
    return seq


async def restore(store: Store, post_id: int) -> int:
    """Give the post back; the number of the entry, 0: there is none."""
    done = await _beside(store).run(restore_post, None, post_id)
    return next(iter(done.seqs.values()), 0)


def _beside(store: Store) -> Store:
    """The product's store, with these verbs."""
    return Store(store._pool, store._announce, rules=RULES, lanes=0)
