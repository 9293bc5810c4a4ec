"""Bringing in what was said elsewhere: its people under pseudonyms, its posts at their own times.

All verbs here are acts of the system and take things in batches, one transaction each. Everything brought has a
key made of what it is, so that bringing it again, whole or in other batches, changes nothing.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from msgspec import Struct

from rooms import accounts, claims, journal, passages, sql, threads, writing
from rooms.claims import Imported
from rooms.draft import Draft
from rooms.errors import Conflict, NotFound
from rooms.member import Member, MemberJoined
from rooms.members import enter
from rooms.people import Constituency
from rooms.roles import Role
from rooms.rooms import Room, RoomOpened, Visibility
from rooms.screening import Words
from rooms.text import title
from rooms.threads import Question
from rooms.tx import Tx
from rooms.writing import New

q = sql.beside(__file__)


class Pseudonym(Struct, frozen=True):
    """A person known by no more than a name."""

    key: UUID
    name: str


class Conversation(Struct, frozen=True):
    """What becomes one thread."""

    key: UUID
    title: str


class Statement(Struct, frozen=True):
    """What becomes a post of the member `author`; `html` is `body` rendered."""

    key: UUID
    author: int
    at: datetime
    body: str
    html: str


async def import_room(
    tx: Tx, _: None, heading: str, visibility: Visibility, owner_email: str | None
) -> int:
    """Find the room of this title, or open it.

    `owner_email` None: the first administrator owns it, or nobody where there is none yet. Raises NotFound for
    the owner, Conflict where several rooms have the title.
    """
    heading = title(heading, longest=200)
    await tx.do(q["one_at_a_time"], heading)
    found = [int(row["id"]) for row in await tx.conn.fetch(q["named"], heading)]
    if len(found) > 1:
        raise Conflict("title-of-several", field="room", rooms=", ".join(map(str, found)))
    if found:
        return found[0]
    owner_id = await tx.conn.fetchval(q["owner"], owner_email)
    if owner_id is None and owner_email is not None:
        raise NotFound("no-account", field="email")
    room = await tx.one(Room, q["open_room"], heading, visibility)
    assert room is not None, "an insert returns its row"
    tx.facts["room"] = room.id
    await passages.keep_room(tx, room)
    tx.append(room.id, RoomOpened(room))
    if owner_id is not None:
        _tell(tx, room.id, await enter(tx, room.id, owner_id, Role.OWNER))
    return room.id


async def room_numbered(tx: Tx, room_id: int) -> int:
    """The room with this id. Raises NotFound."""
    if await tx.conn.fetchval(q["numbered"], room_id) is None:
        raise NotFound("no-room", field="room")
    return room_id


async def import_people(tx: Tx, _: None, room_id: int, people: Sequence[Pseudonym]) -> Imported:
    """Make these people members; a key stands for a member's number. They have no e-mail and cannot sign in."""
    new = await claims.claim(tx, (who.key for who in people))
    numbers: dict[UUID, int] = {}
    for who in people:
        if who.key in new:
            person = await accounts.create(tx, None, who.name, "", Constituency.CITIZEN)
            member = await enter(tx, room_id, person.id, Role.MEMBER)
            _tell(tx, room_id, member)
            numbers[who.key] = member.number
    await claims.settle(tx, numbers)
    return Imported(await claims.answers(tx, (who.key for who in people)), len(numbers))


async def import_statements(
    tx: Tx, _: None, room_id: int, conversation: Conversation, statements: Sequence[Statement]
) -> Imported:
    """Write the statements, at least one, as posts of one thread; a key stands for a post.

    The first statement of a conversation opens its thread. Raises Conflict where that has been closed since.
    """
    new = await claims.claim(tx, [conversation.key, *(said.key for said in statements)])
    fresh = [said for said in statements if said.key in new]
    for said in fresh:
        tx.screen(Words("post", said.body, said.html))
    posted: dict[UUID, int] = {}
    if conversation.key in new:
        tx.screen(Words("title", conversation.title))
        first, *fresh = fresh
        question = Question(first.key, conversation.title, first.body)
        thread, post = await threads.start(
            tx, room_id, first.author, question, first.html, first.at
        )
        thread_id = thread.id
        posted[first.key] = post.id
        await claims.settle(tx, {conversation.key: thread_id})
    else:
        thread_id = (await claims.answers(tx, [conversation.key]))[conversation.key]
        if fresh and not await tx.conn.fetchval(q["floor"], room_id, thread_id):
            raise Conflict("thread-closed")
    written = await writing.write(
        [
            New(tx, room_id, said.author, thread_id, Draft(said.key, said.body), said.html, said.at)
            for said in fresh
        ]
    )
    posted |= {said.key: post.id for said, post in zip(fresh, written, strict=True)}
    await claims.settle(tx, posted)
    return Imported(await claims.answers(tx, (said.key for said in statements)), len(posted))


def _tell(tx: Tx, room_id: int, member: Member) -> None:
    about = [journal.member(member.number)]
    tx.append(room_id, MemberJoined(member), by=member.number, about=about)
