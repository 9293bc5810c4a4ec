"""The queue as it is read: in its order, by pages, with its counts, for moderators alone."""

from tests.debate import Debate, gather
from tests.desk import desk, moderators, whole
from tests.moderation.filling import filled, portal
from tests.moderation.scenes import claim, decided, in_review, reported
from tests.refusal import refused
from tests.world import Someone, World


async def ids(who: Someone, view: str) -> set[int]:
    return {case["id"] for case in await whole(who, view)}


async def test_what_waits_is_in_the_order_of_weight_and_age(world: World) -> None:
    (moderator,) = await moderators(world, "Hồ Thị Hàng Đợi")
    debate = await gather(world)  # of people who never reported anything
    posts = [(await debate.say(debate.member, f"Lời thứ {n}."))["id"] for n in range(3)]
    reasons = ("spam", "illegal", "insult")
    spam, illegal, insult = [
        await reported(debate, debate.observer, reason, post)
        for reason, post in zip(reasons, posts, strict=True)
    ]
    found = await whole(moderator)
    assert [case["id"] for case in found if case["id"] in {spam, illegal, insult}] == [
        illegal,
        insult,
        spam,
    ]
    assert [(-case["rank"], case["id"]) for case in found] == sorted(
        (-case["rank"], case["id"]) for case in found
    )


async def test_the_head_of_the_queue_says_where_it_is_and_who_moderates(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Hồ Thị Hàng Đợi")
    await reported(debate)
    queue, room_id = await moderator.get("/moderation/queue"), await desk(debate.world)
    room = await moderator.get(f"/rooms/{room_id}")
    assert (queue["room_id"], queue["epoch"], queue["seq"]) == (room_id, room["epoch"], room["seq"])
    assert queue["me"] == room["me"]["number"]
    (me,) = [each for each in queue["moderators"] if each["number"] == queue["me"]]
    assert me == {"number": queue["me"], "name": "Hồ Thị Hàng Đợi", "role": "moderator"}


async def test_each_view_shows_its_own_and_counts_them(world: World, debate: Debate) -> None:
    one, other = await moderators(world, "Hồ Thị Hàng Đợi", "Kim Văn Khác")
    reviewed, _ = await in_review(debate, other)
    posts = [(await debate.say(debate.member, f"Lời thứ {n}."))["id"] for n in range(3)]
    mine, late, done = [await reported(debate, debate.observer, "spam", post) for post in posts]
    await claim(one, mine)
    await decided(other, done, act="approve")
    async with world.sql() as conn:
        await conn.execute(
            "update moderation_case set due_at = now() - interval '1 minute' where id = $1", late
        )
    of_these = {reviewed, mine, late, done}
    seen = {
        view: await ids(one, view) & of_these
        for view in ("waiting", "mine", "overdue", "review", "decided")
    }
    assert seen == {
        "waiting": {mine, late},
        "mine": {mine},
        "overdue": {late},
        "review": {reviewed},
        "decided": {done},
    }
    queue = await one.get("/moderation/queue")
    assert queue["counts"]["mine"] == 1
    for view in ("waiting", "overdue", "review"):
        assert queue["counts"][view] == len(await ids(one, view))


async def test_what_was_decided_last_is_the_first_of_the_decided(debate: Debate) -> None:
    (moderator,) = await moderators(debate.world, "Hồ Thị Hàng Đợi")
    posts = [(await debate.say(debate.member, f"Lời thứ {n}."))["id"] for n in range(2)]
    first, second = [await reported(debate, debate.observer, "spam", post) for post in posts]
    for case_id in (second, first):
        await decided(moderator, case_id, act="approve")
    found = (await moderator.get("/moderation/queue?view=decided"))["cases"]
    assert [case["id"] for case in found[:2]] == [first, second]


async def test_only_moderators_know_of_the_queue(world: World, debate: Debate) -> None:
    refused(await debate.owner.http.get("/moderation/queue"), 404, "no-room")
    refused(await world.client().get("/moderation/queue"), 401, "sign-in-first")
    (moderator,) = await moderators(world, "Hồ Thị Hàng Đợi")
    assert (await moderator.http.get("/moderation/queue?view=khac")).status_code == 400


async def test_a_page_goes_on_where_the_last_ended_also_when_that_case_has_sunk(
    empty: str,
) -> None:
    async with portal(empty) as world:
        await filled(world, 60)
        (moderator,) = await moderators(world, "Hồ Thị Hàng Đợi")
        first = await moderator.get("/moderation/queue")
        assert (len(first["cases"]), first["more"]) == (50, True)
        rest = {case["id"] for case in await whole(moderator)} - {c["id"] for c in first["cases"]}
        async with world.sql() as conn:
            sink = "update moderation_case set rank = rank - 100000 where id = $1"
            await conn.execute(sink, first["cases"][-1]["id"])
        second = await moderator.get(f"/moderation/queue?after={first['end']}")
        assert rest <= {case["id"] for case in second["cases"]}
        wrong = await moderator.http.get("/moderation/queue?after=7")
        refused(wrong, 400, "wrong-value", "after")
