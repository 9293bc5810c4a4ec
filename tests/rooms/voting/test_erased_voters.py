"""Somebody who voted is erased: who they were is gone, what was counted stands, and the log is as whole as before."""

import json

import pytest

from server.voting import following, verify
from tests.debate import Debate, cast, gather
from tests.moderation.requesting import erased
from tests.rooms.voting.polling import Poll, in_secret, voting
from tests.serving import SIGNER
from tests.world import Someone, World

WHY = "Vì nhà tôi ở ngay đó"


@pytest.fixture
async def debate(world: World) -> Debate:
    """One of people of its own: some of them will be nobody."""
    return await gather(world, await cast(world))


async def whole(poll: Poll) -> verify.Told:
    """What the file of the closed vote says to somebody who has nothing else."""
    answer = await poll.debate.owner.http.get(f"{poll.path}/export")
    assert answer.status_code == 200, answer.text
    lines = answer.text.splitlines(keepends=True)
    return verify.verify(iter(lines), json.loads(lines[0])["key"], None)


async def kept_of(poll: Poll, number: int) -> tuple[int, int, int]:
    """Ballots that say whose they are, reasons with words, lines of the turnout: of this number."""
    async with poll.debate.world.sql() as conn:
        ballots = await conn.fetchval(
            "select count(*) from vote_ballot where vote_id = $1 and number = $2", poll.id, number
        )
        reasons = await conn.fetchval(
            "select count(*) from vote_reason where vote_id = $1 and text = $2", poll.id, WHY
        )
        turnout = await conn.fetchval(
            "select count(*) from vote_turnout where vote_id = $1 and number = $2", poll.id, number
        )
    return ballots, reasons, turnout


async def number_of(poll: Poll, who: Someone) -> int:
    """Their number in the room of the vote."""
    number: int = (await poll.shown(who))["me"]
    return number


@pytest.mark.parametrize("running", [True, False])
async def test_an_open_ballot_counts_on_without_its_voter(debate: Debate, running: bool) -> None:
    poll = await voting(debate, reasons="all", shown="live")
    number = await number_of(poll, debate.member)
    await poll.cast(debate.member, "for", reason=WHY)
    await poll.cast(debate.member, "against", reason=WHY)
    await poll.cast(debate.owner, "against", reason="Tôi chưa rõ.")
    if not running:
        await poll.closed()
    assert await kept_of(poll, number) == (2, 2, 1)
    await erased(debate.world, debate.member)
    assert await kept_of(poll, number) == (0, 0, 1)
    listed = (await debate.owner.get(f"{poll.path}/ballots"))["ballots"]
    assert [(each["number"], each["counts"], each["reason"]) for each in listed] == [
        (None, False, None), (None, True, None), (1, True, "Tôi chưa rõ."),
    ]  # fmt: skip
    line = await poll.closed() if running else (await poll.shown())["vote"]
    assert (line["voted"], line["result"]["cast"]) == (2, 2)
    assert (await whole(poll)).counted == {'"against"': 2}


@pytest.mark.parametrize("running", [True, False])
async def test_a_secret_ballot_is_nobody_s_and_stays(debate: Debate, running: bool) -> None:
    poll = await voting(debate, secret=True)
    mine = in_secret("against")
    await debate.member.do("PUT", f"{poll.path}/ballot", **mine)
    await debate.owner.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    if not running:
        await poll.closed()
    await erased(debate.world, debate.member)
    line = await poll.closed() if running else (await poll.shown())["vote"]
    assert (line["voters"], line["voted"], line["result"]["cast"]) == (6, 2, 2)
    told = await whole(poll)
    assert told.counted == {'"for"': 1, '"against"': 1}
    assert told.receipts[mine["receipt"]][1] == '"against"'


async def test_who_opened_and_who_annulled_it_may_go_as_well(debate: Debate) -> None:
    poll = await voting(debate)
    await poll.cast(debate.member, "for")
    await debate.owner.do("PUT", f"{poll.path}/annulment", reason="Mở nhầm bản.")
    await debate.owner.do("PUT", f"{debate.room}/members/2", role="owner")
    await erased(debate.world, debate.owner)
    shown = await poll.shown(debate.member)
    assert shown["vote"]["annulled_at"] is not None
    assert shown["vote"]["annulled_reason"] == "Mở nhầm bản.", "it was done in an office"
    await following.look(debate.world.app.state.store, SIGNER)
    answer = await debate.member.http.get(f"{poll.path}/export")
    lines = answer.text.splitlines(keepends=True)
    assert verify.verify(iter(lines), json.loads(lines[0])["key"], None).end[0] == "annulled"
