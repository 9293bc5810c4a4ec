from tests.debate import Debate
from tests.rooms.proposals.amending.amended import FREE, SOONER, Json, amend, take_in
from tests.rooms.proposals.tabling import Table


async def test_what_one_proposed_is_in_the_file_about_oneself(
    amended: Table, debate: Debate
) -> None:
    await amend(amended, debate.owner, SOONER)
    kept = (await debate.owner.get("/me/data"))["amendments"]
    (found,) = [each for each in kept if each["proposal_id"] == amended.id]
    assert (found["number"], found["revision"]) == (1, 1)
    assert [(each["dropped"], each["added"]) for each in found["changes"]] == [("30", "20")]


async def test_what_one_decided_and_why_is_in_the_file_about_oneself(
    amended: Table, debate: Debate
) -> None:
    rejected = await amend(amended, debate.facilitator, SOONER)
    path = f"/amendments/{rejected['id']}/rejection"
    await debate.member.do("PUT", path, revision=1, reason="Chưa đủ nguồn lực.")
    both = FREE.replace("30 ngày", "45 ngày")
    line = await amend(amended, debate.owner, both)
    part = {"amendment": line["id"], "revision": 1, "places": [1], "reason": "Chỗ này thôi."}
    await take_in(amended, take=[part])
    withdrawn = await amend(amended, debate.owner, both.replace("45 ngày", "50 ngày"), base=2)
    await debate.owner.do(
        "PUT", f"/amendments/{withdrawn['id']}/withdrawal", reason="Tôi nghĩ lại."
    )

    def told(data: Json) -> list[tuple[object, ...]]:
        found = [each for each in data["amendments_ended"] if each["proposal_id"] == amended.id]
        names = ("number", "outcome", "version", "taken", "reason")
        return [tuple(each[name] for name in names) for each in found]

    assert told(await debate.member.get("/me/data")) == [
        (1, "rejected", None, None, "Chưa đủ nguồn lực."),
        (2, "partly", 2, [1], "Chỗ này thôi."),
    ]
    assert told(await debate.owner.get("/me/data")) == [
        (3, "withdrawn", None, None, "Tôi nghĩ lại.")
    ]
    assert not told(await debate.facilitator.get("/me/data"))
