"""Who is on a roll stays on it: leaving the room or being silenced takes the voice, not the place, and coming back gives no second one."""

import pytest

from tests.debate import Debate, gather
from tests.moderation.punishing import one_moderator, sanctioned
from tests.moderation.requesting import erased
from tests.moderation.scenes import decided
from tests.refusal import refused
from tests.rooms.voting.polling import in_secret, put_to_vote, slip, voting
from tests.world import World


@pytest.fixture
async def debate(world: World) -> Debate:
    """One of people of its own: some leave, some are silenced."""
    return await gather(world)


async def test_who_left_casts_again_only_once_they_are_back(debate: Debate) -> None:
    poll = await voting(debate, secret=True)
    late, early = poll.voters[4], poll.voters[5]
    path, membership = f"{poll.path}/ballot", f"{debate.room}/members/me"
    await early.do("PUT", path, **in_secret("for"))
    for who in (late, early):
        await who.do("DELETE", membership)
        refused(await who.ask("PUT", path, **in_secret("against")), 404, "no-vote")
    line = (await poll.shown())["vote"]
    assert (line["voters"], line["voted"]) == (6, 1), "they are counted as they were"
    for who in (late, early):
        await debate.owner.do("POST", f"{debate.room}/members", email=who.email, role="member")
    refused(await early.ask("PUT", path, **in_secret("against")), 409, "voted-already")
    await late.do("PUT", path, **in_secret("against"))
    assert (await poll.closed())["result"]["cast"] == 2


async def test_who_left_an_open_vote_replaces_their_one_ballot(debate: Debate) -> None:
    poll = await voting(debate)
    await poll.cast(debate.member, "for")
    await debate.member.do("DELETE", f"{debate.room}/members/me")
    await debate.owner.do(
        "POST", f"{debate.room}/members", email=debate.member.email, role="member"
    )
    await poll.cast(debate.member, "against")
    assert (await poll.closed())["result"]["cast"] == 1


async def test_who_was_removed_or_made_an_observer_casts_no_more_and_what_they_cast_counts(
    debate: Debate,
) -> None:
    poll = await voting(debate)
    path = f"{poll.path}/ballot"
    await poll.cast(debate.member, "for")
    await poll.cast(debate.moderator, "against")
    await debate.owner.do(
        "PUT", f"{debate.room}/members/{debate.number(debate.member)}/removal", reason="Ngoài lề"
    )
    demoted = f"{debate.room}/members/{debate.number(debate.moderator)}"
    await debate.owner.do("PUT", demoted, role="observer")
    refused(await debate.member.ask("PUT", path, **slip("against")), 404, "no-vote")
    refused(await debate.moderator.ask("PUT", path, **slip("for")), 403, "role-may-not")
    line = await poll.closed()
    assert (line["voters"], line["voted"], line["result"]["cast"]) == (4, 2, 2)


@pytest.mark.parametrize("act", ["suspend", "mute_in_room"])
async def test_who_is_silenced_stays_on_the_roll_and_casts_once_it_is_lifted(
    world: World, debate: Debate, act: str
) -> None:
    poll = await voting(debate)
    path = f"{poll.path}/ballot"
    await poll.cast(debate.member, "for")
    moderator = await one_moderator(world)
    case_id, done = await sanctioned(debate, moderator, act)
    reason = "suspended" if act == "suspend" else "muted-in-room"
    refused(await debate.member.ask("PUT", path, **slip("against")), 403, reason)
    shown = await poll.shown(debate.owner)
    assert (shown["vote"]["voters"], shown["vote"]["voted"]) == (4, 1)
    await decided(moderator, case_id, reverts=done, act="lift", public_note="Đã xem lại.")
    await poll.cast(debate.member, "against")
    assert (await poll.closed())["result"]["cast"] == 1


async def test_who_was_silenced_at_the_opening_for_longer_is_on_no_roll(
    world: World, debate: Debate
) -> None:
    table = await put_to_vote(debate)
    await sanctioned(debate, await one_moderator(world), "mute_in_room")
    done = await debate.owner.do("POST", f"{table.path}/votes", version=1, minutes=60)
    shown = await debate.owner.get(f"/votes/{done['result']['id']}")
    assert shown["vote"]["voters"] == 3


async def test_who_was_erased_and_has_a_new_account_is_on_no_roll(
    world: World, debate: Debate
) -> None:
    poll = await voting(debate, secret=True)
    path = f"{poll.path}/ballot"
    await debate.member.do("PUT", path, **in_secret("for"))
    await erased(world, debate.member)
    gone = await debate.member.ask("PUT", path, **in_secret("against"))
    assert gone.status_code == 401, "their sessions have ended"
    (again,) = await world.people(debate.member.person["name"])
    await debate.owner.do("POST", f"{debate.room}/members", email=again.email, role="member")
    refused(await again.ask("PUT", path, **in_secret("against")), 403, "not-on-roll")
    line = await poll.closed()
    assert (line["voters"], line["voted"], line["result"]["cast"]) == (6, 1, 1)
