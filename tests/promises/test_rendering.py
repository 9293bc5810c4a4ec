"""P13: rendering is total, is done once, is cheap, and never keeps the loop waiting."""

import asyncio
import gc
import time
from pathlib import Path

from rooms.errors import Refused
from rooms.text.markdown import enforce, render
from tests.debate import Debate, gather
from tests.promises import payloads
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.rooms.text.test_markdown_cost import BUILT, FULL, REPEATED, repeated
from tests.world import World

CPU_S = 0.25  # of one body
STALL_S = 0.05  # of the loop, in processor time of its thread: the neighbours should not count
WATCHDOG = 5  # times the bar: machines differ
REFUSALS = {
    "lone-surrogate", "nested-too-deeply", "not-renderable", "nul-character", "text-too-long", "too-many-elements",
    "too-many-links", "too-slow-to-render",
}  # fmt: skip


def composed(running: Promise, parts: list[str]) -> str:
    """A body of full length put together by chance from what is dear."""
    text = ""
    while len(text) < FULL:
        text += running.random.choice(parts) * running.random.choice([1, 1, 2, 7, 60])
    return text[: running.random.choice([200, 2_000, FULL])]


def rendered(running: Promise, source: str) -> None:
    """One body: HTML that filtering leaves as it is, or a refusal, in little time."""
    running.n += 1
    began = time.process_time()
    try:
        html = render(source)
    except Refused as refused:
        running.holds(refused.reason in REFUSALS, f"{refused.reason}: {source[:80]!r}")
        return
    finally:
        took = time.process_time() - began
        running.times.append(took)
        running.holds(took <= CPU_S * WATCHDOG, f"{took:.2f} s for {source[:80]!r}")
    running.holds(enforce(html) == html, f"filtering again changes {source[:80]!r}")


async def stall_s(world: World, talk: Debate, bodies: list[str]) -> tuple[float, set[int]]:
    """The most of its own time the loop spent between two looks at it while these bodies were sent, and their answers."""
    worst, statuses = 0.0, set[int]()
    sending = asyncio.create_task(_send(talk, bodies, statuses))
    gc.collect()
    gc.freeze()  # what the test run has heaped up is none of the product's garbage
    while not sending.done():
        before = time.thread_time()
        await asyncio.sleep(0)
        worst = max(worst, time.thread_time() - before)
    gc.unfreeze()
    await sending
    assert (await world.client().get("/livez")).status_code == 200
    return worst, statuses


async def _send(talk: Debate, bodies: list[str], statuses: set[int]) -> None:
    places = asyncio.Semaphore(10)

    async def one(body: str) -> None:
        async with places:
            statuses.add((await talk.member.http.post("/preview", json={"body": body})).status_code)

    await asyncio.gather(*map(one, bodies))


async def test_any_text_is_rendered_or_refused_at_little_cost(
    world: World, promise: Promising
) -> None:
    with promise("P13") as running:
        worst = [*map(repeated, REPEATED), *BUILT.values()]
        for source in worst:
            rendered(running, source)
        parts = [*REPEATED, "ý", "\n", "\n\n", " ", "||", "[x](/r/1)", "57/NQ-TW "]
        for _ in range(running.of(check=50, nightly=3_000)):
            rendered(running, composed(running, parts))
            if not running.left_s or (running.size == "check" and running.seconds > 15):
                break
        talk = await gather(world)
        dear = [running.random.choice(worst) for _ in range(running.of(check=30, nightly=100))]
        stalled, statuses = await stall_s(world, talk, dear)
        running.facts = {"stall_s": round(stalled, 4), "bar_s": STALL_S}
        running.holds(stalled <= STALL_S * WATCHDOG, f"the loop was kept for {stalled:.3f} s")
        running.holds(statuses <= {200, 413, 422, 503}, f"answers {statuses}")


async def test_known_attacks_are_rendered_or_refused_too(corpora: Path, promise: Promising) -> None:
    with promise("P13 corpus") as running:
        every = payloads.corpus(corpora)
        for payload in running.of(check=running.random.sample(every, 500), nightly=every):
            rendered(running, payload)
