"""Every way by which somebody's name leaves this server: those of words, and those that show people.

The table of words (`tests.promises.words_everywhere`) has the looks; here the canary stands in the name and the organisation of
whoever writes, and in a mention of them.
"""

import asyncio

from tests.bringing import brought
from tests.debate import Debate
from tests.promises.words_everywhere import (
    AGAIN,
    FILE,
    HELD,
    LOOKS,
    Look,
    Said,
    at,
    of_path,
)
from tests.rooms.proposals.tabling import opened
from tests.rooms.test_names import profile
from tests.rooms.test_search import word
from tests.world import Someone, World, new_key

ADDED_AGAIN = "POST /rooms/{room_id:int}/members"  # of whoever had added them, under the same key

WITHOUT = {  # ways that read rooms and show no names
    "GET /rooms/{room_id:int}/threads",
    "GET /rooms/{room_id:int}/threads/lines",  # numbers
    "GET /r/{room_id:int}/transcript/p/{post_id:int}",
    "GET /thumbnails/{file_id:int}/{name:str}",
    "POST /rooms/{room_id:int}/similar",
    "GET /rooms/{room_id:int}/proposals",  # people by their numbers
    "GET /threads/{thread_id:int}/subject",  # headings of a proposal, and numbers
    "GET /proposals/{proposal_id:int}/state",
    "GET /proposals/{proposal_id:int}/versions/{number:int}",
    "GET /proposals/{proposal_id:int}/versions/{number:int}/changes",
    "GET /proposals/{proposal_id:int}/amendments",
    "GET /amendments/{amendment_id:int}",
    "GET /amendments/{amendment_id:int}/text",
    "GET /proposals/{proposal_id:int}/consultation",
    "GET /proposals/{proposal_id:int}/comments/{comment_id:int}/dispositions",
    "GET /proposals/{proposal_id:int}/versions/{number:int}/hands",
    "socket here",
}


async def call_oneself(debate: Debate) -> Said:
    """The member takes another name; a post of theirs mentions the owner, and the owner's mentions them by it. They draft a proposal."""
    canary = word()
    await debate.member.do("PUT", "/me", **profile(f"Đồ {canary}", f"Hội {canary}"))
    file = await brought(debate.member, debate.room_id, b"khong co gi", FILE)
    after = await debate.head()
    adding = {"key": new_key(), "email": debate.member.email, "role": "member"}
    left = await debate.member.ask("DELETE", f"{debate.room}/members/me")
    assert left.is_success, left.text
    again = await debate.owner.http.post(f"{debate.room}/members", json=adding)
    assert canary in again.text
    attached = [{"id": file["id"], "alt": ""}]
    post = await debate.say(debate.member, "Xin hỏi [@Lan](#m1).", files=attached)
    number = debate.number(debate.member)
    await debate.say(debate.owner, f"Thưa [@Đồ {canary}](#m{number}), tôi xin trả lời.")
    proposal = await opened(debate, debate.member)
    return Said(
        debate, canary, post["id"], file["id"], after, await debate.head(), adding, debate.owner, proposal.id
    )  # fmt: skip


async def _again(world: World, said: Said, who: Someone) -> str:
    if who.id != said.author.id:
        return ""
    path = f"{said.debate.room}/members"
    return (await at(world, who).http.post(path, json=said.command)).text


NAMES: dict[str, Look] = {way: look for way, look in LOOKS.items() if way != AGAIN} | {
    "GET /rooms/{room_id:int}": of_path("/rooms/{room}"),
    "GET /rooms/{room_id:int}/members": of_path("/rooms/{room}/members"),
    "GET /proposals/{proposal_id:int}/text": of_path("/proposals/{proposal}/text"),
    "GET /proposals/{proposal_id:int}/record": of_path("/proposals/{proposal}/record"),
    "GET /proposals/{proposal_id:int}/minutes": of_path("/proposals/{proposal}/minutes"),
    "GET /proposals/{proposal_id:int}/minutes.pdf": of_path("/proposals/{proposal}/minutes.pdf"),
    ADDED_AGAIN: _again,
}
OF_NO_PERSON = {
    "GET /threads/{thread_id:int}/bodies",
    "GET /posts/{post_id:int}",
    "GET /files/{file_id:int}/{name:str}",
    "GET /proposals/{proposal_id:int}/comments",
    HELD,
}
SHOWN = set(NAMES) - OF_NO_PERSON


async def had(world: World, said: Said, who: Someone) -> set[str]:
    """The ways by which this person has the name now, of this process."""
    asking = at(world, who)
    texts = await asyncio.gather(*(look(world, said, asking) for look in NAMES.values()))
    return {way for way, text in zip(NAMES, texts, strict=True) if said.canary in text}
