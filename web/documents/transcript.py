"""The transcript of a room: all of it on one page while it is short, and each thread by itself."""

from rooms.transcript import Section, Transcript
from web.documents.frame import document, pager
from web.documents.kinds import sprite
from web.documents.markup import Html, element
from web.documents.post import Sheet, article, marker
from web.documents.view import View


def room(view: View, told: Transcript) -> str:
    """The page of a room: what it is about, its threads, and the words of those that fit."""
    sheet, words = _sheet(view, told), view.words
    path = f"/r/{told.room.id}/transcript"
    return document(
        view,
        f"{told.room.title} · {words.transcript}",
        sprite(),
        element("h1", told.room.title),
        _about(sheet, told),
        element("p", told.room.description, class_="lead") if told.room.description else None,
        _contents(sheet, told, path),
        (_thread(sheet, told, section, path) for section in told.sections),
        pager(view, path, told.pages, more=told.more),
        _people(view, told),
        _as_of(view, told),
        live=f"/r/{told.room.id}",
    )


def thread(view: View, told: Transcript) -> str:
    """A page of one thread."""
    sheet, section = _sheet(view, told), told.sections[0]
    room_path = f"/r/{told.room.id}/transcript"
    return document(
        view,
        f"{section.thread.title} · {told.room.title}",
        sprite(),
        element(
            "nav",
            element("a", told.room.title, href=view.link(room_path)),
            aria_label=view.words.whole_room,
        ),
        element("h1", section.thread.title),
        _facts(sheet, section),
        _discusses(view, told, section),
        _posts(sheet, section, "h2"),
        pager(view, f"{room_path}/{section.thread.id}", told.pages, more=told.more),
        _people(view, told),
        _as_of(view, told),
        live=f"/r/{told.room.id}/t/{section.thread.id}",
    )


def _sheet(view: View, told: Transcript) -> Sheet:
    here = {passage.post.id for section in told.sections for passage in section.passages}
    return Sheet(view, told.room.id, told.people, here, told.about)


def _about(sheet: Sheet, told: Transcript) -> Html:
    view, room = sheet.view, told.room
    facts = [
        view.words.transcript,
        view.words.visibilities[room.visibility],
        view.words.opened.format(when=view.when(room.opened_at)),
    ]
    archived = None
    if room.archived_at is not None and room.archived_by is not None:
        by, when = sheet.name(room.archived_by), view.when(room.archived_at)
        archived = element(
            "p",
            view.words.archived.format(name=by, when=when),
            " ",
            view.words.reason.format(reason=room.archived_reason),
            class_="notice",
        )
    return element("div", element("p", " · ".join(facts), class_="dim"), archived)


def _contents(sheet: Sheet, told: Transcript, path: str) -> Html:
    view, words = sheet.view, sheet.view.words
    if not told.sections:
        return element("p", words.no_threads)
    lines = (
        element(
            "li",
            element(
                "a",
                section.thread.title,
                href=f"#t{section.thread.id}"
                if section.whole
                else view.link(f"{path}/{section.thread.id}"),
            ),
            " ",
            element("span", words.posts.format(n=view.number(section.thread.posts)), class_="dim"),
        )
        for section in told.sections
    )
    return element(
        "nav",
        element("h2", words.contents, id="contents"),
        element("ol", lines),
        aria_labelledby="contents",
    )


def _thread(sheet: Sheet, told: Transcript, section: Section, path: str) -> Html:
    thread, words = section.thread, sheet.view.words
    alone = element(
        "p", element("a", words.read_alone, href=sheet.view.link(f"{path}/{thread.id}"))
    )
    return element(
        "section",
        element("h2", thread.title, id=f"t{thread.id}"),
        _facts(sheet, section),
        _discusses(sheet.view, told, section),
        _posts(sheet, section, "h3") if section.whole else alone,
        class_="thread",
        aria_labelledby=f"t{thread.id}",
    )


def _facts(sheet: Sheet, section: Section) -> Html:
    view, thread = sheet.view, section.thread
    words = view.words
    facts = [
        words.posts.format(n=view.number(thread.posts)),
        words.by.format(name=sheet.name(thread.opened_by)),
        words.last.format(when=view.when(thread.last_at)),
    ]
    closed = None
    if thread.closed_at is not None and thread.closed_by is not None:
        by, when = sheet.name(thread.closed_by), view.when(thread.closed_at)
        closed = element(
            "p",
            words.closed.format(name=by, when=when),
            " ",
            words.reason.format(reason=thread.closed_reason),
            class_="notice",
        )
    return element("div", element("p", " · ".join(facts), class_="dim"), closed)


def _discusses(view: View, told: Transcript, section: Section) -> Html | None:
    proposal_id = told.discusses.get(section.thread.id)
    if proposal_id is None:
        return None
    to = view.link(f"/proposals/{proposal_id}/text")
    return element("p", element("a", view.words.discusses, href=to))


def _posts(sheet: Sheet, section: Section, heading: str) -> Html:
    if not section.passages and not section.moves:
        return element("p", sheet.view.words.no_posts)
    return element(
        "div",
        _markers(sheet, section, None, 0, heading),
        (
            (
                article(sheet, passage, heading),
                _markers(sheet, section, passage.post.id, passage.depth + 1, heading),
            )
            for passage in section.passages
        ),
    )


def _markers(
    sheet: Sheet, section: Section, parent_id: int | None, depth: int, heading: str
) -> list[Html]:
    """What was moved from beneath a post. Where the thread is by itself, each post that is gone has one place to be looked for at."""
    newest = {move.root_id: move.id for move in section.moves} if heading == "h2" else {}
    return [
        marker(sheet, move, depth, anchored=newest.get(move.root_id) == move.id)
        for move in section.moves
        if move.parent_id == parent_id
    ]


def _people(view: View, told: Transcript) -> Html | None:
    """Those the page names, where mentions lead to."""
    words = view.words
    if not told.people:
        return None
    lines = (
        element(
            "li",
            element("b", member.name),
            ", " + member.organisation if member.organisation else None,
            f", {words.constituencies[member.constituency]}",
            f" ({words.left})" if member.ended_at else None,
            id=f"m{member.number}",
        )
        for member in told.people.values()
    )
    return element(
        "section",
        element("h2", words.people, id="people"),
        element("ul", lines),
        aria_labelledby="people",
    )


def _as_of(view: View, told: Transcript) -> Html:
    return element(
        "p",
        view.words.as_of.format(seq=view.number(told.seq), when=view.when(view.now)),
        class_="dim as-of",
    )
