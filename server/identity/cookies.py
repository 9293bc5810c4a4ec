"""The session cookie: bound to this host over HTTPS, plainly named on loopback and where the settings allow HTTP."""

from collections.abc import Mapping
from typing import Any, TypeVar

from litestar import Response
from litestar.datastructures import Cookie

from rooms.people import Person

BOUND = "__Host-dienhong"
PLAIN = "dienhong"
HALF = "-half"  # added to the name: of a sign-in that still lacks its second step
LIFE_S = 30 * 86400
HALF_LIFE_S = 600

R = TypeVar("R", bound=Response[Any])


class Cookies:
    """How this portal names and marks its cookie."""

    def __init__(self, *, secure: bool) -> None:
        self.name = BOUND if secure else PLAIN
        self._secure = secure

    def give(self, response: R, begun: tuple[str, Person]) -> R:
        """Let the browser keep the new session's token."""
        response.set_cookie(self._cookie(begun[0], LIFE_S))
        return response

    def take(self, response: R) -> R:
        """Let the browser forget it."""
        response.set_cookie(self._cookie("", 0))
        return response

    def half_of(self, cookies: Mapping[str, str]) -> str | None:
        """The token of this browser's half-done sign-in; None where there is none."""
        return cookies.get(self.name + HALF) or None

    def give_half(self, response: R, token: str) -> R:
        """Let the browser keep what ties a half-done sign-in to it. No other site's page makes it send that."""
        response.set_cookie(self._cookie(token, HALF_LIFE_S, half=True))
        return response

    def take_half(self, response: R) -> R:
        """Let the browser forget that."""
        response.set_cookie(self._cookie("", 0, half=True))
        return response

    def _cookie(self, value: str, max_age_s: int, *, half: bool = False) -> Cookie:
        return Cookie(
            self.name + HALF if half else self.name,
            value=value,
            path="/",
            max_age=max_age_s,
            httponly=True,
            secure=self._secure,
            samesite="strict" if half else "lax",
        )
