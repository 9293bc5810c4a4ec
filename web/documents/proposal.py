"""A proposal as a document: its newest text, who drafted it, the way it has come, its versions and its support."""

from collections.abc import Mapping

from rooms.proposals.views import Snapshot
from web.documents.frame import document
from web.documents.markup import Html, already_safe, element
from web.documents.proposal_words import WORDS
from web.documents.view import View


def proposal(view: View, told: Snapshot, names: Mapping[int, str]) -> str:
    """The page. `names`: of the members it names, by number."""
    line, words = told.proposal, WORDS[view.language]
    title = line.title or ""
    facts = [
        words.version.format(n=view.number(line.version)),
        words.stages[line.stage],
        words.support.format(all=view.number(line.supporters), now=view.number(line.standing)),
    ]
    authors = ", ".join(names[each.number] for each in told.authors)
    return document(
        view,
        title,
        element("h1", title),
        element("p", " · ".join(facts), class_="dim"),
        element("p", words.authors.format(names=authors)),
        _ways(view, told),
        element(
            "div",
            (
                element("section", already_safe(each.html), id=f"a{each.place}")
                for each in told.articles
            ),
            class_="body",
        ),
        _course(view, told, names),
        _versions(view, told, names),
        element(
            "p",
            view.words.as_of.format(seq=view.number(told.seq), when=view.when(view.now)),
            class_="dim as-of",
        ),
        live=f"/proposals/{line.id}",
    )


def _ways(view: View, told: Snapshot) -> Html:
    """To its minutes, and to what is said about it."""
    line, words = told.proposal, WORDS[view.language]
    ways = {
        f"/proposals/{line.id}/minutes": words.minutes,
        f"/r/{line.room_id}/transcript/{line.thread_id}": words.discussion,
    }
    links = ((element("a", name, href=view.link(path)), " ") for path, name in ways.items())
    return element("nav", links, aria_label=words.also, class_="ways")


def _course(view: View, told: Snapshot, names: Mapping[int, str]) -> Html:
    words = WORDS[view.language]
    lines = (
        element(
            "li",
            element("b", words.stages[step.stage]),
            f" ({words.round.format(n=step.round)})" if step.round > 1 else None,
            f", {names[step.by]}, ",
            view.time(step.since),
            f": {step.reason}" if step.reason else None,
        )
        for step in told.stages
    )
    return element(
        "section",
        element("h2", words.course, id="course"),
        element("ol", lines),
        aria_labelledby="course",
    )


def _versions(view: View, told: Snapshot, names: Mapping[int, str]) -> Html:
    words = WORDS[view.language]
    lines = (
        element(
            "li",
            element("b", words.version.format(n=view.number(each.number))),
            f", {names[each.by]}, ",
            view.time(each.at),
            f": {each.note}" if each.note else None,
        )
        for each in told.versions
    )
    return element(
        "section",
        element("h2", words.versions, id="versions"),
        element("ul", lines),
        aria_labelledby="versions",
    )
