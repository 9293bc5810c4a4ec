"""Checkpoints: the signed head of the log as text, in the form of C2SP's tlog-checkpoint and signed-note.

The key lies in a file, outside the database: who can write the database cannot sign. A key goes by a name, the
log's origin, and is handed to verifiers as `name+hash+key`.
"""

import base64
import hashlib
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rooms.commitment import instant
from server.config import Settings
from server.identity import secret

ED25519 = b"\1"  # the sort of signature, in C2SP's signed-note


class Signer:
    """Signs heads with one key."""

    def __init__(self, seed: bytes, host: str) -> None:
        """`seed` is the key's 32 bytes, `host` where the portal is found: the beginning of the log's name."""
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self._public = self._key.public_key().public_bytes_raw()
        self._host = host

    def named(self, restored: int, log: str = "record") -> str:
        """The key as verifiers are given it, under the name of a log of this portal that was so often restored."""
        again = f"/{restored + 1}" if restored else ""
        name = f"{self._host}/{log}{again}"
        known = ED25519 + self._public
        return f"{name}+{_mark(name, known).hex()}+{base64.b64encode(known).decode()}"

    def is_of(self, key: str) -> bool:
        """Whether this is our key, whatever its name."""
        return base64.b64decode(key.split("+", 2)[2]) == ED25519 + self._public

    def note(self, key: str, size: int, root: bytes, at: datetime) -> str:
        """The signed checkpoint of a log, under the key's name."""
        name = key.partition("+")[0]
        text = f"{name}\n{size}\n{base64.b64encode(root).decode()}\n{instant(at)}\n"
        signature = _mark(name, ED25519 + self._public) + self._key.sign(text.encode())
        return f"{text}\n— {name} {base64.b64encode(signature).decode()}\n"


def signer(settings: Settings) -> Signer:
    """The signer of this portal; its key is made where there is none yet. Raises secret.Unfit."""
    seed = secret.in_file(settings.audit_key_file, Path(settings.data) / "audit.key")
    return Signer(seed, settings.origins[0].partition("://")[2])


def _mark(name: str, known: bytes) -> bytes:
    """The four bytes by which a signature says whose it is."""
    return hashlib.sha256(name.encode() + b"\n" + known).digest()[:4]
