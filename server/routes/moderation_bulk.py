"""Several cases decided alike: one by one, each on record by itself, and the answer says of each what came of it."""

from typing import Annotated
from uuid import uuid5

from litestar import post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Meta, Struct

from moderation import acts, seats
from moderation.case import Act, Case
from moderation.deciding import Deciding, PrivateNote, PublicNote
from moderation.reasons import Reason
from rooms import silence
from rooms.audit import Command
from rooms.errors import Conflict, NotFound
from rooms.people import Who
from rooms.policy import RULES
from rooms.store import Store

MOST = 50

Id = Annotated[int, Meta(ge=1, le=2**53)]


class Several(Command, frozen=True, kw_only=True):
    """The same decision about several cases, and so about whole posts. What is sent again under its key is done once, for each of them."""

    act: Act
    reason: Reason | None = None
    public_note: PublicNote = ""
    private_note: PrivateNote = ""
    cases: Annotated[list[Id], Meta(min_length=1, max_length=MOST)]


class Outcome(Struct, frozen=True):
    """What came of one of them: the case as it is now, or why it was not decided so."""

    case_id: int
    case: Case | None
    refused: str | None


@post("/moderation/acts", status_code=200, right="acts.take")
async def several(
    data: JSONBody[Several], who: NamedDependency[Who], store: NamedDependency[Store]
) -> list[Outcome]:
    """Decide cases that wait and that nobody else holds. One that is refused stands in no other's way."""
    async with store.looking() as tx:
        await silence.must_not_hold(tx, who)
        await seats.seen(tx, who, list(RULES["acts.take"].roles), "no-case")
    return [await _one(store, who, case_id, data) for case_id in dict.fromkeys(data.cases)]


async def _one(store: Store, who: Who, case_id: int, data: Several) -> Outcome:
    key = uuid5(data.key, str(case_id))
    deciding = Deciding(key, data.act, data.reason, data.public_note, data.private_note)
    try:
        done = await store.run(acts.take, who, case_id, deciding)
    except (Conflict, NotFound) as refused:
        return Outcome(case_id, None, refused.reason)
    return Outcome(case_id, done.result, None)
