"""Trying rules out: what they would say of a text, before they are set for others to meet.

A text is judged as the first post of a new member, sent now by nobody in particular: so every rule that
can speak of a newcomer does.
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from moderation import rulesets
from moderation.explaining import Explained, explained
from moderation.judging import judge
from moderation.rules import Circumstances, Rules
from rooms.digests import ZONE
from rooms.people import Who
from rooms.roles import Role
from rooms.screening import Words
from rooms.text import LONGEST_BODY
from rooms.tx import Tx


class Trial(Struct, frozen=True):
    """A text, and the rules it is tried with instead of those that are set here; None: with those."""

    text: Annotated[str, Meta(max_length=LONGEST_BODY)]
    rules: Rules | None = None


async def in_portal(tx: Tx, who: Who, trial: Trial, html: str) -> list[Explained]:
    """What the portal's rules say, the strongest first. `html`: the text as a post would be. Raises NotFound."""
    kept = await rulesets.of_portal(tx, who)
    return _tried([trial.rules or kept.rules], trial, html)


async def in_room(tx: Tx, who: Who, room_id: int, trial: Trial, html: str) -> list[Explained]:
    """What the portal's rules and a room's say together. Raises NotFound, Forbidden."""
    kept = await rulesets.of_room(tx, who, room_id)
    portal = await rulesets.in_force(tx, None)
    return _tried([portal.rules, trial.rules or kept.rules], trial, html)


def _tried(rules: list[Rules], trial: Trial, html: str) -> list[Explained]:
    time = datetime.now(ZONE).strftime("%H:%M")
    of = Circumstances(Role.MEMBER, 0, 0, 0, 0, time)
    return [explained(each) for each in judge(rules, Words("post", trial.text, html), of)]
