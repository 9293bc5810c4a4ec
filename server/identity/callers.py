"""Whose request it is: a browser shows the cookie of a session, a program an API token in `Authorization: Bearer`."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from litestar.types import Scope

from rooms.errors import Refused, SignInFirst
from rooms.policy import rule_of
from rooms.rule import Asked
from rooms.store import Store
from server.gathering import Gathered
from server.identity import arrivals, sessions
from server.identity.arrivals import Arrival
from server.identity.sessions import Session, Shown
from server.limits.kinds import Kind, kind_of
from server.limits.limiter import Limiter
from server.request_headers import Headers, bearer, cookie

T = TypeVar("T")


class Callers:
    """Finds who is behind a request. `cookie`: the name of ours."""

    def __init__(self, store: Callable[[], Store], cookie: str, limiter: Limiter) -> None:
        self._store = store
        self._cookie = cookie.encode()
        self._limiter = limiter
        self._sessions = Gathered(self._current)
        self.arrivals = Gathered(self._arriving)

    async def session(self, scope: Scope) -> Session | None:
        """The open session behind the request, None where nobody is signed in.

        Raises SignInFirst where it bears a token that is none or is over, Forbidden where that does not reach so
        far or a second factor must be shown first, TooMany where the person asks too often.
        """
        shown = self._shown(scope["headers"])
        if shown is None:
            return None
        found = _known(shown, await self._sessions.ask(shown))
        if found is not None:
            right = scope["route_handler"].opt.get("right")
            await self._let_through(found, right, kind_of(scope))
            if found.unseen:
                await self.see(found)
        return found

    async def arrival(self, headers: Headers, right: str, kind: Kind) -> Arrival | None:
        """The same of somebody who comes to stay, with their place in their inbox. Where they are unseen, `see` them then."""
        shown = self._shown(headers)
        if shown is None:
            return None
        found = _known(shown, await self.arrivals.ask(shown))
        if found is not None:
            await self._let_through(found.session, right, kind)
        return found

    async def see(self, found: Session) -> None:
        """Remember that the session is used in this hour."""
        store = self._store()
        with suppress(Refused):  # it is only for the list of one's sessions
            await store.run(sessions.see, None, found.id)

    def _shown(self, headers: Headers) -> Shown | None:
        """The token of the request; None where there is none. Where it bears one, its cookies are not looked at."""
        token = bearer(headers)
        if token is not None:
            return Shown(token, program=True)
        token = cookie(headers, self._cookie)
        return Shown(token, program=False) if token else None

    async def _let_through(self, found: Session, right: str | None, kind: Kind) -> None:
        self._must_reach(found, right)
        await self._limiter.person(kind, found.who.id)

    def _must_reach(self, found: Session, right: str | None) -> None:
        """Refuse what the way in stands for before anything is done there; what is changed, the Store asks for again."""
        rule = rule_of(right) if right else None
        if rule is None:
            return
        if rule.scope is not None or rule.asked != Asked.ANYONE:
            found.who.must_reach(rule)
        self._store().must_have_shown(found.who, rule)

    async def _current(self, shown: list[Shown]) -> list[Session | None]:
        async with self._store().looking() as tx:
            return await sessions.current(tx, shown)

    async def _arriving(self, shown: list[Shown]) -> list[Arrival | None]:
        async with self._store().looking() as tx:
            return await arrivals.arriving(tx, shown)


def _known(shown: Shown, found: T | None) -> T | None:
    """What was found for a token. Whoever bears one wants to be known by it; a cookie that is over is nobody's."""
    if found is None and shown.program:
        raise SignInFirst("token-unknown")
    return found
