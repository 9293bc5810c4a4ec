"""Whoever proposed an amendment is told what became of it."""

from tests.debate import Debate
from tests.rooms.proposals.amending.amended import FREE, LATER, SOONER, amend, take_in
from tests.rooms.proposals.tabling import Table, asked
from tests.told import here


async def test_whoever_proposed_it_is_told_what_became_of_it(
    amended: Table, debate: Debate
) -> None:
    free = await amend(amended, debate.facilitator, FREE)
    later = await amend(amended, debate.facilitator, LATER)
    sooner = await amend(amended, debate.moderator, FREE.replace("30 ngày", "20 ngày"))
    path = f"/amendments/{later['id']}/rejection"
    await debate.member.do("PUT", path, revision=1, reason="Chưa đủ nguồn lực")
    (told,) = await asked(debate.facilitator, amended, "rejected")
    assert (told["reason"], told["by"]) == ("Chưa đủ nguồn lực", debate.member.person["name"])
    assert (told["amendment_id"], told["post_id"]) == (later["id"], later["post_id"])
    part = {"amendment": sooner["id"], "revision": 1, "places": [2], "reason": "Phần đầu đã có"}
    whole = {"amendment": free["id"], "revision": 1}
    said = {"version": 1, "note": "Tiếp thu.", "take": [whole, part]}
    await debate.member.do("POST", f"{amended.path}/inclusions", **said)
    whole, _ = await asked(debate.facilitator, amended, "accepted", "rejected")
    assert (whole["amendment_id"], whole["reason"]) == (free["id"], None)
    (told,) = await asked(debate.moderator, amended, "partly")
    assert (told["amendment_id"], told["reason"]) == (sooner["id"], "Phần đầu đã có")


async def test_nobody_is_told_what_they_decided_themselves(amended: Table, debate: Debate) -> None:
    own = await amend(amended, debate.member, FREE)
    other = await amend(amended, debate.owner, SOONER)
    await debate.owner.do("PUT", f"/amendments/{other['id']}/withdrawal")
    await take_in(amended, own)
    for who, kind in ((debate.member, "accepted"), (debate.owner, "withdrawn")):
        assert await here(debate, who, kind) == []


async def test_nothing_is_told_of_one_whose_reasons_are_hidden(
    amended: Table, debate: Debate
) -> None:
    line = await amend(amended, debate.facilitator, SOONER)
    path = f"/amendments/{line['id']}/rejection"
    await debate.member.do("PUT", path, revision=1, reason="Chưa đủ nguồn lực")
    await asked(debate.facilitator, amended, "rejected")
    await debate.facilitator.do("PUT", f"/posts/{line['post_id']}/retraction")
    assert await here(debate, debate.facilitator, "rejected") == []
