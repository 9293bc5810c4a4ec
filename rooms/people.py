"""Who acts: the person a request comes from, as every verb receives it."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from rooms.errors import Forbidden
from rooms.rule import Rule, Scope

# One @, and nothing on either side that cannot be seen: spaces, controls. The e-mail that arrives says the rest.
Email = Annotated[
    str, Meta(min_length=3, max_length=254, pattern=r"^[^@\s\x00-\x1f\x7f]+@[^@\s\x00-\x1f\x7f]+\Z")
]


class Constituency(StrEnum):
    """Which part of society a person speaks from."""

    AGENCY = "agency"
    EXPERT = "expert"
    SCIENTIST = "scientist"
    ENTERPRISE = "enterprise"
    CITIZEN = "citizen"


class Language(StrEnum):
    """The languages the product is written in."""

    VI = "vi"
    EN = "en"


class Person(Struct, frozen=True):
    """A person of the portal, as they themselves see their account.

    `seen`: whether their pages tell others that they have a room open.
    """

    id: int
    name: str
    organisation: str
    constituency: Constituency
    language: Language
    administrator: bool
    seen: bool = True


class Who(Struct, frozen=True):
    """The acting person and the session they act through, None where no session stands behind them.

    `scopes`: what the API token they act by reaches; None: they act themselves. `strong`: the session has shown
    a second factor.
    """

    person: Person
    session_id: int | None = None
    scopes: frozenset[Scope] | None = None
    strong: bool = False

    @property
    def id(self) -> int:
        """The person's id: what the first query of a verb joins on."""
        return self.person.id

    def must_reach(self, rule: Rule) -> None:
        """Raises Forbidden where the person acts by a token that was not given this."""
        if self.scopes is None or rule.scope in self.scopes:
            return
        if rule.scope is None:
            raise Forbidden("not-by-token")
        raise Forbidden("token-scope", scope=rule.scope)
