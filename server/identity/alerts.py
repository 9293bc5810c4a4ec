"""A letter to whoever's way of signing in was changed: if it was not them, they should hear of it."""

import secrets
from enum import StrEnum

from msgspec import Struct

from rooms import letters, sql
from rooms.letters import Letter
from rooms.tx import Tx

q = sql.beside(__file__)

KIND = "access-changed"


class Change(StrEnum):
    """What was changed."""

    PASSWORD = "password"  # noqa: S105 - a word for it
    TOTP_ADDED = "totp-added"
    TOTP_REMOVED = "totp-removed"
    PASSKEY_ADDED = "passkey-added"
    PASSKEY_REMOVED = "passkey-removed"
    CODES_RENEWED = "codes-renewed"
    CLEARED = "cleared"
    TOKEN_MADE = "token-made"  # noqa: S105 - a word for it


class Reachable(Struct, frozen=True):
    """How the person is written to."""

    email: str
    language: str


async def tell(tx: Tx, person_id: int, change: Change) -> None:
    """Write the letter, if there is an address for it."""
    found = await tx.one(Reachable, q["reachable"], person_id)
    if found is None:
        return
    letter = Letter(KIND, found.email, found.language, {"change": change}, person_id)
    await letters.enclose(tx, f"{KIND}/{person_id}/{secrets.token_hex(8)}", letter)
