"""What each role may do, asked of the running product and compared with the policy table, cell by cell."""

import pytest

from rooms.policy import RULES
from rooms.roles import Role
from tests.acts import ACTS, INSIDE, Act, ask, prepare
from tests.debate import ROLES, Debate, gather
from tests.refusal import refused
from tests.world import Someone, World


async def cast_as(debate: Debate, role: str) -> Someone:
    """The member, who wrote the post, in this role: what depends on authorship is theirs to try."""
    if role != "member":
        number = debate.number(debate.member)
        await debate.owner.do("PUT", f"{debate.room}/members/{number}", role=role)
    return debate.member


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", INSIDE, ids=lambda act: act.verb)
async def test_a_role_may_do_what_the_policy_says_and_nothing_else(
    debate: Debate, role: str, act: Act
) -> None:
    who = await cast_as(debate, role)
    await prepare(debate, act)
    head = await debate.head()
    answer = await ask(debate, act, who)
    if Role(role) in RULES[act.verb].roles:
        assert answer.is_success, answer.text
        assert [event["type"] for event in await debate.events(head)] == list(act.told)
    else:
        refused(answer, 403, "role-may-not")
        assert await debate.head() == head


@pytest.mark.parametrize("act", INSIDE, ids=lambda act: act.verb)
async def test_an_archived_room_takes_only_what_the_policy_says(debate: Debate, act: Act) -> None:
    who = debate.member if act.verb.startswith("posts.") else debate.owner
    if act.verb == "members.leave":
        who = debate.observer
    if act.after not in {None, "rooms.archive"}:
        await prepare(debate, act)
    await ask(debate, ACTS["rooms.archive"], debate.owner)
    head = await debate.head()
    answer = await ask(debate, act, who)
    if act.verb == "rooms.archive" or not RULES[act.verb].archived:
        refused(answer, 409, "room-archived")
        assert await debate.head() == head
    else:
        assert answer.is_success, answer.text
        assert await debate.head() > head


async def test_a_page_is_told_what_it_may(world: World, people: list[Someone]) -> None:
    debate = await gather(world, people)
    for role in ROLES:
        may = (await debate.who(role).get(debate.room))["may"]
        here = {verb: rule for verb, rule in RULES.items() if not rule.desk}
        assert may == sorted(verb for verb, rule in here.items() if Role(role) in rule.roles)
        assert may
