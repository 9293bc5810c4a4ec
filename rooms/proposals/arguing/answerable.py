"""What a post of the discussion says of arguments there: whether its reader may mark it as the answer to one, or say that one is open.

It is what the post's own menu offers; `answering` does it, and decides again.
"""

from msgspec import Struct

from rooms import sql, standing
from rooms.errors import NotFound
from rooms.people import Who
from rooms.proposals.arguing.disputed import ARGUED
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 10  # arguments above one post


class Answerable(Struct, frozen=True):
    """An argument or a question, the post `argument_id`, of which the reader may say something at another post, or at itself.

    `may_mark`: that the other post answers it. `may_reopen`: that it is still open, where they raised it (`raised`), or that what
    they marked is not marked any more.
    """

    proposal_id: int
    argument_id: int
    raised: bool
    may_mark: bool
    may_reopen: bool


class Above(Struct, frozen=True):
    """A post, or one above it."""

    id: int
    room_id: int
    there: bool


class Disputed(Struct, frozen=True):
    """An argument that is argued about now, as this reader stands to it. `denied`: its author said that the post does not answer it."""

    proposal_id: int
    argument_id: int
    author: int
    answer_id: int | None
    marked_by: int | None
    drafts: bool
    denied: bool


async def at(tx: Tx, who: Who | None, post_id: int) -> list[Answerable]:
    """What may be said at this post, the nearest argument first. Raises NotFound."""
    above = await tx.all(Above, q["above"], post_id)
    if not above:
        raise NotFound("no-post")
    try:
        reader = await standing.reader(tx, who, above[0].room_id)
    except NotFound:
        raise NotFound("no-post") from None
    if who is None or reader.number is None or not above[0].there:
        return []
    ids = [each.id for each in above]
    found = await tx.all(
        Disputed, q["disputed"], ids, reader.room_id, who.id, post_id, list(ARGUED), MOST
    )
    said = [_answerable(each, reader.number, post_id) for each in found]
    return [each for each in said if each.may_mark or each.may_reopen]


def _answerable(of: Disputed, reader: int, post_id: int) -> Answerable:
    raised = of.author == reader
    marks = post_id not in {of.argument_id, of.answer_id}
    return Answerable(
        of.proposal_id,
        of.argument_id,
        raised,
        marks and (raised or (of.drafts and not of.denied)),
        of.answer_id is not None
        and post_id in {of.answer_id, of.argument_id}
        and (raised or of.marked_by == reader),
    )
