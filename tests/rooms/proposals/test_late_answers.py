"""A comment that was hidden when its consultation was closed: given back, it is answered once, and no more."""

from rooms.store import Store
from tests import moderated
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.commented import answered, commented, consulted, counts, over
from tests.rooms.proposals.tabling import Table


async def test_a_comment_that_comes_back_after_the_end_gets_its_first_answer(
    proposal: Table, debate: Debate
) -> None:
    store: Store = debate.world.app.state.store
    await consulted(proposal)
    one = await commented(proposal, debate.moderator)
    await moderated.hide(store, one["id"])
    await over(proposal)
    await debate.owner.do("PUT", f"{proposal.path}/consultations/1/closing")
    await moderated.restore(store, one["id"])
    assert (await counts(proposal))["waiting"] == 1
    line = await answered(proposal, debate.member, one["id"])
    assert (line["number"], (await counts(proposal))["waiting"]) == (1, 0)
    answer = {"kind": "explained", "reason": "Thôi không.", "after": 1}
    path = f"{proposal.path}/comments/{one['id']}/disposition"
    refused(await debate.member.ask("PUT", path, **answer), 409, "consultation-closed")
