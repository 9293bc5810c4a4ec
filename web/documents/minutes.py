"""Minutes: the decision record of a proposal as a document to be read, printed and cited."""

from collections.abc import Iterator

from rooms.proposals.proposal import Staged
from rooms.proposals.recording.links import Link
from rooms.proposals.recording.record import Record
from rooms.proposals.stages import Step
from web.documents import minutes_debate_words, minutes_rule, minutes_votes
from web.documents.frame import document, pager
from web.documents.markup import Html, Inside, already_safe, element
from web.documents.minutes_amendments import amendments
from web.documents.minutes_arguments import arguments
from web.documents.minutes_consultations import consultations
from web.documents.minutes_versions import support, version
from web.documents.minutes_ways import way
from web.documents.minutes_words import WORDS
from web.documents.naming import Names
from web.documents.view import View

# The procedure that comes with the portal has a title in each language; others are called as they were named.
BUILT_IN = {"Thủ tục thông thường": "Ordinary procedure"}
NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def minutes(view: View, told: Record, *, pdf: bool = False) -> str:
    """The page of the record that was read. `pdf`: it can be had as a PDF."""
    words = WORDS[view.language]
    path = f"/proposals/{told.proposal.id}"
    data = f"{path}/record" + (f"?page={view.page}" if view.page > 1 else "")
    return document(
        view,
        titled(view, told),
        article(view, told),
        element(
            "nav",
            element("a", words.pdf, href=view.link(f"{path}/minutes.pdf", page=view.page))
            if pdf
            else None,
            element("a", words.data, href=data),
            aria_label=words.minutes.format(code=told.code),
            class_="ways",
        ),
        pager(view, f"{path}/minutes", told.pages, more=told.next is not None),
        live=path,
    )


def titled(view: View, told: Record) -> str:
    """What they are called outside of themselves."""
    return f"{WORDS[view.language].minutes.format(code=told.code)}: {told.proposal.title}"


def article(view: View, told: Record) -> Html:
    """The minutes themselves, with nothing around them."""
    words = WORDS[view.language]
    sections = (
        element(
            "section",
            element("h2", f"{NUMERALS[n]}. {title}", id=name),
            inside,
            aria_labelledby=name,
        )
        for n, (name, title, inside) in enumerate(_sections(view, told))
    )
    return element(
        "article",
        element("p", f"{told.portal} · {told.room_title}", class_="dim"),
        element("h1", _around(words.minutes, element("span", told.code, class_="code"))),
        element("p", words.lead, class_="dim"),
        element("p", _of_pages(view, told), class_="dim") if told.pages > 1 else None,
        _facts(view, told),
        sections,
        element(
            "p",
            view.words.as_of.format(seq=view.number(told.seq), when=view.when(told.as_of)),
            class_="dim as-of",
        ),
        class_="minutes",
    )


def _around(sentence: str, code: Html) -> list[Inside]:
    before, _, behind = sentence.partition("{code}")
    return [before, code, behind]


def _of_pages(view: View, told: Record) -> str:
    words = WORDS[view.language]
    return words.pages.format(n=view.number(told.pages), page=view.number(told.page))


def _facts(view: View, told: Record) -> Html:
    words, line, names = WORDS[view.language], told.proposal, Names(view, told.people)
    transcript = f"/r/{line.room_id}/transcript"
    stage: list[Inside] = [
        words.stages[line.stage],
        ", ",
        words.since.format(when=view.when(line.since)),
    ]
    if line.round > 1:
        stage.append(f", {words.round.format(n=line.round)}")
    authors = ", ".join(names.of(each) for each in told.authors) or words.nobody
    values: dict[str, Inside] = {
        "title": line.title,
        "room": way(view, told.room_title, view.link(transcript)),
        "authors": authors,
        "opened": view.time(told.opened_at),
        "stage": stage,
        "versions": view.number(told.totals.versions),
        "discussion": _way(view, words.thread, line.thread_id, f"{transcript}/{line.thread_id}"),
    }
    if line.from_post is not None:
        where = f"{transcript}/p/{line.from_post}"
        values["origin"] = _way(view, words.post, line.from_post, where)
    elif line.from_thread is not None:
        where = f"{transcript}/{line.from_thread}"
        values["origin"] = _way(view, words.thread, line.from_thread, where)
    rows = (
        [element("dt", words.facts[name]), element("dd", value)] for name, value in values.items()
    )
    return element("dl", rows, class_="facts")


def _way(view: View, sentence: str, number: int | None, path: str) -> list[Inside]:
    return way(view, sentence.format(n=number), view.link(path))


def _sections(view: View, told: Record) -> Iterator[tuple[str, str, Inside]]:
    """Name, heading and inside of each, in the order of the minutes."""
    words, first = WORDS[view.language], told.page == 1
    if first:
        yield "procedure", words.procedure, _procedure(view, told)
    names = Names(view, told.people)
    stages = (element("li", _stage(view, names, each), value=each.number) for each in told.stages)
    yield "course", words.course, element("ol", stages)
    versions = (element("li", version(view, names, told, each)) for each in told.versions)
    yield "versions", words.versions, element("ul", versions)
    debate = minutes_debate_words.WORDS[view.language]
    yield "amendments", debate.amendments, amendments(view, names, told)
    yield "arguments", debate.arguments, arguments(view, names, told)
    yield "consultations", debate.consultations, consultations(view, names, told)
    yield "support", words.support, support(view, told)
    if first:
        if told.votes:
            yield "votes", minutes_votes.heading(view), minutes_votes.votes(view, names, told.votes)
        yield "outcome", words.outcome, _outcome(view, told)
    yield "people", words.people, names.listed()
    if first:
        newest = words.version.format(n=view.number(told.proposal.version))
        yield "text", words.text.format(version=newest), _text(told)


def _procedure(view: View, told: Record) -> list[Html]:
    procedure, title = told.procedure, told.procedure.title
    if view.language == "en":
        title = BUILT_IN.get(title, title)
    return [
        element("p", title),
        element("ol", (element("li", _step(view, step)) for step in procedure.steps)),
        element("p", minutes_rule.said(view, procedure.ballot)),
    ]


def _step(view: View, step: Step) -> str:
    words = WORDS[view.language]
    lasts = words.days.format(n=view.number(step.days)) if step.days else None
    return ", ".join(filter(None, [words.stages[step.stage], lasts, words.led[step.by]]))


def _stage(view: View, names: Names, step: Staged) -> list[Inside]:
    words = WORDS[view.language]
    return [
        element("b", words.stages[step.stage]),
        f" ({words.round.format(n=step.round)})" if step.round > 1 else None,
        ", ",
        view.time(step.since),
        f", {words.at_least.format(when=view.when(step.due))}" if step.due else None,
        f": {names.as_(step.by)}",
        element("p", step.reason, class_="lead") if step.reason else None,
    ]


def _outcome(view: View, told: Record) -> Html:
    words, outcome = WORDS[view.language], told.outcome
    sealed = element("pre", outcome.sealed) if outcome.sealed else None
    rows = (
        [
            element("dt", title),
            element(
                "dd", _there(view, getattr(outcome, name)), sealed if name == "checkpoint" else None
            ),
        ]
        for name, title in words.outcomes.items()
    )
    return element("dl", rows, class_="facts")


def _there(view: View, found: Link | list[Link] | None) -> Inside:
    words = WORDS[view.language]
    links = found if isinstance(found, list) else [found] if found else []
    return [way(view, words.there[each.type], each.href) for each in links] or words.not_yet


def _text(told: Record) -> Html:
    articles = (
        element("section", already_safe(each.html), id=f"a{each.place}") for each in told.articles
    )
    return element("div", element("h3", told.proposal.title or ""), articles, class_="body")
