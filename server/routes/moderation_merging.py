"""Merging cases and splitting them over HTTP."""

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from moderation import merging
from moderation.case import Case
from moderation.merging import Regrouping
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store


@post("/moderation/cases/{case_id:int}/merges", right="merging.merge")
async def merge(
    case_id: FromPath[int],
    data: JSONBody[Regrouping],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Put other cases under one that one holds."""
    return await store.run(merging.merge, who, case_id, data)


@post("/moderation/cases/{case_id:int}/splits", right="merging.split")
async def split(
    case_id: FromPath[int],
    data: JSONBody[Regrouping],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Let some of them stand by themselves again."""
    return await store.run(merging.split, who, case_id, data)
