"""Moderation in numbers as a page: a chart, the table that says the same and more, and how each number is counted."""

from collections.abc import Iterable, Sequence
from datetime import date

from moderation.statistics import Answered, Cause, Period, Statistics
from web.documents import chart
from web.documents.chart import Bar
from web.documents.frame import document
from web.documents.markup import Html, element
from web.documents.reasons import rule
from web.documents.statistics_words import WORDS
from web.documents.view import View

PATH = "/moderation/statistics"
OUTCOMES = {
    "approved": "let-be",
    "hidden": "hide",
    "removed": "remove",
    "edited": "cut",
}  # and how each is drawn


def statistics(view: View, told: Statistics, year: int | None) -> str:
    """The page, of a year (None: the last twelve months)."""
    words = WORDS[view.language]
    newest, oldest = told.months[0], told.months[-1]
    span = words.lead.format(first=_month(oldest.month), last=_month(newest.month))
    now = words.now.format(
        open=view.number(told.waiting.open), overdue=view.number(told.waiting.overdue)
    )
    file = f"{PATH}.csv?year={year}" if year else f"{PATH}.csv"
    return document(
        view,
        view.words.statistics,
        element("h1", view.words.statistics),
        element("p", span),
        element("p", now),
        element(
            "nav",
            element("a", view.words.record, href=view.link("/moderation/record")),
            element("a", words.file, href=file),
            aria_label=view.words.statistics,
            class_="ways",
        ),
        _drawn(view, told.months),
        _table(view, told),
        _causes(view, [cause for cause in told.causes if cause.month is None]),
        _requests(view, told.requests),
        element("p", words.requests_meant),
        _meanings(view),
    )


def _drawn(view: View, months: Sequence[Period]) -> Html:
    words = WORDS[view.language]
    rows = [
        Bar(_month(each.month), [getattr(each, one) for one in OUTCOMES], view.number(each.decided))
        for each in months
    ]
    legend = (
        element("li", chart.sign(kind), " ", words.columns[name]) for name, kind in OUTCOMES.items()
    )
    return element(
        "figure",
        element("figcaption", words.chart),
        chart.bars(f"{words.chart}. {words.chart_said}", list(OUTCOMES.values()), rows),
        element("ul", legend, class_="legend"),
    )


def _table(view: View, told: Statistics) -> Html:
    words = WORDS[view.language]
    return _wide(
        words.months,
        words.columns.values(),
        [
            _line(_month(each.month) if each.month else words.whole, _numbers(view, each))
            for each in [told.whole, *told.months]
        ],
    )


def _numbers(view: View, period: Period) -> list[str]:
    """In the order of the columns."""
    return [
        *(
            view.number(each)
            for each in (
                period.opened,
                period.decided,
                period.approved,
                period.hidden,
                period.removed,
                period.edited,
                period.restored,
            )
        ),
        "–" if period.hours is None else view.decimal(period.hours),
        _share(view, period.late, period.clocked),
        view.number(period.reviewed),
        _share(view, period.overturned, period.reviewed),
    ]


def _causes(view: View, causes: Sequence[Cause]) -> Html:
    words = WORDS[view.language]
    rows = [
        _line(rule(view.language, each.reason), [view.number(each.opened), view.number(each.acted)])
        for each in causes
    ]
    return _wide(words.causes, words.cause_columns.values(), rows)


def _requests(view: View, requests: Sequence[Answered]) -> Html:
    words = WORDS[view.language]
    rows = [
        _line(
            words.kinds[each.kind],
            [
                view.number(each.asked),
                view.number(each.answered),
                view.number(each.refused),
                "–" if each.hours is None else view.decimal(each.hours),
                _share(view, each.late, each.answered),
                view.number(each.waiting),
                view.number(each.overdue),
            ],
        )
        for each in requests
    ]
    return _wide(words.requests, words.request_columns.values(), rows)


def _meanings(view: View) -> Html:
    words = WORDS[view.language]
    meant = (
        [element("dt", words.columns[name]), element("dd", said)]
        for name, said in words.meaning.items()
    )
    return element(
        "section",
        element("h2", words.meanings, id="meanings"),
        element("dl", meant),
        aria_labelledby="meanings",
    )


def _wide(caption: str, columns: Iterable[str], rows: list[Html]) -> Html:
    """A table that scrolls by itself where the screen is narrow, by the keyboard too."""
    heads = (element("th", column, scope="col") for column in columns)
    return element(
        "table",
        element("caption", caption),
        element("thead", element("tr", heads)),
        element("tbody", rows),
        class_="numbers",
        tabindex=0,
    )


def _line(head: str, cells: Sequence[str]) -> Html:
    return element("tr", element("th", head, scope="row"), (element("td", cell) for cell in cells))


def _month(month: date | None) -> str:
    return f"{month:%m/%Y}" if month else ""


def _share(view: View, part: int, of: int) -> str:
    return f"{view.decimal(100 * part / of)}%" if of else "–"
