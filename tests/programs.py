"""Programs that act for somebody by an API token: no cookie, no Origin, only the token in its header."""

from typing import Any

import httpx

from server.identity.api_tokens import MOST
from tests.world import Someone, World


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
    """A new program of this person's, with these scopes."""
    wish = {"name": "Báo cáo tuần", "scopes": scopes, "days": days}
    earlier = (await who.get("/me/tokens"))["tokens"]
    if len(earlier) == MOST:  # people are shared by many tests
        await who.do("DELETE", f"/me/tokens/{earlier[-1]['id']}")
    issued = (await who.do("POST", "/me/tokens", **wish))["result"]
    http = world.client(authorization=f"Bearer {issued['secret']}")
    del http.headers["origin"]
    return Program(http, who, issued["token"], issued["secret"])
