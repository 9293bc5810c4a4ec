"""The style sheets of the documents, each at an address that names its content and can be kept for ever.

The fonts are those of the built client, where it is built; without it the documents take the system's.
"""

import hashlib
import re
from pathlib import Path

from web.pages import Bundle

HERE = Path(__file__).parent
MEDIA = {"all": ("document", "post", "moderation", "minutes", "consultation"), "print": ("print",)}
_FACE = re.compile(rb"@font-face\s*\{[^{}]*\}")
_ICON = re.compile(r"assets/icon-[\w-]+\.svg")


class Sheets:
    """The sheets by name, and where pages find them by medium."""

    def __init__(self, bundle: Bundle) -> None:
        self._bodies: dict[str, bytes] = {}
        self.addresses: dict[str, str] = {}
        for medium, stems in MEDIA.items():
            body = b"\n".join((HERE / f"{stem}.css").read_bytes() for stem in stems)
            if medium == "all":
                body = b"\n".join([*_faces(bundle), body])
            name = f"{stems[0]}-{hashlib.sha256(body).hexdigest()[:12]}.css"
            self._bodies[name] = body
            self.addresses[medium] = f"/documents/{name}"
        icons = [path for path in bundle.paths if _ICON.fullmatch(path)]
        self.icon = f"/{icons[0]}" if icons else None

    def find(self, name: str) -> bytes | None:
        """The sheet of this name, None where there is none."""
        return self._bodies.get(name)


def _faces(bundle: Bundle) -> list[bytes]:
    """The rules by which the built client names its fonts."""
    found: list[bytes] = []
    for path in bundle.paths:
        asset = bundle.find(path) if path.endswith(".css") else None
        found += _FACE.findall(asset.body) if asset else []
    return list(dict.fromkeys(found))
