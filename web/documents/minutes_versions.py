"""Versions in minutes: who put each before the room, of what it was made, whose words it is, and how many support it."""

from rooms.proposals.proposal import Version
from rooms.proposals.recording.record import Record, VersionRecorded
from web.documents import minutes_debate_words
from web.documents.markup import Html, Inside, element
from web.documents.minutes_words import WORDS
from web.documents.naming import Names
from web.documents.view import View


def version(view: View, names: Names, told: Record, made: VersionRecorded) -> list[Inside]:
    """One of them."""
    words, said = WORDS[view.language], made.version
    base = view.number(said.base) if said.base else None
    return [
        element("b", words.version.format(n=view.number(said.number)).capitalize()),
        f" ({words.from_version.format(n=base)}{_made_of(view, said)})" if base else None,
        ", ",
        view.time(said.at),
        f": {names.as_(said.by)}",
        element("p", said.title) if said.title != told.proposal.title else None,
        element("p", said.note, class_="lead") if said.note else None,
        _hands(view, names, made),
        element("p", words.digest, " ", element("code", made.digest), class_="dim"),
    ]


def _hands(view: View, names: Names, made: VersionRecorded) -> Html | None:
    words = WORDS[view.language]
    if not made.hands:
        return None
    each = (
        words.hand.format(
            name=words.somebody if hand.by is None else names.of(hand.by),
            n=view.number(hand.characters),
        )
        for hand in made.hands
    )
    return element("p", f"{words.hands} {', '.join(each)}", class_="dim")


def _made_of(view: View, version: Version) -> str:
    """The amendments that made it."""
    debate = minutes_debate_words.WORDS[view.language]
    return "".join(
        f" + {debate.amendment.format(n=view.number(each.number)).lower()}"
        for each in version.amendments
    )


def support(view: View, told: Record) -> list[Html]:
    """How many support each, and why they are not named."""
    words = WORDS[view.language]
    counts = (
        element(
            "li",
            words.version.format(n=view.number(each.version.number)),
            ": ",
            words.supporters_of.format(n=view.number(each.supporters)),
        )
        for each in told.versions
    )
    return [
        element("p", words.supporters.format(n=view.number(told.totals.supporters))),
        element("ul", counts),
        element("p", words.unnamed, class_="dim"),
    ]
