"""The policy of strikes as it is kept: the portal's own, or the one it begins with; the newest is in force, earlier ones on record.

The portal begins with what Decree 147/2024 says of social networks: suspended from 5 violations in 30 days or 10 in 90 on, for 7 to 30
days; banned after 3 suspensions.
"""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from moderation import seats, strikes
from moderation.strikes import DEFAULT, MOST_STEPS, Past, Reached, Step
from rooms import sql
from rooms.audit import Command
from rooms.errors import Malformed
from rooms.people import Who
from rooms.policy import RULES
from rooms.readable import READINGS
from rooms.tx import Tx

q = sql.beside(__file__)


class SettingSteps(Command, frozen=True):
    """All steps of the policy, instead of those it had."""

    steps: Annotated[list[Step], Meta(max_length=MOST_STEPS)]


class Policy(Struct, frozen=True):
    """The policy in force. `at`, `by` (the name of who set it) None: it is the one that a portal begins with, `first`.

    `mine`: whoever reads it may set it.
    """

    steps: list[Step]
    at: datetime | None
    by: str | None
    first: list[Step]
    mine: bool


class Kept(Struct, frozen=True):
    """A policy as it is kept, its steps as JSON."""

    steps: str
    at: datetime
    by: str


class Record(Struct, frozen=True):
    """What stands against somebody, and the time it is now."""

    violations: list[datetime]
    suspensions: list[datetime]
    now: datetime


async def of_portal(tx: Tx, who: Who) -> Policy:
    """The policy, for moderators. Raises NotFound, Forbidden."""
    await seats.seen(tx, who, list(READINGS["rules.see"].roles), "no-page")
    return await _shown(tx, who)


async def set_portal(tx: Tx, who: Who, setting: SettingSteps) -> Policy:
    """Set the policy anew. Raises NotFound, Forbidden, Malformed (an act without its end, or with one it cannot have)."""
    seat = await seats.take(tx, who, "no-page")
    tx.rooms.add(seat.room_id)
    wrong = strikes.must_make_sense(setting.steps)
    if wrong is not None:
        raise Malformed("wrong-value", field="steps", name=wrong)
    kept = msgspec.json.encode(setting.steps).decode()
    tx.facts["strikes"] = await tx.conn.fetchval(q["keep"], kept, who.id)
    return await _shown(tx, who)


async def suggested(tx: Tx, person_id: int) -> Reached | None:
    """What the policy suggests about somebody now."""
    kept = await tx.one(Kept, q["in_force"])
    record = await tx.one(Record, q["record"], person_id)
    assert record is not None, "counts are a row"
    return strikes.suggest(_steps(kept), Past(record.violations, record.suspensions), record.now)


async def _shown(tx: Tx, who: Who) -> Policy:
    kept = await tx.one(Kept, q["in_force"])
    setters = list(RULES["thresholds.set_portal"].roles)
    mine = await tx.conn.fetchval(q["mine"], who.id, setters)
    at, by = (kept.at, kept.by) if kept else (None, None)
    return Policy(_steps(kept), at, by, list(DEFAULT), bool(mine))


def _steps(kept: Kept | None) -> list[Step]:
    return list(DEFAULT) if kept is None else msgspec.json.decode(kept.steps, type=list[Step])
