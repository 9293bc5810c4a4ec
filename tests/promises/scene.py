"""A debate made by the verbs themselves, in a few milliseconds, and what the paths of routes are filled with there."""

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec

from rooms import entries, members, posts, rooms, threads
from rooms.draft import Draft
from rooms.members import Adding, RoleChange
from rooms.people import Person, Who
from rooms.posts import Retraction
from rooms.roles import Role
from rooms.rooms import Archiving, Opening, Visibility
from rooms.rule import State
from rooms.store import Store
from rooms.threads import Closing, Question
from tests import moderated
from tests.debate import ROLES, Debate
from tests.world import Someone, World, new_key

MISSING = 999_999_999
PLACE = re.compile(r"\{(\w+):(\w+)\}")

Maker = Callable[["Scene"], Awaitable[int | str]]
MAKERS: dict[
    str, Maker
] = {}  # what a path's parameter stands for, for those a scene does not have anyway


def makes(name: str) -> Callable[[Maker], Maker]:
    """The function makes what `{name:…}` in a path stands for."""

    def keep(maker: Maker) -> Maker:
        MAKERS[name] = maker
        return maker

    return keep


def who(someone: Someone) -> Who:
    """The person as the verbs want them."""
    return Who(msgspec.convert(someone.person, Person))


def key() -> UUID:
    """A new command's."""
    return UUID(new_key())


class Scene:
    """One debate, and what was made in it for the route at hand."""

    def __init__(self, world: World, debate: Debate) -> None:
        self.world = world
        self.debate = debate
        self.asker = debate.outsider  # of what is one's own: a new person each time
        self.made: dict[str, int | str] = {
            "room_id": debate.room_id,
            "thread_id": debate.thread_id,
            "post_id": debate.post_id,
            "number": debate.number(debate.observer),
        }

    @property
    def store(self) -> Store:
        """The store of the running server."""
        store: Store = self.world.app.state.store
        return store

    async def path(self, template: str) -> str:
        """A route's path in this scene."""
        for name, kind in PLACE.findall(template):
            if kind == "int" or name in MAKERS:
                await self.param(name)
            else:
                self.made.setdefault(name, "khong-co")  # a word that leads nowhere
        return PLACE.sub(lambda place: str(self.made[place[1]]), template)

    async def param(self, name: str) -> int | str:
        """What a path's parameter stands for here, made the first time it is asked for."""
        if name not in self.made:
            assert name in MAKERS, (
                f"nobody knows what {{{name}}} stands for: say @makes({name!r}) in tests/promises/making.py"
            )
            self.made[name] = await MAKERS[name](self)
        return self.made[name]

    def nowhere(self, template: str) -> str:
        """The same path with things that are not there."""
        return PLACE.sub(
            lambda place: str(MISSING if place[2] == "int" else self.made[place[1]]), template
        )

    async def put_in(self, state: State | None) -> None:
        """Bring the room, the thread or the post into a state. `State.ANOTHERS`: the post is of somebody else."""
        owner, debate = who(self.debate.owner), self.debate
        match state:
            case State.ARCHIVED:
                await self.store.run(
                    rooms.archive, owner, debate.room_id, Archiving(key(), "Đã xong")
                )
            case State.CLOSED:
                await self.store.run(
                    threads.close, owner, debate.thread_id, Closing(key(), "Đã rõ")
                )
            case State.RETRACTED:
                await self.store.run(
                    posts.retract, who(debate.member), debate.post_id, Retraction(key())
                )
            case State.HIDDEN:
                await moderated.hide(self.store, debate.post_id)
            case State.NAME_HIDDEN:
                await moderated.hide_name(self.store, debate.room_id, debate.member.id)
            case State.TITLE_HIDDEN:
                await moderated.hide_title(self.store, debate.thread_id)
            case State.ANOTHERS:
                draft = Draft(key(), "Lời của người điều phối.")
                done = await self.store.run(
                    posts.reply,
                    who(debate.facilitator),
                    debate.thread_id,
                    draft,
                    "<p>Lời của người điều phối.</p>",
                )
                self.made["post_id"] = done.result.id

    async def cast(self, someone: Someone, role: str) -> Someone:
        """A member in another role."""
        number = self.debate.number(someone)
        await self.store.run(
            members.change_role,
            who(self.debate.owner),
            self.debate.room_id,
            number,
            RoleChange(key(), Role(role)),
        )
        return someone

    async def head(self) -> int:
        """How far the room's journal has come."""
        async with self.store.looking() as tx:
            (head,) = await entries.heads(tx, [self.debate.room_id])
            return head.seq


async def staged(
    world: World, people: Sequence[Someone], visibility: str = "invited", **about: Any
) -> Scene:
    """A new debate of these people: one for each role, and one who stays outside. The thread and its post are the member's."""
    store: Store = world.app.state.store
    owner, facilitator, moderator, member, observer, outsider = people
    described = Opening(key(), "Dữ liệu mở", "", Visibility(visibility), **about)
    room_id = (await store.run(rooms.open_room, who(owner), described)).result.id
    for role, person in zip(ROLES[1:], (facilitator, moderator, member, observer), strict=True):
        adding = Adding(key(), person.email, Role(role))
        await store.run(members.add, who(owner), room_id, adding)
    question = Question(key(), "Điểm nghẽn dữ liệu", "Bắt đầu từ đâu?")
    opened = (
        await store.run(
            threads.open_thread, who(member), room_id, question, "<p>Bắt đầu từ đâu?</p>"
        )
    ).result
    assert opened.thread
    assert opened.post
    debate = Debate(
        world,
        room_id,
        opened.thread.id,
        opened.post.id,
        owner,
        facilitator,
        moderator,
        member,
        observer,
        outsider,
    )
    return Scene(world, debate)
