"""Votes in the minutes: the roll, the rule, how many voted, and the count step by step."""

from collections.abc import Sequence
from typing import NamedTuple

from rooms.people import Language
from rooms.voting.counting.words import ended, said
from rooms.voting.vote import Vote
from web.documents.markup import Html, Inside, element
from web.documents.minutes_ways import way
from web.documents.naming import Names
from web.documents.view import View
from web.documents.words import Code


class Words(NamedTuple):
    """What the minutes say of votes."""

    heading: str
    secret: str
    open: str
    on: str
    times: str
    turnout: str
    running: str
    closed: str
    annulled: str
    file: str


WORDS: dict[Code, Words] = {
    "vi": Words(
        "Biểu quyết", "Bỏ phiếu kín", "Biểu quyết công khai", "về bản {n}", "{name} mở {opened}, bỏ phiếu đến {until}.",
        "{cast} trong {voters} người có quyền đã bỏ phiếu.", "Chưa kết thúc.", "Kết thúc {when}.", "{name} đã hủy {when}: {reason}", "Sổ phiếu, để kiểm lại",
    ),
    "en": Words(
        "Votes", "Secret ballots", "Open ballots", "on version {n}", "Opened by {name}, {opened}; until {until}.",
        "{cast} of {voters} voters cast a ballot.", "Not closed yet.", "Closed {when}.", "Annulled by {name}, {when}: {reason}", "The ledger, to recount",
    ),
}  # fmt: skip


def heading(view: View) -> str:
    """What they stand under."""
    return WORDS[view.language].heading


def votes(view: View, names: Names, told: Sequence[Vote]) -> Html:
    """All of them, the newest first."""
    return element("ul", (element("li", _vote(view, names, each)) for each in told))


def _vote(view: View, names: Names, vote: Vote) -> list[Inside]:
    words = WORDS[view.language]
    what = words.secret if vote.rule.secret else words.open
    on = f" {words.on.format(n=view.number(vote.version))}" if vote.version else ""
    opened, until = view.when(vote.opened_at), view.when(vote.closes_at)
    turnout = words.turnout.format(cast=view.number(vote.voted), voters=view.number(vote.voters))
    return [
        element("b", what),
        f"{on}. ",
        words.times.format(name=names.of(vote.opened_by), opened=opened, until=until),
        f" {turnout}",
        element("p", _annulled(view, names, vote)) if vote.annulled_at else None,
        _count(view, vote) if vote.result else None,
        element(
            "p",
            words.closed.format(when=view.when(vote.closed_at))
            if vote.closed_at
            else words.running,
        ),
    ]


def _annulled(view: View, names: Names, vote: Vote) -> str:
    assert vote.annulled_at is not None, "it was annulled"
    by = names.of(vote.annulled_by) if vote.annulled_by else ""
    when, reason = view.when(vote.annulled_at), vote.annulled_reason or ""
    return WORDS[view.language].annulled.format(name=by, when=when, reason=reason)


def _count(view: View, vote: Vote) -> list[Inside]:
    assert vote.result is not None, "it was counted"
    language = Language(view.language)
    steps = (element("li", said(each, vote.options, language)) for each in vote.result.rounds)
    href = f"/votes/{vote.id}/export"
    return [
        element("ol", steps),
        element("p", element("b", ended(vote.result, vote.options, language))),
        element("p", way(view, WORDS[view.language].file, href)),
    ]
