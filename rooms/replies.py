"""`posts.reply` for many at once: in as many statements as for one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from rooms import posts
from rooms.people import Who
from rooms.post import Post
from rooms.posts import Draft, New
from rooms.tx import Tx


class Reply(NamedTuple):
    """What `posts.reply` is given."""

    tx: Tx
    who: Who
    thread_id: int
    draft: Draft
    html: str
    at: datetime | None = None


async def reply_all(given: Sequence[tuple[Any, ...]]) -> list[Post | None]:
    """Write the replies that may be written. None for the others: `posts.reply` says of each what is wrong.

    `given`: what makes a Reply of each, all of one transaction. Raises what the screening or the database has against
    any of them.
    """
    asked = [Reply(*each) for each in given]
    found = await posts.places(
        asked[0].tx, [each.thread_id for each in asked], [each.who.id for each in asked]
    )
    welcome = {place.n - 1: place for place in found if place.may and not place.closed}
    new = []
    for n, place in welcome.items():
        tx, _, thread_id, draft, html, at = asked[n]
        new.append(New(tx, place.room_id, place.number, thread_id, draft, html, at))
    written = dict(zip(welcome, await posts.write(new), strict=True))
    return [written.get(n) for n in range(len(asked))]
