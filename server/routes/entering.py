"""The ways in besides a password alone: its second step, and passkeys."""

from typing import Any

from litestar import Request, Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Struct

from rooms.errors import SignInFirst
from rooms.people import Person
from rooms.store import Store
from server.identity import ceremony, halves, passkeys
from server.identity.ceremony import Place, Signed
from server.identity.codes import Code
from server.identity.cookies import Cookies
from server.identity.passkeys import Shown
from server.identity.sessions import new_token
from server.identity.tokens import Tokens

Asked = Request[Any, Any, Any]


class Second(Struct, frozen=True, forbid_unknown_fields=True):
    """A code of the authenticator application, or a recovery code."""

    code: Code


@post("/session/second", right="halves.finish")
async def second(
    data: JSONBody[Second],
    request: Asked,
    store: NamedDependency[Store],
    jar: NamedDependency[Cookies],
    tokens: NamedDependency[Tokens],
) -> Response[Person]:
    """Finish the sign-in that this browser has begun with a password."""
    half = jar.half_of(request.cookies)
    if half is None:
        raise SignInFirst("sign-in-again")
    token, agent = new_token(), request.headers.get("user-agent", "")
    shown = (await store.run(halves.finish, None, half, data.code, tokens, token, agent)).result
    if shown.session is None:
        assert shown.refusal is not None, "there is either a session or a refusal"
        raise shown.refusal
    return _in(jar, token, shown.session.who.person)


@post("/session/challenge", status_code=200, right="passkeys.enter")
async def to_show(place: NamedDependency[Place], tokens: NamedDependency[Tokens]) -> dict[str, Any]:
    """What the browser shows a passkey by. Nothing is kept for it."""
    return ceremony.to_show(tokens, place)


@post("/session/passkey", right="passkeys.enter")
async def enter(
    data: JSONBody[Signed],
    request: Asked,
    store: NamedDependency[Store],
    jar: NamedDependency[Cookies],
    tokens: NamedDependency[Tokens],
    place: NamedDependency[Place],
) -> Response[Person]:
    """Sign in by a passkey, whoever it belongs to."""
    async with store.looking() as tx:
        key = await passkeys.find(tx, ceremony.credential_id(data))
    count, challenge = ceremony.signed(tokens, place, data, key)
    token, agent = new_token(), request.headers.get("user-agent", "")
    shown = Shown(key.id, count, challenge)
    done = await store.run(passkeys.enter, None, shown, token, agent)
    return _in(jar, token, done.result.who.person)


def _in(jar: Cookies, token: str, person: Person) -> Response[Person]:
    return jar.take_half(jar.give(Response(person, status_code=201), (token, person)))
