"""A room full of payloads, for P12: each in every place that a person can write into, and what must then be seen where."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import cycle, islice
from typing import NamedTuple

from moderation.record import PAGE
from server.mail.text import Link, Part, Text, html
from tests import decided
from tests.bringing import brought
from tests.promises import payloads
from tests.world import Someone, World

AT_ONCE = 3
RETRACTED = 6  # posts of a room, each with a reason


class Told(NamedTuple):
    """The texts that must be seen at each address."""

    pages: dict[str, list[str]]


async def tell(world: World, owner: Someone, batch: Sequence[str]) -> Told:
    """Make the room. Nobody may write in it afterwards: it is archived, which has a reason too."""
    names = [payloads.line(p, 100) for p in batch]
    organisations = [payloads.line(p, 200) for p in batch]
    titles = list(payloads.packed(batch, 200))
    reasons = list(payloads.packed(batch, 500))
    description = next(payloads.packed(batch, 2_000))
    about = {"title": titles[0], "description": description, "visibility": "public"}
    room: int = (await owner.do("POST", "/rooms", **about))["result"]["id"]
    writers = await _people(world, owner, room, names, organisations)
    for title in titles[1:]:
        await owner.do("POST", f"/rooms/{room}/threads", title=title, body=title, kind="opinion")
    first = {"title": titles[0], "body": "Mở đầu", "kind": "question"}
    opened = await owner.do("POST", f"/rooms/{room}/threads", **first)
    thread: int = opened["result"]["thread"]["id"]
    mark = f"moc{room}"  # a word to search for
    posts, files = await _posts(room, thread, writers, batch, mark)
    gone = list(islice(cycle(reasons), RETRACTED))
    for reason, writer, post in zip(gone, writers, posts, strict=False):
        await writer.do("PUT", f"/posts/{post}/retraction", reason=reason)
    await owner.do("PUT", f"/threads/{thread}/closure", reason=reasons[-1])
    proposal = await _proposal(owner, room, titles[0], description, reasons[0])
    await owner.do("PUT", f"/rooms/{room}/archival", reason=reasons[0])
    decisions = reasons[:PAGE]
    record = await _moderated(world, owner, posts[-1], decisions)
    return Told(
        {
            "/": [titles[0]],
            f"/r/{room}": [*titles[1:], titles[0], description, reasons[0], *names],
            f"/r/{room}/t/{thread}": [
                titles[0],
                reasons[-1],
                *gone,
                *names,
                *organisations,
                *files,
            ],
            f"/search?q={mark}&room={room}": [titles[0]],
            "/inbox": [names[-1]],
            "/transcripts": [titles[0]],
            record: [*decisions, titles[0]],
            f"{proposal}/text": [titles[0], description, reasons[0]],
            f"{proposal}/minutes": [titles[0], description, reasons[0]],
            f"/r/{room}/transcript": [titles[0], description, reasons[0]],
            f"/r/{room}/transcript/{thread}": [titles[0], reasons[-1], *gone],
        }
    )


async def _proposal(owner: Someone, room: int, title: str, note: str, reason: str) -> str:
    """The address of one that is called so, has two versions, and was withdrawn for a reason."""
    begun = await owner.do("POST", f"/rooms/{room}/proposals", title=title, text="Điều 1.")
    path = f"/proposals/{begun['result']['id']}"
    await owner.do("PUT", f"{path}/opening", draft=1, body="Vì sao.")
    await owner.do("PUT", f"{path}/draft", title=title, text="Điều 2.", base=1)
    await owner.do("POST", f"{path}/versions", draft=2, note=note)
    await owner.do("PUT", f"{path}/withdrawal", reason=reason)
    return path


async def _people(
    world: World, owner: Someone, room: int, names: list[str], organisations: list[str]
) -> list[Someone]:
    """Members with these names and organisations."""
    writers = await world.people(*names)
    places = asyncio.Semaphore(AT_ONCE)

    async def enter(writer: Someone, name: str, organisation: str) -> None:
        said = {
            "name": name,
            "organisation": organisation,
            "constituency": "expert",
            "language": "vi",
        }
        async with places:
            await writer.do("PUT", "/me", **said)
            await owner.do("POST", f"/rooms/{room}/members", email=writer.email, role="member")

    await asyncio.gather(*map(enter, writers, names, organisations))
    return writers


async def _moderated(world: World, owner: Someone, post: int, notes: Sequence[str]) -> str:
    """Acts against a post, with these as notes of acts and of reviews; the address at which the record tells them."""
    act, now = 0, datetime.now(UTC)
    (reviewer,) = await world.people("Trần Thị Hương")
    async with world.sql() as conn, conn.transaction():
        for note in notes:
            case = await decided.case(conn, post, opened_at=now)
            act = await decided.act(
                conn, case, owner.id, "hide", at=now, reason="other", public=note
            )
            await decided.ask(conn, act, at=now)
            await decided.rule(conn, act, reviewer.id, upheld=True, at=now, note=note)
    return f"/moderation/record?after={act + 1}"


async def _posts(
    room: int, thread: int, writers: list[Someone], batch: Sequence[str], mark: str
) -> tuple[list[int], list[str]]:
    """A post for each payload, every other one as a quotation and link text; some with a file of that name."""
    posts: list[int] = []
    files: list[str] = []
    last = len(batch) - 1
    for n, (writer, payload) in enumerate(zip(writers, batch, strict=True)):
        body = payloads.fit(payload, 9_000)
        if n % 2:
            quoted = body.replace("\n", "\n> ")
            body = f"> {quoted}\n\n[{payloads.line(payload, 80)}](#p{posts[-1]})"
        taken = []
        if n > RETRACTED and n % 10 == 0:
            file = await brought(
                writer, room, "Dữ liệu mở".encode(), payloads.line(payload, 90) + ".txt"
            )
            taken, files = [{"id": file["id"]}], [*files, file["name"]]
        mention = "\n\n[@An](#m1)" if n == last else ""
        body = f"{body}\n\n{mark}{mention}"
        answer = await writer.ask("POST", f"/threads/{thread}/posts", body=body, files=taken)
        if not answer.is_success:  # more formatting than is taken: nobody is shown any of it
            assert answer.status_code in {400, 409, 413, 422}, answer.text
            body = f"Ngắn thôi, {mark}{mention}"
            answer = await writer.ask("POST", f"/threads/{thread}/posts", body=body, files=taken)
        posts.append(answer.json()["result"]["id"])
    return posts, files


def letter(batch: Sequence[str]) -> str:
    """A letter that speaks of all of them, as HTML."""
    parts = [
        Part(
            (f"{payloads.line(p, 200)} nhắc tên Ông/Bà.",),
            payloads.fit(p, 2_000),
            Link(payloads.line(p, 200), "https://vidu.invalid/"),
        )
        for p in batch
    ]
    return html(Text("vi", payloads.line(batch[0], 200), tuple(parts)))
