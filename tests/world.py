"""A running server, and the people and rooms the tests need in it, made through the public API."""

import contextlib
import os
import secrets
import time
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import msgspec
import websockets

from rooms import accounts, desk
from rooms.accounts import SignUp
from rooms.people import Constituency
from rooms.store import Store
from server.identity import sessions
from server.identity.cookies import PLAIN

PASSWORD = "mật khẩu đủ dài"


def new_key() -> str:
    """A UUIDv7, as clients make them: one for each command."""
    raw = bytearray(int(time.time() * 1000).to_bytes(6) + os.urandom(10))
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return str(UUID(bytes=bytes(raw)))


class Someone:
    """A signed-in person with an HTTP client of their own."""

    def __init__(self, http: httpx.AsyncClient, person: dict[str, Any], email: str) -> None:
        self.http = http
        self.person = person
        self.email = email
        self.id: int = person["id"]

    @property
    def cookie(self) -> str:
        """The Cookie header of this person's requests."""
        return "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())

    @property
    def headers(self) -> dict[str, str]:
        """What shows who is asking."""
        return {"cookie": self.cookie}

    async def ask(self, method: str, path: str, **command: Any) -> httpx.Response:
        """One command under a key of its own; its answer, whatever that is."""
        body = {"key": new_key()} | command
        query: dict[str, Any] = {"params": body} if method == "DELETE" else {"json": body}
        return await self.http.request(method, path, **query)

    async def do(self, method: str, path: str, **command: Any) -> dict[str, Any]:
        """One command under a key of its own; its answer, which must be a success."""
        answer = await self.ask(method, path, **command)
        assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
        done: dict[str, Any] = answer.json()
        return done

    async def get(self, path: str) -> dict[str, Any]:
        """What is read there, which must be a success."""
        answer = await self.http.get(path)
        assert answer.is_success, f"GET {path}: {answer.status_code} {answer.text}"
        read: dict[str, Any] = answer.json()
        return read

    async def rows(self, path: str) -> list[dict[str, Any]]:
        """The same, where a list is read there."""
        answer = await self.http.get(path)
        assert answer.is_success, f"GET {path}: {answer.status_code} {answer.text}"
        read: list[dict[str, Any]] = answer.json()
        return read


class World:
    """A server at `url` over `database_url`, with its application in reach."""

    def __init__(self, url: str, database_url: str, app: Any) -> None:
        self.url = url
        self.database_url = database_url
        self.app = app
        self._clients: list[httpx.AsyncClient] = []

    def client(self, **headers: str) -> httpx.AsyncClient:
        """An HTTP client of this site with a cookie jar of its own, closed with the world."""
        client = httpx.AsyncClient(
            base_url=self.url, headers={"origin": self.url} | headers, timeout=30, verify=False
        )
        self._clients.append(client)
        return client

    async def close(self) -> None:
        """Close the clients."""
        for client in self._clients:
            await client.aclose()

    @contextlib.asynccontextmanager
    async def sql(self) -> AsyncIterator["asyncpg.Connection[asyncpg.Record]"]:
        """A connection of its own to the database."""
        conn = await asyncpg.connect(self.database_url)
        try:
            yield conn
        finally:
            await conn.close()

    async def person(
        self, name: str = "Lê Thị Hoa", constituency: str = "expert", language: str = "vi"
    ) -> Someone:
        """Somebody new, signed in."""
        http = self.client()
        email = f"{secrets.token_hex(6)}@vidu.invalid"
        form = {
            "key": new_key(), "email": email, "name": name, "organisation": "Viện Ví dụ",
            "constituency": constituency, "language": language, "password": PASSWORD,
        }  # fmt: skip
        answer = await http.post("/accounts", json=form)
        assert answer.status_code == 201, answer.text
        return Someone(http, answer.json()["result"], email)

    async def people(self, *names: str) -> list[Someone]:
        """People signed in by the verbs themselves: hashing a password for each would take its time."""
        return [await self._enter(name) for name in names]

    @contextlib.asynccontextmanager
    async def administrator(self) -> AsyncIterator[Someone]:
        """Somebody new who administers the portal until the block ends."""
        (someone,) = await self.people("Ngô Quản Trị")
        async with self.appointed(someone):
            yield someone

    @contextlib.asynccontextmanager
    async def appointed(self, someone: Someone) -> AsyncIterator[None]:
        """This person administers the portal until the block ends."""
        async with self.sql() as conn:
            await conn.execute("insert into administrator (person_id) values ($1)", someone.id)
            await self.app.state.store.run(desk.keep, None)
            try:
                yield
            finally:
                await conn.execute("delete from administrator where person_id = $1", someone.id)

    async def crowd(self, size: int) -> list[Someone]:
        """So many people, signed in."""
        return await self.people(*(f"Người thứ {n}" for n in range(1, size + 1)))

    async def _enter(self, name: str) -> Someone:
        store: Store = self.app.state.store
        email = f"{secrets.token_hex(6)}@vidu.invalid"
        form = SignUp(UUID(new_key()), email, name, "Viện Ví dụ", Constituency.EXPERT)
        person = (await store.run(accounts.sign_up, None, form, None)).result
        token = sessions.new_token()
        await store.run(sessions.begin, None, person.id, sessions.hash_of(token), "tests")
        http = self.client()
        http.cookies.set(PLAIN, token, domain="127.0.0.1")
        return Someone(http, msgspec.to_builtins(person), email)

    async def room(
        self,
        owner: Someone,
        *members: Someone,
        visibility: str = "invited",
        title: str = "Dữ liệu mở",
        naming: str = "names",
    ) -> int:
        """A new room with these members."""
        about = {"title": title, "description": "", "visibility": visibility, "naming": naming}
        done = await owner.do("POST", "/rooms", **about)
        room_id: int = done["result"]["id"]
        for member in members:
            await owner.do("POST", f"/rooms/{room_id}/members", email=member.email, role="member")
        return room_id

    async def thread(self, author: Someone, room_id: int, title: str = "Điểm nghẽn dữ liệu") -> int:
        """A new thread with a first post."""
        done = await author.do(
            "POST",
            f"/rooms/{room_id}/threads",
            title=title,
            body="Bắt đầu từ đâu?",
            kind="question",
        )
        thread_id: int = done["result"]["thread"]["id"]
        return thread_id

    async def reply(
        self, author: Someone, thread_id: int, body: str, parent_id: int | None = None
    ) -> dict[str, Any]:
        """A new post; the Done it was answered with."""
        return await author.do(
            "POST", f"/threads/{thread_id}/posts", body=body, parent_id=parent_id
        )

    def live(
        self, who: Someone | None = None, origin: str | None = None, **options: Any
    ) -> websockets.connect:
        """An unopened socket to /live, as this person (None: nobody). A program sends no Origin of itself."""
        headers = who.headers if who else {}
        if origin or "authorization" not in headers:
            headers |= {"origin": origin or self.url}
        return websockets.connect(
            self.url.replace("http", "ws") + "/live",
            additional_headers=headers,
            max_size=None,
            **options,
        )
