"""The table of a consultation as a document to be read and printed, and as CSV: each comment, and what came of it."""

from collections.abc import Iterator, Sequence

from rooms.proposals.consulting.consultation import Answer
from rooms.proposals.consulting.table import Row, Table
from rooms.text import plain
from web.documents import spreadsheet
from web.documents.consultation_words import WORDS
from web.documents.frame import document, pager
from web.documents.markup import Html, Inside, element
from web.documents.view import View

ROWS = 200  # on a page
LINES = 1000  # in a file


def consultation(view: View, told: Table) -> str:
    """The page."""
    words, line = WORDS[view.language], told.consultation
    path = f"/proposals/{told.proposal_id}"
    here = f"{path}/consultations/{line.number}/table"
    ended = words.closed.format(when=view.when(line.closed_at)) if line.closed_at else words.open
    return document(
        view,
        f"{words.title}: {told.title}",
        element(
            "article",
            element("p", told.room, class_="dim"),
            element("h1", words.title),
            element(
                "p",
                words.on.format(
                    n=view.number(line.number), version=view.number(line.version), title=told.title
                ),
            ),
            element(
                "p",
                words.time.format(since=view.when(line.opened_at), until=view.when(line.closes_at)),
                " ",
                ended,
            ),
            _said_before(view, told),
            element("p", _counts(view, told)),
            element("p", words.order, class_="dim"),
            element("nav", _files(view, told), aria_label=words.file, class_="ways"),
            _table(view, told) if told.rows else element("p", words.none),
            element(
                "p",
                view.words.as_of.format(seq=view.number(told.seq), when=view.when(view.now)),
                class_="dim as-of",
            ),
            class_="consultation",
        ),
        pager(view, here, told.pages, more=told.page < told.pages),
        live=f"{path}?view=comments",
    )


def file(view: View, told: Table) -> str:
    """The rows as CSV."""
    words = WORDS[view.language]
    lines: list[Sequence[object]] = [words.csv_columns]
    for n, row in enumerate(told.rows, told.first):
        lines.append(
            (
                n, row.version, _article(view, row), row.words, _said(view, row), row.by, row.at,
                words.answers[row.answer] if row.answer else words.waiting, row.reason, row.answered_by, row.answered_at,
            )
        )  # fmt: skip
    return spreadsheet.written(lines)


def file_path(told: Table, page: int) -> str:
    """The address of the file's part."""
    path = f"/proposals/{told.proposal_id}/consultations/{told.consultation.number}/table.csv"
    return f"{path}?page={page}" if page > 1 else path


def _counts(view: View, told: Table) -> str:
    words, answers = WORDS[view.language], told.answers
    kinds = [f"{words.answers[kind]}: {view.number(getattr(answers, kind))}" for kind in Answer]
    waiting = f"{words.waiting}: {view.number(answers.waiting)}"
    every = words.counts.format(comments=view.number(answers.comments))
    return " · ".join([every, *kinds, waiting])


def _said_before(view: View, told: Table) -> Iterator[Html]:
    """Where a comment is older than the consultation: that it belongs there all the same."""
    line = told.consultation
    if any(row.at < line.opened_at for row in told.rows):
        words = WORDS[view.language].before
        yield element("p", words.format(version=view.number(line.version)))


def _files(view: View, told: Table) -> Iterator[Html]:
    words = WORDS[view.language]
    parts = max(1, -(-told.answers.comments // LINES))
    for n in range(1, parts + 1):
        title = words.file if parts == 1 else words.part.format(n=n, all=parts)
        path = file_path(told, n)
        lang = f"{'&' if '?' in path else '?'}lang={view.language}" if view.asked else ""
        yield element("a", title, href=path + lang)


def _table(view: View, told: Table) -> Html:
    """A table with roles of its own: on a narrow screen its rows are laid out one beneath the other."""
    words = WORDS[view.language]
    heads = (element("th", each, role="columnheader", scope="col") for each in words.columns)
    rows = (_row(view, n, row) for n, row in enumerate(told.rows, told.first))
    return element(
        "table",
        element("thead", element("tr", heads, role="row"), role="rowgroup"),
        element("tbody", rows, role="rowgroup"),
        role="table",
        aria_label=words.title,
    )


def _row(view: View, n: int, row: Row) -> Html:
    words = WORDS[view.language]
    about = words.passage.format(words=row.words) if row.words else words.whole
    said = element("p", _said(view, row), class_="lead" if _there(row) else "dim")
    cells: tuple[Inside, ...] = (
        view.number(n),
        [
            element("b", _article(view, row)),
            f" ({words.version.format(n=view.number(row.version))})",
        ],
        [element("p", about, class_="dim"), said],
        [row.by, element("p", view.time(row.at), class_="dim")],
        _answer(view, row),
    )
    return element(
        "tr",
        (
            element("td", cell, role="cell", data_label=label)
            for label, cell in zip(words.columns, cells, strict=True)
        ),
        role="row",
        id=f"p{row.post_id}",
    )


def _answer(view: View, row: Row) -> Inside:
    words = WORDS[view.language]
    if row.answer is None:
        return element("p", words.not_yet, class_="dim") if _there(row) else None
    by = (
        element("p", f"{row.answered_by}, ", view.time(row.answered_at), class_="dim")
        if row.answered_at
        else None
    )
    why = element("p", row.reason, class_="lead") if row.reason else None
    return [element("b", words.answers[row.answer]), why, by]


def _there(row: Row) -> bool:
    return row.hidden_as is None and not row.retracted


def _said(view: View, row: Row) -> str:
    words = WORDS[view.language]
    if row.retracted:
        return words.retracted
    if row.hidden_as is not None:
        return words.removed if row.hidden_as == "removed" else words.hidden
    return plain(row.html)


def _article(view: View, row: Row) -> str:
    return row.heading or WORDS[view.language].article.format(n=view.number(row.place))
