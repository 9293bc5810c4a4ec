"""Who may do what: one table, role by act, read by every verb's first query.

A verb without a row here cannot run, so a right that nobody thought of is a right that nobody has. The roles
of a row reach the first query as `tx.roles`; what depends on the thing itself (closed, archived, one's own)
is asked in that same query and named in the row.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct


class Role(StrEnum):
    """What a member is in a room, from the one who answers for it to the one who only reads."""

    OWNER = "owner"
    FACILITATOR = "facilitator"
    MODERATOR = "moderator"
    MEMBER = "member"
    OBSERVER = "observer"


class Rule(Struct, frozen=True):
    """One row of the table.

    `roles`: the members who may, empty where membership is not the question (then the verb's own first
    query says who may). `archived`: whether it may still be done in an archived room. `recorded`: whether an
    audit row is due; only reading marks go without.
    """

    roles: frozenset[Role] = frozenset()
    archived: bool = False
    recorded: bool = True


OWNERS = frozenset({Role.OWNER})
STEWARDS = OWNERS | {Role.FACILITATOR}
KEEPERS = STEWARDS | {Role.MODERATOR}
SPEAKERS = KEEPERS | {Role.MEMBER}
EVERYONE = SPEAKERS | {Role.OBSERVER}

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "accounts.sign_up": Rule(),
        "audit.forget_answers": Rule(),
        "first.offer": Rule(),
        "sessions.begin": Rule(),
        "sessions.end": Rule(),
        "sessions.change_password": Rule(),
        "accounts.change_profile": Rule(archived=True),
        "accounts.become_first_administrator": Rule(),
        "rooms.open_room": Rule(),
        "rooms.describe": Rule(OWNERS),
        "rooms.archive": Rule(OWNERS, archived=True),
        "rooms.unarchive": Rule(OWNERS, archived=True),
        "members.join": Rule(),
        "members.leave": Rule(EVERYONE, archived=True),
        "members.add": Rule(STEWARDS),
        "members.change_role": Rule(OWNERS, archived=True),
        "members.remove": Rule(STEWARDS, archived=True),
        "threads.open_thread": Rule(SPEAKERS),
        "threads.close": Rule(KEEPERS),
        "threads.reopen": Rule(KEEPERS),
        "posts.reply": Rule(SPEAKERS),
        "posts.edit": Rule(SPEAKERS),
        "posts.retract": Rule(SPEAKERS),
        "positions.take": Rule(SPEAKERS),
        "positions.withdraw": Rule(SPEAKERS),
        "importing.import_room": Rule(),
        "importing.import_people": Rule(),
        "importing.import_statements": Rule(),
        "stands.import_positions": Rule(),
        "reading.mark": Rule(EVERYONE, archived=True, recorded=False),
    }
)


def acts_of(role: Role | None) -> list[str]:
    """The acts this role may do in a room, for a page that shows only buttons that work."""
    return sorted(act for act, rule in RULES.items() if role in rule.roles)
