"""All sides of `fanout.py` written in Python: the product, and what it is compared with."""

import sys
from importlib.util import find_spec
from typing import Any

import msgspec

from benchmarks.fanout_servers import EVENT_BYTES, Place, Side
from benchmarks.fanout_sockets import Line, event_of


def followed(port: int, stage: dict[str, Any], n: int) -> Line:
    """Sign in by cookie, and follow the stage's room from its newest entry on."""
    line = Line(port, "/live", stage["cookies"][n % len(stage["cookies"])])
    line.expect("hello")
    at = {"room": stage["room"], "epoch": stage["epoch"], "seq": stage["seq"]}
    line.say(msgspec.json.encode({"type": "follow"} | at).decode())
    line.expect("followed", room=stage["room"])
    return line


class Product(Side):
    """This server: members of a room who follow it by `/live`, on the loop it is served with."""

    name = "product"
    title = "Diên Hồng"
    loop = "uvloop"
    compiled = True

    def command(self) -> list[str]:
        """As `fanout_product.py` takes it."""
        room = {what: self.place.stage[what] for what in ("room", "epoch", "seq")}
        where = [self.place.url, str(self.port), msgspec.json.encode(room).decode()]
        return [
            sys.executable,
            "-m",
            "benchmarks.fanout_product",
            *where,
            "--loop",
            self.loop,
            *self._more(),
        ]

    def _more(self) -> list[str]:
        return [] if self.compiled else ["--python"]

    def connect(self, n: int) -> Line:
        """Come in as a page does."""
        return followed(self.port, self.place.stage, n)

    def event(self) -> bytes:
        """An event, which the product puts into its envelope."""
        return event_of(EVENT_BYTES)


class OnAsyncio(Product):
    """The same on the loop of the standard library."""

    name = "product-asyncio"
    title = "Diên Hồng, on asyncio's loop"
    loop = "asyncio"


class InPython(Product):
    """The same, written to the sockets by the loop in Python."""

    name = "product-python"
    title = "Diên Hồng, nothing compiled"
    compiled = False


class Channels(Side):
    """Litestar's ChannelsPlugin, with its backend in memory."""

    name = "channels"
    title = "Litestar ChannelsPlugin"

    def command(self) -> list[str]:
        """As `fanout_channels.py` takes it."""
        return [sys.executable, "-m", "benchmarks.fanout_channels", str(self.port)]


class Websockets(Side):
    """The library `websockets` and its `broadcast`."""

    name = "websockets"
    title = "websockets.broadcast"

    def command(self) -> list[str]:
        """As `fanout_websockets.py` takes it."""
        return [sys.executable, "-m", "benchmarks.fanout_websockets", str(self.port)]


class Django(Side):
    """Django Channels with its layer of Redis."""

    name = "django"
    title = "Django Channels with Redis"
    most_sockets = 1000  # an event to 10,000 takes it seconds

    @classmethod
    def absent(cls, place: Place) -> str:
        """It needs its packages, and a Redis."""
        if find_spec("channels") is None or find_spec("channels_redis") is None:
            return "channels and channels_redis are not installed"
        return "" if place.redis_url else "no Redis on this machine"

    def command(self) -> list[str]:
        """As `fanout_django.py` takes it."""
        where = [str(self.port), str(self.place.redis_url)]
        return [sys.executable, "-m", "benchmarks.fanout_django", *where]
