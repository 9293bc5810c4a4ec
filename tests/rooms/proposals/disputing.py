"""Arguments of a proposal, said and read through the public API."""

from dataclasses import replace
from typing import Any

from tests.debate import Debate
from tests.rooms.proposals.tabling import Table
from tests.world import Someone

Json = dict[str, Any]


class Dispute:
    """A proposal and the discussion of it: `talk` is the debate, in the proposal's own thread."""

    def __init__(self, proposal: Table, thread_id: int, first_post: int) -> None:
        self.proposal = proposal
        self.path = f"{proposal.path}/arguments"
        self.first_post = first_post
        self.talk: Debate = replace(proposal.debate, thread_id=thread_id, post_id=first_post)

    async def say(self, who: Someone, kind: str, body: str = "Vì dân cần.", **words: Any) -> int:
        """Something for, against or about the proposal; the post."""
        said = await self.talk.say(who, body, kind=kind, **{"parent_id": self.first_post} | words)
        return int(said["id"])

    async def page(self, column: str, who: Someone | None = None, **query: Any) -> Json:
        """A page of a column, as somebody reads it (None: the owner)."""
        asked = "&".join(f"{name}={value}" for name, value in query.items())
        page: Json = await (who or self.talk.owner).get(f"{self.path}?column={column}&{asked}")
        return page

    async def ids(self, column: str, **query: Any) -> list[int]:
        """The posts of a page of a column."""
        return [each["id"] for each in (await self.page(column, **query))["arguments"]]

    async def line(self, column: str, post_id: int) -> Json:
        """One argument of the first page."""
        page = await self.page(column)
        line: Json = next(each for each in page["arguments"] if each["id"] == post_id)
        return line

    async def summary(self) -> Json:
        """What the proposal says of its arguments."""
        found: Json = await self.talk.owner.get(f"{self.path}/summary")
        return found


async def disputed(proposal: Table) -> Dispute:
    """The discussion of an opened proposal."""
    thread_id = (await proposal.state())["proposal"]["thread_id"]
    thread = await proposal.author.get(f"/threads/{thread_id}")
    return Dispute(proposal, thread_id, thread["posts"][0]["id"])
