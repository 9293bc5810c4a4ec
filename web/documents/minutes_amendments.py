"""Amendments in minutes: each with what it asked for, its fate, and the changes that were taken."""

from rooms.proposals.amending.amendment import AmendmentState
from rooms.proposals.recording.amendments import AmendmentRecorded, ChangeTaken
from rooms.proposals.recording.record import Record
from web.documents.markup import Html, Inside, element
from web.documents.minutes_debate_words import WORDS
from web.documents.minutes_ways import way
from web.documents.naming import Names
from web.documents.post import Sheet
from web.documents.view import View


def amendments(view: View, names: Names, told: Record) -> Html:
    """The amendments of this page of the record."""
    words = WORDS[view.language]
    if not told.totals.amendments:
        return element("p", words.no_amendments)
    lines = (
        element("li", _line(view, names, told, each), value=each.amendment.number)
        for each in told.amendments
    )
    return element("ol", lines)


def _line(view: View, names: Names, told: Record, made: AmendmentRecorded) -> list[Inside]:
    words, line = WORDS[view.language], made.amendment
    asked = words.asked.format(changes=view.number(line.changes), base=view.number(line.base))
    sheet = Sheet(view, told.proposal.room_id, {}, (), {})
    post = way(view, words.in_transcript, sheet.permanent(line.post_id))
    return [
        element("b", words.amendment.format(n=view.number(line.number))),
        ", ",
        view.time(line.at),
        f": {names.as_(line.by)}, {asked}. ",
        element("p", words.reasons if made.words else words.no_reasons),
        element("div", sheet.body(made.words), class_="body") if made.words else None,
        element("p", post, class_="dim"),
        element("p", _fate(view, names, made)),
        element("p", line.reason, class_="lead") if line.reason else None,
        element("ul", (element("li", _taken(view, each)) for each in made.taken))
        if made.taken
        else None,
    ]


def _fate(view: View, names: Names, made: AmendmentRecorded) -> Inside:
    words, line = WORDS[view.language], made.amendment
    if line.state == AmendmentState.OPEN:
        return words.fates[line.state] if made.considered else words.not_considered
    fate = words.fates[line.state].format(version=line.version and view.number(line.version))
    if line.decided_by is None or line.decided_at is None:
        return fate
    who, when = names.of(line.decided_by), view.when(line.decided_at)
    return [element("b", fate), f" ({words.decided.format(name=who, when=when)})"]


def _taken(view: View, taken: ChangeTaken) -> list[Inside]:
    words = WORDS[view.language]
    rest = None if taken.whole else words.cut_off
    pairs = ((words.dropped, "del", taken.dropped), (words.added, "ins", taken.added))
    return [[f"{said} ", element(tag, text), rest, " "] for said, tag, text in pairs if text]
