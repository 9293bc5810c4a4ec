"""The session cookie: bound to this host over HTTPS, plainly named on loopback and where the settings allow HTTP."""

from typing import Any, TypeVar

from litestar import Response
from litestar.datastructures import Cookie

from rooms.people import Person

BOUND = "__Host-dienhong"
PLAIN = "dienhong"
LIFE_S = 30 * 86400

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

    def _cookie(self, value: str, max_age_s: int) -> Cookie:
        return Cookie(
            self.name,
            value=value,
            path="/",
            max_age=max_age_s,
            httponly=True,
            secure=self._secure,
            samesite="lax",
        )
