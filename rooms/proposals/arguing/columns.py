"""Reading the arguments of a proposal: a column of them, page by page, how many there are, and the strongest that nobody has answered."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from rooms import sql
from rooms.errors import NotFound
from rooms.people import Who
from rooms.post import Post
from rooms.proposals import views
from rooms.proposals.arguing.argument import Argument, Column
from rooms.proposals.arguing.strength import Objection, strongest
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 25  # arguments of one column
REPLIES = 50


class Order(StrEnum):
    """The strongest first, or the newest."""

    STRENGTH = "strength"
    TIME = "time"


class Wanted(Struct, frozen=True):
    """Which page of which column. `unanswered`: only what is open. `after`: the last argument one has, with its `strength` as one has it; None: the first page."""

    column: Column
    order: Order = Order.STRENGTH
    unanswered: bool = False
    after: int | None = None
    strength: float | None = None


class Evidence(Post, frozen=True):
    """The evidence with the strongest support directly beneath an argument, which is its `parent_id`."""


class Arguments(Struct, frozen=True):
    """A page of a column, at one number of the room's journal; `evidence` of those that have any."""

    arguments: list[Argument]
    evidence: list[Evidence]
    more: bool
    epoch: int
    seq: int


class ColumnCounts(Struct, frozen=True):
    """How many arguments and questions can be read; `unanswered`: objections that nobody has answered, `open_questions` likewise."""

    supports: int
    critiques: int
    unanswered: int
    questions: int
    open_questions: int


class Summary(Struct, frozen=True):
    """What a proposal says of its arguments, at one number of the room's journal. `first_post`: what arguments answer. `strongest`: the strongest unanswered objection, None where there is none."""

    counts: ColumnCounts
    first_post: int
    strongest: Argument | None
    epoch: int
    seq: int


class Replies(Struct, frozen=True):
    """What was said beneath an argument, at whatever depth, in the order in which it was written: what may have answered it."""

    replies: list[Post]
    more: bool


class Id(Struct, frozen=True):
    """The post of an argument."""

    post_id: int


async def column(tx: Tx, who: Who | None, proposal_id: int, wanted: Wanted) -> Arguments:
    """A page of a column. Raises NotFound."""
    reader = await views.reader_of_opened(tx, who, proposal_id)
    asked = proposal_id, wanted.column, wanted.unanswered, wanted.after, PAGE + 1
    if wanted.order == Order.STRENGTH:
        found = await tx.all(Id, q["by_strength"], *asked, wanted.strength or 0.0)
    else:
        found = await tx.all(Id, q["by_time"], *asked)
    ids = [each.post_id for each in found[:PAGE]]
    lines = await tx.all(Argument, q["lines"], proposal_id, ids, reader.room_id, reader.number)
    evidence = await tx.all(Evidence, q["evidence"], ids)
    return Arguments(lines, evidence, len(found) > PAGE, reader.epoch, reader.seq)


async def told(
    tx: Tx, proposal_id: int, ids: Sequence[int]
) -> tuple[list[Argument], list[Evidence]]:
    """These arguments in their order, as they are told to nobody in particular, and their evidence. For who may read them."""
    lines = await tx.all(Argument, q["lines"], proposal_id, ids, None, None)
    return lines, await tx.all(Evidence, q["evidence"], ids)


async def summary(tx: Tx, who: Who | None, proposal_id: int) -> Summary:
    """How many arguments there are, and the strongest objection that nobody has answered. Raises NotFound."""
    reader = await views.reader_of_opened(tx, who, proposal_id)
    counts = await tx.one(ColumnCounts, q["counts"], proposal_id)
    assert counts is not None, "an aggregate has a row"
    first: int = await tx.conn.fetchval(q["first_post"], proposal_id)
    top = strongest(await tx.all(Objection, q["foremost"], proposal_id))
    ids = [] if top is None else [top.post_id]
    lines = await tx.all(Argument, q["lines"], proposal_id, ids, reader.room_id, reader.number)
    return Summary(counts, first, lines[0] if lines else None, reader.epoch, reader.seq)


async def replies(
    tx: Tx, who: Who | None, proposal_id: int, post_id: int, after: int | None
) -> Replies:
    """What was said beneath an argument or a question, after the post `after` (None: from the first on). Raises NotFound."""
    await views.reader_of_opened(tx, who, proposal_id)
    if not await tx.conn.fetchval(q["is_one"], proposal_id, post_id):
        raise NotFound("no-argument")
    found = await tx.all(Post, q["replies"], post_id, after or 0, REPLIES + 1)
    return Replies(found[:REPLIES], len(found) > REPLIES)
