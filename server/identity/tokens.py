"""Tokens that prove themselves, and sealed secrets: both stand on the portal's own secret.

A token carries its facts in the open and an HMAC over them, so nothing has to be kept for it: a link in a letter
is made when the letter is sent. It is good for one purpose only. What must end earlier than its time has to
hang on something that changes; a password reset names the password it replaces.
"""

import base64
import binascii
import hmac
import os
import time

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAC_BYTES = 32
NONCE_BYTES = 12
LONGEST = 2000  # characters of a token that is looked at

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[int | None, tuple[int | str, ...]]).decode


class Tokens:
    """Makes and reads tokens, seals and opens secrets, all under keys derived from one secret of 32 bytes.

    Every purpose has a key of its own, so what was made for one is nothing to another.
    """

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def make(self, purpose: str, *facts: int | str, lasts_s: int | None = None) -> str:
        """A token of these facts, safe in an address; `lasts_s` None: it never expires. Anybody can read the facts."""
        until = None if lasts_s is None else int(time.time()) + lasts_s
        body = _encode((until, facts))
        return _text(self._mac(purpose, body) + body)

    def read(self, purpose: str, token: str) -> tuple[int | str, ...] | None:
        """The facts of a token made for this purpose; None where it is not one of ours, or its time is over."""
        raw = _bytes(token) if len(token) <= LONGEST else None
        if raw is None:
            return None
        mac, body = raw[:MAC_BYTES], raw[MAC_BYTES:]
        if not hmac.compare_digest(mac, self._mac(purpose, body)):
            return None
        until, facts = _decode(body)
        return facts if until is None or time.time() < until else None

    def derive(self, purpose: str, *facts: int | str) -> str:
        """43 characters that nobody else can work out, the same whenever it is asked for the same facts."""
        return _text(hmac.digest(self._key("derive", purpose), _encode(facts), "sha256"))

    def seal(self, purpose: str, plain: bytes, *about: int | str) -> bytes:
        """`plain` as only this portal can read it, for a column of the database.

        `about` says whose it is and must be the same on opening: a sealed secret moved to another row stays shut.
        """
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher(purpose).encrypt(nonce, plain, _encode(about))

    def open(self, purpose: str, sealed: bytes, *about: int | str) -> bytes | None:
        """What was sealed; None where it was altered, or sealed under another secret, purpose or `about`."""
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return self._cipher(purpose).decrypt(nonce, rest, _encode(about))
        except (InvalidTag, ValueError):  # a nonce cut short
            return None

    def _mac(self, purpose: str, body: bytes) -> bytes:
        return hmac.digest(self._key("token", purpose), body, "sha256")

    def _cipher(self, purpose: str) -> AESGCM:
        return AESGCM(self._key("seal", purpose))

    def _key(self, use: str, purpose: str) -> bytes:
        return hmac.digest(self._secret, f"dienhong/{use}/{purpose}".encode(), "sha256")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(token: str) -> bytes | None:
    """The bytes of a token, None where it is not written exactly as we write them."""
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (ValueError, binascii.Error):
        return None
    return raw if _text(raw) == token else None
