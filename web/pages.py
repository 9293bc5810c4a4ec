"""The built client, held in memory: every file with its type, its tag, and the forms in which it can be sent.

Hashed assets never change and may be kept for ever; the shell that names them is asked for anew each time.
"""

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import NamedTuple

DIST = Path(__file__).parent / "dist"
IMMUTABLE = "public, max-age=31536000, immutable"
ASK = "no-cache"
SMALL = 1024  # bytes: not worth compressing
COMPRESSED = frozenset({".woff2", ".png", ".br", ".gz"})
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "worker-src 'self'; manifest-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types svelte-trusted-html server-html own-worker"
)
POLICY_OF_WORKER = (  # it asks this server, and runs nothing but itself
    "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
LIST = b'href="/transcripts" data-transcript'  # in index.html: a link for those without script
WAYS = {  # of a proposal, in the place of that link
    "bản ghi toàn văn": ("văn bản đề xuất", "và", "biên bản"),
    "full transcript": ("text of the proposal", "and its", "minutes"),
}
MISSING = (
    "<!doctype html><html lang='vi'><meta charset='utf-8'><title>Diên Hồng</title><main><h1>Giao diện chưa được dựng</h1>"
    "<p>Chạy <code>make web</code> rồi khởi động lại máy chủ.</p><p lang='en'>The pages are not built. Run <code>make web</code>, "
    "then start the server again.</p></main></html>"
)


mimetypes.add_type("application/manifest+json", ".webmanifest")


class Asset(NamedTuple):
    """A file as it is sent. `gz` and `br` are None where that form is not there."""

    body: bytes
    media_type: str
    etag: str
    cache: str
    gz: bytes | None = None
    br: bytes | None = None


_NOTHING = b"""addEventListener('install', () => skipWaiting())
addEventListener('activate', (event) =>
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name.startsWith('dienhong-')) await caches.delete(name)
      await registration.unregister()
    })(),
  ),
)
"""
# Takes the place of a service worker that is to go, wherever one is: with what it kept. Not found would leave it where it is.
RETIRED = Asset(_NOTHING, "text/javascript", f'"{hashlib.sha256(_NOTHING).hexdigest()[:20]}"', ASK)


class Bundle:
    """All files of a build. `build` names it: it changes when any of them does."""

    def __init__(self, dist: Path = DIST) -> None:
        self._assets: dict[str, Asset] = {}
        files = (
            [f for f in sorted(dist.rglob("*")) if f.is_file() and not f.name.startswith(".")]
            if dist.is_dir()
            else []
        )
        for file in files:
            if file.suffix not in {".br", ".gz"}:
                self._assets[file.relative_to(dist).as_posix()] = _asset(file)
        self.built = "index.html" in self._assets
        if not self.built:
            body = MISSING.encode()
            self._assets["index.html"] = Asset(body, "text/html", _tag(body), ASK)
        tags = "".join(f"{name}{asset.etag}" for name, asset in self._assets.items())
        self.build = hashlib.sha256(tags.encode()).hexdigest()[:12]

    @property
    def shell(self) -> Asset:
        """The page that every working screen starts from."""
        return self._assets["index.html"]

    @property
    def paths(self) -> list[str]:
        """The files of the build."""
        return list(self._assets)

    def shell_of(self, room: int) -> Asset:
        """The same page for an address in a room: without script it leads to that room's transcript."""
        body = self.shell.body.replace(LIST, b'href="/r/%d/transcript"' % room)
        return self._shell(body)

    def shell_of_proposal(self, proposal: int) -> Asset:
        """The same for a proposal: to its text and its minutes."""
        body, where = self.shell.body, f"/proposals/{proposal}"
        for list_, (text, and_, minutes) in WAYS.items():
            ways = (
                f'<a href="{where}/text">{text}</a> {and_} <a href="{where}/minutes">{minutes}</a>'
            )
            body = body.replace(b"<a %s>%s</a>" % (LIST, list_.encode()), ways.encode())
        return self._shell(body)

    def _shell(self, body: bytes) -> Asset:
        return Asset(body, self.shell.media_type, _tag(body), ASK, gzip.compress(body, 6, mtime=0))

    def find(self, path: str) -> Asset | None:
        """The file at this path of the build, None where there is none."""
        return self._assets.get(path)


def _asset(file: Path) -> Asset:
    body = file.read_bytes()
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    worth = len(body) >= SMALL and file.suffix not in COMPRESSED
    ready = file.with_name(file.name + ".br")
    return Asset(
        body,
        kind,
        _tag(body),
        IMMUTABLE if file.parent.name == "assets" else ASK,
        gzip.compress(body, 9, mtime=0) if worth else None,
        ready.read_bytes() if worth and ready.is_file() else None,
    )


def _tag(body: bytes) -> str:
    return f'"{hashlib.sha256(body).hexdigest()[:20]}"'
