"""One's own second factors over HTTP. To add, replace or remove one the password is given again.

What is answered once and kept nowhere in the open, a secret or recovery codes, is made here and not by a verb: a
verb's answer would be kept for whoever asks again.
"""

from litestar import get, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody
from msgspec import Struct

from rooms.audit import Command
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.identity import asking, codes, factors, qr, totp
from server.identity.asking import Given, Proof
from server.identity.codes import Code
from server.identity.factors import Factors
from server.identity.tokens import Tokens


class Offered(Struct, frozen=True):
    """An authenticator application's secret: for a camera, for opening, for typing it in."""

    picture: str
    address: str
    secret: str


class Trial(Struct, frozen=True, forbid_unknown_fields=True):
    """A code of the application that was offered."""

    code: Code


class Codes(Struct, frozen=True):
    """Recovery codes, told this once. None: those from before stay good."""

    codes: list[str] | None


@get("/me/factors", right="self.see")
async def mine(in_person: NamedDependency[Who], store: NamedDependency[Store]) -> Factors:
    """One's own factors."""
    async with store.reading() as tx:
        return await factors.mine(tx, in_person)


@post("/me/factors/totp", status_code=200, right="totp.offer")
async def offer_totp(
    data: JSONBody[Proof],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
    tokens: NamedDependency[Tokens],
    portal: NamedDependency[str],
) -> Offered:
    """A secret for an authenticator application, which is asked for nowhere until a code of it has come."""
    await asking.prove(store, in_person, data.password)
    secret = codes.new_secret()
    await store.run(totp.offer, in_person, tokens.seal(totp.PURPOSE, secret, in_person.id))
    address = codes.address(secret, in_person.person.name, portal)
    return Offered(qr.picture(address), address, codes.grouped(secret))


@put("/me/factors/totp", right="totp.confirm")
async def confirm_totp(
    data: JSONBody[Trial],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
    tokens: NamedDependency[Tokens],
) -> Codes:
    """Take the application into use by its first code."""
    fresh = codes.new_recovery_codes()
    hashes = [codes.hash_of(code) for code in fresh]
    done = await store.run(totp.confirm, in_person, tokens, data.code, hashes)
    return Codes(fresh if done.result else None)


@put("/me/factors/totp/removal", right="totp.remove")
async def remove_totp(
    data: JSONBody[Given], in_person: NamedDependency[Who], store: NamedDependency[Store]
) -> Done[None]:
    """Take the application out of use."""
    await asking.prove(store, in_person, data.password)
    return await store.run(totp.remove, in_person, Command(data.key))


@post("/me/factors/codes", status_code=200, right="factors.renew_codes")
async def renew_codes(
    data: JSONBody[Proof], in_person: NamedDependency[Who], store: NamedDependency[Store]
) -> Codes:
    """Other recovery codes in the place of those from before."""
    await asking.prove(store, in_person, data.password)
    fresh = codes.new_recovery_codes()
    await store.run(factors.renew_codes, in_person, [codes.hash_of(code) for code in fresh])
    return Codes(fresh)
