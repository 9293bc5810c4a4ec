"""The fan-out as people meet it: a POST to its last reader, and any other request while a large room is served.

    python -m benchmarks.fanout_whole --results var/fanout.jsonl

A post goes the whole way over HTTP to `dienhong serve`, with and without Redis, and its text says when it was sent.
The GET is the cheapest there is, so that it tells how long the loop was not to be had; meanwhile the room is
sent events without a pause.
"""

import argparse
import asyncio
import contextlib
import http.client
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
from msgspec import structs

from benchmarks.fanout_bars import HTTP_SOCKETS
from benchmarks.fanout_places import last_core, places
from benchmarks.fanout_product import prepare
from benchmarks.fanout_results import Asked, Finding, Posted, kept
from benchmarks.fanout_servers import Place
from benchmarks.fanout_sides import Product, followed
from benchmarks.fanout_sockets import EPOCH_NS, WORDS, Crowd, Line, event_of
from benchmarks.node import Node
from server.keys import new_key

PAUSE_S = 0.01
BETWEEN_S = 0.05  # posts
SMALLEST = 100  # an event nobody sends
CREATED = 201


def asked(place: Place, sockets: int, seconds: float) -> Asked:
    """GETs, one after the other, while events go to everybody."""
    with Product(place, sockets) as side, ThreadPoolExecutor(1) as beside:
        side.crowd.measure(1, min(1.0, seconds))
        times = beside.submit(_gets, side.port, seconds)
        section = side.crowd.measure(1, seconds)
        ordered = times.result()
    rate = section.figures()["deliveries_per_s"]
    return Asked(sockets, len(ordered), _at(ordered, 0.5), _at(ordered, 0.99), rate)


def _gets(port: int, seconds: float) -> list[float]:
    last_core()
    line, times = http.client.HTTPConnection("127.0.0.1", port), []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        begun = time.perf_counter()
        line.request("GET", "/livez")
        assert line.getresponse().read() == b"ok"
        times.append((time.perf_counter() - begun) * 1000)
        time.sleep(PAUSE_S)
    line.close()
    return sorted(times)


async def posted(place: Place, sockets: int, posts: int, *, redis: bool) -> Posted:
    """Posts, each once the one before has reached everybody. In a room of their own, which nothing stands in yet."""
    place = structs.replace(place, stage=await prepare(place.url, sockets + 1))
    bus = place.redis_url if redis else None
    async with Node(place.folder / f"node-{redis}", place.url, bus) as node:
        return await asyncio.to_thread(_posts, node.port, place, sockets, posts, redis)


def _posts(port: int, place: Place, sockets: int, posts: int, redis: bool) -> Posted:
    last_core()
    cookie = place.stage["cookies"][-1]
    crowd = Crowd(None, Line(port, "/live", cookie), event_of(SMALLEST))
    for n in range(sockets):
        crowd.add(followed(port, place.stage, n))
    writer, last, answers, missing = _Writer(port, cookie, place.stage["room"]), [], [], 0
    with contextlib.closing(crowd), ThreadPoolExecutor(1) as beside:
        for _ in range(posts):
            crowd.expect(1)
            answer = beside.submit(writer.post)
            took_ns = crowd.drain()
            missing += sockets - len(took_ns)
            last.append(max(took_ns, default=0) / 1e6)
            answers.append(answer.result() * 1000)
            time.sleep(BETWEEN_S)
    last.sort()
    answers.sort()
    return Posted(
        sockets, redis, posts, _at(last, 0.5), _at(last, 0.99), _at(answers, 0.5), missing
    )


class _Writer:
    """A member who posts to a thread of their own."""

    def __init__(self, port: int, cookie: str, room: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port)
        here = f"http://127.0.0.1:{port}"
        self._headers = {"Cookie": cookie, "Origin": here, "Content-Type": "application/json"}
        self._path = f"/rooms/{room}/threads"
        opened = self._said(title="Đến người cuối cùng", body=WORDS, kind="question")
        self._path = f"/threads/{opened['result']['thread']['id']}/posts"

    def post(self) -> float:
        """One post; seconds to its answer. Its text says when it was sent."""
        begun = time.monotonic_ns()
        self._said(body=f"ns={begun + EPOCH_NS} {WORDS}", kind="opinion")
        return (time.monotonic_ns() - begun) / 1e9

    def _said(self, **fields: str) -> dict[str, dict[str, dict[str, int]]]:
        body = msgspec.json.encode({"key": str(new_key())} | fields)
        self._line.request("POST", self._path, body, self._headers)
        answer = self._line.getresponse()
        text = answer.read()
        if answer.status != CREATED:
            raise RuntimeError(f"{answer.status}: {text.decode()}")
        return dict(msgspec.json.decode(text))


def _at(ordered: Sequence[float], part: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


async def run(chosen: argparse.Namespace) -> list[Finding]:
    """The GETs, then the posts without and with Redis; each finding is kept as soon as there is one."""
    found: list[Finding] = []

    def keep(finding: Finding) -> None:
        found.append(finding)
        kept(chosen.results, finding)
        print(finding, file=sys.stderr, flush=True)

    async with places(max(chosen.crowd, chosen.sockets)) as place:
        for _ in range(chosen.rounds):
            keep(await asyncio.to_thread(_asked, place, chosen.crowd, chosen.seconds))
            keep(await posted(place, chosen.sockets, chosen.posts, redis=False))
            if place.redis_url:
                keep(await posted(place, chosen.sockets, chosen.posts, redis=True))
    return found


def _asked(place: Place, sockets: int, seconds: float) -> Asked:
    last_core()
    return asked(place, sockets, seconds)


def main() -> None:
    """Measure, and keep what was found; exit 1 where a post never came to somebody."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--crowd", type=int, default=HTTP_SOCKETS, help="sockets behind the GETs")
    parser.add_argument("--seconds", type=float, default=10, help="of GETs")
    parser.add_argument("--sockets", type=int, default=1000, help="that a post goes to")
    parser.add_argument("--posts", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--results", type=Path, help="a file that every finding is added to")
    chosen = parser.parse_args()
    found = asyncio.run(run(chosen))
    sys.exit(any(each.missing for each in found if isinstance(each, Posted)))


if __name__ == "__main__":
    main()
