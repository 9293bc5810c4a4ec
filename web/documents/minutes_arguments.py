"""Arguments in minutes: for, against and asked, each with its words, its tally and what answered it."""

from rooms.proposals.recording.arguments import ArgumentRecorded
from rooms.proposals.recording.record import Record
from rooms.text.references import excerpt
from web.documents.kinds import positions, sprite
from web.documents.markup import Html, Inside, element
from web.documents.minutes_debate_words import WORDS
from web.documents.minutes_ways import way
from web.documents.naming import Names
from web.documents.post import Sheet
from web.documents.view import View

LONGEST_BEGINNING = 160  # characters


def arguments(view: View, names: Names, told: Record) -> Inside:
    """The arguments of this page of the record, column after column."""
    words, found = WORDS[view.language], told.arguments
    columns = {
        "supports": found.supports,
        "critiques": found.critiques,
        "questions": found.questions,
    }
    counts = found.counts
    if not counts.supports + counts.critiques + counts.questions:
        return element("p", words.no_arguments)
    here = {each.argument.id for column in columns.values() for each in column}
    sheet = Sheet(view, told.proposal.room_id, {}, here, {})
    counted = words.counted.format(
        supports=view.number(counts.supports),
        critiques=view.number(counts.critiques),
        unanswered=view.number(counts.unanswered),
        questions=view.number(counts.questions),
        open=view.number(counts.open_questions),
    )
    return [
        sprite(),
        element("p", counted),
        _strongest(view, sheet, told),
        element("p", words.how_strong, class_="dim"),
        [
            _column(sheet, names, told, words.columns[name], column)
            for name, column in columns.items()
        ],
    ]


def _strongest(view: View, sheet: Sheet, told: Record) -> Html | None:
    words, top = WORDS[view.language], told.arguments.strongest
    if top is None:
        return None
    critiques = (each.argument for each in told.arguments.critiques)
    said = next((each for each in critiques if each.id == top.id), None)
    if said is None:  # it stands on another page
        return element(
            "p", words.strongest, " ", way(view, words.in_transcript, sheet.permanent(top.id))
        )
    begins = excerpt(said.html or "", LONGEST_BEGINNING)
    return element("p", words.strongest, " ", element("a", f"“{begins}”", href=sheet.to(top.id)))


def _column(
    sheet: Sheet, names: Names, told: Record, title: str, column: list[ArgumentRecorded]
) -> Inside:
    if not column:
        return None
    words, top = WORDS[sheet.view.language], told.arguments.strongest
    lines = (
        element(
            "li",
            element("p", words.is_strongest, class_="notice")
            if top and each.argument.id == top.id
            else None,
            _argument(sheet, names, each),
            id=f"p{each.argument.id}",
        )
        for each in column
    )
    return [element("h3", title), element("ol", lines)]


def _argument(sheet: Sheet, names: Names, made: ArgumentRecorded) -> list[Inside]:
    view, said = sheet.view, made.argument
    words = WORDS[view.language]
    return [
        element("b", names.as_(said.author)),
        ", ",
        element("a", view.time(said.at), href=sheet.permanent(said.id)),
        f" ({words.reused})" if said.used_by else None,
        element("div", sheet.body(said.html or ""), class_="body"),
        positions(view, said.agrees, said.disagrees, said.passes),
        _evidence(sheet, names, made),
        _answer(sheet, names, made),
    ]


def _evidence(sheet: Sheet, names: Names, made: ArgumentRecorded) -> Inside:
    words, found = WORDS[sheet.view.language], made.evidence
    if found is None:
        return None
    return [
        element("p", element("b", words.evidence.format(name=names.of(found.author)))),
        element("div", sheet.body(found.html or ""), class_="body"),
    ]


def _answer(sheet: Sheet, names: Names, made: ArgumentRecorded) -> Inside:
    view, said, answer = sheet.view, made.argument, made.answer
    words = WORDS[view.language]
    if answer is None or said.answered_by is None or said.answered_at is None:
        return element("p", words.unanswered) if said.column != "support" else None
    marked = words.marked.format(name=names.of(said.answered_by), when=view.when(said.answered_at))
    return [
        element(
            "p", element("b", words.answer.format(name=names.of(answer.author))), f" ({marked}):"
        ),
        element("div", sheet.body(answer.html), class_="body"),
    ]
