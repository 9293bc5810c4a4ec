"""Reactions to posts over HTTP: given, and taken back."""

from uuid import UUID

from litestar import delete, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody

from rooms import reactions
from rooms.people import Who
from rooms.reactions import Reacting, Reaction, Received
from rooms.run import Done
from rooms.store import Store


@put("/posts/{post_id:int}/reaction", right="reactions.give")
async def give(
    post_id: FromPath[int],
    data: JSONBody[Reacting],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Received]:
    """Thank whoever wrote it, or tell them that it is useful, unclear, or wants a source."""
    return await store.run(reactions.give, who, post_id, data)


@delete("/posts/{post_id:int}/reaction", status_code=200, right="reactions.take_back")
async def take_back(
    post_id: FromPath[int],
    reaction: FromQuery[Reaction],
    key: FromQuery[UUID],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Received]:
    """Take one of them back."""
    return await store.run(reactions.take_back, who, post_id, Reacting(key, reaction))
