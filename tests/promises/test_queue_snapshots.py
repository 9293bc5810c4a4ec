"""P4 of the queue: an old queue and the entries of the room of moderation since then are a fresh queue, whatever was done."""

from typing import Any

from moderation.case import CaseEvent
from tests import queue_reducer
from tests.moderation.filling import portal
from tests.promises.conftest import Promising
from tests.promises.deskwork import gathered
from tests.promises.requesting import ANSWERS

Json = dict[str, Any]
KINDS = {str(event.__struct_config__.tag) for event in CaseEvent.__subclasses__()}


async def test_an_old_queue_and_the_entries_are_a_fresh_queue(
    empty: str, promise: Promising
) -> None:
    with promise("P4 of the queue") as running:
        async with portal(empty) as world:
            at = await gathered(world, running.random)
            old, seen, answered, most = [await at.look()], set[str](), dict[str, int](), 0
            enough = running.of(check=250, nightly=20_000)
            while running.left_s and (
                running.n < enough
                or seen != KINDS
                or set(answered) != ANSWERS
                or most <= queue_reducer.QUEUE
            ):
                await at.go_on()
                running.n += 1
                if running.n % 20 == 0:
                    fresh = await at.look()
                    most = max(most, fresh["counts"]["waiting"])
                    for before in old:
                        told = await at.since(before["seq"], fresh["seq"])
                        seen |= {entry["event"]["type"] for entry in told}
                        for difference in differences(before, told, fresh):
                            running.violated(f"step {running.n}: {difference}")
                    old, answered = [*old[-4:], fresh], await at.answers()
            running.facts = {"commands": at.n, "most waiting": most, **answered}
            for kind in sorted((KINDS - seen) | (ANSWERS - set(answered))):
                running.violated(f"nothing has {kind}")


def differences(before: Json, told: list[Json], fresh: Json) -> list[str]:
    """What the old queue with the entries has otherwise. Below a page that had more, nothing is known."""
    got = queue_reducer.queue(before, told)
    wrong = [
        f"{name}: {got[name]}, not {fresh[name]}"
        for name in ("seq", "moderators")
        if got[name] != fresh[name]
    ]
    shown = fresh["cases"][: len(got["cases"])] if got["more"] else fresh["cases"]
    if got["cases"] != shown:
        wrong.append(f"cases {got['cases']}, not {shown}")
    return wrong
