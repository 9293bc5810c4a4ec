"""One's own passkeys over HTTP: making one, naming it, removing it."""

from typing import Any

from litestar import post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from msgspec import Struct

from rooms.audit import Command
from rooms.people import Who
from rooms.run import Done
from rooms.store import Store
from server.identity import asking, ceremony, codes, factors, passkeys
from server.identity.asking import Given, Proof
from server.identity.ceremony import Made, Place
from server.identity.factors import Passkey
from server.identity.passkeys import Label, Naming
from server.identity.tokens import Tokens


class Making(Struct, frozen=True, forbid_unknown_fields=True):
    """A passkey that the browser has made, and what to call it."""

    name: Label
    made: Made


class Added(Struct, frozen=True):
    """A new passkey, and the recovery codes that came with it, told this once. None: those from before stay good."""

    passkey: Passkey
    codes: list[str] | None


@post("/me/passkeys/challenge", status_code=200, right="passkeys.add")
async def to_make(
    data: JSONBody[Proof],
    place: NamedDependency[Place],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
    tokens: NamedDependency[Tokens],
    portal: NamedDependency[str],
) -> dict[str, Any]:
    """What the browser makes a passkey by."""
    await asking.prove(store, in_person, data.password)
    async with store.reading() as tx:
        await factors.shown(tx, in_person)  # said before the browser makes one, not after
        known = await passkeys.known(tx, in_person)
    return ceremony.to_make(tokens, place, portal, in_person.person, known)


@post("/me/passkeys", right="passkeys.add")
async def add(
    data: JSONBody[Making],
    place: NamedDependency[Place],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
    tokens: NamedDependency[Tokens],
) -> Added:
    """Keep a passkey."""
    new = ceremony.made(tokens, place, in_person.id, data.made)
    fresh = codes.new_recovery_codes()
    hashes = [codes.hash_of(code) for code in fresh]
    added = (await store.run(passkeys.add, in_person, new, data.name, hashes)).result
    return Added(added.passkey, fresh if added.first else None)


@put("/me/passkeys/{passkey_id:int}", right="passkeys.rename")
async def rename(
    passkey_id: FromPath[int],
    data: JSONBody[Naming],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[Passkey]:
    """Call a passkey something else."""
    return await store.run(passkeys.rename, in_person, passkey_id, data)


@put("/me/passkeys/{passkey_id:int}/removal", right="passkeys.remove")
async def remove(
    passkey_id: FromPath[int],
    data: JSONBody[Given],
    in_person: NamedDependency[Who],
    store: NamedDependency[Store],
) -> Done[None]:
    """Take a passkey out of use."""
    await asking.prove(store, in_person, data.password)
    return await store.run(passkeys.remove, in_person, passkey_id, Command(data.key))
