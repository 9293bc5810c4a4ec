"""Reading the comments of a proposal: all of them without their words, to be placed, and the words of a page of them."""

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.people import Who
from rooms.post import Hidden, Kind
from rooms.proposals import views
from rooms.proposals.anchoring.following import Piece
from rooms.proposals.consulting.consultation import Answer, ConsultationLine
from rooms.proposals.consulting.placing import Mark, Marks, Now, Places
from rooms.tx import Tx

q = sql.beside(__file__)

MOST = 100  # consultations that are listed, the newest


class Comment(Struct, frozen=True):
    """A comment with its words, none where the post shows none.

    `version`, `place`, `heading`, `words` (none: the whole article): what it is about. `said`: how often it was edited, plus one;
    `answered_said` the same at the time of the answer in force, None: there is none.
    """

    post_id: int
    thread_id: int
    author: int
    kind: Kind
    html: str
    said: int
    at: datetime
    hidden_as: Hidden | None
    retracted: bool
    version: int
    place: int
    heading: str
    words: str
    consultation: int | None
    answer: Answer | None
    answer_number: int
    reason: str
    answered_by: int | None
    answered_at: datetime | None
    answered_said: int | None


class Placed(Struct, frozen=True):
    """A comment, and where it stands now; None: it was left behind."""

    comment: Comment
    now: Now | None


class Comments(Struct, frozen=True):
    """A page of comments, in the order of the text."""

    version: int
    epoch: int
    seq: int
    comments: list[Placed]
    more: bool


class Disposition(Struct, frozen=True):
    """An answer to a comment. `said`: how often the comment had been edited, plus one."""

    number: int
    kind: Answer
    reason: str
    said: int
    by: int
    at: datetime


async def marks(tx: Tx, who: Who | None, proposal_id: int) -> Marks:
    """All comments of an opened proposal, without their words. Raises NotFound."""
    reader = await views.reader_of_opened(tx, who, proposal_id)
    version: int = await tx.conn.fetchval(q["version"], proposal_id)
    rows = await tx.conn.fetch(q["pieces"], proposal_id, version)
    return Marks(
        proposal_id,
        version,
        reader.epoch,
        reader.seq,
        await tx.all(Mark, q["marks"], proposal_id),
        [Piece(*row) for row in rows],
        await tx.all(ConsultationLine, q["consultations"], proposal_id, MOST),
    )


async def shown(
    tx: Tx, who: Who | None, found: Marks, places: Places, ids: Sequence[int], *, more: bool
) -> Comments:
    """These comments with their words, as they are now and with the rights of now: placing them took its time. Raises NotFound."""
    await views.reader_of_opened(tx, who, found.proposal_id)
    rows = {each.post_id: each for each in await tx.all(Comment, q["shown"], list(ids))}
    page = [Placed(rows[each], places[each]) for each in ids if each in rows]
    return Comments(found.version, found.epoch, found.seq, page, more)


async def history(tx: Tx, who: Who | None, proposal_id: int, post_id: int) -> list[Disposition]:
    """What was answered to a comment, the newest first; the words are none where the comment shows none. Raises NotFound."""
    await views.reader_of_opened(tx, who, proposal_id)
    return await tx.all(Disposition, q["history"], proposal_id, post_id)


async def version_texts(tx: Tx, proposal_id: int, first: int, last: int) -> list[str]:
    """The texts of these versions, in order."""
    rows = await tx.conn.fetch(q["texts"], proposal_id, first, last)
    return [row["text"] for row in rows]
