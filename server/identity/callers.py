"""Whose request it is: a browser shows the cookie of a session, a program an API token in `Authorization: Bearer`.

No browser sends a token by itself, so a request that bears one needs no Origin, and its cookies are not looked at.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from litestar.connection import ASGIConnection
from litestar.types import Scope

from rooms.errors import Refused, SignInFirst
from rooms.policy import Asked, rule_of
from rooms.store import Store
from server.gathering import Gathered
from server.identity import sessions
from server.identity.sessions import Session, Shown
from server.limits.kinds import kind_of
from server.limits.limiter import Limiter


def bearer(scope: Scope) -> str | None:
    """The token that the request bears; None where it bears none. More than one header of them is none that exists."""
    values = [value for name, value in scope["headers"] if name.lower() == b"authorization"]
    scheme, _, token = b",".join(values).partition(b" ")
    return token.strip().decode("latin-1") if scheme.lower() == b"bearer" else None


class Callers:
    """Finds who is behind a request. `cookie`: the name of ours."""

    def __init__(self, store: Callable[[], Store], cookie: str, limiter: Limiter) -> None:
        self._store = store
        self._cookie = cookie
        self._limiter = limiter
        self._sessions = Gathered(self._current)

    async def session(self, scope: Scope) -> Session | None:
        """The open session behind the request, None where nobody is signed in.

        Raises SignInFirst where it bears a token that is none or is over, Forbidden where that does not reach so
        far or a second factor must be shown first, TooMany where the person asks too often.
        """
        token = bearer(scope)
        if token is None:
            found = await self._by_cookie(scope)
        else:
            found = await self._by_token(token)
        if found is not None:
            self._must_reach(found, scope)
            await self._limiter.person(kind_of(scope), found.who.id)
            if found.unseen:
                await self._see(found)
        return found

    def _must_reach(self, found: Session, scope: Scope) -> None:
        """Refuse what the way in stands for before anything is done there; what is changed, the Store asks for again."""
        right = scope["route_handler"].opt.get("right")
        rule = rule_of(right) if right else None
        if rule is None:
            return
        if rule.scope is not None or rule.asked != Asked.ANYONE:
            found.who.must_reach(rule)
        self._store().must_have_shown(found.who, rule)

    async def _see(self, found: Session) -> None:
        store = self._store()
        with suppress(Refused):  # it is only for the list of one's sessions
            await store.run(sessions.see, None, found.id)

    async def _by_cookie(self, scope: Scope) -> Session | None:
        token = ASGIConnection[Any, Any, Any, Any](scope).cookies.get(self._cookie)
        if not token:
            return None
        return await self._sessions.ask(Shown(token, program=False))

    async def _by_token(self, token: str) -> Session:
        found = await self._sessions.ask(Shown(token, program=True))
        if found is None:
            raise SignInFirst("token-unknown")
        return found

    async def _current(self, shown: list[Shown]) -> list[Session | None]:
        async with self._store().looking() as tx:
            return await sessions.current(tx, shown)
