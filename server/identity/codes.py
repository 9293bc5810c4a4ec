"""Codes that a second factor shows: six digits of an authenticator application, or a recovery code. Pure.

The digits are RFC 6238 with what every application takes for granted: SHA-1, six of them, a new step every 30
seconds. A step is taken once, and none that lies before it: the digits that somebody read over a shoulder are used up.
"""

import base64
import hashlib
import hmac
import os
import re
import secrets
from typing import Annotated
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from msgspec import Meta

STEP_S = 30
DIGITS = 6
SECRET_BYTES = 20  # as long as the hash, RFC 4226, 4
AROUND = (-1, 0, 1)  # steps: a clock may be half a minute wrong, and typing takes its time
RECOVERY_CODES = 10
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # none is taken for another when copied by hand
Code = Annotated[str, Meta(min_length=1, max_length=40)]  # of either sort, as it was typed
GROUPS, GROUP = 4, 4  # 16 letters of 31: 79 random bits, so a plain hash is enough


def new_secret() -> bytes:
    """A secret for an authenticator application."""
    return os.urandom(SECRET_BYTES)


def address(secret: bytes, account: str, issuer: str) -> str:
    """The `otpauth:` address of a secret, as applications read it from a picture."""
    issuer = issuer.replace(":", " ")  # it parts issuer and account
    query = urlencode({"secret": _base32(secret), "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account, safe='@')}?{query}"


def grouped(secret: bytes) -> str:
    """The secret as letters and digits in fours, for typing it in."""
    return " ".join(re.findall(".{1,4}", _base32(secret)))


def step_of(secret: bytes, digits: str, now_s: float, last_step: int) -> int | None:
    """Which step these digits are of; None where they are of none near `now_s` that comes after `last_step`."""
    now = int(now_s) // STEP_S
    totp = TOTP(secret, DIGITS, SHA1(), STEP_S, enforce_key_length=False)  # noqa: S303 - what RFC 6238 applications speak
    typed = "".join(digits.split()).encode()
    found = None
    for step in (now + offset for offset in AROUND):
        alike = hmac.compare_digest(totp.generate(step * STEP_S), typed)
        if alike and step > last_step:
            found = step
    return found


def looks_like_digits(code: str) -> bool:
    """Whether it is meant as the application's digits and not as a recovery code."""
    return re.fullmatch(r"\d{6}", "".join(code.split()), re.ASCII) is not None


def new_recovery_codes() -> list[str]:
    """Ten codes to be written down."""
    return ["-".join(_letters() for _ in range(GROUPS)) for _ in range(RECOVERY_CODES)]


def hash_of(code: str) -> bytes:
    """What is kept of a recovery code; however it was typed in."""
    plain = re.sub(r"[^a-z0-9]", "", code.lower())
    return hashlib.sha256(plain.encode()).digest()


def _letters() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUP))


def _base32(secret: bytes) -> str:
    return base64.b32encode(secret).decode().rstrip("=")
