"""The portal's secret: 32 random bytes outside the database, so that a copy of the database opens nothing.

Made at the first start in the data folder. Several nodes share one through the setting `secret_file`, which is
then never made here: each node would make its own, and refuse the others' links.
"""

import os
import secrets
from pathlib import Path

from server.config import Settings

BYTES = 32
OTHERS = 0o077


class Unfit(RuntimeError):
    """The secret cannot be used; the message is one sentence that says what to do."""


def kept(settings: Settings) -> bytes:
    """The portal's secret, made where there is none yet. Raises Unfit."""
    return in_file(settings.secret_file, Path(settings.data) / "secret")


def in_file(named: str | None, ours: Path) -> bytes:
    """The 32 bytes of the file that a setting names, else of our own, made where there is none. Raises Unfit."""
    file = Path(named or ours)
    try:
        return _made(file) if named is None else _read(file)
    except OSError as error:
        raise Unfit(f"The secret file {file} cannot be used: {error.strerror}.") from None


def _made(file: Path) -> bytes:
    """What the file holds. Whoever is first to link it there has made it; nobody ever sees half of it."""
    if not file.exists():
        file.parent.mkdir(parents=True, mode=0o711, exist_ok=True)
        new = file.with_name(f"{file.name}.new-{secrets.token_hex(4)}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
            written.write(secrets.token_hex(BYTES) + "\n")
            written.flush()
            os.fsync(written.fileno())
        try:
            os.link(new, file)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return _read(file)


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        mode = os.fstat(opened.fileno()).st_mode
        text = opened.read(1000)
    if mode & OTHERS:
        raise Unfit(f"The secret file {file} can be read by others: chmod 600 it.")
    try:
        secret = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        secret = b""
    if len(secret) != BYTES:
        raise Unfit(
            f"The secret file {file} does not hold 32 bytes as 64 hexadecimal digits: openssl rand -hex 32 makes them."
        )
    return secret
