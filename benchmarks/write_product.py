"""The product as one side of `write.py`: its own application, database and server settings, and its real command.

A reply goes the whole way: limits, origin, session, membership, rendering, the post and its words for the search, its
entry in the journal, the audit row and the answer for a retry.
"""

import argparse
import asyncio
import logging
import os
from functools import partial

import asyncpg
import msgspec
import uvicorn
import uvloop
from msgspec import Struct

import server.app
from benchmarks.write_load import Target
from rooms import accounts, members, rooms, threads
from rooms.accounts import SignUp
from rooms.audit import Command
from rooms.people import Constituency, Who
from rooms.post import Kind
from rooms.rooms import Opening, Visibility
from rooms.store import Store
from rooms.threads import Question
from server.app import create_app
from server.config import Settings
from server.identity import sessions
from server.keys import new_key
from server.ops.verbs import CountedStore
from server.serve import configured

COOKIE = "dienhong"


class Stage(Struct, frozen=True):
    """Where clients write: each in a room of its own, or all in one."""

    many: list[Target]
    hot: list[Target]


async def prepare(url: str, clients: int) -> Stage:
    """So many people, signed in; a room with a thread for each, and one for all of them."""
    async with asyncpg.create_pool(url, min_size=1, max_size=4) as pool:
        store = Store(pool)
        many, hot, common = [], [], 0
        hot_path = ""
        for n in range(clients):
            form = SignUp(
                new_key(),
                f"viet-{os.getpid()}-{n}@vidu.invalid",
                f"Người viết {n}",
                "",
                Constituency.CITIZEN,
            )
            who = Who((await store.run(accounts.sign_up, None, form, None)).result)
            token = sessions.new_token()
            await store.run(sessions.begin, None, who.id, sessions.hash_of(token), "benchmark")
            cookie = f"{COOKIE}={token}"
            if common:
                await store.run(members.join, who, common, Command(new_key()))
            else:
                common, hot_path = await _opened(store, who)
            many.append(Target((await _opened(store, who))[1], cookie))
            hot.append(Target(hot_path, cookie))
        return Stage(many, hot)


async def _opened(store: Store, who: Who) -> tuple[int, str]:
    about = Opening(new_key(), "Đo tốc độ viết", "", Visibility.MEMBERS)
    room_id = (await store.run(rooms.open_room, who, about)).result.id
    question = Question(new_key(), "Viết nhanh đến đâu?", "Bắt đầu", Kind.QUESTION)
    opened = await store.run(threads.open_thread, who, room_id, question, "<p>Bắt đầu</p>")
    assert opened.result.thread, "no rule holds it"
    return room_id, f"/threads/{opened.result.thread.id}/posts"


def main() -> None:
    """Prepare, say where on one line, serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("port", type=int)
    parser.add_argument("clients", type=int)
    parser.add_argument("--alone", action="store_true", help="every command its own transaction")
    chosen = parser.parse_args()
    stage = asyncio.run(prepare(chosen.url, chosen.clients))
    if chosen.alone:
        vars(server.app)["CountedStore"] = partial(CountedStore, lanes=0)
    app = create_app(Settings(port=chosen.port, limit_scale=0), chosen.url, os.urandom(32))
    print(msgspec.json.encode(stage).decode(), flush=True)
    config = configured(app, app.state.gate)
    config.port = chosen.port
    logging.disable(logging.INFO)
    uvloop.run(uvicorn.Server(config).serve())


if __name__ == "__main__":
    main()
