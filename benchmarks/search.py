"""How well and how fast the search answers Vietnamese questions, beside Postgres' `simple` configuration and pg_trgm.

    python -m benchmarks.search --chart docs/search.svg

Quality: questions to our own texts, judged by hand (`search_corpus.toml`), each asked with its diacritics and without.
Speed: questions among 100,000 posts, one after the other, with the database and the program on one core together.
"""

import argparse
import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import asyncpg
import msgspec

import migrations
from benchmarks import search_judged, search_speed
from benchmarks.search_chart import NAMES, chart
from rooms.store import Store
from server import embedded

APART = 0.01  # by how much the figures with and without diacritics may differ
P95_MS = 50.0


@contextlib.asynccontextmanager
async def opened(url: str, name: str) -> AsyncIterator[tuple[str, Store]]:
    """A new, migrated database of the server at `url`, and a store over it."""
    place, _, query = url.partition("?")
    fresh = f"{place.rpartition('/')[0]}/{name}?{query}"
    admin = await asyncpg.connect(url)
    await admin.execute(f'create database "{name}"')
    try:
        conn = await asyncpg.connect(fresh)
        await migrations.migrate(conn)
        await conn.close()
        async with asyncpg.create_pool(fresh, min_size=1, max_size=2) as pool:
            yield fresh, Store(pool)
    finally:
        await admin.execute(f'drop database "{name}" with (force)')
        await admin.close()


async def run(posts: int, questions: int, every: int) -> dict[str, Any]:
    """Both measurements; `posts` 0: only the quality."""
    async with contextlib.AsyncExitStack() as stack:
        url = os.environ.get("TEST_DATABASE_URL")
        if not url:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            url = await stack.enter_async_context(embedded.running(Path(folder) / "data"))
        async with opened(url, f"dienhong_judged_{os.getpid()}") as (at, store):
            result = await search_judged.judge(at, store, every)
        if posts:
            async with opened(url, f"dienhong_many_{os.getpid()}") as (at, store):
                writer = search_speed.Writer(search_speed.SEED)
                said, took = await search_speed.fill(at, store, posts, writer)
                result["indexed_per_s"] = posts / took
                result["speed"] = await search_speed.measure(store, said, writer, questions)
    return result


def short(result: dict[str, Any]) -> list[str]:
    """Which of the claims did not come out."""
    ndcg = result["ndcg"]
    ours = ndcg["ours"]
    missed = [
        f"ahead of {NAMES[peer]}"
        for peer in ("simple", "trigrams")
        for how in ours
        if ours[how] <= ndcg[peer][how]
    ]
    if abs(ours["with"] - ours["without"]) > APART:
        missed.append("equal with and without diacritics")
    if "speed" in result and result["speed"]["p95_ms"] > P95_MS:
        missed.append(f"p95 within {P95_MS:.0f} ms")
    return missed


def table(result: dict[str, Any]) -> str:
    """The figures for people."""
    lines = [f"nDCG@10, {result['questions']} questions, {result['posts']} posts   with  without"]
    lines += [
        f"{name:44} {result['ndcg'][side]['with']:.3f}    {result['ndcg'][side]['without']:.3f}"
        for side, name in NAMES.items()
    ]
    if speed := result.get("speed"):
        times = ", ".join(f"p{p} {speed[f'p{p}_ms']:.1f} ms" for p in (50, 95, 99))
        asked = f"{speed['questions']} questions ({speed['answered']} answered)"
        lines.append(f"{speed['posts']:,} posts, {asked}, one core: {times}")
        lines.append(f"indexed {result['indexed_per_s']:.0f} posts a second")
    return "\n".join(lines)


def main() -> None:
    """Measure, print a table and a line of JSON, draw; exit 1 where a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000, help="0: only the quality")
    parser.add_argument("--questions", type=int, default=500, help="of the speed")
    parser.add_argument(
        "--every", type=int, default=1, help="of the judged questions, ask each n-th"
    )
    parser.add_argument("--chart", type=Path, help="where to draw the figures, as SVG")
    chosen = parser.parse_args()
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # the database is started from here
    result = asyncio.run(run(chosen.posts, chosen.questions, chosen.every))
    print(table(result), file=sys.stderr)
    if chosen.chart:
        chosen.chart.write_text(chart(result), "utf-8")
    missed = short(result)
    print(msgspec.json.encode({"test": "search", "missed": missed} | result).decode())
    sys.exit(bool(missed))


if __name__ == "__main__":
    main()
