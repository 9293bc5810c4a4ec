"""Consultations in minutes: when, on what, how comments were answered, and the way to the table of them."""

from rooms.proposals.recording.consultations import ConsultationRecorded
from rooms.proposals.recording.record import Record
from web.documents.markup import Html, Inside, element
from web.documents.minutes_debate_words import WORDS
from web.documents.minutes_ways import way
from web.documents.naming import Names
from web.documents.view import View


def consultations(view: View, names: Names, told: Record) -> Html:
    """The consultations of this page of the record."""
    words = WORDS[view.language]
    if not told.totals.consultations:
        return element("p", words.no_consultations)
    lines = (
        element("li", _line(view, names, each), value=each.consultation.number)
        for each in told.consultations
    )
    return element("ol", lines)


def _line(view: View, names: Names, made: ConsultationRecorded) -> list[Inside]:
    words, line, answers = WORDS[view.language], made.consultation, made.answers
    asked = words.consulted.format(
        version=view.number(line.version),
        opened=view.when(line.opened_at),
        closes=view.when(line.closes_at),
    )
    closed = words.still_consulting
    if line.closed_at is not None and line.closed_by is not None:
        closed = words.closed.format(name=names.of(line.closed_by), when=view.when(line.closed_at))
    counts = {name: view.number(getattr(answers, name)) for name in answers.__struct_fields__}
    where = f"/proposals/{line.proposal_id}/consultations/{line.number}/table"
    return [
        f"{names.as_(line.opened_by)}: {asked}. {closed}",
        element("p", words.answers.format(**counts)),
        element("p", way(view, words.table, view.link(where))),
    ]
