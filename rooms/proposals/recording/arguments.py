"""Arguments in a decision record: both columns and the questions, the strongest first, each with what answered it."""

from msgspec import Struct

from rooms import sql
from rooms.people import Who
from rooms.post import Post
from rooms.proposals.arguing import columns
from rooms.proposals.arguing.argument import Argument, Column
from rooms.proposals.arguing.columns import ColumnCounts, Evidence, Id
from rooms.proposals.recording import links
from rooms.proposals.recording.links import Link
from rooms.tx import Tx

q = sql.beside(__file__)

PAGE = 25  # of one column


class Answered(Struct, frozen=True):
    """What somebody wrote that was marked as the answer, as it can be read now."""

    id: int
    author: int
    version: int
    html: str


class ArgumentRecorded(Struct, frozen=True):
    """A post for or against the proposal, or a question about it, in its version now. `evidence`: the best beneath it.

    `answer`: None where nobody marked any, or what was marked cannot be read now.
    """

    post: Link
    argument: Argument
    evidence: Post | None
    answer: Answered | None

    def named(self) -> set[int]:
        """The numbers of everybody in it."""
        said = self.argument
        found = {said.author, said.used_by, said.answered_by}
        found |= {each.author for each in (self.evidence, self.answer) if each}
        return {number for number in found if number is not None}


class ArgumentsRecorded(Struct, frozen=True):
    """A page of each column. `counts`: of all pages. `strongest`: the strongest objection that nobody has answered.

    How strong one is says docs/proposals.md.
    """

    counts: ColumnCounts
    strongest: Link | None
    supports: list[ArgumentRecorded]
    critiques: list[ArgumentRecorded]
    questions: list[ArgumentRecorded]

    def named(self) -> set[int]:
        """The numbers of everybody in them."""
        return {
            number
            for column in (self.supports, self.critiques, self.questions)
            for each in column
            for number in each.named()
        }


async def of(tx: Tx, who: Who | None, proposal_id: int, page: int) -> ArgumentsRecorded:
    """A page of them; what cannot be read is none of them. Raises NotFound."""
    summary = await columns.summary(tx, who, proposal_id)
    top = summary.strongest
    found = [await _column(tx, proposal_id, column, page) for column in Column]
    return ArgumentsRecorded(
        summary.counts, links.post(top.id, top.version) if top else None, *found
    )


async def _column(tx: Tx, proposal_id: int, column: Column, page: int) -> list[ArgumentRecorded]:
    ids = await tx.all(Id, q["ids"], proposal_id, column, (page - 1) * PAGE, PAGE)
    lines, evidence = await columns.told(tx, proposal_id, [each.post_id for each in ids])
    marked = [each.answer_id for each in lines if each.answer_id is not None]
    answers = {each.id: each for each in await tx.all(Answered, q["answers"], marked)}
    beneath: dict[int | None, Evidence] = {each.parent_id: each for each in evidence}
    return [
        ArgumentRecorded(
            links.post(each.id, each.version),
            each,
            beneath.get(each.id),
            answers.get(each.answer_id) if each.answer_id else None,
        )
        for each in lines
    ]
