"""What makes and shows a passkey, in software: for tests that must lie about what a browser never would."""

import base64
import hashlib
import json
import os
from typing import Any
from urllib.parse import urlsplit

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(raw: bytes) -> str:
    """Bytes as base64url."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Authenticator:
    """One passkey for the page at `origin`. `count` is what it says of how often it was used."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.id = os.urandom(32)
        self.user = b""
        self.count = 1
        self.verified = True
        self._key = ec.generate_private_key(ec.SECP256R1())

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to the options of making one."""
        self.user = base64.urlsafe_b64decode(options["user"]["id"] + "==")
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + self._public()
        attestation = {"fmt": "none", "attStmt": {}, "authData": self._said(ATTESTED) + attested}
        return {
            "id": text(self.id),
            "client_data": text(self._client("webauthn.create", options)),
            "attestation": text(cbor2.dumps(attestation)),
            "transports": ["internal"],
        }

    def show(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to the options of showing one; the count grows."""
        self.count += 1
        client, said = self._client("webauthn.get", options), self._said(0)
        signature = self._key.sign(said + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return {
            "id": text(self.id),
            "client_data": text(client),
            "authenticator_data": text(said),
            "signature": text(signature),
            "user": text(self.user),
        }

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _said(self, flags: int) -> bytes:
        host = urlsplit(self.origin).hostname or ""
        flags |= PRESENT | (VERIFIED if self.verified else 0)
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _public(self) -> bytes:
        at = self._key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32), -3: at.y.to_bytes(32)})
