"""The clients of `write.py`: each keeps one line to the server, sends one command, waits for its answer, sends the next.

Runs as a process of its own and prints one line of JSON. Answers are read no further than their status and length,
so that the clients cost as little as they can beside what is measured.
"""

import argparse
import asyncio
import time
from collections.abc import Callable
from typing import Any

import msgspec
import uvloop
from msgspec import Struct

from server.keys import new_key

GIVEN_UP_S = 30.0  # without an answer


class Target(Struct, frozen=True):
    """Where one client sends its commands, and as whom."""

    path: str
    cookie: str = ""


class Plan(Struct, frozen=True):
    """What all clients do: so long, after so long that is not counted. `body` holds `KEY` where each has its own."""

    port: int
    targets: list[Target]
    body: str
    seconds: float
    warm_s: float


class Found(Struct, frozen=True):
    """What came of it. `refused`: answers that were no success."""

    commands: int
    refused: int
    seconds: float
    times_ms: list[float]


class Client(asyncio.Protocol):
    """One line, one command at a time."""

    def __init__(self, target: Target, body: str, answered: Callable[[int, float], None]) -> None:
        self._head = (
            f"POST {target.path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
            f"cookie: {target.cookie}\r\ncontent-length: "
        ).encode()
        self._body = body
        self._answered = answered
        self._left = b""
        self._sent = 0.0
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.going = True

    def connection_made(self, transport: Any) -> None:
        """Begin. What uvloop gives is no asyncio.Transport by its type."""
        self._transport = transport
        self._send()

    def data_received(self, data: bytes) -> None:
        """Go on once the whole answer is here."""
        self._left += data
        head, found, body = self._left.partition(b"\r\n\r\n")
        if not found:
            return
        length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
        if len(body) < length:
            return
        self._left = b""
        self._answered(int(head[9:12]), time.perf_counter() - self._sent)
        if self.going:
            self._send()
        elif not self.over.done():
            self.over.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        """A line that ends early ends the measurement."""
        if not self.over.done():
            self.over.set_exception(exc or ConnectionError("the server closed the line"))

    def _send(self) -> None:
        body = self._body.replace("KEY", str(new_key())).encode()
        self._sent = time.perf_counter()
        self._transport.write(self._head + b"%d\r\n\r\n" % len(body) + body)


async def run(plan: Plan) -> Found:
    """Let all clients write."""
    loop = asyncio.get_running_loop()
    times: list[float] = []
    refused = 0

    def answered(status: int, seconds: float) -> None:
        nonlocal refused
        times.append(seconds)
        refused += not 200 <= status < 300  # noqa: PLR2004 - success

    clients = [Client(target, plan.body, answered) for target in plan.targets]
    lines = [
        (await loop.create_connection(lambda one=one: one, "127.0.0.1", plan.port))[0]  # type: ignore[misc]
        for one in clients
    ]
    await asyncio.sleep(plan.warm_s)
    times.clear()
    began = time.perf_counter()
    await asyncio.sleep(plan.seconds)
    counted, took = list(times), time.perf_counter() - began
    for client in clients:
        client.going = False
    async with asyncio.timeout(GIVEN_UP_S):
        await asyncio.gather(*(client.over for client in clients))
    for line in lines:
        line.close()
    return Found(len(counted), refused, took, sorted(each * 1000 for each in counted))


def main() -> None:
    """Read the plan, write, say what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("plan", help="as JSON")
    plan = msgspec.json.decode(parser.parse_args().plan, type=Plan)
    print(msgspec.json.encode(uvloop.run(run(plan))).decode())


if __name__ == "__main__":
    main()
