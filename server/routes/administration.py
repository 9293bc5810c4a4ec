"""What administrators see and say, over HTTP: people, their rights and why, verified affiliations."""

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from rooms import administration, rights, verification
from rooms.administration import Known, Sought
from rooms.audit import Command
from rooms.people import Who
from rooms.rights import RightsInRoom, RightsOfPerson
from rooms.run import Done
from rooms.store import Store
from rooms.verification import Verification, Withdrawal
from server.config import Settings
from server.in_force import InForce, in_force


@post("/administration/people", status_code=200, right="administration.see")
async def people(
    data: JSONBody[Sought],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> list[Known]:
    """The people whose name or e-mail holds these words."""
    async with store.reading() as tx:
        return await administration.people(tx, who, data)


@post("/administration/people/{person_id:int}/rights", status_code=200, right="rights.of_person")
async def of_person(
    person_id: FromPath[int], who: NamedDependency[Who], store: NamedDependency[Store]
) -> RightsOfPerson:
    """Somebody's rights on the portal, and their rooms. It is on record that they were looked at."""
    return (await store.run(rights.of_person, who, person_id)).result


@post(
    "/administration/people/{person_id:int}/rooms/{room_id:int}/rights",
    status_code=200,
    right="rights.in_room",
)
async def in_room(
    person_id: FromPath[int],
    room_id: FromPath[int],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> RightsInRoom:
    """Somebody's rights in a room, each with its reason. It is on record that they were looked at."""
    return (await store.run(rights.in_room, who, person_id, room_id)).result


@put("/administration/people/{person_id:int}/verification", right="verification.verify")
async def verify(
    person_id: FromPath[int],
    data: JSONBody[Command],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Verification]:
    """Vouch for somebody's affiliation."""
    return await store.run(verification.verify, who, person_id, data)


@put(
    "/administration/people/{person_id:int}/verification/withdrawal", right="verification.withdraw"
)
async def withdraw(
    person_id: FromPath[int],
    data: JSONBody[Withdrawal],
    who: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Verification]:
    """Take the word back, saying why."""
    return await store.run(verification.withdraw, who, person_id, data)


@get("/administration/settings", right="administration.see")
async def settings(
    who: NamedDependency[Who], store: NamedDependency[Store], chosen: NamedDependency[Settings]
) -> list[InForce]:
    """The settings in force, without secrets. They are changed where the server is started."""
    async with store.looking() as tx:
        await administration.required(tx, who)
    return in_force(chosen)
