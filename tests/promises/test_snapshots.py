"""P4: an old snapshot and the entries since then are a fresh snapshot, for every type of event there is."""

import itertools
import json
import time
from typing import Any, NamedTuple

import msgspec

from moderation.case import CaseEvent
from rooms import entries, journal, overview, standing, threads
from rooms.errors import NotFound
from rooms.people import Who
from rooms.store import Store
from server.typescript import events
from tests import reducer
from tests.promises.conftest import Promising
from tests.promises.histories import History
from tests.world import World

Json = dict[str, Any]
OF_QUEUE = {  # in the room of moderation: test_queue_snapshots.py
    str(event.__struct_config__.tag) for event in CaseEvent.__subclasses__()
}
OF_PROPOSALS = {  # test_proposal_snapshots.py, test_argument_snapshots.py
    kind
    for kind in reducer.IN_ROOM
    if kind.startswith(("amendment.", "argument.", "draft.", "proposal.", "support."))
}
OF_CONSULTATIONS = {  # test_consultation_snapshots.py
    "post.anchored", "consultation.opened", "consultation.closed", "comment.disposed",
}  # fmt: skip
OF_VOTES = {
    "vote.opened",
    "vote.turned_out",
    "vote.reminded",
    "vote.closed",
    "vote.annulled",
}  # test_vote_snapshots.py
OF_ERASURE = {"member.erased", "post.redacted"}  # test_erasure.py
ELSEWHERE = OF_QUEUE | OF_PROPOSALS | OF_CONSULTATIONS | OF_VOTES | OF_ERASURE
STANDING = ("me", "may", "mine", "reactions")  # what changes with one's own coming and going


class Taken(NamedTuple):
    """A snapshot that was taken: by whom, of which room or thread, and who they were in the room then (None: outside).

    `turn`: in a slow thread. Like what was read, it is the reader's own, and their page adds what it posts itself.
    """

    kind: str
    who: Who
    id: int
    snapshot: Json
    room_id: int
    number: int | None
    turn: str | None


def kinds() -> set[str]:
    """The types of all events, from the classes that the running product has loaded."""
    return {str(event.__struct_config__.tag) for event in events()}


async def look(store: Store, kind: str, who: Who, of: int) -> Taken | None:
    """A fresh snapshot; None where this reader may not have one."""
    read = overview.snapshot if kind == "room" else threads.snapshot
    try:
        async with store.reading() as tx:
            found = await read(tx, who, of)
            room_id = found.room_id if isinstance(found, threads.Snapshot) else of
            place = await standing.reader(tx, who, room_id)
    except NotFound:
        return None
    snapshot = json.loads(msgspec.json.encode(found))
    snapshot.pop("read", None)
    return Taken(kind, who, of, snapshot, room_id, place.number, snapshot.pop("turn", None))


async def since(store: Store, room_id: int, seq: int) -> list[Json]:
    """The entries numbered above, as every reader gets them."""
    async with store.looking() as tx:
        found = await entries.after(tx, room_id, seq, 10_000, 1 << 30)
    return [json.loads(journal.frame(entry)) for entry in found]


async def snapshots(store: Store, history: History) -> list[Taken]:
    """What its people see: the room, a thread, and each their own inbox."""
    found = []
    for who in history.people:
        inbox = await store_inbox(store, who)
        for kind, of in (
            ("room", history.room_id),
            ("thread", history.chance.choice(history.threads)),
            ("room", inbox),
        ):
            found.append(await look(store, kind, who, of))
    return [taken for taken in found if taken is not None]


async def store_inbox(store: Store, who: Who) -> int:
    async with store.looking() as tx:
        inbox: int = await tx.conn.fetchval("select id from room where inbox_of = $1", who.id)
        return inbox


async def nothing(store: Store, history: History) -> Taken:
    """The room before its first entry: the whole journal makes it what it is."""
    now = await look(store, "room", history.owner, history.room_id)
    assert now is not None, "its owner reads it"
    empty: Json = {"room": None, "seq": 0, "members": [], "threads": [], "me": None, "may": []}
    return now._replace(snapshot=now.snapshot | empty, number=None)


def folded(taken: Taken, told: list[Json], me: int | None) -> Json:
    """The old snapshot with the entries."""
    if taken.kind == "room":
        return reducer.room(taken.snapshot, told)
    return reducer.thread(taken.snapshot, told, me)


async def differences(store: Store, taken: Taken, seen: set[str]) -> list[str]:
    """What an old snapshot with the entries since has otherwise than a fresh one."""
    fresh = await look(store, taken.kind, taken.who, taken.id)
    if fresh is None:
        return []
    told = await since(store, taken.room_id, taken.snapshot["seq"])
    told = [entry for entry in told if entry["seq"] <= fresh.snapshot["seq"]]
    numbers = [entry["seq"] for entry in told]
    first, last = taken.snapshot["seq"] + 1, fresh.snapshot["seq"]
    if numbers != list(range(first, last + 1)):
        return [f"the entries after {first - 1} are numbered {numbers}"]
    seen |= {entry["event"]["type"] for entry in told}
    got = folded(taken, told, fresh.number)
    if got.pop("anew", False):  # whoever shows it reads it anew, as the event says
        return []
    if taken.number == fresh.number and not turned(taken, fresh, told):
        return [f"thread {taken.id}: nobody told of the turn at {fresh.turn}"]
    left_out = set() if taken.number == fresh.number is not None else set(STANDING)
    return [
        f"{taken.kind} {taken.id}: {name} is {got[name]!r} and not {fresh.snapshot[name]!r}"
        for name in fresh.snapshot
        if name not in left_out and got[name] != fresh.snapshot[name]
    ]


def turned(before: Taken, fresh: Taken, told: list[Json]) -> bool:
    """Whether the last turn is the one the old snapshot had, or one's own post since then; or was not told while the thread was not slow."""
    own = {
        entry["event"]["post"]["at"]
        for entry in told
        if entry["event"]["type"] == "post.added"
        and entry["event"]["post"]["author"] == fresh.number
    }
    slowed = any(entry["event"]["type"] == "thread.slowed" for entry in told)
    return slowed or fresh.turn is None or fresh.turn == before.turn or fresh.turn in own


def test_every_type_of_event_has_a_case() -> None:
    assert len(kinds()) >= 19
    assert set(reducer.IN_ROOM) == set(reducer.IN_THREAD) == kinds()


async def lived(store: Store, history: History) -> list[Taken]:
    """Let it happen; the snapshots that were taken on the way."""
    await history.begin()
    old = [await nothing(store, history), *await snapshots(store, history)]
    for round_ in range(10):
        await history.go_on()
        if round_ % 4 == 3:
            old += await snapshots(store, history)
    return old


async def test_an_old_snapshot_and_the_entries_are_a_fresh_snapshot(
    world: World, promise: Promising
) -> None:
    with promise("P4") as running:
        store: Store = world.app.state.store
        seen: set[str] = set()
        running.facts = {"compared": 0, "commands": 0}
        enough = running.of(check=15, nightly=2_000, full=50_000)
        for n in itertools.count():  # beyond enough only for an event that chance has left out
            if (
                not running.left_s
                or (n >= enough and seen == kinds() - ELSEWHERE)
                or n >= enough + 200
            ):
                break
            began = time.monotonic()
            history = History(store, running.random)
            for taken in await lived(store, history):
                running.facts["compared"] += 1
                for difference in await differences(store, taken, seen):
                    running.violated(f"history {n}: {difference}")
            running.n += 1
            running.times.append(time.monotonic() - began)
            running.facts["commands"] += history.n
        for kind in sorted(kinds() - ELSEWHERE - seen):
            running.violated(f"no history has {kind}")
