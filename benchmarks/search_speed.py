"""How long a search takes among many posts, made of real words as often as words are used: few everywhere, most nowhere.

The words are those of our own texts, two syllables each, drawn by Zipf's law (the n-th commonest is used 1/n as often as the
commonest). Questions are drawn in the same way, and half of them from a post that is there.
"""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import Any

import asyncpg
import msgspec

from benchmarks.search_judged import topics
from rooms.search import Search
from rooms.store import Store
from rooms.text.tokens import tokens
from server import indexing, searching
from server.demo import script

SEED = 57
ROOMS, THREADS = 20, 50  # threads in each room
THEN = datetime(2025, 1, 1, tzinfo=UTC)
WARM = 40  # questions that are asked and not counted


class Writer:
    """Writes posts and questions of random words."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = sorted(set(_words()))
        self._random.shuffle(self._words)
        self._weights = list(accumulate(1 / place for place in range(1, len(self._words) + 1)))

    @property
    def vocabulary(self) -> int:
        """How many different words there are."""
        return len(self._words)

    def words(self, number: int) -> list[str]:
        """So many words."""
        return self._random.choices(self._words, cum_weights=self._weights, k=number)

    def post(self) -> str:
        """A post of some 25 to 200 syllables, in sentences."""
        left = int(min(100, max(12, self._random.lognormvariate(3.4, 0.5))))
        sentences = []
        while left > 0:
            length = min(left, self._random.randint(5, 12))
            sentences.append(" ".join(self.words(length)).capitalize() + ".")
            left -= length
        return " ".join(sentences)

    def question(self, post: str) -> str:
        """One to five words: of any kind, or as they stand in the post."""
        if self._random.choice((True, False)):
            return " ".join(self.words(self._random.choice((1, 1, 2, 2, 3, 4))))
        syllables = post.replace(".", "").split()
        length = self._random.choice((2, 3, 4, 6, 8))
        first = self._random.randrange(max(1, len(syllables) - length))
        return " ".join(syllables[first : first + length])


def _words() -> Iterator[str]:
    texts = [post for topic in topics() for post in topic.posts]
    texts += [
        post.body for room in script.read().room for each in room.thread for post in each.post
    ]
    for text in texts:
        of = tokens(text)
        for first, second in pairwise(of):
            if second.joined:
                yield f"{text[first.start : first.end]} {text[second.start : second.end]}".lower()


async def fill(url: str, store: Store, number: int, writer: Writer) -> tuple[list[str], float]:
    """Write so many posts and index them as a start of the server does; the posts, and the seconds the index took."""
    posts = [writer.post() for _ in range(number)]
    conn = await asyncpg.connect(url)
    try:
        await _people_and_threads(conn)
        place = await conn.fetch(
            "select id, room_id from thread order by id desc limit $1", ROOMS * THREADS
        )
        await conn.copy_records_to_table(
            "post",
            columns=("room_id", "thread_id", "author", "kind", "body", "html", "render_version", "at"),
            records=(
                (
                    place[n % len(place)]["room_id"], place[n % len(place)]["id"], 1, "opinion",
                    body, f"<p>{body}</p>", 1, THEN + timedelta(seconds=n),
                )
                for n, body in enumerate(posts)
            ),
        )  # fmt: skip
        # The tree of words is made at the end, as when a backup is restored: that is so much faster.
        tree = await conn.fetchval("select pg_get_indexdef('passage_words'::regclass)")
        await conn.execute("drop index passage_words")
        started = time.perf_counter()
        await indexing.catch_up(store)
        await conn.execute(tree)
        took = time.perf_counter() - started
        await conn.execute("vacuum analyze")  # as the database does by itself after a while
        await indexing.learn(store)
    finally:
        await conn.close()
    return posts, took


async def _people_and_threads(conn: "asyncpg.Connection[asyncpg.Record]") -> None:
    await conn.execute(
        f"""
        with speaker as (insert into person (name, constituency) values ('Người viết', 'citizen') returning id),
        opened as (insert into room (kind, title, visibility)
            select 'discussion', 'Phòng ' || n, 'public' from generate_series(1, {ROOMS}) as n returning id),
        entered as (insert into member (room_id, number, person_id, role)
            select opened.id, 1, speaker.id, 'member' from opened, speaker returning room_id)
        insert into thread (room_id, title, opened_by)
        select room_id, 'Chủ đề ' || n, 1 from entered, generate_series(1, {THREADS}) as n
        """
    )


async def measure(store: Store, posts: list[str], writer: Writer, questions: int) -> dict[str, Any]:
    """Ask one question after the other; the milliseconds of each until its answer is ready to be sent."""
    chosen = random.Random(SEED)
    took: list[float] = []
    found = 0
    slowest = ("", 0.0)
    for n in range(WARM + questions):
        asked = Search(writer.question(chosen.choice(posts)))
        started = time.perf_counter()
        results = await searching.find(store, None, asked)
        msgspec.json.encode(results)
        if n >= WARM:
            took.append((time.perf_counter() - started) * 1000)
            found += bool(results.hits)
            slowest = max(slowest, (asked.q, took[-1]), key=lambda each: each[1])
    took.sort()
    return {
        "posts": len(posts),
        "questions": questions,
        "answered": found,
        "vocabulary": writer.vocabulary,
        **{f"p{p}_ms": took[min(len(took) - 1, len(took) * p // 100)] for p in (50, 95, 99)},
        "slowest": slowest[0],
        "slowest_ms": took[-1],
    }
