"""Thousands who cast within a minute in one vote: how long each waits for the answer, and that what was acknowledged was counted.

    python -m benchmarks.ballots --bars --chart docs/ballots.svg

Everybody on the roll follows the room and casts as their page does: the vote is read, then the ballot sent, at a moment of their own,
evenly over the minute. When the last has cast in secret the server closes the vote by itself, seals the box and counts it; of an open
vote (--open) the running tally is read.
"""

import argparse
import asyncio
import contextlib
import os
import random
import resource
import secrets
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import msgspec
import uvloop

from benchmarks.audience import Audience
from benchmarks.beside import database
from benchmarks.big_room import quantile, watch
from benchmarks.big_room_chart import chart
from benchmarks.fanout_product import prepare
from benchmarks.listener import Listener
from benchmarks.node import Node
from server.keys import new_key

BAR_S = 1.0
WITHIN_S = 60.0
PATIENCE_S = 60.0
MINUTES = 60  # that the vote is open: it closes when everybody has cast
CHOICES = ("for", "against", "abstain")
STEPS = [{"stage": stage, "days": 0, "by": "either"} for stage in ("discussion", "vote", "decided")]
RULES: dict[bool, dict[str, Any]] = {
    True: {"secret": True, "quorum": 0},
    False: {"shown": "live", "quorum": 0},
}
TEXT = "Điều 1. Dữ liệu của cơ quan nhà nước được mở.\n"


class Polling:
    """One vote over HTTP: begun by the first of its people, cast in by all of them."""

    def __init__(self, node: Node, stage: dict[str, Any], *, secret: bool) -> None:
        self.secret = secret
        self.answers: Counter[int] = Counter()
        self.cast: Counter[str] = Counter()
        self.took: list[tuple[float, float]] = []  # when it was sent, and how long it took
        self._stage = stage
        self._http = httpx.AsyncClient(
            base_url=node.url, headers={"origin": node.url}, timeout=PATIENCE_S
        )

    async def ask(self, method: str, path: str, voter: int = 0, **said: Any) -> httpx.Response:
        """One request of this voter."""
        cookie = {"cookie": self._stage["cookies"][voter]}
        command = {"key": str(new_key())} | said if method != "GET" else None
        return await self._http.request(method, path, json=command, headers=cookie)

    async def begin(self, procedure: int) -> None:
        """A proposal led into the stage of the vote, and the vote opened."""
        about = {"title": "Mở dữ liệu", "text": TEXT}
        begun = await self._done("POST", f"/rooms/{self._stage['room']}/proposals", **about)
        proposal = f"/proposals/{begun['id']}"
        words = {"draft": 1, "body": "Vì dữ liệu là của chung.", "procedure": procedure}
        await self._done("PUT", f"{proposal}/opening", **words)
        await self._done("PUT", f"{proposal}/stage", stage="vote")
        opened = await self._done("POST", f"{proposal}/votes", version=1, minutes=MINUTES)
        self._path = f"/votes/{opened['id']}"

    async def all_cast(self, within_s: float) -> None:
        """Everybody reads and casts once, evenly over this time."""
        voters = list(range(len(self._stage["cookies"])))
        random.Random(7).shuffle(voters)
        began = time.monotonic()
        under_way = []
        for n, voter in enumerate(voters):
            at = within_s * n / len(voters)
            await asyncio.sleep(max(0.0, began + at - time.monotonic()))
            under_way.append(asyncio.create_task(self._vote(voter, at)))
        await asyncio.gather(*under_way)

    async def counted(self) -> tuple[dict[str, int], int]:
        """What was counted, of a secret vote once the server has closed it, and the number of the journal then."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                shown: dict[str, Any] = (await self.ask("GET", self._path)).json()
                seq: int = shown["seq"]
                if not self.secret:
                    return {
                        msgspec.json.decode(each["ballot"]): each["times"]
                        for each in shown["tally"]
                    }, seq
                if result := shown["vote"]["result"]:
                    steps = {each["step"]: each["facts"] for each in result["rounds"]}
                    return steps["for_against"], seq
                await asyncio.sleep(0.1)

    async def close(self) -> None:
        """Close the client."""
        await self._http.aclose()

    async def _done(self, method: str, path: str, **said: Any) -> dict[str, Any]:
        answer = await self.ask(method, path, **said)
        answer.raise_for_status()
        result: dict[str, Any] = answer.json()["result"]
        return result

    async def _vote(self, voter: int, at: float) -> None:
        (await self.ask("GET", self._path, voter)).raise_for_status()
        choice = CHOICES[voter % len(CHOICES)]
        ballot = {"ballot": choice, "version": 1}
        if self.secret:
            ballot["receipt"] = secrets.token_hex(16)
        sent = time.monotonic()
        answer = await self.ask("PUT", f"{self._path}/ballot", voter, **ballot)
        self.took.append((at, time.monotonic() - sent))
        self.answers[answer.status_code] += 1
        self.cast[choice] += answer.is_success


async def measure(voters: int, within_s: float, folder: Path, *, secret: bool) -> dict[str, Any]:
    """The figures of one run."""
    async with contextlib.AsyncExitStack() as stack:
        url = await stack.enter_async_context(database(folder / "data"))
        stage = await prepare(url, voters, lines_per_person=1)
        node = await stack.enter_async_context(Node(folder / "var", url))
        polling = Polling(node, stage, secret=secret)
        stack.push_async_callback(polling.close)
        await polling.begin(await _procedure(url, RULES[secret]))
        crowd = Audience(stage["room"], stage["epoch"])
        listeners = [Listener(crowd, cookie, stage["seq"]) for cookie in stage["cookies"]]
        await crowd.open(listeners, node.port)
        memory: list[tuple[float, int]] = []
        watching = asyncio.create_task(watch([node], memory))
        await polling.all_cast(within_s)
        began = time.monotonic()
        counted, seq = await polling.counted()
        counting_s = time.monotonic() - began
        watching.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_S):
                await crowd.reach(listeners, seq)
        for listener in listeners:
            listener.close()
    return _figures(polling, counted, seq, crowd, listeners, memory) | {
        "closing_s": round(counting_s, 2)
    }


async def _procedure(url: str, rule: dict[str, Any]) -> int:
    conn = await asyncpg.connect(url)
    try:
        found: int = await conn.fetchval(
            "insert into procedure (title, steps, ballot) values ('Biểu quyết', $1::text::json, $2::text::json) returning id",
            *(msgspec.json.encode(each).decode() for each in (STEPS, rule)),
        )
        return found
    finally:
        await conn.close()


def _figures(
    polling: Polling,
    counted: dict[str, int],
    seq: int,
    crowd: Audience,
    listeners: list[Listener],
    memory: list[tuple[float, int]],
) -> dict[str, Any]:
    took = [each for _, each in polling.took]
    seconds: dict[int, list[float]] = {}
    for at, each in polling.took:
        seconds.setdefault(int(at), []).append(each)
    return {
        "acknowledged": sum(polling.cast.values()),
        "answers": {str(code): n for code, n in polling.answers.items()},
        "cast": dict(polling.cast),
        "counted": counted,
        "differs": sum(abs(polling.cast[each] - counted[each]) for each in CHOICES),
        "heard": sum(len(each) for each in crowd.latencies_s.values()),
        "missed": sum(seq > each.seq for each in listeners) + crowd.wrong,
        "p50_s": quantile(took, 0.5),
        "p99_s": quantile(took, 0.99),
        "slowest_s": round(max(took), 4),
        "rows": [
            (at, quantile(each, 0.5), quantile(each, 0.99)) for at, each in sorted(seconds.items())
        ],
        "memory": [(round(at, 1), size) for at, size in memory],
    }


def main() -> None:
    """Measure, print a line of JSON, draw; exit 1 where a ballot or an entry was lost, or (--bars) a bar not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voters", type=int, default=3213)
    parser.add_argument("--within-s", type=float, default=WITHIN_S)
    parser.add_argument("--open", action="store_true", help="an open vote, not a secret one")
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    parser.add_argument("--bars", action="store_true", help="fail where the bar is not met")
    chosen = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        result = uvloop.run(
            measure(chosen.voters, chosen.within_s, Path(folder), secret=not chosen.open)
        )
    lost = chosen.voters - result["acknowledged"] + result["differs"] + result["missed"]
    if chosen.chart:
        title = f"{chosen.voters:,} voters casting {'openly' if chosen.open else 'in secret'} within {chosen.within_s:.0f} s"
        legend = (
            "A point is the ballots of one second: red the 99th percentile of their answers, grey the median.",
            f"The 99th percentile of all: {result['p99_s'] * 1000:.0f} ms. Lost: {lost}. Below, memory of the server.",
        )
        chosen.chart.write_text(chart(result, title, {"all": BAR_S}, legend), "utf-8")
    line = {
        "test": "ballots", "size": chosen.voters, "seed": 7, "n": chosen.voters, "violations": lost,
        "p50": result["p50_s"], "p99": result["p99_s"], "seconds": round(time.monotonic() - began, 1), "secret": not chosen.open,
        "processors": os.cpu_count(),
    }  # fmt: skip
    told = {name: value for name, value in result.items() if name not in {"rows", "memory"}}
    print(msgspec.json.encode(line | told).decode())
    sys.exit(bool(lost or (chosen.bars and result["p99_s"] > BAR_S)))


if __name__ == "__main__":
    main()
