"""The settings as they are in force, for administrators to read: never a secret, never to be changed there."""

from typing import Any, get_args, get_type_hints
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct

from server.config import Settings
from server.config_vietnamese import WHAT

HIDDEN = "…"  # in the place of a name and a password


class InForce(Struct, frozen=True):
    """One setting. `value` is as a settings file would have it, None where it is not set; `usual`: it is the default.

    What it is for is said in English and in Vietnamese; names of files and of other settings stand between backticks.
    """

    name: str
    value: str | None
    usual: bool
    what: str
    what_vi: str


def in_force(settings: Settings) -> list[InForce]:
    """All of them, in the order of docs/settings.md."""
    hints = get_type_hints(Settings, include_extras=True)
    return [_one(field, hints[field.name], settings) for field in msgspec.structs.fields(Settings)]


def _one(field: msgspec.structs.FieldInfo, hint: Any, settings: Settings) -> InForce:
    value = getattr(settings, field.name)
    what = next(arg.description or "" for arg in get_args(hint) if isinstance(arg, Meta))
    return InForce(field.name, _written(value), value == field.default, what, WHAT[field.name])


def _written(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and "://" in value:
        value = without_secret(value)
    return msgspec.json.encode(value).decode()


def without_secret(url: str) -> str:
    """The address without whom to be there and by which password, and without what follows a question mark."""
    parts = urlsplit(url)
    _, at, place = parts.netloc.rpartition("@")
    return f"{parts.scheme}://{HIDDEN + at if at else ''}{place}{parts.path}"
