"""Whoever answered comments of a consultation is erased: what they answered is the record's and stays, of nobody."""

from tests.debate import gather
from tests.moderation.requesting import erased
from tests.rooms.proposals.commented import answered, commented, consulted
from tests.rooms.proposals.tabling import opened
from tests.world import World

WHY = "Ban soạn thảo đã sửa thành 20 ngày."


async def test_an_answer_stays_without_who_gave_it(world: World) -> None:
    debate = await gather(world)  # one of them will be nobody
    proposal = await opened(debate, debate.member)
    await consulted(proposal)
    post = await commented(proposal, debate.facilitator)
    await answered(proposal, debate.member, post["id"], reason=WHY)
    table, name = f"{proposal.path}/consultations/1/table", debate.member.person["name"]
    before = (await debate.owner.http.get(table)).text
    assert WHY in before
    await erased(world, debate.member)
    after = (await debate.owner.http.get(table)).text
    assert WHY in after
    assert name not in after
    told = await debate.owner.get(f"{proposal.path}/comments/{post['id']}/dispositions")
    assert WHY in str(told)
    assert name not in str(told)
    members = await debate.owner.get(f"{debate.room}/members")
    assert name not in str(members)
