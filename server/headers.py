"""The security headers, on every answer there is: pages, files, the API, refusals, addresses that are none.

A route that must say something else says it, and that stands; what it leaves out is added here.
"""

from collections.abc import Sequence

from litestar.types import Message, Scope

Header = tuple[bytes, bytes]

NOT_USED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
USED = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")
FOR_DATA = (  # what is no page is nothing a browser should run, frame or send from
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
YEAR_S = 365 * 24 * 3600

ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "origin-agent-cluster": "?1",
    "permissions-policy": ", ".join(
        [f"{name}=()" for name in NOT_USED] + [f"{name}=(self)" for name in USED]
    ),
    "content-security-policy": FOR_DATA,
    "cache-control": "no-store",
}


class Headers:
    """Adds what an answer lacks. Where people come over HTTPS (`secure`), browsers are told to stay there."""

    def __init__(self, *, secure: bool) -> None:
        said = dict(ALWAYS)
        if secure:
            said["strict-transport-security"] = f"max-age={YEAR_S}"
        self._said = [(name.encode(), value.encode()) for name, value in said.items()]

    async def __call__(self, message: Message, _: Scope) -> None:
        """Called before each message is sent."""
        if message["type"] == "http.response.start":
            there = {name.lower() for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *self._missing(there)]

    def _missing(self, there: set[bytes]) -> Sequence[Header]:
        return [header for header in self._said if header[0] not in there]
