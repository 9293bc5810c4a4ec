"""Minutes as they are set on paper: what the page says, with a running head that names portal, room and proposal."""

from rooms.proposals.recording.record import Record
from web.documents.minutes import article, titled
from web.documents.printed import Printing, printed
from web.documents.view import View


def minutes(view: View, told: Record, *, plain: bool) -> Printing:
    """The document. `plain`: in plain letters alone."""
    running = f"{told.code} · {told.room_title} · {told.portal}"
    markup = article(view, told)
    at = int(told.as_of.timestamp())
    return printed(titled(view, told), view.language, running, markup, view.origin, at, plain=plain)
