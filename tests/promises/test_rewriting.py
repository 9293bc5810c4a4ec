"""The text of a proposal in the hands of many: each version is what was asked for, each conflict is shown, and no anchor slips."""

from collections import Counter

from rooms.store import Store
from tests.debate import Debate, cast, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.ledger import Ledger, anchors
from tests.promises.rewriting import Rewriting
from tests.world import World

ANCHORS = "select post_id, version, first, length, words from post_anchor where proposal_id = $1"
TEXTS = "select number, text from proposal_version where proposal_id = $1"
STEPS, OF_COMMENTS = 30, 3  # comments are read after so many steps
COME_TO_PASS = {
    "moved", "whole", "in part", "versions of the table", "drafts moved on", "conflicts shown", "anchors stood", "anchors left",
}  # fmt: skip


async def test_whoever_does_what_to_a_text_it_says_what_was_asked_and_conflicts_are_shown(
    world: World, promise: Promising
) -> None:
    store: Store = world.app.state.store
    people = await cast(world)
    with promise("texts in the hands of many") as running:
        facts = Counter[str]()
        enough = running.of(check=3, nightly=150, full=3_000)
        while running.left_s and (
            running.n < enough or (COME_TO_PASS - facts.keys() and running.n < enough + 20)
        ):
            debate = await gather(world, people)
            life = Rewriting(store, debate, running.random, Ledger(running.violated))
            await _lived(running, world, debate, life)
            facts += life.ledger.facts
            running.n += 1
        running.facts = dict(sorted(facts.items()))
        for name in sorted(COME_TO_PASS - facts.keys()):
            running.violated(f"never: {name}")


async def _lived(running: Promise, world: World, debate: Debate, life: Rewriting) -> None:
    id_, facts = await life.prepare(), life.ledger.facts
    async with world.sql() as conn:
        for n in range(1, STEPS + 1):
            await life.go_on()
            await life.ledger.check(conn, id_)
            if n % OF_COMMENTS == 0:
                texts = {row["number"]: row["text"] for row in await conn.fetch(TEXTS, id_)}
                listed = (await debate.observer.get(f"/proposals/{id_}/comments"))["comments"]
                for each in anchors(texts, await conn.fetch(ANCHORS, id_), listed):
                    running.violated(each)
    stood = sum(each["now"] is not None for each in listed)
    facts["anchors stood"] += stood
    facts["anchors left"] += len(listed) - stood
