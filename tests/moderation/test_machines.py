"""What a machine suggests: kept beside the case and labelled, read by moderators, and deciding nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import asyncpg
import pytest

from moderation import machines
from tests.debate import Debate, gather
from tests.desk import moderators
from tests.moderation.filling import portal
from tests.moderation.requesting import asked, erased
from tests.moderation.scenes import case_of, decided, reported, told
from tests.suggesters import Fails, Raves, Repeats, Thinks, Wavers
from tests.world import Someone, World

Json = dict[str, Any]
ADVERT = "Đất nền giá rẻ, gọi ngay số trong ảnh!"


@pytest.fixture
async def watched(empty: str) -> AsyncIterator[Debate]:
    """A debate in a portal with machines, of which one is good for something."""
    async with portal(empty, machines=[Fails(), Raves(), Repeats()]) as world:
        yield await gather(world)


async def repeated(debate: Debate) -> int:
    """The case of an advertisement that was there before."""
    await debate.say(debate.member, ADVERT)
    again = await debate.say(debate.member, f"{ADVERT} Nhanh lên.")
    return await reported(debate, debate.observer, "spam", again["id"])


async def said(who: Someone, case_id: int) -> Json:
    """What the only machine that says something says of the case, once it has."""
    for _ in range(100):
        found: list[Json] = (await who.get(f"/moderation/cases/{case_id}"))["machines"]
        if found:
            (one,) = found
            return one
        await asyncio.sleep(0.1)
    raise AssertionError("no machine said anything")


async def test_a_machine_says_what_it_would_do_and_why_in_both_languages(watched: Debate) -> None:
    (moderator,) = await moderators(watched.world, "Lê Thị Máy")
    case_id = await repeated(watched)
    one = await said(moderator, case_id)
    assert (one["name"], one["version"], one["act"], one["reason"]) == (
        "repeats",
        "1.0",
        "hide",
        "spam",
    )
    assert 0.8 <= one["score"] < 1
    assert "Đất nền giá rẻ" in one["because"]["vi"]
    assert "was said almost the same 1 times" in one["because"]["en"]
    file = await moderator.get(f"/moderation/cases/{case_id}")
    assert file["findings"] == [], "no rule saw anything"


async def test_it_decides_nothing_and_moves_nothing(watched: Debate) -> None:
    (moderator,) = await moderators(watched.world, "Lê Thị Máy")
    case_id = await repeated(watched)
    await said(moderator, case_id)
    (opened,) = await told(watched.world, case_id)
    case = (await moderator.get(f"/moderation/cases/{case_id}"))["case"]
    assert opened["event"] == {"type": "case.opened", "case": case}


async def test_what_it_says_later_takes_the_place_of_what_it_said(watched: Debate) -> None:
    (moderator,) = await moderators(watched.world, "Lê Thị Máy")
    other = await watched.say(watched.member, "Tôi chưa rõ.")
    case_id = await repeated(watched)
    first = await said(moderator, case_id)
    post = (await moderator.get(f"/moderation/cases/{case_id}"))["case"]["post_id"]
    await watched.say(watched.member, ADVERT)  # which it did not repeat
    change = {"body": ADVERT, "kind": "opinion", "version": 1}
    await watched.member.do("PUT", f"/posts/{other['id']}", **change)
    await watched.facilitator.do("POST", f"/posts/{post}/reports", reason="spam", words="")
    later = first
    while later["at"] == first["at"]:
        later = await said(moderator, case_id)
        await asyncio.sleep(0.1)
    assert "2 lần trước đó" in later["because"]["vi"]


async def test_whether_moderators_followed_it_is_read_from_rows(watched: Debate) -> None:
    (moderator,) = await moderators(watched.world, "Lê Thị Máy")
    followed, not_so = await repeated(watched), await repeated(watched)
    for case_id in (followed, not_so):
        await said(moderator, case_id)
    for case_id, deciding in (
        (followed, {"act": "warn", "reason": "spam"}),
        (followed, {"act": "hide", "reason": "spam"}),
        (not_so, {"act": "approve"}),
    ):
        await decided(moderator, case_id, **deciding)
    async with watched.world.sql() as conn:
        rows = await conn.fetch("select case_id, done, followed, overturned from machine_outcome")
        assert {tuple(row) for row in rows} == {
            (followed, "hide", True, False),
            (not_so, "approve", False, False),
        }
        with pytest.raises(asyncpg.CheckViolationError, match="while a case is open"):
            await conn.execute("update machine_suggestion set act = 'approve', reason = null")


async def test_of_words_that_change_or_go_nothing_is_suggested(watched: Debate) -> None:
    (moderator,) = await moderators(watched.world, "Lê Thị Máy")
    edited, taken, left, over = [await repeated(watched) for _ in range(4)]
    posts = {}
    for case_id in (edited, taken, left, over):
        await said(moderator, case_id)
        posts[case_id] = (await moderator.get(f"/moderation/cases/{case_id}"))["case"]["post_id"]
    change = {"body": "Tôi xin rút lời mời.", "kind": "opinion", "version": 1}
    await watched.member.do("PUT", f"/posts/{posts[edited]}", **change)
    await watched.member.do("PUT", f"/posts/{posts[taken]}/retraction", reason="Nhầm")
    quiet = {"vi": "", "en": ""}
    assert (await moderator.get(f"/moderation/cases/{edited}"))["machines"] == []
    assert (await said(moderator, taken))["because"] == quiet, "nothing of it is shown"
    assert (await said(moderator, left))["because"] != quiet
    await decided(moderator, over, act="hide", reason="spam")
    await erased(watched.world, watched.member)
    async with watched.world.sql() as conn:
        kept = await conn.fetch("select vi || en as words, act from machine_suggestion")
    assert [(row["words"], row["act"]) for row in kept] == [("", "hide")], "of what was decided"


async def test_a_machine_that_fails_takes_nothing_back_and_keeps_none_of_the_others(
    empty: str,
) -> None:
    wavers = Wavers()
    async with portal(empty, machines=[wavers, Repeats()]) as world:
        debate = await gather(world)
        (moderator,) = await moderators(world, "Lê Thị Máy")
        post = await debate.say(debate.member, "Xem ảnh nhé!")

        async def told_now(by: Someone, says: str | None, more: int = 1) -> list[str]:
            wavers.says, before = says, wavers.asked
            await reported(debate, by, "spam", post["id"])
            while wavers.asked < before + more:
                await asyncio.sleep(0.05)
            await asyncio.sleep(0.3)  # until it is kept
            file = await moderator.get(f"/moderation/cases/{await case_of(world, post['id'])}")
            return [each["because"]["vi"] for each in file["machines"]]

        assert await told_now(debate.observer, "Quảng\u202e cáo") == ["Quảng cáo"]
        for by, says in ((debate.facilitator, None), (debate.owner, "Quảng\ud800 cáo")):
            assert await told_now(by, says) == ["Quảng cáo"]
        async with world.sql() as conn:
            assert await conn.fetchval("select count(*) from follower_skip") == 0
        wavers.says = ""
        posts = [await debate.say(debate.member, f"Bài {n}") for n in range(20)]
        before = wavers.asked
        await asyncio.gather(*(reported(debate, post_id=each["id"]) for each in posts))
        while wavers.asked < before + 20:
            await asyncio.sleep(0.05)
        assert wavers.most_at_once <= machines.AT_ONCE


async def test_words_that_change_while_a_machine_thinks_are_not_quoted(empty: str) -> None:
    slow = Thinks()
    async with portal(empty, machines=[slow, Repeats()]) as world:
        debate = await gather(world)
        (moderator,) = await moderators(world, "Lê Thị Máy")
        case_id = await repeated(debate)
        await slow.begun.wait()
        post = (await moderator.get(f"/moderation/cases/{case_id}"))["case"]["post_id"]
        change = {"body": "Tôi xin rút lời mời.", "kind": "opinion", "version": 1}
        await debate.member.do("PUT", f"/posts/{post}", **change)  # it waits for nobody
        slow.done.set()
        await debate.facilitator.do("POST", f"/posts/{post}/reports", reason="spam", words="")
        one = await said(moderator, case_id)
        assert (one["name"], one["because"]["vi"]) == ("thinks", "Tôi xin rút lời mời.")
        async with world.sql() as conn:
            at = await conn.fetchval("select at from follower_skip where name = 'machines'")
        assert at is None, "nothing was passed over"


async def test_where_no_machine_is_given_none_says_anything(world: World, debate: Debate) -> None:
    (moderator,) = await moderators(world, "Lê Thị Máy")
    case_id = await repeated(debate)
    assert case_id == await case_of(
        world, (await moderator.get(f"/moderation/cases/{case_id}"))["case"]["post_id"]
    )
    await asyncio.sleep(1.5)  # longer than a follower takes
    assert (await moderator.get(f"/moderation/cases/{case_id}"))["machines"] == []


async def test_what_is_long_and_new_may_stay_and_what_else_is_new_is_left_to_people(
    watched: Debate,
) -> None:
    (moderator,) = await moderators(watched.world, "Lê Thị Máy")
    short = await watched.say(watched.member, "Tôi chưa rõ.")
    silent = await reported(watched, watched.observer, "insult", short["id"])
    long = await watched.say(watched.facilitator, " ".join(f"ý-{n}" for n in range(40)))
    spoken = await said(moderator, await reported(watched, watched.observer, "insult", long["id"]))
    assert (spoken["act"], spoken["reason"]) == ("approve", None)
    assert (await moderator.get(f"/moderation/cases/{silent}"))["machines"] == []


def test_machines_have_names_of_their_own() -> None:
    machines.must_be_named([Repeats(), Fails()])
    with pytest.raises(ValueError, match="a name of its own"):
        machines.must_be_named([Repeats(), Repeats()])


async def test_what_people_ask_about_their_own_data_is_shown_to_no_machine(watched: Debate) -> None:
    long = " ".join(["Xin"] * 40)  # of which the machine would say something
    await asked(watched.world, watched.outsider, "correction", long)
    (moderator,) = await moderators(watched.world, "Lê Thị Máy")
    await said(moderator, await repeated(watched))  # which came into the queue later
    async with watched.world.sql() as conn:
        about = "select count(*) from machine_suggestion s join moderation_case c on c.id = s.case_id where c.asked is not null"
        assert await conn.fetchval(about) == 0


async def test_no_machine_is_asked_about_the_name_of_somebody(watched: Debate) -> None:
    long = " ".join(["ý"] * 40)  # of which the machine would say something
    profile = {"name": "Phạm Minh", "constituency": "expert", "language": "vi"}
    await watched.member.do("PUT", "/me", organisation=long, **profile)
    number = watched.number(watched.member)
    await watched.observer.do("POST", f"{watched.room}/members/{number}/reports", reason="spam")
    (moderator,) = await moderators(watched.world, "Lê Thị Máy")
    await said(moderator, await repeated(watched))  # which came into the queue later
    async with watched.world.sql() as conn:
        about = "select count(*) from machine_suggestion s join moderation_case c on c.id = s.case_id where c.target = 'name'"
        assert await conn.fetchval(about) == 0
