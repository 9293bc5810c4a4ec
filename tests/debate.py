"""A room in which every role is taken by somebody, with a thread and a post: what most tests of the domain need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.world import Someone, World

ROLES = ("owner", "facilitator", "moderator", "member", "observer")


@dataclass
class Debate:
    """One room, its people by role, and its first thread and post, which are the member's."""

    world: World
    room_id: int
    thread_id: int
    post_id: int
    owner: Someone
    facilitator: Someone
    moderator: Someone
    member: Someone
    observer: Someone
    outsider: Someone  # signed in, and not in the room

    def who(self, role: str) -> Someone:
        """The person in this role."""
        someone: Someone = getattr(self, role)
        return someone

    @property
    def room(self) -> str:
        """The room's address."""
        return f"/rooms/{self.room_id}"

    @property
    def thread(self) -> str:
        """The thread's address."""
        return f"/threads/{self.thread_id}"

    @property
    def post(self) -> str:
        """The post's address."""
        return f"/posts/{self.post_id}"

    def number(self, who: Someone) -> int:
        """The person's number in the room: they came in the order of their roles."""
        return [self.who(role) for role in ROLES].index(who) + 1

    async def entries(self, after: int = 0) -> list[dict[str, Any]]:
        """The room's journal above `after`, all of it."""
        found: list[dict[str, Any]] = []
        while True:
            page = await self.owner.get(f"{self.room}/entries?after={after}")
            found += page["entries"]
            if not page["entries"]:
                return found
            after = found[-1]["seq"]

    async def head(self) -> int:
        """The number of the newest entry."""
        seq: int = (await self.owner.get(f"{self.room}/entries?limit=1"))["seq"]
        return seq

    async def events(self, after: int = 0) -> list[dict[str, Any]]:
        """What happened above `after`."""
        return [entry["event"] for entry in await self.entries(after)]

    async def say(self, who: Someone, body: str = "Tôi đồng ý.", **draft: Any) -> dict[str, Any]:
        """A reply; the post."""
        done = await who.do("POST", f"{self.thread}/posts", body=body, **draft)
        post: dict[str, Any] = done["result"]
        return post


async def cast(world: World) -> list[Someone]:
    """One person for each role, and one who stays outside."""
    return await world.people(
        "Nguyễn Thị Lan", "Trần Văn Bình", "Lê Thị Hoa", "Phạm Minh", "Hoàng Yến", "Đỗ Thị Cúc"
    )


async def gather(
    world: World,
    people: Sequence[Someone] | None = None,
    visibility: str = "invited",
    naming: str = "names",
) -> Debate:
    """A new debate of these people; None: of people of its own."""
    owner, facilitator, moderator, member, observer, outsider = people or await cast(world)
    others = facilitator, moderator, member, observer
    room_id = await world.room(owner, visibility=visibility, naming=naming)
    for role, person in zip(ROLES[1:], others, strict=True):
        await owner.do("POST", f"/rooms/{room_id}/members", email=person.email, role=role)
    opened = await member.do(
        "POST",
        f"/rooms/{room_id}/threads",
        title="Điểm nghẽn dữ liệu",
        body="Bắt đầu từ **đâu**?",
        kind="question",
    )
    thread, post = opened["result"]["thread"], opened["result"]["post"]
    return Debate(world, room_id, thread["id"], post["id"], owner, *others, outsider)
