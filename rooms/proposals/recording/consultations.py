"""Consultations in a decision record: on which version, how long, and how many comments had which answer."""

from msgspec import Struct

from rooms import sql
from rooms.proposals.consulting import counting
from rooms.proposals.consulting.consultation import ConsultationLine
from rooms.proposals.consulting.counting import AnswerCounts
from rooms.proposals.recording import links
from rooms.proposals.recording.links import Link
from rooms.tx import Tx

q = sql.beside(__file__)


class ConsultationRecorded(Struct, frozen=True):
    """A consultation, and how its comments were answered. `table`: each comment with its answer."""

    consultation: ConsultationLine
    answers: AnswerCounts
    version: Link
    table: Link

    def named(self) -> set[int]:
        """The numbers of everybody in it."""
        return {n for n in (self.consultation.opened_by, self.consultation.closed_by) if n}


async def of(tx: Tx, proposal_id: int, before: int, most: int) -> list[ConsultationRecorded]:
    """Those of the proposal after so many, in their order."""
    found = await tx.all(ConsultationLine, q["lines"], proposal_id, before, most)
    numbers = [each.number for each in found]
    counted = await counting.answers(tx, proposal_id, numbers)
    return [
        ConsultationRecorded(
            each,
            answers,
            links.version(proposal_id, each.version),
            links.consultation(proposal_id, each.number, each.version),
        )
        for each, answers in zip(found, counted, strict=True)
    ]
