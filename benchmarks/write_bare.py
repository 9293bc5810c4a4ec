"""What `write.py` compares with: one insert for each request and nothing else, on Litestar or on FastAPI.

Nobody signs in, nothing is looked up, numbered, rendered or kept beside: the least that a server on this driver
can do and still say that something was written.
"""

import argparse
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import uvicorn
from litestar import Litestar, post
from litestar.params import FromPath, JSONBody
from msgspec import Struct

POOL = 10  # as the product's
TABLE = """
create table if not exists bare (
    id bigint generated always as identity primary key,
    room_id bigint not null,
    body text not null,
    at timestamptz not null default now()
)
"""
INSERT = "insert into bare (room_id, body) values ($1, $2) returning id, at"


class Written(Struct):
    """What is sent."""

    body: str


class Row(Struct):
    """What is answered."""

    id: int
    at: datetime


@dataclass
class Said:
    """What is sent, in FastAPI's way."""

    body: str


@dataclass
class Answer:
    """What is answered, in FastAPI's way."""

    id: int
    at: datetime


@asynccontextmanager
async def pooled(url: str) -> AsyncGenerator[asyncpg.Pool, None]:
    """Connections, with the table there."""
    async with asyncpg.create_pool(url, min_size=POOL, max_size=POOL) as pool:
        await pool.execute(TABLE)
        yield pool


def on_litestar(url: str) -> Any:
    """The route on Litestar."""

    @asynccontextmanager
    async def running(app: Litestar) -> AsyncGenerator[None, None]:
        async with pooled(url) as app.state.pool:
            yield

    @post("/rooms/{room_id:int}")
    async def write(room_id: FromPath[int], data: JSONBody[Written]) -> Row:
        return Row(*await app.state.pool.fetchrow(INSERT, room_id, data.body))

    app = Litestar([write], lifespan=[running], openapi_config=None, logging_config=None)
    return app


def on_fastapi(url: str) -> Any:
    """The route on FastAPI."""
    from fastapi import FastAPI  # noqa: PLC0415 - only where it is installed to be compared with

    @asynccontextmanager
    async def running(app: Any) -> AsyncGenerator[None, None]:
        async with pooled(url) as app.state.pool:
            yield

    app = FastAPI(lifespan=running, openapi_url=None)

    async def write(room_id: int, data: Said) -> Answer:
        return Answer(*await app.state.pool.fetchrow(INSERT, room_id, data.body))

    app.post("/rooms/{room_id}", status_code=201)(write)
    return app


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("framework", choices=["litestar", "fastapi"])
    parser.add_argument("url")
    parser.add_argument("port", type=int)
    chosen = parser.parse_args()
    app = {"litestar": on_litestar, "fastapi": on_fastapi}[chosen.framework](chosen.url)
    logging.disable(logging.INFO)
    print("{}", flush=True)
    uvicorn.run(
        app, port=chosen.port, loop="uvloop", http="httptools", log_config=None, access_log=False
    )


if __name__ == "__main__":
    main()
