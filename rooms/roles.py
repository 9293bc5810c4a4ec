"""What somebody is in a room, and those who may do the same there, by the name the policy table has for them."""

from enum import StrEnum


class Role(StrEnum):
    """What a member is in a room, from the one who answers for it to the one who only reads."""

    OWNER = "owner"
    FACILITATOR = "facilitator"
    MODERATOR = "moderator"
    MEMBER = "member"
    OBSERVER = "observer"


OWNERS = frozenset({Role.OWNER})
STEWARDS = OWNERS | {Role.FACILITATOR}
KEEPERS = STEWARDS | {Role.MODERATOR}
SPEAKERS = KEEPERS | {Role.MEMBER}
EVERYONE = SPEAKERS | {Role.OBSERVER}
