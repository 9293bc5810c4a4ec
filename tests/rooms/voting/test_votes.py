"""A vote on a proposal: opened with its roll and rule frozen, cast in, closed by its time, counted and told."""

import asyncio

from rooms import audit
from rooms.audit import Command
from server.voting import following
from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.tabling import Table
from tests.rooms.voting.polling import Poll, in_secret, joined, put_to_vote, slip, voting


async def test_an_open_vote_is_opened_cast_and_counted(debate: Debate) -> None:
    head = await debate.head()
    poll = await voting(debate)
    shown = await poll.shown(debate.member)
    assert (shown["vote"]["voters"], shown["vote"]["voted"], shown["listed"], shown["why_not"]) == (
        4,
        0,
        True,
        None,
    )
    assert (await poll.shown(debate.observer))["why_not"] == "not-on-roll"
    await poll.cast(debate.owner, "for")
    await poll.cast(debate.member, "for")
    await poll.cast(debate.moderator, "for")
    first = await poll.cast(debate.moderator, "against")
    assert first["result"] == {"vote_id": poll.id, "leaf": 4}
    mine = (await poll.shown(debate.moderator))["mine"]
    assert (mine["ballot"], mine["leaf"]) == ('"against"', 4)
    assert (await poll.shown(debate.owner))["tally"] is None
    await following.look(debate.world.app.state.store)
    line = await poll.closed()
    assert (line["result"]["outcome"], line["result"]["cast"], line["voted"]) == ("carried", 3, 3)
    told = [each for each in await debate.events(head) if each["type"].startswith("vote.")]
    assert [each["type"] for each in told] == ["vote.opened", "vote.turned_out", "vote.closed"]
    assert told[1] == {
        "type": "vote.turned_out", "vote_id": poll.id, "proposal_id": poll.table.id, "voted": 3, "tally": None
    }  # fmt: skip
    assert told[2]["vote"] == line
    found = (await debate.member.get(f"{poll.path}/ballots"))["ballots"]
    assert [(each["number"], each["ballot"], each["counts"]) for each in found] == [
        (1, '"for"', True), (4, '"for"', True), (3, '"for"', False), (3, '"against"', True)
    ]  # fmt: skip
    refused(await debate.owner.ask("PUT", f"{poll.path}/ballot", **slip("for")), 409, "vote-closed")


async def test_a_secret_vote_closes_when_everybody_has_cast(debate: Debate) -> None:
    poll = await voting(debate, secret=True)
    slips = [in_secret(ballot) for ballot in ("for", "for", "for", "against", "abstain", "for")]
    for who, each in zip(poll.voters, slips, strict=True):
        done = await who.do("PUT", f"{poll.path}/ballot", **each)
        assert done["result"] == {"vote_id": poll.id, "leaf": None}
        again = await who.ask("PUT", f"{poll.path}/ballot", **in_secret("against"))
        refused(again, 409, "voted-already")
    await following.look(debate.world.app.state.store)
    line = (await poll.shown())["vote"]
    assert (line["result"]["outcome"], line["voted"]) == ("carried", 6)
    found = (await debate.member.get(f"{poll.path}/ballots"))["ballots"]
    assert [each["receipt"] for each in found] == sorted(each["receipt"] for each in slips)
    assert {each["receipt"]: each["ballot"].strip('"') for each in found} == {
        each["receipt"]: each["ballot"] for each in slips
    }
    assert {each["number"] for each in found} == {None}


async def test_two_tabs_cast_one_secret_ballot(debate: Debate) -> None:
    poll = await voting(debate, secret=True)
    answers = await asyncio.gather(
        *(debate.member.ask("PUT", f"{poll.path}/ballot", **in_secret("for")) for _ in range(8))
    )
    assert sorted(each.status_code for each in answers) == [200] + [409] * 7
    assert (await poll.shown())["vote"]["voted"] == 1


async def test_what_cannot_be_cast_is_refused(debate: Debate) -> None:
    poll = await voting(debate)
    path = f"{poll.path}/ballot"
    (late,) = await joined(debate, 1)
    refused(await late.ask("PUT", path, **slip("for")), 403, "not-on-roll")
    refused(await debate.outsider.ask("PUT", path, **slip("for")), 404, "no-vote")
    refused(await debate.observer.ask("PUT", path, **slip("for")), 403, "role-may-not")
    refused(
        await debate.member.ask("PUT", path, **slip("for", version=2)),
        412,
        "version-changed",
        "version",
    )
    refused(await debate.member.ask("PUT", path, **slip("maybe")), 400, "not-a-choice", "ballot")
    refused(
        await debate.member.ask("PUT", path, **in_secret("for")), 400, "no-receipt-here", "receipt"
    )
    refused(
        await debate.member.ask("PUT", path, **slip("for", reason="Vì thế.")),
        400,
        "no-reason-here",
        "reason",
    )
    assert (await poll.shown())["vote"]["voted"] == 0


async def test_a_vote_is_opened_by_keepers_on_the_newest_version_in_its_stage(
    debate: Debate,
) -> None:
    table = await put_to_vote(debate)
    path, command = f"{table.path}/votes", {"version": 1, "minutes": 60}
    refused(await debate.member.ask("POST", path, **command), 403, "role-may-not")
    refused(
        await debate.owner.ask("POST", path, **command | {"version": 2}),
        412,
        "version-changed",
        "version",
    )
    refused(
        await debate.owner.ask("POST", path, **command | {"options": [{"title": "A"}]}),
        400,
        "no-options-here",
        "options",
    )
    answers = await asyncio.gather(*(debate.owner.ask("POST", path, **command) for _ in range(4)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]
    secret = await put_to_vote(debate, secret=True)
    few = refused(
        await debate.owner.ask("POST", f"{secret.path}/votes", **command), 409, "too-few-for-secret"
    )
    assert few["fewest"] == 5


async def test_a_vote_is_annulled_and_opened_anew_and_what_was_decided_stays(
    debate: Debate,
) -> None:
    poll = await voting(debate, secret=True)
    for who in poll.voters[:2]:
        await who.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    path, why = f"{poll.path}/annulment", {"reason": "Danh sách thiếu người."}
    refused(await debate.facilitator.ask("PUT", path, **why), 403, "role-may-not")
    line = (await debate.owner.do("PUT", path, **why))["result"]
    assert (line["result"], line["annulled_reason"], line["voted"]) == (None, why["reason"], 2)
    refused(await debate.owner.ask("PUT", path, **why), 409, "vote-annulled")
    refused(
        await debate.member.ask("PUT", f"{poll.path}/ballot", **in_secret("for")),
        409,
        "vote-annulled",
    )
    assert (await debate.member.get(f"{poll.path}/ballots"))["ballots"] == []
    async with debate.world.sql() as conn:
        left = "select (select count(*) from vote_box where vote_id = $1) + (select count(*) from vote_sealed where vote_id = $1)"
        assert await conn.fetchval(left, poll.id) == 0
        record = await conn.fetchval(
            "select record from vote_leaf where vote_id = $1 order by leaf desc limit 1", poll.id
        )
    assert record.splitlines()[0] == "dienhong.annulled.1"
    command = {"version": 1, "minutes": 60}
    again = (await debate.owner.do("POST", f"{poll.table.path}/votes", **command))["result"]
    next_one = Poll(debate, poll.table, again["id"], poll.voters)
    for who in poll.voters:
        await who.do("PUT", f"{next_one.path}/ballot", **in_secret("for"))
    refused(
        await debate.owner.ask("PUT", f"{poll.table.path}/stage", stage="decided"),
        409,
        "vote-first",
    )
    await next_one.closed()
    await poll.table.stage(debate.owner, "decided")
    refused(await debate.owner.ask("PUT", f"{next_one.path}/annulment", **why), 409, "vote-decided")
    assert [
        each["id"] for each in (await debate.member.get(f"{poll.table.path}/votes"))["votes"]
    ] == [next_one.id, poll.id]


async def test_a_poll_in_a_thread_binds_nobody(debate: Debate) -> None:
    asked = {
        "title": "Họp vào thứ mấy?", "minutes": 60, "rule": {"method": "approval", "quorum": 0, "shown": "live"},
        "options": [{"title": "Thứ hai"}, {"title": "Thứ ba"}],
    }  # fmt: skip
    line = (await debate.member.do("POST", f"{debate.thread}/votes", **asked))["result"]
    assert (line["proposal_id"], line["rule"]["binding"]) == (None, False)
    poll = Poll(debate, Table(debate, debate.member, 0, 0), line["id"], [])
    path = f"{poll.path}/ballot"
    await debate.owner.do("PUT", path, ballot=[2])
    await debate.member.do("PUT", path, ballot=[2, 1])
    assert (await poll.shown(debate.observer))["tally"] == [
        {"ballot": "[1,2]", "times": 1},
        {"ballot": "[2]", "times": 1},
    ]
    refused(await debate.owner.ask("PUT", path, ballot=[3]), 400, "no-such-option", "ballot")
    refused(await debate.owner.ask("PUT", path, ballot=[1, 1]), 400, "chosen-twice", "ballot")
    assert (await poll.closed())["result"]["winners"] == [2]
    assert [
        each["id"] for each in (await debate.observer.get(f"{debate.thread}/votes"))["votes"]
    ] == [line["id"]]
    secret = asked | {"rule": {"secret": True}, "options": []}
    refused(
        await debate.member.ask("POST", f"{debate.thread}/votes", **secret),
        409,
        "too-few-for-secret",
    )


async def test_what_is_kept_of_a_secret_ballot_leads_to_nobody(debate: Debate) -> None:
    poll = await voting(debate, secret=True)
    mine = in_secret("against")
    await debate.member.do("PUT", f"{poll.path}/ballot", **mine)
    async with debate.world.sql() as conn:
        kept = await conn.fetchrow(
            "select c.answer::text as answer, c.digest, c.key from command c where c.person_id = $1 order by at desc limit 1",
            debate.member.id,
        )
        facts = await conn.fetchval(
            "select facts::text from audit where act = 'casting.cast' order by id desc limit 1"
        )
        tables = await conn.fetch(
            "select table_name, column_name from information_schema.columns where table_name in ('vote_box', 'vote_turnout') order by 1, 2"
        )
    assert kept is not None
    assert mine["receipt"] not in kept["answer"] + facts
    assert "against" not in kept["answer"] + facts
    # The one hash that stands beside the person is of the key and the vote alone: whoever knows the ballot cannot try it.
    assert kept["digest"] == audit.digest("casting.cast", [poll.id, Command(kept["key"])])
    assert [tuple(row) for row in tables] == [
        ("vote_box", "ballot"), ("vote_box", "receipt"), ("vote_box", "vote_id"), ("vote_turnout", "number"), ("vote_turnout", "vote_id")
    ]  # fmt: skip
