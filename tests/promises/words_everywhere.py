"""Every way by which the words of a post leave this server, each asked as a reader would: the one table of them.

Whatever takes words away is proven with `had`: before it names every way, or a look of the table sees nothing; afterwards
none. A way in that reads rooms and is neither here nor among those WITHOUT words fails a test.
"""

import asyncio
import io
import json
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx
import msgspec
from pypdf import PdfReader

from rooms import inbox
from rooms.store import Store
from tests.bringing import brought
from tests.debate import Debate
from tests.promises.commenting import anchored
from tests.rooms.test_search import word
from tests.server.live.events import reading
from tests.told import told
from tests.world import Someone, World, new_key

Json = dict[str, Any]
WITHIN_S = 60.0
FILE = "ghi chú.txt"
HELD = "GET /rooms/{room_id:int}/held"  # what waits, to its author; what is there is not in it
AGAIN = "POST /threads/{thread_id:int}/posts"  # the author's, under the same key: what was blanked there stays so

WITHOUT = {  # ways that read rooms and show nothing of what posts say
    "GET /rooms/{room_id:int}",
    "GET /rooms/{room_id:int}/members",
    "GET /rooms/{room_id:int}/threads",
    "GET /rooms/{room_id:int}/threads/lines",  # numbers
    "GET /r/{room_id:int}/transcript/p/{post_id:int}",  # leads on
    "GET /thumbnails/{file_id:int}/{name:str}",  # of pictures; who may have the file may have this
    "POST /rooms/{room_id:int}/similar",  # titles
    "GET /rooms/{room_id:int}/proposals",  # of proposals, whose words are no post's
    "GET /threads/{thread_id:int}/subject",  # headings of a proposal, and numbers
    "GET /proposals/{proposal_id:int}/state",
    "GET /proposals/{proposal_id:int}/text",
    "GET /proposals/{proposal_id:int}/versions/{number:int}",
    "GET /proposals/{proposal_id:int}/versions/{number:int}/changes",
    "GET /proposals/{proposal_id:int}/amendments",
    "GET /amendments/{amendment_id:int}",  # what it changes goes with its post: test_hidden_amendments.py
    "GET /amendments/{amendment_id:int}/text",
    "GET /proposals/{proposal_id:int}/consultation",  # counts comments
    "GET /proposals/{proposal_id:int}/comments/{comment_id:int}/dispositions",  # what was answered to one
    "GET /proposals/{proposal_id:int}/versions/{number:int}/hands",
    "socket here",  # who is there
}


OF_ARGUMENTS = {  # what a proposal says of posts that stand in its columns: test_hidden_arguments.py
    "GET /proposals/{proposal_id:int}/minutes.pdf",
    "GET /proposals/{proposal_id:int}/minutes",
    "GET /proposals/{proposal_id:int}/record",
    "GET /proposals/{proposal_id:int}/arguments",
    "GET /proposals/{proposal_id:int}/arguments/summary",
    "GET /proposals/{proposal_id:int}/arguments/{argument_id:int}/replies",
    "GET /posts/{post_id:int}/answerable",  # their numbers
}

OF_VOTES = {  # they tell numbers of members, options, ballots, and why somebody cast one: no words of posts, threads and people
    "GET /proposals/{proposal_id:int}/votes",
    "GET /threads/{thread_id:int}/votes",
    "GET /votes/{vote_id:int}",
    "GET /votes/{vote_id:int}/ballots",
    "GET /votes/{vote_id:int}/ballots/{receipt:str}",
    "GET /votes/{vote_id:int}/checkpoint",
    "GET /votes/{vote_id:int}/consistency",
    "GET /votes/{vote_id:int}/count",
    "GET /votes/{vote_id:int}/export",
    "GET /votes/{vote_id:int}/leaves/{leaf:int}/proof",
}


class Said(NamedTuple):
    """A post which mentions the owner. The `canary` stands in its words, its file, and what that shows.

    `after` is the room's head before it, `seq` the number of its own entry; `command` is how its author sent it. `proposal_id`:
    what the author drafted in that room, 0 where that is not asked about.
    """

    debate: Debate
    canary: str
    post_id: int
    file_id: int
    after: int
    seq: int
    command: Json
    author: Someone
    proposal_id: int = 0


async def say(debate: Debate, *, with_file: bool = True) -> Said:
    """The member says something in the debate. `with_file` False: what is attached has other words."""
    canary = word()
    shown = canary if with_file else word()
    file = await brought(debate.member, debate.room_id, shown.encode(), FILE)
    after = await debate.head()
    command = {
        "key": new_key(),
        "body": f"Lời {canary} này gửi [@Lan](#m1).",
        "files": [{"id": file["id"], "alt": f"Bảng {shown}"}],
    }
    answer = await debate.member.http.post(f"{debate.thread}/posts", json=command)
    assert answer.is_success, answer.text
    done = answer.json()
    seq = done["seqs"][str(debate.room_id)]
    return Said(
        debate, canary, done["result"]["id"], file["id"], after, seq, command, debate.member
    )


async def noticed(said: Said) -> None:
    """Wait until the owner has been told of it."""
    await told(said.debate.owner, lambda all_: said.post_id in {n["post_id"] for n in all_})


def at(world: World, who: Someone) -> Someone:
    """The same person, asking this process."""
    if str(who.http.base_url).rstrip("/") == world.url:
        return who
    http = world.client()
    for name, value in who.http.cookies.items():
        http.cookies.set(name, value, domain="127.0.0.1")
    return Someone(http, who.person, who.email)


Look = Callable[[World, Said, Someone], Awaitable[str]]


def path_of(template: str, said: Said) -> str:
    """The address of what is asked about."""
    debate = said.debate
    return template.format(
        room=debate.room_id, thread=debate.thread_id, post=said.post_id, after=said.after,
        file=said.file_id, name=quote(FILE), proposal=said.proposal_id,
    )  # fmt: skip


async def _answer(path: str, who: Someone) -> httpx.Response:
    while True:
        answer = await who.http.get(path)
        if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:  # busy: nothing was looked at
            return answer
        await asyncio.sleep(0.2)


def of_path(template: str) -> Look:
    async def look(_: World, said: Said, who: Someone) -> str:
        return words_of(await _answer(path_of(template, said), who))

    return look


def words_of(answer: httpx.Response) -> str:
    """What it says; of a PDF its words."""
    if answer.headers.get("content-type") != "application/pdf":
        return answer.text
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(page.extract_text() for page in pages)


async def _search(_: World, said: Said, who: Someone) -> str:
    return (await who.http.post("/search", json={"q": said.canary})).text


async def _place(said: Said, who: Someone) -> Json:
    return await who.get(f"{said.debate.room}/entries?limit=1")


async def _socket(world: World, said: Said, who: Someone) -> str:
    room, got, until = said.debate.room_id, "", said.seq
    follow = {"type": "follow", "room": room, "epoch": (await _place(said, who))["epoch"]}
    async with asyncio.timeout(WITHIN_S), world.live(who) as socket:
        await socket.send(json.dumps(follow | {"seq": said.after}))
        while True:
            frame = str(await socket.recv())
            message = json.loads(frame)
            if message.get("room") != room:
                continue
            assert message["type"] in {"followed", "entry", "present", "writing"}, frame
            got += frame
            until = max(until, message["seq"] if message["type"] == "followed" else 0)
            if message["type"] == "entry" and message["seq"] >= until:
                return got


async def _events(_: World, said: Said, who: Someone) -> str:
    place, got = await _place(said, who), ""
    after = f"{place['epoch']}-{said.after}"
    async with reading(who.http, said.debate.room_id, after=after) as events:
        while (event := await events.next(WITHIN_S)) is not None:
            got += event.data
            if event.name == "message" and json.loads(event.data)["seq"] >= place["seq"]:
                return got
    raise AssertionError(f"the stream ended: {got}")


async def _letter(world: World, _: Said, who: Someone) -> str:
    """What a letter would tell that is sent now."""
    store: Store = world.app.state.store
    async with store.reading() as tx:
        found = await inbox.for_letter(tx, who.id, None, 1, 1 << 40, 100)
    return msgspec.json.encode(found).decode()


def of_comment(template: str) -> Look:
    """What is shown of the post as a comment on a proposal, which it is made before."""

    async def look(world: World, said: Said, who: Someone) -> str:
        if not said.post_id:
            return ""  # it is held, and no post yet
        debate = said.debate
        proposal_id = await anchored(world, debate.room_id, debate.thread_id, said.post_id)
        return (await who.http.get(template.format(proposal=proposal_id))).text

    return look


async def _again(world: World, said: Said, who: Someone) -> str:
    if who.id != said.author.id:
        return ""
    path = f"{said.debate.thread}/posts"
    return (await at(world, who).http.post(path, json=said.command)).text


LOOKS: dict[str, Look] = {
    "GET /threads/{thread_id:int}": of_path("/threads/{thread}"),
    "GET /threads/{thread_id:int}/bodies": of_path("/threads/{thread}/bodies?ids={post}"),
    "GET /posts/{post_id:int}": of_path("/posts/{post}"),
    "GET /rooms/{room_id:int}/entries": of_path("/rooms/{room}/entries?after={after}"),
    "GET /rooms/{room_id:int}/live": _events,
    "socket follow": _socket,
    "POST /search": _search,
    "GET /r/{room_id:int}/transcript": of_path("/r/{room}/transcript"),
    "GET /r/{room_id:int}/transcript/{thread_id:int}": of_path("/r/{room}/transcript/{thread}"),
    "GET /files/{file_id:int}/{name:str}": of_path("/files/{file}/{name}"),
    "GET /notices": of_path("/notices"),
    "GET /proposals/{proposal_id:int}/comments": of_comment("/proposals/{proposal}/comments"),
    "GET /proposals/{proposal_id:int}/consultations/{number:int}/table": of_comment(
        "/proposals/{proposal}/consultations/1/table"
    ),
    "GET /proposals/{proposal_id:int}/consultations/{number:int}/table.csv": of_comment(
        "/proposals/{proposal}/consultations/1/table.csv"
    ),
    "letter": _letter,
    HELD: of_path("/rooms/{room}/held"),
    AGAIN: _again,
}
FILES = {"GET /files/{file_id:int}/{name:str}"}  # asked for themselves
TO_ITS_READER = set(LOOKS) - {AGAIN, HELD}
TO_WHO_IS_TOLD = {"GET /notices", "letter"}
TO_ITS_AUTHOR = set(LOOKS) - TO_WHO_IS_TOLD - {HELD}


async def texts(world: World, said: Said, who: Someone) -> dict[str, str]:
    """What this person gets now by each way, of this process."""
    asking = at(world, who)
    found = await asyncio.gather(*(look(world, said, asking) for look in LOOKS.values()))
    return dict(zip(LOOKS, found, strict=True))


async def had(world: World, said: Said, who: Someone) -> set[str]:
    """The ways by which this person has the words now, of this process."""
    found = await texts(world, said, who)
    return {way for way, text in found.items() if said.canary in text}
