"""Versions of a proposal are compared once, whoever asks, and nobody waits for another proposal's."""

import asyncio

from server.comparing import KEPT, Comparing
from tests.debate import Debate
from tests.rooms.proposals.tabling import NEXT, Table, opened


async def long(debate: Debate) -> Table:
    """A proposal whose versions have nothing in common, so that each takes a while to compare with the next."""
    table = await opened(debate, debate.member)
    for name in "abc":
        await table.publish("\n".join(f"{name}{n} {name}{n + 1}" for n in range(5000)))
    return table


async def test_two_proposals_do_not_wait_for_each_other(debate: Debate) -> None:
    slow, quick = await long(debate), await opened(debate, debate.facilitator)
    await quick.publish(NEXT)
    comparing = Comparing(lambda: debate.world.app.state.store)
    first = asyncio.create_task(comparing.steps(slow.id, [1], 4))
    beside = asyncio.create_task(comparing.steps(slow.id, [2], 4))
    await asyncio.sleep(0)
    found = await comparing.steps(quick.id, [1, 2], 2)
    assert not first.done(), "it was compared meanwhile"
    assert {len(steps or ()) for steps in found.values()} == {0, 1}
    assert [*comparing.turns] == [slow.id]
    ours, theirs = (await first)[1], (await beside)[2]
    assert ours is not None
    assert theirs is not None
    assert [id(each) for each in ours[1:]] == [id(each) for each in theirs], "compared once"
    del first, beside
    assert not comparing.turns, "nobody holds or waits for it"


async def test_what_is_kept_has_a_bound_and_what_was_asked_for_comes_all_the_same(
    debate: Debate,
) -> None:
    table = await opened(debate, debate.member)
    await table.publish(NEXT)
    comparing = Comparing(lambda: debate.world.app.state.store)
    before = (await comparing.steps(table.id, [1], 2))[1]
    assert before is not None
    comparing.steps_kept.update({(-n, 1): [] for n in range(KEPT + 9)})
    after = (await comparing.steps(table.id, [1], 2))[1]
    assert after == before
    assert len(comparing.steps_kept) == KEPT
