"""An export becomes a thread of a room: statements posts, votes positions, everybody a pseudonym.

Things are written in batches of one transaction each, under keys made of what they are. So an import that broke
off is finished by the next one, and a newer export of the same conversation brings only what is new.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TypeVar

from msgspec import Struct

from rooms import importing, stands
from rooms.importing import Conversation, Pseudonym
from rooms.stands import Stand
from rooms.store import Store
from server.keys import key_of
from server.polis.export import Export, Statement, Vote
from server.rendering import Renderer

T = TypeVar("T")

PEOPLE, STATEMENTS, VOTES = 100, 50, 500  # in one transaction
SINCE = datetime(1970, 1, 1, tzinfo=UTC)


class Summary(Struct, frozen=True):
    """What an import found, and how much of it was new to the room."""

    room_id: int
    people: int
    people_new: int
    statements: int
    statements_new: int
    statements_omitted: int  # moderated out
    positions: int
    positions_new: int
    votes: int
    votes_omitted: int  # on statements moderated out
    votes_superseded: int  # followed by a later one of the same person on the same statement


async def bring(
    store: Store, renderer: Renderer, export: Export, room_id: int, advance: Callable[[int], None]
) -> Summary:
    """Bring the conversation into the room; `advance` is told of each batch how many things were in it.

    Raises Refused: the room is archived, the thread was closed, the database is away.
    """
    space = f"polis/{room_id}/{export.title}"
    numbers, people_new = await _people(store, export, room_id, space, advance)
    posts: dict[int, int] = {}
    statements_new = 0
    conversation = Conversation(key_of(space), export.title)
    for batch in batches(export.kept, STATEMENTS):
        said = [await _said(renderer, space, numbers, statement) for statement in batch]
        done = (
            await store.run(importing.import_statements, None, room_id, conversation, said)
        ).result
        posts |= {s.id: done.ids[key.key] for s, key in zip(batch, said, strict=True)}
        statements_new += done.new
        advance(len(batch))
    positions = positions_new = 0
    for votes in batches(export.latest_votes(), VOTES):
        taken = [_stand(space, numbers, posts, vote) for vote in votes]
        positions_new += (await store.run(stands.import_positions, None, room_id, taken)).result.new
        positions += len(taken)
        advance(len(taken))
    return Summary(
        room_id=room_id,
        people=len(numbers),
        people_new=people_new,
        statements=len(posts),
        statements_new=statements_new,
        statements_omitted=len(export.statements) - len(export.kept),
        positions=positions,
        positions_new=positions_new,
        votes=export.votes,
        votes_omitted=export.votes - export.votes_kept,
        votes_superseded=export.votes_kept - positions,
    )


async def _people(
    store: Store, export: Export, room_id: int, space: str, advance: Callable[[int], None]
) -> tuple[dict[int, int], int]:
    """The member number of each participant, and how many are new."""
    numbers: dict[int, int] = {}
    new = 0
    for batch in batches(export.participants(), PEOPLE):
        people = [Pseudonym(key_of(space, "person", n), f"Người tham gia {n}") for n in batch]
        done = (await store.run(importing.import_people, None, room_id, people)).result
        numbers |= {n: done.ids[who.key] for n, who in zip(batch, people, strict=True)}
        new += done.new
        advance(len(batch))
    return numbers, new


async def _said(
    renderer: Renderer, space: str, numbers: dict[int, int], statement: Statement
) -> importing.Statement:
    author, body = statement.author, statement.markdown
    return importing.Statement(
        key_of(space, "statement", statement.id, author, statement.at_ms, statement.body),
        numbers[author],
        when(statement.at_ms),
        body,
        await renderer.render(body),
    )


def _stand(space: str, numbers: dict[int, int], posts: dict[int, int], vote: Vote) -> Stand:
    key = key_of(space, "vote", vote.statement, vote.voter, vote.at_ms, vote.side)
    return Stand(key, posts[vote.statement], numbers[vote.voter], vote.side, when(vote.at_ms))


def when(at_ms: int) -> datetime:
    """The moment that many milliseconds after 1970 began."""
    return SINCE + timedelta(milliseconds=at_ms)


def batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things, `size` at a time."""
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch
