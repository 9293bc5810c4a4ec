"""Search: passages of every room the reader may read, by words, best first.

Postgres finds the candidates by their rarest terms; the best MOST of them are put in order by `rooms.answers`, and
a page of that order is shown with the words marked in the original. Rights are part of every query, as time passes
between them: what is only arithmetic (`rooms.answers`, and `hits` here) needs no connection and belongs in a thread.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

from rooms import sql, standing
from rooms.answers import Candidate, Looked
from rooms.errors import Busy, Malformed
from rooms.people import Who
from rooms.post import Kind
from rooms.ranking import LOOKED_AT, Terms, leading
from rooms.rows import made
from rooms.text import clean, plain
from rooms.text.highlight import excerpt, whole
from rooms.text.tokens import pairs, tokens
from rooms.tx import Tx

S = TypeVar("S", bound=Struct)
q = sql.beside(__file__)

LONGEST_QUERY = 200  # characters
LONGEST_LIKE = 12_000  # characters of a thread not opened yet: its title and its first post
MOST_WORDS = 24  # of a query; what comes after is passed over
READ = 2_000  # characters of a query, in which these words are
MOST = 300  # candidates, and so the last result that can be asked for
PAGE = 20  # results
SEARCH_S = 3.0  # for one statement; then the reader is told to ask for less

Pieces = list[str]


class Search(Struct, frozen=True, forbid_unknown_fields=True):
    """What is looked for. `room` None: in all rooms; `author` is a member's number and needs a room.

    `since` is the first moment that counts and `until` the first that does not any more. `after` is the `next` of the
    page before.
    """

    q: Annotated[str, Meta(max_length=LONGEST_QUERY)]
    room: Annotated[int, Meta(ge=1, le=2**53)] | None = None
    author: Annotated[int, Meta(ge=1, le=2**31 - 1)] | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None
    after: Annotated[int, Meta(ge=0, le=MOST)] = 0


class Like(Struct, frozen=True, forbid_unknown_fields=True):
    """A thread somebody is about to open, as far as it is written."""

    text: Annotated[str, Meta(max_length=LONGEST_LIKE)]


class Hit(Struct, frozen=True):
    """A post, a thread (no `post_id`) or a room (no `thread_id`) that was found.

    `title` and `excerpt` are pieces of the original, in turn plain and asked for. `author` is the number in the room,
    `kind` a post's.
    """

    room_id: int
    room: str
    thread_id: int | None
    post_id: int | None
    author: int | None
    name: str | None
    kind: Kind | None
    at: datetime
    title: Pieces
    excerpt: Pieces


class Results(Struct, frozen=True):
    """A page of what was found, best first. `number` is how many there are, at most MOST.

    `every` is False where nothing has all the words of a short query, and what has some of them is shown instead.
    """

    hits: list[Hit]
    number: int
    every: bool
    next: int | None


class SimilarThread(Struct, frozen=True):
    """A thread that speaks of the same; `title` in pieces as of a Hit."""

    thread_id: int
    title: Pieces
    at: datetime


class Scale(Struct, frozen=True):
    """How many passages there are, and the share of them that has each of the common terms."""

    passages: float
    terms: list[str]
    shares: list[float]


class Found(Struct, frozen=True):
    """A passage as it is shown; `text` is HTML for a post, a room's description, else empty."""

    room_id: int
    room: str
    thread_id: int | None
    thread: str | None
    post_id: int | None
    author: int | None
    name: str | None
    kind: Kind | None
    at: datetime
    text: str


class Place(Struct, frozen=True):
    """Where is searched: the filters, in the order of the query."""

    room: int | None = None
    author: int | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None


async def look(tx: Tx, who: Who | None, search: Search) -> Looked:
    """What may answer. Raises Malformed where there is no word to look for, NotFound for a room one may not read.

    Raises Busy where it would take too long.
    """
    terms = asked(clean(search.q, "q"))
    if not terms.words:
        raise Malformed("no-words", field="q")
    if search.author is not None and search.room is None:
        raise Malformed("author-without-room", field="author")
    if search.room is not None:
        await standing.reader(tx, who, search.room)
    place = Place(search.room, search.author, search.kind, search.since, search.until)
    return await _looked(tx, who, place, terms)


async def look_like(tx: Tx, who: Who | None, room_id: int, like: Like) -> Looked | None:
    """What may speak of the same as a text, None for one without words. Raises as `look` does."""
    await standing.reader(tx, who, room_id)
    terms = asked(clean(like.text, "text"))
    return await _looked(tx, who, Place(room_id), terms) if terms.words else None


async def shown(tx: Tx, who: Who | None, ids: Sequence[int]) -> list[Found]:
    """These passages as they are now, without those that are gone or that one may not read any more. Raises Busy."""
    return await _rows(tx, Found, q["found"], who.id if who else None, list(ids))


def hits(found: Sequence[Found], terms: Terms) -> list[Hit]:
    """What was found, with its terms marked. Work for a thread: a post has up to 10,000 characters."""
    return [_hit(each, terms) for each in found]


def similar(found: Sequence[Found], terms: Terms) -> list[SimilarThread]:
    """The threads that were found, with the terms marked."""
    return [
        SimilarThread(each.thread_id, whole(each.thread or "", terms.every), each.at)
        for each in found
        if each.thread_id is not None
    ]


def asked(query: str) -> Terms:
    """The terms of a query, in their order."""
    of = tokens(query[:READ])[:MOST_WORDS]
    words = dict.fromkeys(token.term for token in of)
    return Terms(tuple(words), tuple(dict.fromkeys(pairs(of))))


async def _looked(tx: Tx, who: Who | None, place: Place, terms: Terms) -> Looked:
    scale = (await _rows(tx, Scale, q["scale"], list(terms.every)))[0]
    shares = dict(zip(scale.terms, scale.shares, strict=True))
    lead = leading(terms.every, shares, scale.passages)
    person_id = who.id if who else None
    where = place.author, place.kind, place.since, place.until
    sought = [_quoted(term) for term in lead.terms]
    if lead.walk:
        of = person_id, place.room, sought[0], *where, LOOKED_AT, MOST
        candidates = await _rows(tx, Candidate, q["common"], *of)
    else:
        of_rare = person_id, place.room, sought, *where, scale.passages, MOST
        candidates = await _rows(tx, Candidate, q["rare"], *of_rare)
    return Looked(terms, lead, scale.passages, shares, candidates)


def _quoted(term: str) -> str:
    """A term as Postgres reads it in a query. It has no quote and no backslash: `tokens` makes none."""
    return f"'{term}'"


async def _rows(tx: Tx, kind: type[S], query: str, *args: Any) -> list[S]:
    try:
        rows = await tx.conn.fetch(query, *args, timeout=SEARCH_S)
    except TimeoutError:
        raise Busy("search-too-slow", retry_after_s=5) from None
    return [made(kind, row) for row in rows]


def _hit(found: Found, terms: Terms) -> Hit:
    title = found.room if found.thread is None else found.thread
    text = found.text if found.post_id is None else plain(found.text).replace("\n", " ")
    return Hit(
        found.room_id,
        found.room,
        found.thread_id,
        found.post_id,
        found.author,
        found.name,
        found.kind,
        found.at,
        whole(title, terms.every),
        excerpt(text, terms.every),
    )
