"""P18: what names no right keeps the server from starting."""

import pytest
from litestar import get

from server import app as composition
from server import ways_in
from server.config import Settings
from server.live import protocol
from server.rights import Undeclared


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ({}, "no right"),
        ({"right": "posts.shout"}, "'posts.shout'"),
        ({"right": "audit.forget_answers"}, "'audit.forget_answers'"),
    ],
)
def test_a_route_without_a_right_keeps_the_server_from_starting(
    monkeypatch: pytest.MonkeyPatch, named: dict[str, str], told: str
) -> None:
    @get("/gia-vo", opt=named)
    async def pretended() -> None:
        """A route that somebody added in a hurry."""

    monkeypatch.setattr(ways_in, "HANDLERS", [*ways_in.HANDLERS, pretended])
    with pytest.raises(Undeclared, match=rf"GET /gia-vo names .*{told}"):
        composition.create_app(Settings(), "postgresql://nobody@127.0.0.1:1/none", bytes(32))


def test_a_message_of_the_socket_without_a_right_keeps_the_server_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protocol, "RIGHTS", {protocol.Unfollow: "portal.see"})
    with pytest.raises(Undeclared, match="socket follow names no right"):
        composition.create_app(Settings(), "postgresql://nobody@127.0.0.1:1/none", bytes(32))
