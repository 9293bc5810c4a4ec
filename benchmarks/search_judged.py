"""How well the search answers: our questions on our texts, each judged by hand, asked of the product and of two peers.

nDCG@10 (K. Järvelin, J. Kekäläinen, "Cumulated Gain-Based Evaluation of IR Techniques", 2002) with the gain 2^grade - 1:
1 where the ten best answers come first, in order; 0 where none of them is among the first ten.
"""

import html
import math
import re
import tomllib
import uuid
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import asyncpg

from rooms import importing
from rooms.importing import Conversation, Pseudonym, Statement
from rooms.rooms import Visibility
from rooms.search import Search
from rooms.store import Store
from rooms.text import fold
from server import searching
from server.demo import script

CORPUS = Path(__file__).with_name("search_corpus.toml")
PLACEHOLDER = re.compile(r"\{[@>]\w+\}[ ]*")
FIRST = 10  # results that count
WHOLE, PART, SAME_MATTER = 3, 2, 1  # grades
THEN = datetime(2025, 1, 1, tzinfo=UTC)

# The peers get what suits them best: any of the words may match, and the closest come first.
PEERS = """
    create temporary table peer as select id, body, to_tsvector('simple', body) as simple,
        to_tsvector('simple', unaccent(body)) as unaccented from post"""
SIMPLE = """
    select id from peer, (select replace(plainto_tsquery('simple', $1)::text, '&', '|')::tsquery as q) as asked
    where simple @@ asked.q order by ts_rank(simple, asked.q) desc, id desc limit 10"""
TRIGRAMS = "select id from peer order by word_similarity($1, body) desc, id desc limit 10"
UNACCENTED = (
    SIMPLE.replace("simple @@", "unaccented @@")
    .replace("ts_rank(simple", "ts_rank(unaccented")
    .replace("$1)", "unaccent($1))")
)

Find = Callable[[str], Awaitable[Sequence[int]]]


class Question(NamedTuple):
    """A query with the grade of each post that has one; posts by topic and number in it."""

    text: str
    grades: dict[tuple[str, int], int]


class Topic(NamedTuple):
    """Posts of one matter and the questions to them."""

    key: str
    posts: list[str]
    questions: list[Question]


def topics() -> list[Topic]:
    """The corpus with its judgements."""
    found = []
    for topic in tomllib.loads(CORPUS.read_text("utf-8"))["topic"]:
        posts = topic["posts"].strip().split("\n")
        questions = [_question(topic["key"], line, len(posts)) for line in _lines(topic["queries"])]
        found.append(Topic(topic["key"], posts, questions))
    return found


def _question(key: str, line: str, posts: int) -> Question:
    text, _, judged = line.partition("|")
    whole, _, part = judged.partition("/")
    grades = {(key, n): SAME_MATTER for n in range(1, posts + 1)}
    grades |= {(key, int(n)): PART for n in part.split()}
    grades |= {(key, int(n)): WHOLE for n in whole.split()}
    return Question(text.strip(), grades)


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


async def fill(store: Store, of: Sequence[Topic]) -> dict[tuple[str, int], int]:
    """Bring the corpus and, so that there is more to go wrong, the demonstration; the posts' ids."""
    room_id = (
        await store.run(importing.import_room, None, "Văn bản để chấm", Visibility.PUBLIC, None)
    ).result
    speaker = Pseudonym(_key("speaker"), "Người viết")
    done = await store.run(importing.import_people, None, room_id, [speaker])
    number = done.result.ids[speaker.key]
    ids: dict[tuple[str, int], int] = {}
    talks = [(topic.key, topic.posts) for topic in of]
    talks += [
        (thread.key, [PLACEHOLDER.sub("", post.body) for post in thread.post])
        for room in script.read().room
        for thread in room.thread
    ]
    for count, (key, posts) in enumerate(talks, 1):
        said = [
            Statement(_key(key, str(n)), number, THEN, body, f"<p>{html.escape(body)}</p>")
            for n, body in enumerate(posts, 1)
        ]
        talk = Conversation(_key(key), f"Chủ đề {count}")
        brought = await store.run(importing.import_statements, None, room_id, talk, said)
        ids |= {(key, n): brought.result.ids[each.key] for n, each in enumerate(said, 1)}
    return ids


def _key(*facts: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, "/".join(("search", *facts)))


def ndcg(found: Sequence[int], grades: dict[int, int]) -> float:
    """The quality of one answer; `grades` by post, not empty."""

    def gain(of: Sequence[int]) -> float:
        return math.fsum(
            (2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(of, 1)
        )

    best = sorted(grades.values(), reverse=True)[:FIRST]
    return gain([grades.get(post, 0) for post in found[:FIRST]]) / gain(best)


async def judge(url: str, store: Store, every: int = 1) -> dict[str, Any]:
    """nDCG@10 with and without diacritics for the product and its peers; of the questions only each `every`th."""
    of = topics()
    ids = await fill(store, of)
    questions = [question for topic in of for question in topic.questions][::every]
    conn = await asyncpg.connect(url)
    try:
        for extension in ("pg_trgm", "unaccent"):
            await conn.execute(f"create extension if not exists {extension}")
        await conn.execute(PEERS)
        await conn.execute("analyze")

        async def ours(text: str) -> list[int]:
            hits = (await searching.find(store, None, Search(text))).hits
            return [hit.post_id for hit in hits if hit.post_id is not None]

        def of_postgres(query: str) -> Find:
            async def find(text: str) -> list[int]:
                return [row["id"] for row in await conn.fetch(query, text)]

            return find

        sides: dict[str, Find] = {
            "ours": ours,
            "simple": of_postgres(SIMPLE),
            "trigrams": of_postgres(TRIGRAMS),
            "unaccent": of_postgres(UNACCENTED),
        }
        quality: dict[str, dict[str, float]] = {}
        for name, find in sides.items():
            quality[name] = {
                "with": mean([await _asked(find, each, ids) for each in questions]),
                "without": mean([await _asked(find, each, ids, fold) for each in questions]),
            }
    finally:
        await conn.close()
    return {"questions": len(questions), "posts": len(ids), "ndcg": quality}


async def _asked(
    find: Find,
    question: Question,
    ids: dict[tuple[str, int], int],
    typed: Callable[[str], str] = str,
) -> float:
    grades = {ids[post]: grade for post, grade in question.grades.items()}
    return ndcg(await find(typed(question.text)), grades)
