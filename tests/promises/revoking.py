"""Taking away a member's right to read, each way there is, and a room for it; and those who write meanwhile."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.debate import Debate, gather
from tests.programs import Program, program
from tests.world import World

SOME = 6  # posts

PER_S = 100


@asynccontextmanager
async def writing(
    debate: Debate, author: str, writers: int
) -> AsyncIterator[list["asyncio.Task[None]"]]:
    """So many who write during the block; each ends when it is refused."""
    until = asyncio.Event()
    tasks = [asyncio.create_task(write(debate, until, author)) for _ in range(writers)]
    try:
        yield tasks
    finally:
        until.set()
        await asyncio.gather(*tasks)


async def write(debate: Debate, until: asyncio.Event, author: str) -> None:
    """Posts, a hundred a second as near as the machine can, until told to stop or refused."""
    while not until.is_set():
        began = time.monotonic()
        answer = await debate.who(author).ask(
            "POST", f"{debate.thread}/posts", body="Tôi viết tiếp.", kind="opinion"
        )
        if not answer.is_success:
            assert answer.status_code in {401, 403, 404}, answer.text
            return
        await asyncio.sleep(max(0.0, 1 / PER_S - (time.monotonic() - began)))


async def remove(debate: Debate) -> int:
    number = debate.number(debate.member)
    done = await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Lạc đề")
    return int(done["seqs"][str(debate.room_id)])


async def make_private(debate: Debate) -> int:
    described = {"title": "Kín", "description": "", "visibility": "invited"}
    done = await debate.owner.do("PUT", debate.room, **described)
    return int(done["seqs"][str(debate.room_id)])


async def sign_out(debate: Debate) -> int:
    """It has no number in the room: nothing committed after the answer, which the head then bounds from above."""
    answer = await debate.member.http.delete("/session")
    assert answer.is_success
    return await debate.head()


async def revoke_token(debate: Debate) -> int:
    """The member follows by a program here. Like a sign-out, it has no number in the room."""
    mine = debate.member
    assert isinstance(mine, Program)
    await mine.who.do("DELETE", f"/me/tokens/{mine.token_id}")
    return await debate.head()


async def debate_for(world: World, act: str) -> Debate:
    """A room where the act takes the member's right to read away."""
    debate = await gather(world, visibility="public" if act == "make private" else "invited")
    if act == "revoke token":
        debate.member = await program(world, debate.member, "read")
    if act == "make private":
        await debate.member.do("DELETE", f"{debate.room}/members/me")  # reads on from outside
    return debate


ACTS = {
    "remove": remove,
    "make private": make_private,
    "sign out": sign_out,
    "revoke token": revoke_token,
}
