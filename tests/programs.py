"""Programs that act for somebody by an API token: no cookie, no Origin, only the token in its header."""

import secrets
from typing import Any
from uuid import UUID

import httpx
import msgspec

from rooms.people import Person, Who
from rooms.rule import Scope
from rooms.store import Store
from server.identity.api_tokens import MOST, PREFIX, Wish, issue
from server.identity.sessions import hash_of
from tests.world import Someone, World, new_key


class Program(Someone):
    """Acts for `who` by the token with this id and secret."""

    def __init__(
        self, http: httpx.AsyncClient, who: Someone, token: dict[str, Any], secret: str
    ) -> None:
        super().__init__(http, who.person, who.email)
        self.who = who
        self.token_id: int = token["id"]
        self.secret = secret

    @property
    def headers(self) -> dict[str, str]:
        """What shows who it acts for."""
        return {"authorization": f"Bearer {self.secret}"}


async def program(world: World, who: Someone, *scopes: str, days: int = 30) -> Program:
    """A new program of this person's, with these scopes; most people of the tests have no password to make one by."""
    wish = Wish(UUID(new_key()), "Báo cáo tuần", [Scope(scope) for scope in scopes], days)
    earlier = (await who.get("/me/tokens"))["tokens"]
    if len(earlier) == MOST:  # people are shared by many tests
        await who.do("DELETE", f"/me/tokens/{earlier[-1]['id']}")
    secret = PREFIX + secrets.token_urlsafe(32)
    actor = Who(msgspec.convert(who.person, Person), strong=True)
    store: Store = world.app.state.store
    done = await store.run(issue, actor, wish, hash_of(secret))
    http = world.client(authorization=f"Bearer {secret}")
    del http.headers["origin"]
    return Program(http, who, msgspec.to_builtins(done.result), secret)
