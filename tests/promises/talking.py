"""People who talk in one room, and what their inboxes and letters must tell of it."""

import asyncio
import random
import secrets
from collections import Counter
from typing import Any

import httpx

from tests.world import PASSWORD, new_key

PEOPLE = 5


class Talk:
    """People who mention and answer each other in one room, and what each of them must be told."""

    def __init__(self, sites: list[str], chance: random.Random) -> None:
        self.sites = sites
        self.chance = chance
        self.people: list[httpx.AsyncClient] = []
        self.emails: list[str] = []
        self.thread = 0
        self.due: Counter[tuple[int, int, str]] = Counter()  # person, post, what
        self.posts: list[tuple[int, int]] = []  # id and author

    async def begin(self) -> None:
        """Make the people, each wanting a letter at once, their room and its thread."""
        for n in range(PEOPLE):
            http = httpx.AsyncClient(timeout=10)
            self.people.append(http)
            self.emails.append(f"{secrets.token_hex(6)}@vidu.invalid")
            form = {
                "email": self.emails[n], "name": f"Người {n}", "organisation": "", "language": "vi",
                "constituency": "citizen", "password": PASSWORD,
            }  # fmt: skip
            await self.do(n, "POST", "/accounts", **form)
            await self.do(n, "PUT", "/me/telling", mail="at_once", hour=7)
        about = {"title": "Báo tin", "description": "", "visibility": "public"}
        room = (await self.do(0, "POST", "/rooms", **about))["result"]["id"]
        for n in range(1, PEOPLE):
            await self.do(n, "PUT", f"/rooms/{room}/members/me")
        opening = {"title": "Chủ đề", "body": "Bắt đầu", "kind": "question"}
        opened = (await self.do(0, "POST", f"/rooms/{room}/threads", **opening))["result"]
        self.thread = opened["thread"]["id"]
        self.posts.append((opened["post"]["id"], 0))

    async def do(self, who: int, method: str, path: str, **command: Any) -> dict[str, Any]:
        """One command under one key, sent to a server taken at random until it is answered."""
        body = {"key": new_key()} | command
        http = self.people[who]
        while True:
            site = self.chance.choice(self.sites)
            try:
                answer = await http.request(
                    method, site + path, json=body, headers={"origin": site}
                )
            except httpx.HTTPError:
                await asyncio.sleep(0.05)
                continue
            if answer.is_success:
                done: dict[str, Any] = answer.json()
                return done
            assert answer.status_code in {429, 503}, answer.text
            await asyncio.sleep(0.05)

    async def event(self, n: int) -> None:
        """Somebody mentions somebody else, or answers them."""
        author, other = self.chance.sample(range(PEOPLE), 2)
        if self.chance.random() < 0.5:
            words = f"Việc {n}: xin hỏi [@Người {other}](#m{other + 1})."
            post = await self._say(author, words, None)
            self.due[other, post, "mention"] += 1
            if author != 0 and other != 0:
                self.due[0, post, "reply"] += 1  # whose thread it is
        else:
            parent, answered = self.chance.choice(self.posts)
            post = await self._say(author, f"Việc {n}: tôi đồng ý.", parent)
            if answered != author:
                self.due[answered, post, "reply"] += 1

    async def _say(self, author: int, words: str, parent: int | None) -> int:
        draft = {"body": words, "kind": "opinion", "parent_id": parent}
        done = await self.do(author, "POST", f"/threads/{self.thread}/posts", **draft)
        post: int = done["result"]["id"]
        self.posts.append((post, author))
        return post

    async def close(self) -> None:
        for http in self.people:
            await http.aclose()
