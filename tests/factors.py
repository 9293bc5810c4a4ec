"""People with second factors, made through the public API, and the codes they type."""

import base64
import time
from typing import Any

import httpx
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from tests.authenticator import Authenticator
from tests.world import PASSWORD, Someone, World

STEP_S = 30


class App:
    """An authenticator application that was told a secret."""

    def __init__(self, secret: str) -> None:
        self.secret = _plain(secret)
        self._totp = TOTP(self.secret, 6, SHA1(), STEP_S)

    def code(self, steps: int = 0) -> str:
        """What it shows so many steps from now."""
        return self._totp.generate(time.time() + steps * STEP_S).decode()


async def with_app(who: Someone) -> tuple[App, list[str]]:
    """Give somebody an authenticator application; it, and their recovery codes."""
    offered = await who.http.post("/me/factors/totp", json={"password": PASSWORD})
    assert offered.is_success, offered.text
    app = App(offered.json()["secret"])
    confirmed = await who.http.put("/me/factors/totp", json={"code": app.code(-1)})
    assert confirmed.is_success, confirmed.text
    return app, confirmed.json()["codes"]


async def with_passkey(world: World, who: Someone, name: str = "Điện thoại") -> Authenticator:
    """Give somebody a passkey."""
    device = Authenticator(named(world))
    options = await at_name(world, who.http, "/me/passkeys/challenge", password=PASSWORD)
    assert options.is_success, options.text
    made = device.make(options.json())
    added = await at_name(world, who.http, "/me/passkeys", name=name, made=made)
    assert added.is_success, added.text
    return device


async def at_name(
    world: World, http: httpx.AsyncClient, path: str, **body: object
) -> httpx.Response:
    """POST as a page does that was opened by the server's name: passkeys need one."""
    return await http.post(path, json=body, headers={"origin": named(world)})


def named(world: World) -> str:
    """The server's origin, by name."""
    return world.url.replace("127.0.0.1", "localhost")


async def enter(
    world: World, email: str, password: str = PASSWORD
) -> tuple[httpx.AsyncClient, httpx.Response]:
    """A browser in which somebody gave the password; what they were answered."""
    http = world.client()
    return http, await http.post("/session", json={"email": email, "password": password})


def _plain(secret: str) -> bytes:
    letters = secret.replace(" ", "")
    return base64.b32decode(letters + "=" * (-len(letters) % 8))


async def show(
    world: World, device: Authenticator, **lies: Any
) -> tuple[httpx.AsyncClient, httpx.Response]:
    """A new browser that shows a passkey; `lies` replace parts of its answer."""
    http = world.client()
    options = (await at_name(world, http, "/session/challenge")).json()
    signed = device.show(options) | lies
    return http, await at_name(world, http, "/session/passkey", **signed)


async def offer(world: World, who: Someone) -> dict[str, Any]:
    """The options of making a passkey."""
    answer = await at_name(world, who.http, "/me/passkeys/challenge", password=PASSWORD)
    options: dict[str, Any] = answer.json()
    return options
