"""The rooms whose transcripts this reader may open."""

from rooms.overview import RoomLine, Rooms
from web.documents.frame import document
from web.documents.markup import Html, element
from web.documents.view import View


def listing(view: View, rooms: Rooms) -> str:
    """A page of the list. Rooms that one could join but may not read yet are left out."""
    words = view.words
    readable = [line for line in rooms.rooms if line.number or line.room.visibility == "public"]
    lines = element("ul", (_line(view, line) for line in readable), class_="rooms")
    following = view.link("/transcripts", after=rooms.next) if rooms.next else None
    return document(
        view,
        words.transcripts,
        element("h1", words.transcripts),
        element("p", words.transcripts_lead),
        _moderated(view),
        lines if readable else element("p", words.no_rooms),
        element("p", element("a", words.next, rel="next", href=following)) if following else None,
    )


def _moderated(view: View) -> Html:
    """The ways to what moderation did in these rooms."""
    words = view.words
    return element(
        "nav",
        element("a", words.record, href=view.link("/moderation/record")),
        element("a", words.statistics, href=view.link("/moderation/statistics")),
        class_="ways",
        aria_label=words.moderation,
    )


def _line(view: View, line: RoomLine) -> Html:
    words, room = view.words, line.room
    facts = [
        words.visibilities[room.visibility],
        words.posts.format(n=view.number(line.posts)),
        words.last.format(when=view.when(line.last_at)),
    ]
    return element(
        "li",
        element("h2", element("a", room.title, href=view.link(f"/r/{room.id}/transcript"))),
        element("p", room.description, class_="lead") if room.description else None,
        element("p", " · ".join(facts), class_="dim"),
    )
