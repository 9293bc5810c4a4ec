"""The table of a consultation: each comment with what came of it, as agencies owe it (bảng tổng hợp, tiếp thu, giải trình ý kiến)."""

from datetime import datetime

from msgspec import Struct

from rooms import sql
from rooms.errors import NotFound
from rooms.people import Who
from rooms.post import Hidden
from rooms.proposals import views
from rooms.proposals.consulting import counting
from rooms.proposals.consulting.consultation import Answer, ConsultationLine
from rooms.proposals.consulting.counting import AnswerCounts
from rooms.tx import Tx

q = sql.beside(__file__)


class Row(Struct, frozen=True):
    """A comment and its answer. Where the comment shows no words, the answer shows none.

    `heading`, `words`: of the article and the passage in the version it was made on; no words: the whole article. People as the room shows them now.
    """

    post_id: int
    version: int
    place: int
    heading: str
    words: str
    hidden_as: Hidden | None
    retracted: bool
    html: str
    by: str
    at: datetime
    answer: Answer | None
    reason: str
    answered_by: str | None
    answered_at: datetime | None


class Table(Struct, frozen=True):
    """Rows of a consultation, from the one numbered `first` on, in the order of the text. `pages`: how many make it whole."""

    proposal_id: int
    title: str
    room_id: int
    room: str
    consultation: ConsultationLine
    answers: AnswerCounts
    rows: list[Row]
    first: int
    page: int
    pages: int
    seq: int


class About(Struct, frozen=True):
    """The proposal, as its newest version calls it."""

    room: str
    title: str


async def read(
    tx: Tx, who: Who | None, proposal_id: int, number: int, page: int, size: int
) -> Table:
    """A page of it, of `size` rows. Raises NotFound."""
    reader = await views.reader_of_opened(tx, who, proposal_id)
    about = await tx.one(About, q["about"], proposal_id)
    assert about is not None, "it is opened"
    line = await tx.one(ConsultationLine, q["line"], proposal_id, number)
    if line is None:
        raise NotFound("no-consultation")
    (answers,) = await counting.answers(tx, proposal_id, [number])
    pages = max(1, -(-answers.comments // size))
    rows = await tx.all(Row, q["rows"], proposal_id, number, size, (page - 1) * size)
    return Table(
        proposal_id, about.title, reader.room_id, about.room, line, answers, rows, (page - 1) * size + 1, page, pages, reader.seq
    )  # fmt: skip
