"""What is left of the amendments of somebody who is erased: what went into a version, and no other word."""

from tests.debate import gather
from tests.moderation.requesting import erased
from tests.rooms.proposals.amending.amended import amend, take_in
from tests.rooms.proposals.tabling import TEXT, opened
from tests.world import World


async def test_what_was_not_taken_of_an_erased_person_goes_and_what_was_taken_stays(
    world: World,
) -> None:
    debate = await gather(world)
    table, amender = await opened(debate, debate.member), debate.facilitator
    await table.stage(debate.owner, "amendments")
    partly = await amend(table, amender, TEXT.replace("được mở", "tạm mở"))
    both = TEXT.replace("được mở", "phải mở").replace("30 ngày", "chín ngày")
    path = f"/amendments/{partly['id']}/revisions"
    partly = (await amender.do("POST", path, base=1, revision=1, text=both))["result"]
    assert (partly["revision"], partly["changes"]) == (2, 2)
    rejected = await amend(table, amender, TEXT.replace("30 ngày", "bảy ngày"))
    another = await amend(table, debate.owner, TEXT.replace("Cơ quan", "Mọi cơ quan"))
    no = {"revision": 1, "reason": "Chưa đủ nguồn lực"}
    await table.author.do("PUT", f"/amendments/{rejected['id']}/rejection", **no)
    part = {"amendment": partly["id"], "revision": 2, "places": [1], "reason": "Chỉ chỗ này."}
    await take_in(table, take=[part, {"amendment": another["id"], "revision": 1}])
    waiting = await amend(
        table,
        amender,
        TEXT.replace("được mở", "phải mở").replace("Cơ quan", "Mọi cơ quan") + "Hết.\n",
        2,
    )

    await erased(world, amender)
    async with world.sql() as conn:
        left = await conn.fetch(
            "select a.id, c.revision, c.added from amendment_change c join amendment a on a.id = c.amendment_id"
            " where a.proposal_id = $1 order by a.id, c.revision, c.place",
            table.id,
        )
    assert [tuple(row) for row in left] == [(partly["id"], 2, "phải"), (another["id"], 1, "Mọi cơ")]
    text = (await debate.observer.get(f"{table.path}/versions/2"))["text"]
    assert text == TEXT.replace("được mở", "phải mở").replace("Cơ quan", "Mọi cơ quan")
    listed = (await debate.observer.get(f"{table.path}/amendments"))["amendments"]
    states = {each["id"]: each["state"] for each in listed}
    assert (states[partly["id"]], states[another["id"]], states[rejected["id"]]) == ("partly", "accepted", "rejected")  # fmt: skip
    for each in (partly, rejected, waiting):
        shown = await debate.observer.get(f"/amendments/{each['id']}")
        assert (shown["hidden"], shown["changes"]) == (True, [])
