"""A long thread, and the people who write into it: thousands of posts put into the database, further ones by the public API."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import asyncpg
import httpx

from server.keys import new_key

KINDS = ["opinion"] * 4 + ["support", "critique", "question", "evidence"]
CLAUSES = [
    "dữ liệu của cơ quan nhà nước là của chung", "mỗi cơ quan giữ một kho riêng", "hạn trả lời phải được định trước",
    "cơ quan nhỏ không đủ người làm việc này", "người dân cần biết khi nào có kết quả", "phí tra cứu đang quá cao",
    "nên có một đầu mối chịu trách nhiệm", "luật hiện hành chưa nói rõ điều này", "cách làm ở Đà Nẵng cho thấy là được",
    "cần bảo vệ dữ liệu cá nhân trước đã", "số liệu năm ngoái cho thấy điều ngược lại", "thí điểm ở hai tỉnh rồi hãy nhân rộng",
]  # fmt: skip
REPLIES = 2 / 3  # of the posts answer one of the few before them
NEAR = 7
PATIENCE_S = 60.0
AGAIN_S = 0.1  # after a refusal: a machine that is very busy says so
MARKS_PER_S = 2.0

FILL = """
with said as (
    insert into post (room_id, thread_id, author, kind, body, html, render_version, agrees, disagrees, at)
    select $1, $2, author, kind, body, '<p>' || body || '</p>', 1, agrees, disagrees, now() - (cardinality($3::int[]) - n) * interval '7 seconds'
    from unnest($3::int[], $4::text[], $5::text[], $6::int[], $7::int[]) with ordinality as given (author, kind, body, agrees, disagrees, n)
    order by n
    returning id
), entered as (
    insert into entry (room_id, seq, at, kind, adds, body)
    select $1, room.seq + row_number() over (order by said.id), now(), 'post.added', said.id, '{}' from said, room where room.id = $1
), counted as (update room set seq = seq + cardinality($3::int[]) where id = $1)
select array_agg(id order by id) from said
"""
HANG = "update post set parent_id = above from unnest($1::bigint[], $2::bigint[]) as given (of, above) where id = of"


class Said(NamedTuple):
    """What was put into a thread: who wrote each post, by member number, its words, and the numbers of the first and the last entry.

    `above`: what a post answers, where it answers one.
    """

    thread: int
    authors: dict[int, int]
    words: dict[int, str]
    above: dict[int, int]
    span: tuple[int, int]


async def fill(
    conn: "asyncpg.Connection[Any]", room: int, thread: int, people: int, posts: int, seed: int = 7
) -> Said:
    """Put so many posts by so many of the room's first members into its thread, some under others. Nobody may follow the room yet."""
    chance = random.Random(seed)
    authors = [chance.randint(1, people) for _ in range(posts)]
    words = [_words(chance) for _ in range(posts)]
    before = await conn.fetchval("select seq from room where id = $1", room)
    ids: list[int] = await conn.fetchval(
        FILL, room, thread, authors, [chance.choice(KINDS) for _ in range(posts)], words,
        [min(40, int(chance.expovariate(0.2))) for _ in range(posts)], [min(20, int(chance.expovariate(0.5))) for _ in range(posts)],
    )  # fmt: skip
    under = [n for n in range(NEAR, posts) if chance.random() < REPLIES]
    above = {ids[n]: ids[n - chance.randint(1, NEAR)] for n in under}
    await conn.execute(HANG, list(above), list(above.values()))
    await conn.execute("analyze post")
    of, saying = dict(zip(ids, authors, strict=True)), dict(zip(ids, words, strict=True))
    return Said(thread, of, saying, above, (before + 1, before + posts))


def _words(chance: random.Random) -> str:
    clauses = [chance.choice(CLAUSES) for _ in range(chance.randint(2, 9))]
    return f"{', '.join(clauses).capitalize()}."


class Voices:
    """The people of a room, by their cookies in the order in which they came, writing over HTTP into a thread.

    `silent`: the member who only reads. `refused`: answers that were no success, by their status. `events`: commands that were done, each one entry.
    """

    def __init__(
        self, url: str, cookies: Sequence[str], said: Said, silent: int, seed: int = 11
    ) -> None:
        self.events = 0
        self.refused: Counter[int] = Counter()
        self._cookies = cookies
        self._speaking = [n for n in range(1, len(cookies) + 1) if n != silent]
        self._said = said
        self._posts = list(said.authors)
        self._chance = random.Random(seed)
        self._versions: dict[int, int] = {}
        self._mark = 1000
        limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
        self._http = httpx.AsyncClient(
            base_url=url, headers={"origin": url}, timeout=PATIENCE_S, limits=limits
        )

    async def close(self) -> None:
        """Close the lines."""
        await self._http.aclose()

    async def ask(self, method: str, path: str, member: int, **command: Any) -> Any:
        """One command of this member; its result, None where it was refused."""
        body = {"key": str(new_key())} | command
        cookie = {"cookie": self._cookies[member - 1]}
        answer = await self._http.request(method, path, json=body, headers=cookie)
        if not answer.is_success:
            self.refused[answer.status_code] += 1
            return None
        self.events += 1
        return answer.json().get("result")

    async def storm(self, per_s: float, seconds: float, posts: float = 0.6) -> None:
        """So many commands a second, whether those before are answered or not: this share of them posts, the others positions."""
        began = time.monotonic()
        under_way = set()
        for n in range(round(per_s * seconds)):
            await asyncio.sleep(max(0.0, began + n / per_s - time.monotonic()))
            under_way.add(asyncio.create_task(self._one(posts)))
        await asyncio.gather(*under_way)

    async def flood(self, events: int, at_once: int = 32, posts: float = 0.04) -> None:
        """As many commands as are asked for, as fast as so many lines bring them."""
        left = iter(range(events))

        async def line() -> None:
            for _ in left:
                await self._one(posts)

        await asyncio.gather(*(line() for _ in range(at_once)))

    async def mark(self, post: int) -> tuple[int, float]:
        """Its author changes this post to bear the next mark; which, and when that was first sent (seconds of the epoch).

        Raises TimeoutError.
        """
        self._mark += 1
        author = self._said.authors[post]
        version = self._versions.get(post, 1)
        body = f"{self._said.words[post]} (đo {self._mark})"
        change = {"body": body, "kind": "opinion", "version": version}
        began = time.time()
        while await self.ask("PUT", f"/posts/{post}", author, **change) is None:
            if time.time() - began > PATIENCE_S:
                raise TimeoutError(f"post {post} was not to be marked: {self.refused}")
            await asyncio.sleep(AGAIN_S)
        self._versions[post] = version + 1
        return self._mark, began

    async def marks(self, post: int, seconds: float) -> dict[int, float]:
        """Mark it twice a second; when each mark was sent."""
        began, sent = time.monotonic(), {}
        for n in range(round(MARKS_PER_S * seconds)):
            await asyncio.sleep(max(0.0, began + n / MARKS_PER_S - time.monotonic()))
            mark, at = await self.mark(post)
            sent[mark] = at
        return sent

    async def _one(self, posts: float) -> None:
        member = self._chance.choice(self._speaking)
        post = self._chance.choice(self._posts)
        if self._chance.random() >= posts:
            side = self._chance.choice(("agree", "disagree", "pass"))
            await self.ask("PUT", f"/posts/{post}/position", member, position=side)
            return
        above = post if self._chance.random() < REPLIES else None
        body = _words(self._chance)
        await self.ask(
            "POST", f"/threads/{self._said.thread}/posts", member, body=body, parent_id=above
        )
