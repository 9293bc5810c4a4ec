"""Sets of rules as they are kept: the portal's and each room's, the newest in force, the earlier ones on record."""

from datetime import datetime

import msgspec
from msgspec import Struct

from moderation import seats
from moderation.rules import Rules
from rooms import sql, standing
from rooms.audit import Command
from rooms.errors import Forbidden
from rooms.people import Who
from rooms.readable import READINGS
from rooms.tx import Tx

q = sql.beside(__file__)

NONE = Rules()


class Setting(Command, frozen=True):
    """All rules of a place, instead of those it had."""

    rules: Rules


class RuleSet(Struct, frozen=True):
    """The rules that are in force somewhere. `id`, `at`, `by` (the name of who set them) None: none were ever set."""

    id: int | None
    rules: Rules
    at: datetime | None
    by: str | None


class Kept(Struct, frozen=True):
    """A set of rules as it is kept, as JSON."""

    id: int
    rules: str
    at: datetime
    by: str


async def read(tx: Tx, set_id: int) -> Rules:
    """One set by its id, which never changes."""
    return msgspec.json.decode(await tx.conn.fetchval(q["read"], set_id), type=Rules)


async def of_portal(tx: Tx, who: Who) -> RuleSet:
    """The portal's rules, for moderators. Raises NotFound."""
    await seats.seen(tx, who, list(READINGS["rules.see"].roles), "no-page")
    return await in_force(tx, None)


async def of_room(tx: Tx, who: Who, room_id: int) -> RuleSet:
    """A room's own rules, for those who keep it. Raises NotFound, Forbidden."""
    place = await standing.reader(tx, who, room_id)
    if place.role is None:
        raise Forbidden("join-first", room_id=room_id)
    if place.role not in READINGS["rules.see_in_room"].roles:
        raise Forbidden("role-may-not")
    return await in_force(tx, room_id)


async def set_portal(tx: Tx, who: Who, setting: Setting) -> RuleSet:
    """Set the rules that go for every room. Raises NotFound, Forbidden."""
    seat = await seats.take(tx, who, "no-page")
    tx.rooms.add(seat.room_id)
    return await _keep(tx, who, None, setting)


async def set_room(tx: Tx, who: Who, room_id: int, setting: Setting) -> RuleSet:
    """Set a room's own rules, which can add to the portal's and take nothing away. Raises NotFound, Forbidden."""
    may = await tx.conn.fetchval(q["may"], room_id, who.id, tx.roles)
    if may is None:
        raise await standing.outsider(tx, room_id, "no-room")
    if not may:
        raise Forbidden("role-may-not")
    tx.rooms.add(room_id)
    return await _keep(tx, who, room_id, setting)


async def _keep(tx: Tx, who: Who, room_id: int | None, setting: Setting) -> RuleSet:
    kept = msgspec.json.encode(setting.rules).decode()
    tx.facts["rules"] = await tx.conn.fetchval(q["keep"], room_id, kept, who.id)
    return await in_force(tx, room_id)


async def in_force(tx: Tx, room_id: int | None) -> RuleSet:
    """The rules of a room, None: of the portal, whoever asks."""
    kept = await tx.one(Kept, q["in_force"], room_id)
    if kept is None:
        return RuleSet(None, NONE, None, None)
    return RuleSet(kept.id, msgspec.json.decode(kept.rules, type=Rules), kept.at, kept.by)
