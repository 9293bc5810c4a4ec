"""P22: the API survives anything: requests that fit its document and that do not, and frames that are no frames."""

import asyncio
import copy
import json
import random
import time
from typing import Any

import msgspec
import websockets

from server.live import protocol
from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.fuzzing import Wrong, fuzz, operations
from tests.promises.harness import Promise
from tests.world import World

FRAMES_AT_ONCE = 8
ENOUGH_S = 25.0
HARD = [
    "", " ", "0", "-1", "1e999", "1e-999", "9007199254740993", "18446744073709551616", "NaN", "Infinity", "null", "true", "[]",
    "{}", '""', '"\\ud800"', '"\\u0000"', "\u0000", "\u202e", "\ufeff", "\uffff", '{"type":"follow"}', "[" * 300, '{"a":' * 300,
    '"type"', "follow", "unfollow", "room", "epoch", "seq", ",", ":", "{", "}", "]", "\\", "\\u", "é", "👩‍🔬", "a" * 3_000,
]  # fmt: skip


async def _known(world: World) -> tuple[Debate, dict[str, Any]]:
    """A debate, and the ids of it by the names they have in addresses."""
    talk = await gather(world)
    ids = {
        "room_id": talk.room_id,
        "thread_id": talk.thread_id,
        "post_id": talk.post_id,
        "number": 3,
    }
    return talk, ids


async def test_every_operation_answers_as_documented(world: World, promise: Promising) -> None:
    with promise("P22") as running:
        document = world.app.openapi_schema.to_schema()
        examples = running.of(check=1, nightly=40, full=400)
        talk, ids = await _known(world)
        asked, wrong = 0, list[Wrong]()
        every = list(operations(document, world.url))
        running.random.shuffle(every)
        for operation in every:
            if asked > 15 and (
                running.seconds > ENOUGH_S if running.size == "check" else not running.left_s
            ):
                break  # the others had or have their turn in other runs
            if operation.method.upper() != "GET":  # it may have ended what the next one needs
                talk, ids = await _known(world)
            who = talk.member if "/posts/" in operation.path else talk.owner
            headers = {"origin": world.url, "cookie": who.cookie}
            wrong += await asyncio.to_thread(fuzz, running, operation, headers, ids, examples)
            asked += 1
        for each in wrong:
            running.violated(f"{each.operation}: {each.kind}: {each.said}")
        running.facts = {"operations": asked, "of": len(every)}


async def test_an_answer_that_is_not_documented_would_be_seen(world: World) -> None:
    document = copy.deepcopy(world.app.openapi_schema.to_schema())
    only = {"/session": {"get": document["paths"]["/session"]["get"]}}
    http = world.client()
    promised = Promise("control")
    said = {"origin": world.url}
    for status, left in (
        ("200", {}),
        ("200", {"content": {"application/json": {"schema": {"type": "string"}}}}),
    ):
        told = copy.deepcopy(only)
        del told["/session"]["get"]["responses"][status]
        if left:
            told["/session"]["get"]["responses"][status] = {"description": "OK", **left}
        (operation,) = operations(document | {"paths": told}, world.url)
        assert await asyncio.to_thread(fuzz, promised, operation, said, {}, 1), (
            "the checks are asleep"
        )
    assert (await http.get("/session")).status_code == 200


def mutated(chance: random.Random, room: int, epoch: int) -> str:
    """A frame that once was a message."""
    kind = chance.choice(["follow", "unfollow"])
    message: dict[str, Any] = {
        "type": kind,
        "room": chance.choice([room, 1, 2**40]),
        "epoch": epoch,
        "seq": chance.randrange(9),
    }
    for _ in range(chance.randrange(3)):
        name = chance.choice([*message, "more", "type"])
        message[name] = chance.choice(
            [None, True, -1, 2**63, 1.5, "x" * 50, [], {}, [[]], {"type": "follow"}]
        )
    text = json.dumps(message)
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.randrange(4))
        text = text[:at] + chance.choice(HARD) + text[end:]
    return text


async def _sent(running: Promise, world: World, frames: list[str], room: int) -> None:
    """Each of these on a line of its own, some as bytes, some in pieces; the server answers or closes as it says."""
    for frame in frames:
        async with world.live() as socket:
            await socket.recv()
            kind = running.random.randrange(4)
            sent: Any = frame.encode() if kind == 0 else frame
            if kind == 1 and len(frame) > 2:
                sent = [frame[: len(frame) // 2], frame[len(frame) // 2 :]]
            running.n += 1
            try:
                await socket.send(sent)
                await socket.send(f'{{"type":"follow","room":{room},"epoch":1,"seq":0}}')
                async with asyncio.timeout(20):
                    while True:
                        await socket.recv()
                        if running.random.random() < 0.7:
                            break
            except websockets.ConnectionClosed as closed:
                code = closed.rcvd.code if closed.rcvd else 0
                running.holds(
                    code in {4400, 4429, 1007, 1009}, f"closed with {code} after {frame[:80]!r}"
                )
            except TimeoutError:
                running.violated(f"no answer and no end after {frame[:80]!r}")


async def _undisturbed(running: Promise, world: World, talk: Debate, stop: asyncio.Event) -> None:
    """A reader meanwhile: every entry once, in order, soon."""
    snapshot = await talk.owner.get(talk.room)
    seq, epoch = snapshot["seq"], snapshot["epoch"]
    async with world.live(talk.owner) as socket:
        follow = {"type": "follow", "room": talk.room_id, "epoch": epoch, "seq": seq}
        await socket.send(json.dumps(follow))
        while not stop.is_set():
            began = time.monotonic()
            await talk.say(talk.member, "Vẫn nghe rõ.")
            async with asyncio.timeout(60):
                while True:
                    said = json.loads(await socket.recv())
                    if said["type"] == "entry" and said["room"] == talk.room_id:
                        break
            seq += 1
            running.times.append(time.monotonic() - began)
            running.holds(said["seq"] == seq, f"{said['seq']} came where {seq} was due")
            await asyncio.sleep(0.01)


async def test_a_mutated_frame_disturbs_nobody(world: World, promise: Promising) -> None:
    with promise("P22 frames") as running:
        talk = await gather(world)
        epoch = (await talk.owner.get(talk.room))["epoch"]
        decoded = running.of(check=100_000, nightly=1_000_000)
        for _ in range(decoded):  # by the decoder itself, which is all that reads a frame
            try:
                protocol.decode(mutated(running.random, talk.room_id, epoch))
            except (msgspec.DecodeError, RecursionError):
                running.n += 1
        count = running.of(check=1_500, nightly=60_000, full=1_000_000)
        stop = asyncio.Event()
        reader = asyncio.create_task(_undisturbed(running, world, talk, stop))
        left = count
        while left > 0 and running.left_s > 5:
            frames = [
                mutated(running.random, talk.room_id, epoch) for _ in range(FRAMES_AT_ONCE * 8)
            ]
            await asyncio.gather(
                *(
                    _sent(running, world, frames[n::FRAMES_AT_ONCE], talk.room_id)
                    for n in range(FRAMES_AT_ONCE)
                )
            )
            left -= len(frames)
        stop.set()
        await reader
        running.facts = {"decoded": decoded, "over lines": count - max(0, left)}
        running.holds(bool(running.times), "nobody was listening")
        assert (await world.client().get("/livez")).status_code == 200
        hub = world.app.state.hub
        async with asyncio.timeout(60):
            while hub.clients:
                await asyncio.sleep(0.01)
