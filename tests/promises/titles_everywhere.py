"""Every way by which the title of a thread leaves this server: those of words, and those that show titles alone.

The table of words (`tests.promises.words_everywhere`) has the looks; here the canary stands in the title and nowhere else.
"""

import asyncio
from dataclasses import replace

from tests.bringing import brought
from tests.debate import Debate
from tests.promises.words_everywhere import AGAIN, FILE, LOOKS, Look, Said, at, of_path
from tests.rooms.test_search import word
from tests.world import Someone, World, new_key

OPENED_AGAIN = "POST /rooms/{room_id:int}/threads"  # the author's, under the same key

WITHOUT = {  # ways that read rooms and show no titles of threads
    "GET /rooms/{room_id:int}/threads/lines",  # numbers
    "GET /rooms/{room_id:int}/members",
    "GET /r/{room_id:int}/transcript/p/{post_id:int}",
    "GET /thumbnails/{file_id:int}/{name:str}",
    "GET /rooms/{room_id:int}/proposals",  # have titles of their own
    "GET /threads/{thread_id:int}/subject",  # headings of a proposal, and numbers
    "GET /proposals/{proposal_id:int}/state",
    "GET /proposals/{proposal_id:int}/text",
    "GET /proposals/{proposal_id:int}/record",
    "GET /proposals/{proposal_id:int}/minutes",
    "GET /proposals/{proposal_id:int}/minutes.pdf",
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


async def open_thread(debate: Debate) -> Said:
    """The member opens a thread whose first post mentions the owner. The canary stands in its title."""
    canary = word()
    file = await brought(debate.member, debate.room_id, b"khong co gi", FILE)
    after = await debate.head()
    command = {
        "key": new_key(),
        "title": f"Vì sao {canary}",
        "body": "Xin hỏi [@Lan](#m1).",
        "kind": "question",
        "files": [{"id": file["id"], "alt": ""}],
    }
    answer = await debate.member.http.post(f"{debate.room}/threads", json=command)
    assert answer.is_success, answer.text
    done = answer.json()
    thread, post = done["result"]["thread"]["id"], done["result"]["post"]["id"]
    there = replace(debate, thread_id=thread, post_id=post)
    seq = done["seqs"][str(debate.room_id)]
    return Said(there, canary, post, file["id"], after, seq, command, debate.member)


async def _similar(_: World, said: Said, who: Someone) -> str:
    path = f"{said.debate.room}/similar"
    return (await who.http.post(path, json={"text": f"Vì sao {said.canary}"})).text


async def _again(world: World, said: Said, who: Someone) -> str:
    if who.id != said.author.id:
        return ""
    path = f"{said.debate.room}/threads"
    return (await at(world, who).http.post(path, json=said.command)).text


TITLES: dict[str, Look] = {way: look for way, look in LOOKS.items() if way != AGAIN} | {
    "GET /rooms/{room_id:int}": of_path("/rooms/{room}"),
    "GET /rooms/{room_id:int}/threads": of_path("/rooms/{room}/threads"),
    "POST /rooms/{room_id:int}/similar": _similar,
    OPENED_AGAIN: _again,
}
OF_POSTS_ALONE = {
    "GET /threads/{thread_id:int}/bodies",
    "GET /posts/{post_id:int}",
    "GET /files/{file_id:int}/{name:str}",
    "GET /proposals/{proposal_id:int}/comments",
    "GET /proposals/{proposal_id:int}/consultations/{number:int}/table",
    "GET /proposals/{proposal_id:int}/consultations/{number:int}/table.csv",
    "GET /rooms/{room_id:int}/held",
}
SHOWN = set(TITLES) - OF_POSTS_ALONE - {OPENED_AGAIN}  # to a reader who was told of it


async def had(world: World, said: Said, who: Someone) -> set[str]:
    """The ways by which this person has the title now, of this process."""
    asking = at(world, who)
    texts = await asyncio.gather(*(look(world, said, asking) for look in TITLES.values()))
    return {way for way, text in zip(TITLES, texts, strict=True) if said.canary in text}
