"""What may be read, and by whom: the rows of the policy table for whatever changes nothing, by the name of the right to read it.

The acts have theirs in `rooms.policy`. Nothing here leaves an audit row.
"""

from collections.abc import Mapping
from types import MappingProxyType

from rooms.roles import EVERYONE, KEEPERS, OWNERS, STEWARDS
from rooms.rule import Asked, Rule, Scope, State

MODERATORS = Rule(
    KEEPERS, archived=True, recorded=False, desk=True, unless=(State.SUSPENDED,), scope=Scope.READ
)

READINGS: Mapping[str, Rule] = MappingProxyType(
    {
        "portal.see": Rule(asked=Asked.ANYONE, archived=True, recorded=False, scope=Scope.READ),
        "self.see": Rule(archived=True, recorded=False, scope=Scope.READ),
        "self.export": Rule(archived=True, recorded=False),
        "unsent.see": Rule(archived=True, recorded=False),
        "room.read": Rule(EVERYONE, archived=True, recorded=False, public=True, scope=Scope.READ),
        "table.see": Rule(EVERYONE, archived=True, recorded=False, hidden=True, scope=Scope.READ),
        "queue.see": Rule(
            EVERYONE,
            archived=True,
            recorded=False,
            desk=True,
            unless=(State.SUSPENDED,),
            scope=Scope.READ,
        ),
        "rules.see": MODERATORS,
        "rules.see_in_room": Rule(KEEPERS, archived=True, recorded=False, scope=Scope.READ),
        "case.see": MODERATORS,
        "request.see": Rule(
            OWNERS, archived=True, recorded=False, desk=True, unless=(State.SUSPENDED,)
        ),
        "invitations.see": Rule(STEWARDS, archived=True, recorded=False, scope=Scope.READ),
        "administration.see": Rule(asked=Asked.ADMINISTRATOR, archived=True, recorded=False),
    }
)
