"""What the posts of a proposal's discussion are about: the proposal, one of its articles, or an amendment whose reasons they are."""

from collections.abc import Sequence

from msgspec import Struct

from rooms import sql, standing
from rooms.errors import NotFound
from rooms.people import Who
from rooms.tx import Tx

q = sql.beside(__file__)


class Regarding(Struct, frozen=True):
    """What a post is about: an article of a `version` by its `place` and `heading`, or the amendment with this id and `number`."""

    post_id: int
    proposal_id: int
    version: int | None
    place: int | None
    heading: str | None
    amendment: int | None
    number: int | None


class Subject(Struct, frozen=True):
    """What a thread is about, at one number of its room's journal. `proposal_id` is None where it discusses no proposal.

    `version`: the proposal's newest, 0 without a proposal. `about`: of its comments and reasons.
    """

    room_id: int
    proposal_id: int | None
    version: int
    about: list[Regarding]
    epoch: int
    seq: int


async def of_thread(tx: Tx, who: Who | None, thread_id: int) -> Subject:
    """What a thread is about. Raises NotFound."""
    found = await tx.conn.fetchrow(q["thread"], thread_id)
    if found is None:
        raise NotFound("no-thread")
    try:
        reader = await standing.reader(tx, who, found["room_id"])
    except NotFound:
        raise NotFound("no-thread") from None
    proposal_id: int | None = found["proposal_id"]
    about = [] if proposal_id is None else await tx.all(Regarding, q["of_proposal"], proposal_id)
    return Subject(reader.room_id, proposal_id, found["version"], about, reader.epoch, reader.seq)


async def of_posts(tx: Tx, posts: Sequence[int]) -> dict[int, Regarding]:
    """What these posts are about, those that are about anything. For who may read them."""
    return {each.post_id: each for each in await tx.all(Regarding, q["of_posts"], list(posts))}


async def of_threads(tx: Tx, threads: Sequence[int]) -> dict[int, int]:
    """The proposals that these threads discuss, by thread. For who may read them."""
    return {row["thread_id"]: row["id"] for row in await tx.conn.fetch(q["of_threads"], threads)}
