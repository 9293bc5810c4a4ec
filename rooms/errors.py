"""What the domain can refuse: a closed list of kinds, each with a stable reason.

A refusal carries no sentence. `server.problems` says the reason in the reader's language, turns it into
problem+json over HTTP, and the same class closes a socket with 4000 + status.
"""

from typing import Any, ClassVar


class Refused(Exception):
    """A request turned down. The subclasses are all the kinds a client can meet."""

    status: ClassVar[int] = 400

    def __init__(self, reason: str, *, field: str | None = None, **facts: Any) -> None:
        """`reason` is the stable name in `/problems/<reason>`, `field` the input at fault, `facts` are told too."""
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.facts = facts


class Malformed(Refused):
    """The request cannot be understood, or a field holds what it may not."""


class SignInFirst(Refused):
    """Nobody is signed in, or the session has ended."""

    status = 401


class Forbidden(Refused):
    """The thing may be seen, but this may not be done to it."""

    status = 403


class NotFound(Refused):
    """There is no such thing, or it is not for this person to know."""

    status = 404


class Conflict(Refused):
    """The state of the thing stands against it: closed, archived, already used, ahead of the journal."""

    status = 409


class Stale(Refused):
    """The thing was changed since the client read it."""

    status = 412


class TooLarge(Refused):
    """More bytes than are taken."""

    status = 413


class TooComplex(Refused):
    """Understood, but more work than one request may cause."""

    status = 422


class TooMany(Refused):
    """More of them, or more often, than is allowed."""

    status = 429


class Lacking(Refused):
    """This server was set up without what that needs; another day will not help."""

    status = 501


class Busy(Refused):
    """The server cannot do it now. `retry_after_s` among the facts says when to try again."""

    status = 503


class NoSpace(Refused):
    """There is no room on a disk for what would be written."""

    status = 507
