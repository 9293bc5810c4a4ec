"""Search: passages of every room the reader may read, by words, best first.

Postgres finds the candidates by their rarest terms; the best MOST of them are put in order here by BM25, and
a page of that order is shown with the words marked in the original. Rights are part of the first query.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, TypeVar

from msgspec import Meta, Struct

from rooms import sql, standing
from rooms.errors import Busy, Malformed
from rooms.people import Who
from rooms.posts import Kind
from rooms.ranking import ALL_UP_TO, LOOKED_AT, PAIR, Terms, idf, leading, score
from rooms.rows import made
from rooms.text import clean, plain
from rooms.text.highlight import excerpt, whole
from rooms.text.tokens import needle, pairs, tokens
from rooms.tx import Tx

S = TypeVar("S", bound=Struct)
q = sql.beside(__file__)

LONGEST_QUERY = 200  # characters
LONGEST_LIKE = 12_000  # characters of a thread not opened yet: its title and its first post
MOST_WORDS = 24  # of a query; what comes after is passed over
MOST = 300  # candidates, and so the last result that can be asked for
PAGE = 20  # results
SIMILAR = 5  # threads
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


class Candidate(Struct, frozen=True):
    """A passage that may answer. `hits` are the numbers of passages for each term that was looked for, the rare ones."""

    id: int
    thread_id: int | None
    length: int
    folded: str
    hits: list[int]


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


async def find(tx: Tx, who: Who | None, search: Search) -> Results:
    """A page of the answer. Raises Malformed where there is no word to look for, NotFound for a room one may not read.

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
    ranked = await _ranked(tx, who, place, terms)
    words = [needle(word) for word in terms.words]
    complete = [passage for passage in ranked if all(word in passage.folded for word in words)]
    every = len(terms.words) > ALL_UP_TO or bool(complete)
    chosen = complete if len(terms.words) <= ALL_UP_TO and complete else ranked
    page = chosen[search.after : search.after + PAGE]
    shown = await _rows(tx, Found, q["found"], [passage.id for passage in page])
    end = search.after + PAGE
    return Results(
        [_hit(found, terms) for found in shown],
        len(chosen),
        every,
        end if end < len(chosen) else None,
    )


async def similar(tx: Tx, who: Who | None, room_id: int, like: Like) -> list[SimilarThread]:
    """The threads of the room that are nearest to a text, at most SIMILAR; none for a text without words."""
    await standing.reader(tx, who, room_id)
    terms = asked(clean(like.text, "text"))
    if not terms.words:
        return []
    words = [needle(word) for word in terms.words]
    best: dict[int, int] = {}
    for passage in await _ranked(tx, who, Place(room_id), terms):
        if passage.thread_id is not None and _near(passage, words):
            best.setdefault(passage.thread_id, passage.id)
    shown = await _rows(tx, Found, q["found"], list(best.values())[:SIMILAR])
    return [
        SimilarThread(found.thread_id, whole(found.thread or "", terms.every), found.at)
        for found in shown
        if found.thread_id is not None
    ]


def asked(query: str) -> Terms:
    """The terms of a query, in their order."""
    of = tokens(query)[:MOST_WORDS]
    words = dict.fromkeys(token.term for token in of)
    return Terms(tuple(words), tuple(dict.fromkeys(pairs(of))))


async def _ranked(tx: Tx, who: Who | None, place: Place, terms: Terms) -> list[Candidate]:
    """The candidates, best first; among equals the newest."""
    scale = (await _rows(tx, Scale, q["scale"], list(terms.every)))[0]
    shares = dict(zip(scale.terms, scale.shares, strict=True))
    lead = leading(terms.every, shares, scale.passages)
    person_id = who.id if who else None
    where = place.author, place.kind, place.since, place.until
    if lead.walk:
        candidates = await _rows(
            tx,
            Candidate,
            q["common"],
            person_id,
            place.room,
            _quoted(lead.terms[0]),
            *where,
            LOOKED_AT,
            MOST,
        )
    else:
        sought = [_quoted(term) for term in lead.terms]
        candidates = await _rows(
            tx, Candidate, q["rare"], person_id, place.room, sought, *where, scale.passages, MOST
        )
    if not candidates:
        return []
    hits = dict(zip(lead.terms, candidates[0].hits, strict=False))
    passages = max(scale.passages, *hits.values(), len(candidates))
    weights = [
        (
            needle(term),
            idf(hits.get(term, shares.get(term, 0.0) * passages), passages)
            * (PAIR if term in terms.pairs else 1.0),
        )
        for term in terms.every
    ]
    usual = max(1.0, sum(passage.length for passage in candidates) / len(candidates))
    scores = {
        passage.id: score(passage.folded, passage.length, weights, usual) for passage in candidates
    }
    return sorted(candidates, key=lambda passage: (-scores[passage.id], -passage.id))


def _quoted(term: str) -> str:
    """A term as Postgres reads it in a query. It has no quote and no backslash: `tokens` makes none."""
    return f"'{term}'"


async def _rows(tx: Tx, kind: type[S], query: str, *args: Any) -> list[S]:
    try:
        rows = await tx.conn.fetch(query, *args, timeout=SEARCH_S)
    except TimeoutError:
        raise Busy("search-too-slow", retry_after_s=5) from None
    return [made(kind, row) for row in rows]


def _near(passage: Candidate, words: Sequence[str]) -> bool:
    """Whether the passage shares enough with a text to be called similar: two of its words, or its only one."""
    return sum(word in passage.folded for word in words) >= min(2, len(words))


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
