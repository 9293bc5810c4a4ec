"""P29: the server asks nobody for anything that somebody named. There is no fetcher, and this keeps it so.

What opens a connection is read twice: from the sources, where few files may do it at all, and from the running
process, whose every connection and every look-up of a name is noted while all of the API is used with addresses
in every text.
"""

import ast
import asyncio
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from litestar.routes import HTTPRoute

from tests.acts import ACTS, Act, ask
from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.world import Someone, World, new_key

ROOT = Path(__file__).parents[2]
OURS = ("server", "rooms", "moderation", "web", "migrations")
CLIENTS = frozenset(
    {
        "aiohttp", "aiosmtplib", "ftplib", "http.client", "httpx", "httpx2", "requests", "smtplib", "telnetlib",
        "urllib.request", "urllib3", "webbrowser", "xmlrpc.client",
    }
)  # fmt: skip
OPENERS = frozenset(
    {"create_connection", "create_datagram_endpoint", "open_connection", "sock_connect", "urlopen"}
)
KNOWN = {
    "server/polis/site.py": "a command of the operator's, which plays a conversation at an address they give it",
    "server/mail": "hands letters to the relay of the settings",
    "server/checking": "a command of the operator's, which looks whether the neighbours of the settings answer",
}
INSIDE = [
    "http://127.0.0.1:{trap}/", "http://localhost:{trap}/", "http://[::1]:{trap}/", "http://0.0.0.0:{trap}/",
    "http://2130706433:{trap}/", "http://0x7f.1:{trap}/", "http://169.254.169.254/latest/meta-data/",
    "http://127.0.0.1.vidu.invalid:{trap}/", "//127.0.0.1:{trap}/", "gopher://127.0.0.1:{trap}/_", "file:///etc/passwd",
    "http://vidu.invalid@127.0.0.1:{trap}/", "http://[::ffff:127.0.0.1]:{trap}/",
]  # fmt: skip


class Noted:
    """Everything this process connects to or looks up while `on`."""

    def __init__(self) -> None:
        self.on = False
        self.reached: list[tuple[str, Any]] = []
        sys.addaudithook(self._hear)  # for ever: there is no taking it back

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "socket.connect":
            self.reached.append((event, arguments[1]))
        elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            self.reached.append((event, arguments[0]))
        elif event == "subprocess.Popen":
            self.reached.append((event, str(arguments[1])))


def sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in OURS:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "node_modules" not in file.parts:
                yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


def opening(tree: ast.Module) -> set[str]:
    """What a source imports or calls to open a connection to somewhere."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names if _client(name.name)}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {
                each
                for name in node.names
                for each in (node.module, f"{node.module}.{name.name}")
                if _client(each)
            }
        elif isinstance(node, ast.Attribute) and node.attr in OPENERS:
            found.add(node.attr)
    return found


def _client(module: str) -> bool:
    return module in CLIENTS or any(module.startswith(f"{client}.") for client in CLIENTS)


def test_few_sources_can_reach_out_at_all() -> None:
    reach = {file: found for file, tree in sources() if (found := opening(tree))}
    unknown = {file: found for file, found in reach.items() if not file.startswith(tuple(KNOWN))}
    assert "server/polis/site.py" in reach, "the search finds what is there"
    assert unknown == {}, "a fetcher needs the promise about addresses of the inside, and its tests"


def _addresses(corpora: Path | None, trap: int) -> list[str]:
    given = [address.format(trap=trap) for address in INSIDE]
    if corpora is not None:
        told = json.loads((corpora / "ssrf" / "ssrfcheck.json").read_text("utf-8"))
        given += re.findall(r'"([a-z]+://[^"\s]+)"', json.dumps(told))
    return given


async def _stuffed(running: Promise, talk: Debate, act: Act, address: str) -> None:
    """One act whose texts are all this address."""
    changed = {
        name: f"[xem]({address}) {address}"[:180]
        for name in act.words
        if name in {"title", "description", "body", "reason"}
    }
    answer = await ask(talk, act, talk.who(act.by), **changed)
    running.holds(answer.status_code < 500, f"{act.verb}: {answer.status_code}")


async def _every_page(world: World, who: Someone, address: str) -> int:
    """Every address that reads, with another address wherever it takes a parameter."""
    asked = 0
    for route in world.app.routes:
        if (
            isinstance(route, HTTPRoute)
            and "GET" in route.methods
            and not route.path.endswith("/live")
        ):
            path = re.sub(r"\{[^}]*:int\}", "1", route.path)
            path = re.sub(r"\{[^}]*\}", "x", path)
            names = ("url", "next", "after", "q", "ids", "lang", "token", "return_to")
            answer = await who.http.get(
                path, params=dict.fromkeys(names, address),
                headers={"referer": address, "x-forwarded-host": address, "x-forwarded-for": address},
            )  # fmt: skip
            assert answer.status_code < 500, f"{path}: {answer.text}"
            assert not answer.headers.get("location", "").startswith(("http", "//", "\\"))
            asked += 1
    return asked


async def test_nothing_that_is_named_is_asked(
    world: World, people: list[Someone], promise: Promising, request: Any
) -> None:
    corpora: Path | None = None
    if "DIENHONG_CORPORA" in os.environ:
        corpora = request.getfixturevalue("corpora")
    came: list[bytes] = []

    async def caught(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        came.append(await reader.read(100))
        writer.close()

    trap = await asyncio.start_server(caught, "127.0.0.1", 0)
    port = int(trap.sockets[0].getsockname()[1])
    noted = Noted()
    with promise("P29") as running:
        given = _addresses(corpora, port)
        acts = list(ACTS.values())
        noted.on = True
        try:
            for address in given[:: running.of(check=12, nightly=1)]:
                talk = await gather(world, people)
                for act in acts:  # in the order of the table, which ends none before its time
                    await _stuffed(running, talk, act, address)
                    running.n += 1
                body = {"key": new_key(), "name": address[:100], "organisation": address[:200],
                        "constituency": "expert", "language": "vi"}  # fmt: skip
                await world.client().put("/me", json=body)
                await talk.member.http.post(
                    "/preview", json={"body": f"![a]({address}) <{address}>"}
                )
                if not running.left_s:
                    break
            running.n += await _every_page(world, people[0], given[0])
        finally:
            noted.on = False
        trap.close()
        await trap.wait_closed()
        running.holds(not came, f"the trap was asked: {came[:3]}")
        running.holds(bool(noted.reached), "nothing was noted: the ear is deaf")
        for event, where in noted.reached:
            running.holds(_expected(event, where, world), f"{event} {where!r}")


def _expected(event: str, where: Any, world: World) -> bool:
    """The test's own requests, the database, and rendering's own processes."""
    site, database = urlsplit(world.url), urlsplit(world.database_url)
    if event == "subprocess.Popen":
        return "server.rendering" in where
    hosts = {site.hostname, database.hostname, "127.0.0.1", "localhost", "::1"}
    if event != "socket.connect":
        return (where.decode() if isinstance(where, bytes) else where) in hosts
    if isinstance(where, str | bytes):  # the socket of the embedded database
        return ".s.PGSQL." in str(where)
    ports = {site.port, database.port or 5432}
    return where[0] in hosts and where[1] in ports
