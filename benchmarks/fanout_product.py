"""The product as one side of `fanout.py`: its own application and server settings, and one door more.

Whatever comes in by `/inject` is handed to the hub as the store hands it an entry it has committed, so what is
measured is everything behind the commit: news, journal order, window, framing, writing. The commands themselves,
and Postgres, are not.
"""

import argparse
import asyncio
import logging
import os
from datetime import UTC, datetime
from typing import Any

import asyncpg
import msgspec
import uvicorn
import uvloop
from litestar import WebSocket, websocket
from litestar.di import NamedDependency
from litestar.exceptions import WebSocketDisconnect
from msgspec import Raw

from rooms import accounts, members, rooms
from rooms.accounts import SignUp
from rooms.audit import Command
from rooms.journal import Entry
from rooms.people import Constituency, Who
from rooms.rooms import Opening, Visibility
from rooms.store import Store
from server.app import create_app
from server.config import Settings
from server.identity import sessions
from server.keys import new_key
from server.live.hub import Hub
from server.serve import configured

LINES_PER_PERSON = 10
COOKIE = "dienhong"


async def prepare(
    url: str, sockets: int, lines_per_person: int = LINES_PER_PERSON
) -> dict[str, Any]:
    """People enough for so many sockets, signed in, and a room they are all in."""
    async with asyncpg.create_pool(url, min_size=1, max_size=4) as pool:
        store = Store(pool, lambda _: None)
        cookies = []
        room_id = 0
        for n in range(-(-sockets // lines_per_person)):
            form = SignUp(
                new_key(), f"do-{new_key()}@vidu.invalid", f"Người đo {n}", "", Constituency.CITIZEN
            )
            who = Who((await store.run(accounts.sign_up, None, form, None)).result)
            token = sessions.new_token()
            await store.run(sessions.begin, None, who.id, sessions.hash_of(token), "benchmark")
            cookies.append(f"{COOKIE}={token}")
            if room_id:
                await store.run(members.join, who, room_id, Command(new_key()))
            else:
                about = Opening(new_key(), "Đo tốc độ", "", Visibility.MEMBERS)
                room_id = (await store.run(rooms.open_room, who, about)).result.id
        row = await pool.fetchrow("select epoch, seq from room where id = $1", room_id)
        assert row is not None
        return {"room": room_id, "epoch": row["epoch"], "seq": row["seq"], "cookies": cookies}


def main() -> None:
    """Serve the room of a stage until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("port", type=int)
    parser.add_argument("place", help="room, epoch and seq of the stage, as JSON")
    parser.add_argument("--loop", choices=["uvloop", "asyncio"], default="uvloop")
    parser.add_argument("--python", action="store_true", help="write to the sockets in Python")
    chosen = parser.parse_args()
    stage = msgspec.json.decode(chosen.place)
    at = {"seq": stage["seq"]}

    @websocket("/inject")
    async def inject(socket: WebSocket[Any, Any, Any], hub: NamedDependency[Hub]) -> None:
        await socket.accept()
        try:
            while True:
                event = await socket.receive_data("text")
                at["seq"] += 1
                entry = Entry(
                    stage["room"], stage["epoch"], at["seq"], datetime.now(UTC), "post.added", 1,
                    Raw(event.encode()),
                )  # fmt: skip
                hub.announce([entry])
        except WebSocketDisconnect:
            return

    settings = Settings(port=chosen.port, limit_scale=0, compiled_sending=not chosen.python)
    app = create_app(settings, chosen.url, os.urandom(32))
    app.register(inject)
    config = configured(app, app.state.gate)
    config.port = chosen.port
    logging.disable(logging.INFO)
    factory = uvloop.new_event_loop if chosen.loop == "uvloop" else asyncio.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(uvicorn.Server(config).serve())


if __name__ == "__main__":
    main()
