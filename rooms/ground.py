"""The ground on which a member says what they make of a post without words: by a position, or by a reaction.

The post stays locked until commit, so what is counted on it comes in the order of the entries that tell of it.
"""

from msgspec import Struct

from rooms import silence, sql, standing
from rooms.errors import Conflict
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


class Ground(Struct, frozen=True):
    """A post, locked, as this member of its room sees it."""

    room_id: int
    number: int
    may: bool
    own: bool
    retracted: bool
    hidden: bool
    silenced: int | None


async def hold(tx: Tx, who: Who, post_id: int, *, own: bool = True) -> Ground:
    """The post, locked, for whoever may speak in its room. `own` False: not for its author.

    Raises NotFound, Forbidden, Conflict (one's own, retracted, hidden).
    """
    ground = await tx.one(Ground, q["ground"], post_id, who.id, tx.roles)
    if ground is None:
        await silence.must_not_hold(tx, who)
        raise await standing.outsider(
            tx, await tx.conn.fetchval(q["room_of_post"], post_id), "no-post"
        )
    await silence.must_let(tx, ground)
    if ground.own and not own:
        raise Conflict("not-on-own")
    if ground.retracted:
        raise Conflict("post-retracted")
    if ground.hidden:
        raise Conflict("post-hidden")
    return ground
