"""Django Channels as a side of `fanout.py`, with its layer of Redis.

The one in memory is, by its documentation, not for production. It runs on the same uvicorn, loop and parser as Litestar's ChannelsPlugin, uncompressed.
"""

import argparse
from typing import Any

import django
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.conf import settings

from benchmarks.fanout_channels import serve

ROOM = "room"


class Subscriber(AsyncWebsocketConsumer):  # type: ignore[misc] # the library has no types
    """One that listens."""

    async def connect(self) -> None:
        """Join the group, then let the other end know."""
        await self.channel_layer.group_add(ROOM, self.channel_name)
        await self.accept()

    async def entry(self, message: dict[str, Any]) -> None:
        """Pass on what the group is sent."""
        await self.send(text_data=message["text"])


class Door(AsyncWebsocketConsumer):  # type: ignore[misc] # the library has no types
    """The one that events come by."""

    async def receive(self, text_data: str, bytes_data: None = None) -> None:  # noqa: ARG002
        """Send it to the group."""
        await get_channel_layer().group_send(ROOM, {"type": "entry", "text": text_data})


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("redis_url")
    chosen = parser.parse_args()
    layer = {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        "CONFIG": {"hosts": [chosen.redis_url]},
    }
    settings.configure(CHANNEL_LAYERS={"default": layer}, INSTALLED_APPS=["channels"])
    django.setup()
    doors = {"/live": Subscriber.as_asgi(), "/inject": Door.as_asgi()}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            await doors[scope["path"]](scope, receive, send)

    serve(app, chosen.port)


if __name__ == "__main__":
    main()
