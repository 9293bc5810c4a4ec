"""The page about the settings, written from the settings: docs/settings.md is its output."""

from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Meta

from server.config import PLAIN, PREFIX, Settings

TOP = f"""# Settings

Written by `dienhong settings`.

A setting stands in a TOML file under its name (`dienhong --settings FILE`, or `{PREFIX}SETTINGS`), or in the
environment as `{PREFIX}` and its name in capitals; {{plain}} work without `{PREFIX}` too. The environment wins
over the file. A setting that is unknown or impossible is refused by name, and the server does not start.

| setting | default | what it is |
| --- | --- | --- |
"""


def page() -> str:
    """Markdown: one row for each setting."""
    plain = ", ".join(f"`{name}`" for name in sorted(PLAIN))
    rows = [_row(field) for field in msgspec.structs.fields(Settings)]
    return TOP.format(plain=plain) + "\n".join(rows) + "\n"


def _row(field: msgspec.structs.FieldInfo) -> str:
    hint: Any = get_type_hints(Settings, include_extras=True)[field.name]
    says = next(arg.description for arg in get_args(hint) if isinstance(arg, Meta))
    default = "" if field.default is None else f"`{_toml(field.default)}`"
    return f"| `{field.name}` | {default} | {says} |"


def _toml(value: Any) -> str:
    return msgspec.json.encode(value).decode()
