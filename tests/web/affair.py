"""Something to moderate: a thread in which somebody was rude, who reports it and who decides."""

from dataclasses import dataclass

from tests.desk import moderators, whole
from tests.told import about
from tests.world import Someone, World

RUDE = "Chỉ kẻ ngu mới tin số liệu này."
WHY = "Chửi người viết, không bàn số liệu."


@dataclass
class Affair:
    """A public thread in which `author` was rude, and two who moderate."""

    author: Someone
    reporter: Someone
    lan: Someone
    hoa: Someone
    room: int
    thread: int
    post: int

    async def case(self) -> int:
        """The newest case of the post."""
        for view in ("waiting", "review", "decided"):
            for case in await whole(self.lan, view):
                if case["post_id"] == self.post:
                    number: int = case["id"]
                    return number
        raise AssertionError("the post has no case")

    async def reported(self, reason: str = "insult") -> int:
        """Reported through the API; its case."""
        await self.reporter.do("POST", f"/posts/{self.post}/reports", reason=reason, words=WHY)
        return await self.case()

    async def hidden(self) -> int:
        """Hidden by Lan where it stands; the act."""
        await self.lan.do(
            "POST", f"/posts/{self.post}/acts", act="hide", reason="insult", public_note="Hãy bàn số liệu.", private_note=""
        )  # fmt: skip
        told = await about(self.author, "moderated", "added")
        act: int = told[0]["act_id"]
        return act


async def begun(site: World, visibility: str, words: str = RUDE) -> Affair:
    """In a room of this visibility, in which neither moderator is."""
    owner, author, reporter = await site.people("Nguyễn Văn An", "Phạm Văn Cường", "Lê Thị Mai")
    lan, hoa = await moderators(site, "Nguyễn Thị Lan", "Trần Thị Hoa")
    room = await site.room(owner, author, reporter, visibility=visibility)
    thread = await site.thread(owner, room, "Số liệu đất đai")
    post: int = (await site.reply(author, thread, words))["result"]["id"]
    return Affair(author, reporter, lan, hoa, room, thread, post)
