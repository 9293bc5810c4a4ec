"""The data folder, the keys in it, the built pages, and the addresses people open."""

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from server.checking.finding import Finding, bad, ok, warn
from server.config import Settings
from server.identity.secret import BYTES, OTHERS
from web.pages import DIST

GIB = 1 << 30
LOW_BYTES, TOO_LOW_BYTES = 2 * GIB, GIB // 4


async def addresses(settings: Settings) -> list[Finding]:
    """The origins."""
    plain = [each for each in settings.origins if not each.startswith("https://")]
    named = ", ".join(settings.origins)
    if not settings.secure:
        remedy = "Set origins to the https addresses that people open."
        return [warn("origins", f"{named}: only this machine, or without encryption", remedy)]
    if plain:
        remedy = "Take it out: its cookies cannot be bound to https."
        return [warn("origins", f"{', '.join(plain)} is plain http beside https", remedy)]
    if settings.demonstration:
        return [
            warn(
                "origins",
                f"{named}, with the demonstration",
                "Set demonstration to false: its passwords are known.",
            )
        ]
    return [ok("origins", named)]


async def folder(settings: Settings) -> list[Finding]:
    """The folder of everything kept outside the database."""
    data = Path(settings.data).absolute()
    there = next(place for place in (data, *data.parents) if place.exists())
    if there.is_file() or not os.access(there, os.W_OK | os.X_OK):
        return [
            bad(
                "data",
                f"{data} cannot be written",
                f"Give {there} to the user of the server, or set DATA.",
            )
        ]
    free = shutil.disk_usage(there).free
    found = f"{data}, {free / GIB:.1f} GiB free"
    if free < TOO_LOW_BYTES:
        return [bad("data", found, "Make room: PostgreSQL stops when its disk is full.")]
    if free < LOW_BYTES:
        return [warn("data", found, "Make room soon.")]
    return [ok("data", found)]


async def keys(settings: Settings) -> list[Finding]:
    """The two secrets outside the database."""
    data = Path(settings.data)
    return [
        *_key("secret", settings.secret_file, data / "secret"),
        *_key("audit key", settings.audit_key_file, data / "audit.key"),
    ]


def _key(about: str, named: str | None, ours: Path) -> Iterator[Finding]:
    file = Path(named or ours)
    if not file.exists():
        if named is None:
            yield ok(about, f"{file} is made at the first start")
        else:
            yield bad(
                about, f"{file} is not there", f"openssl rand -hex 32 > {file}, and chmod 600 it."
            )
        return
    if stat.S_IMODE(file.stat().st_mode) & OTHERS:
        yield bad(about, f"{file} can be read by others", f"chmod 600 {file}")
    try:
        good = len(bytes.fromhex(file.read_text("ascii"))) == BYTES
    except OSError as error:
        yield bad(
            about, f"{file} cannot be read: {error.strerror}", "Give it to the user of the server."
        )
    except ValueError:
        good = False
    else:
        if good:
            yield ok(about, f"{file}; keep a copy apart from the backups")
            return
    if not good:
        yield bad(
            about,
            f"{file} is not {BYTES} bytes in hexadecimal",
            "Bring back the copy that was kept apart.",
        )


async def pages(_: Settings) -> list[Finding]:
    """The built client."""
    if not (DIST / "index.html").is_file():
        return [bad("pages", "They are not built", "make web, or install a wheel that has them.")]
    return [ok("pages", "built")]
