"""Plays one room of the demonstration: who comes in, what is said in the order of time, who stands where."""

import re
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import NamedTuple
from uuid import UUID

from rooms import members, posts, rooms, threads
from rooms.draft import Draft
from rooms.members import Adding
from rooms.people import Who
from rooms.positions import Side
from rooms.posts import Correction, Retraction
from rooms.rooms import Opening
from rooms.stands import Stand
from rooms.store import Store
from rooms.threads import Closing, Question
from server.demo.script import Person, Post, Room, Thread
from server.keys import key_of
from server.rendering import Renderer

VIETNAM = timezone(timedelta(hours=7))
MORNING = timedelta(hours=8, minutes=30)  # when a room begins
LATER_MIN = 30  # after the last answer a thread is closed, or a post taken back
THOUGHT_MIN = 4  # between a post and each position on it
MENTION = re.compile(r"\{@(\w+)\}")
QUOTATION = re.compile(r"^\{>(\w+)\}[ ]*", re.MULTILINE)


class Act(NamedTuple):
    """Something done in the room, so many minutes after it began."""

    minutes: int
    do: Callable[[datetime], Awaitable[None]]


class Stage:
    """A room while it is played. `people` act by their keys in the script, as `numbers` say who they are in the room."""

    def __init__(
        self, store: Store, renderer: Renderer, room: Room, people: dict[str, tuple[Person, Who]]
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._room = room
        self._people = people
        self._begins = begins(datetime.now(UTC), room.minutes + 2 * LATER_MIN)
        self.room_id = 0
        self.numbers: dict[str, int] = {room.owner: 1}
        self.threads: dict[str, int] = {}
        self._posts: dict[str, int] = {}
        self._authors = {post.key: post.author for thread in room.thread for post in thread.post}

    async def play(self) -> None:
        """From the opening of the room to the last thing said."""
        await self._open()
        acts = [act for thread in self._room.thread for act in self._acts(thread)]
        for act in sorted(acts, key=lambda act: act.minutes):
            await act.do(self._at(act.minutes))

    def stands(self) -> list[Stand]:
        """Every position on what was said."""
        return [
            stand
            for thread in self._room.thread
            for post in thread.post
            for stand in self._on(post)
        ]

    async def _open(self) -> None:
        room, owner = self._room, self.who(self._room.owner)
        description = Opening(
            self._key("room"), room.title, room.description.strip(), room.visibility
        )
        opened = await self._store.run(rooms.open_room, owner, description, at=self._begins)
        self.room_id = opened.result.id
        for key, role in room.roles.items():
            if key != room.owner:
                adding = Adding(self._key("member", key), self._people[key][0].email, role)
                added = await self._store.run(members.add, owner, self.room_id, adding)
                self.numbers[key] = added.result.number

    def _acts(self, thread: Thread) -> Iterator[Act]:
        first, *others = thread.post
        yield Act(first.minutes, partial(self._open_thread, thread, first))
        for post in others:
            yield Act(post.minutes, partial(self._reply, thread, post))
        for post in thread.post:
            if post.edited is not None:
                yield Act(post.edited_minutes, partial(self._edit, post))
            if post.retracted:
                answers = [other.minutes for other in thread.post if other.reply_to == post.key]
                last = max([post.minutes, *answers]) + LATER_MIN
                yield Act(last, partial(self._retract, post))
        if thread.closed_by is not None:
            last = max(max(post.minutes, post.edited_minutes) for post in thread.post) + LATER_MIN
            yield Act(last, partial(self._close, thread))

    async def _open_thread(self, thread: Thread, post: Post, at: datetime) -> None:
        question = Question(
            self._key("post", post.key), thread.title, self._words(post.body), post.kind
        )
        html = await self._renderer.render(question.body)
        who = self.who(thread.author)
        done = await self._store.run(threads.open_thread, who, self.room_id, question, html, at=at)
        opened, first = done.result.thread, done.result.post
        assert opened, "no rule holds what this new portal begins with"
        assert first, "a thread comes with its first post"
        self.threads[thread.key], self._posts[post.key] = opened.id, first.id

    async def _reply(self, thread: Thread, post: Post, at: datetime) -> None:
        parent = self._posts[post.reply_to] if post.reply_to else None
        draft = Draft(self._key("post", post.key), self._words(post.body), post.kind, parent)
        html = await self._renderer.render(draft.body)
        thread_id = self.threads[thread.key]
        done = await self._store.run(
            posts.reply, self.who(post.author), thread_id, draft, html, at=at
        )
        self._posts[post.key] = done.result.id

    async def _edit(self, post: Post, at: datetime) -> None:
        assert post.edited is not None, "only what was edited"
        words = self._words(post.edited)
        correction = Correction(self._key("edit", post.key), words, post.kind, version=1)
        html = await self._renderer.render(words)
        who, post_id = self.who(post.author), self._posts[post.key]
        await self._store.run(posts.edit, who, post_id, correction, html, at=at)

    async def _retract(self, post: Post, at: datetime) -> None:
        retraction = Retraction(self._key("retract", post.key), post.retract_reason)
        who, post_id = self.who(post.author), self._posts[post.key]
        await self._store.run(posts.retract, who, post_id, retraction, at=at)

    async def _close(self, thread: Thread, at: datetime) -> None:
        assert thread.closed_by is not None, "only what was closed"
        closing = Closing(self._key("close", thread.key), thread.closed_reason)
        who, thread_id = self.who(thread.closed_by), self.threads[thread.key]
        await self._store.run(threads.close, who, thread_id, closing, at=at)

    def _on(self, post: Post) -> Iterator[Stand]:
        """The positions on a post, one after the other."""
        sides = [
            (Side.AGREE, post.agree),
            (Side.DISAGREE, post.disagree),
            (Side.PASS, post.passing),
        ]
        took = [(side, key) for side, keys in sides for key in keys]
        for n, (side, key) in enumerate(took, 1):
            at = self._at(min(post.minutes + n * THOUGHT_MIN, self._room.minutes + LATER_MIN))
            stand_key = self._key("stand", post.key, key)
            yield Stand(stand_key, self._posts[post.key], self.numbers[key], side, at)

    def _words(self, body: str) -> str:
        """The Markdown of a body: `{@an}` names a member, `{>k3}` at the start of a line quotes a post."""
        named = MENTION.sub(
            lambda found: f"[@{self._name(found[1])}](#m{self.numbers[found[1]]})", body
        )
        return QUOTATION.sub(
            lambda found: f"> [{self._name(self._authors[found[1]])}](#p{self._posts[found[1]]}): ",
            named,
        ).strip()

    def _name(self, key: str) -> str:
        return self._people[key][0].name

    def who(self, key: str) -> Who:
        """Somebody by their key."""
        return self._people[key][1]

    def _at(self, minutes: int) -> datetime:
        return self._begins + timedelta(minutes=minutes)

    def _key(self, *facts: str) -> UUID:
        return key_of("demonstration", self._room.key, *facts)


def begins(now: datetime, minutes: int) -> datetime:
    """The latest morning on which a room can have begun that went on for so long and is over by now."""
    latest = now.astimezone(VIETNAM) - timedelta(minutes=minutes)
    morning = latest.replace(hour=0, minute=0, second=0, microsecond=0) + MORNING
    return morning if morning <= latest else morning - timedelta(days=1)
