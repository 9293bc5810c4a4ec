"""Administrators of the portal: who they are, and whom they look up. In a room they are what anybody else is there."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from rooms import sql
from rooms.errors import Forbidden, Malformed
from rooms.people import Constituency, Who
from rooms.tx import Tx

q = sql.beside(__file__)

FOUND = 20  # people a search shows


class Sought(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom an administrator looks for, by a part of the name or the e-mail."""

    words: Annotated[str, Meta(min_length=2, max_length=254)]


class Known(Struct, frozen=True):
    """A person as administrators find them. `verified`: since when their affiliation is; None: it is not."""

    id: int
    name: str
    organisation: str
    constituency: Constituency
    email: str | None
    administrator: bool
    verified: datetime | None
    verified_by: str | None


async def required(tx: Tx, who: Who) -> None:
    """Ask whether the person is an administrator, and keep them one until the end of the act. Raises Forbidden."""
    if await tx.conn.fetchval(q["administrator"], who.id) is None:
        raise Forbidden("administrators-only")


async def people(tx: Tx, who: Who, sought: Sought) -> list[Known]:
    """The first people whose name or e-mail holds these words, for an administrator. Raises Malformed where there are none."""
    await required(tx, who)
    words = sought.words.strip().lower()
    if not words:
        raise Malformed("empty", field="words")
    return await tx.all(Known, q["people"], words, FOUND)
