"""`posts.reply` for many at once: in as many statements as for one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from rooms import posts, writing
from rooms.draft import Draft
from rooms.people import Who
from rooms.post import Said
from rooms.screening import Words
from rooms.text import body
from rooms.tx import Tx
from rooms.writing import New


class Reply(NamedTuple):
    """What `posts.reply` is given."""

    tx: Tx
    who: Who
    thread_id: int
    draft: Draft
    html: str
    at: datetime | None = None


async def reply_all(given: Sequence[tuple[Any, ...]]) -> list[Said | None]:
    """Write the replies that may be written. None for the others: `posts.reply` says of each what is wrong, or holds it.

    `given`: what makes a Reply of each, all of one transaction. Raises what the screening or the database has against
    any of them.
    """
    asked = [Reply(*each) for each in given]
    found = await posts.places(
        asked[0].tx, [each.thread_id for each in asked], [each.who.id for each in asked]
    )
    new = {}
    for place in found:
        tx, _, thread_id, draft, html, at = asked[place.n - 1]
        words = Words("post", body(draft.body), html)
        if (
            place.may
            and not place.closed
            and place.silenced is None
            and place.slow_s is None
            and not await tx.judge(place, [words], sure=draft.sure)
        ):
            new[place.n - 1] = New(tx, place.room_id, place.number, thread_id, draft, html, at)
    written = dict(zip(new, await writing.write(list(new.values())), strict=True))
    return [posts.said(written[n]) if n in written else None for n in range(len(asked))]
