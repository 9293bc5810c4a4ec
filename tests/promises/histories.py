"""Random histories of a room: its people do whatever the product lets them do, often several at the same moment."""

import asyncio
import random
import secrets
from typing import Any
from uuid import UUID

from moderation import rulesets
from moderation.rules import Rules, WordList
from moderation.rulesets import Setting
from moderation.wordlist import Entry
from rooms import (
    accounts,
    files,
    inbox,
    members,
    moving,
    positions,
    posts,
    reactions,
    rooms,
    slowing,
    threads,
)
from rooms.accounts import Profile, SignUp
from rooms.audit import Command
from rooms.draft import Draft
from rooms.errors import Refused
from rooms.files import Allowance, Attaching, FileType, Kept, Upload
from rooms.members import Adding, Removal, RoleChange
from rooms.move import Joining, Splitting
from rooms.people import Constituency, Language, Who
from rooms.positions import Side, Taking
from rooms.post import Kind
from rooms.posts import Correction, Retraction
from rooms.reactions import Reacting, Reaction
from rooms.roles import Role
from rooms.rooms import Archiving, Description, Opening, Visibility
from rooms.slowing import Slowing
from rooms.store import Store
from rooms.threads import Closing, Question
from server.identity import sessions
from tests.promises.hiding import Hiding
from tests.world import new_key

SIZE = 4  # people: the owner, and three who come and go
DOCUMENT = Kept(FileType.PDF, 9, bytes(32))
WAITS = "xin chờ duyệt"
WAITING = Rules(lists=(WordList("phải chờ", (Entry(WAITS),), "hold"),))
PLENTY = Allowance(1 << 40, 1 << 40, 100_000)


def key() -> UUID:
    """The key of one command."""
    return UUID(new_key())


class History(Hiding):
    """A room with its people, and what they may do next. Every method that is a step may be refused."""

    STEPS = (
        "ask", "ask", "answer", "answer", "answer", "answer", "answer", "wait", "correct", "correct", "correct", "take_back", "hide", "give_back", "cut", "untitle", "entitle", "unname", "name_again", "stand", "stand",
        "stand", "step_aside", "react", "react", "unreact", "split", "put_back", "close", "reopen", "reopen", "slow", "describe", "archive", "unarchive", "unarchive", "unarchive", "join", "leave", "add", "promote", "remove", "rename",
        "sign_out", "read_notices", "read_notices",
    )  # fmt: skip

    def __init__(self, store: Store, chance: random.Random) -> None:
        self.store = store
        self.chance = chance
        self.people: list[Who] = []
        self.emails: list[str] = []
        self.room_id = 0
        self.threads: list[int] = []
        self.posts: dict[
            int, tuple[Who, int]
        ] = {}  # by id: the author, and the newest version known
        self.gone: set[int] = set()  # those that moderation has hidden
        self.n = 0
        self.hidden: set[int] = set()  # those who do not wish to be shown where they are

    async def begin(self) -> None:
        """Make the people and their room, with one more member and a thread."""
        for n in range(SIZE):
            email = f"{secrets.token_hex(6)}@vidu.invalid"
            form = SignUp(key(), email, f"Người thứ {n}", "", Constituency.CITIZEN)
            done = await self.store.run(accounts.sign_up, None, form, None)
            self.people.append(Who(done.result))
            self.emails.append(email)
        told = Opening(key(), "Tháo gỡ nút thắt", "", Visibility.MEMBERS)
        self.room_id = (await self.store.run(rooms.open_room, self.owner, told)).result.id
        await self.store.run(members.join, self.people[1], self.room_id, Command(key()))
        await self.store.run(rulesets.set_room, self.owner, self.room_id, Setting(key(), WAITING))
        await self.ask()

    @property
    def owner(self) -> Who:
        """Whoever opened the room."""
        return self.people[0]

    async def go_on(self) -> None:
        """One step, or two or three at the same moment."""
        steps = self.chance.choices(self.STEPS, k=self.chance.choice((1, 1, 2, 3)))
        await asyncio.gather(*map(self.tried, steps))

    async def tried(self, step: str) -> bool:
        """Try one step; whether it was done."""
        self.n += 1
        try:
            await getattr(self, step)()
        except Refused:
            return False
        return True

    def _owner_mostly(self) -> Who:
        return self.owner if self.chance.random() < 0.8 else self._who()

    def _number(self) -> int:
        return self.chance.randint(1, SIZE)

    def _words(self) -> tuple[str, str]:
        words = f"Ý kiến {self.n}"
        return words, f"<p>{words}</p>"

    async def _run(self, verb: Any, who: Who, *args: Any) -> Any:
        return (await self.store.run(verb, who, *args)).result

    async def ask(self) -> None:
        body, html = self._words()
        who = self.owner if not self.threads else self._who()
        question = Question(key(), f"Vì sao {self.n}?", body, self.chance.choice(list(Kind)))
        opened = await self._run(threads.open_thread, who, self.room_id, question, html)
        self.threads.append(opened.thread.id)
        self.posts[opened.post.id] = who, 1

    async def answer(self) -> None:
        body, html = self._words()
        who, thread_id = self._who(), self.chance.choice(self.threads)
        parent_id = self.chance.choice([None, *self.posts])
        taking = await self._brought(who)
        draft = Draft(key(), body, self.chance.choice(list(Kind)), parent_id, taking)
        post = await self._run(posts.reply, who, thread_id, draft, html)
        self.posts[post.id] = who, 1

    async def wait(self) -> None:
        """Say what a rule of the room holds: only one's own inbox hears of it."""
        draft = Draft(key(), f"{WAITS} {self.n}")
        html = f"<p>{draft.body}</p>"
        await self._run(posts.reply, self._who(), self.chance.choice(self.threads), draft, html)

    async def _brought(self, who: Who) -> list[Attaching]:
        """Now and then a file or two, with or without words."""
        found = []
        for alt in self.chance.choice(([], [], [], [""], ["Bản đồ", ""])):
            command = Upload(key(), f"tệp {self.n}.pdf", "0" * 64, 9)
            file = await self._run(files.upload, who, self.room_id, command, DOCUMENT, PLENTY)
            found.append(Attaching(file.id, alt))
        return found

    async def correct(self) -> None:
        body, html = self._words()
        post_id = self.chance.choice(list(self.posts))
        who, version = self.posts[post_id]
        correction = Correction(key(), body, self.chance.choice(list(Kind)), version)
        post = await self._run(posts.edit, who, post_id, correction, html)
        self.posts[post_id] = who, post.version

    async def take_back(self) -> None:
        post_id = self.chance.choice(list(self.posts))
        who = self.posts[post_id][0]
        await self._run(posts.retract, who, post_id, Retraction(key(), "Tôi nhầm"))

    async def stand(self) -> None:
        taking = Taking(key(), self.chance.choice(list(Side)))
        await self._run(positions.take, self._who(), self.chance.choice(list(self.posts)), taking)

    async def step_aside(self) -> None:
        post_id = self.chance.choice(list(self.posts))
        await self._run(positions.withdraw, self._who(), post_id, Command(key()))

    async def react(self) -> None:
        await self._reacted(reactions.give)

    async def unreact(self) -> None:
        await self._reacted(reactions.take_back)

    async def _reacted(self, verb: Any) -> None:
        reacting = Reacting(key(), self.chance.choice(list(Reaction)))
        await self._run(verb, self._who(), self.chance.choice(list(self.posts)), reacting)

    async def split(self) -> None:
        splitting = Splitting(key(), f"Riêng {self.n}", "Ngoài chủ đề")
        post_id = self.chance.choice(list(self.posts))
        moved = await self._run(moving.split, self._owner_mostly(), post_id, splitting)
        self.threads.append(moved.thread.id)

    async def put_back(self) -> None:
        parent_id = self.chance.choice([None, *self.posts])
        joining = Joining(key(), self.chance.choice(self.threads), "Ngoài chủ đề", parent_id)
        post_id = self.chance.choice(list(self.posts))
        await self._run(moving.join, self._owner_mostly(), post_id, joining)

    async def close(self) -> None:
        thread_id = self.chance.choice(self.threads)
        await self._run(threads.close, self._owner_mostly(), thread_id, Closing(key(), "Đã rõ"))

    async def reopen(self) -> None:
        thread_id = self.chance.choice(self.threads)
        await self._run(threads.reopen, self._owner_mostly(), thread_id, Command(key()))

    async def slow(self) -> None:
        """A thread made slow, and mostly let be again."""
        thread_id, who = self.chance.choice(self.threads), self._owner_mostly()
        slowed = Slowing(key(), 30, "Nói chậm lại", self.chance.choice([None, 1]))
        await self._run(slowing.slow, who, thread_id, slowed)
        if self.chance.random() < 0.7:
            await self._run(slowing.unslow, who, thread_id, Command(key()))

    async def describe(self) -> None:
        seen = self.chance.choice(list(Visibility))
        told = Description(key(), f"Phòng {self.n}", "Lời mới", seen)
        await self._run(rooms.describe, self._owner_mostly(), self.room_id, told)

    async def archive(self) -> None:
        if self.chance.random() < 0.6:
            told = Archiving(key(), "Đã xong")
            await self._run(rooms.archive, self._owner_mostly(), self.room_id, told)

    async def unarchive(self) -> None:
        await self._run(rooms.unarchive, self._owner_mostly(), self.room_id, Command(key()))

    async def join(self) -> None:
        await self._run(members.join, self._who(), self.room_id, Command(key()))

    async def leave(self) -> None:
        await self._run(members.leave, self._who(), self.room_id, Command(key()))

    async def add(self) -> None:
        role = self.chance.choice([*Role])
        adding = Adding(key(), self.chance.choice(self.emails), role)
        await self._run(members.add, self._owner_mostly(), self.room_id, adding)

    async def promote(self) -> None:
        change = RoleChange(key(), self.chance.choice([*Role]))
        await self._run(
            members.change_role, self._owner_mostly(), self.room_id, self._number(), change
        )

    async def remove(self) -> None:
        removal = Removal(key(), "Ngoài chủ đề")
        await self._run(members.remove, self._owner_mostly(), self.room_id, self._number(), removal)

    async def rename(self) -> None:
        who, name = self._who(), f"Tên {self.n}"
        self.hidden ^= {who.id}
        seen = who.id not in self.hidden
        profile = Profile(key(), name, "", Constituency.EXPERT, Language.VI, seen)
        await self._run(accounts.change_profile, who, profile)

    async def read_notices(self) -> None:
        await self._run(inbox.read, self._who(), inbox.Reading(upto=1 << 40))

    async def sign_out(self) -> None:
        who = self._who()
        token = sessions.hash_of(sessions.new_token())
        begun = (await self.store.run(sessions.begin, None, who.id, token, "tests")).result
        assert begun.who.session_id is not None, "it has just begun"
        await self._run(sessions.end, who, begun.who.session_id)
