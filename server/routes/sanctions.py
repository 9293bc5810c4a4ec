"""What is done about people, over HTTP: bans proposed and confirmed, and the policy that suggests.

Warnings, silences and their end are acts of a case like those about words: `server.routes.moderation`.
"""

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from moderation import bans, thresholds
from moderation.bans import Proposing, Seconding
from moderation.case import Case
from moderation.thresholds import Policy, SettingSteps
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store


@post("/moderation/cases/{case_id:int}/proposal", right="bans.propose")
async def propose(
    case_id: FromPath[int],
    data: JSONBody[Proposing],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Propose to ban the author."""
    return await store.run(bans.propose, who, case_id, data)


@post("/moderation/cases/{case_id:int}/second", right="bans.second")
async def second(
    case_id: FromPath[int],
    data: JSONBody[Seconding],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Case]:
    """Confirm what somebody else has proposed, or decline it."""
    return await store.run(bans.second, who, case_id, data)


@get("/moderation/strikes", right="rules.see")
async def strikes(who: NamedDependency[Who], store: NamedDependency[Store]) -> Policy:
    """After how many violations what is suggested."""
    async with store.reading() as tx:
        return await thresholds.of_portal(tx, who)


@put("/moderation/strikes", right="thresholds.set_portal")
async def set_strikes(
    data: JSONBody[SettingSteps], who: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[Policy]:
    """Set all of it anew."""
    return await store.run(thresholds.set_portal, who, data)
