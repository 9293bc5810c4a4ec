"""What a decision record says of amendments and arguments: their fate, their order, what answered them; and nothing of what cannot be read."""

from rooms.proposals.recording.arguments import PAGE
from tests import moderated
from tests.debate import Debate
from tests.rooms.proposals.amending.amended import FREE, LATER, SOONER, amend, take_in
from tests.rooms.proposals.commented import answered, commented, consulted
from tests.rooms.proposals.disputing import disputed
from tests.rooms.proposals.tabling import Table


async def test_a_record_tells_what_became_of_each_amendment(
    debate: Debate, proposal: Table
) -> None:
    await proposal.stage(debate.owner, "amendments")
    one = await amend(proposal, debate.owner, SOONER)
    two = await amend(proposal, debate.moderator, LATER)
    three = await amend(proposal, debate.moderator, FREE)
    rejecting = {"revision": two["revision"], "reason": "Cần nhanh hơn"}
    await debate.member.do("PUT", f"/amendments/{two['id']}/rejection", **rejecting)
    await debate.moderator.do("PUT", f"/amendments/{three['id']}/withdrawal", reason="Nhầm")
    told = await debate.observer.get(f"{proposal.path}/record")
    assert told["totals"]["amendments"] == 3
    first, second, third = told["amendments"]
    assert (first["amendment"]["state"], first["considered"]) == ("open", True)
    assert (second["amendment"]["state"], second["amendment"]["reason"]) == (
        "rejected",
        "Cần nhanh hơn",
    )
    assert third["amendment"]["state"] == "withdrawn"
    for made, line in zip(told["amendments"], (one, two, three), strict=True):
        assert made["amendment"]["id"] == line["id"]
        assert made["taken"] == []
        assert made["text"]["version"] == line["revision"]
        assert "Vì người dân cần." in made["words"]
        for link in (made["text"], made["reasons"]):
            assert (await debate.observer.http.get(link["href"])).is_success, link
    names = {each["number"] for each in told["people"]}
    assert {debate.number(each) for each in (debate.owner, debate.moderator)} <= names

    await proposal.stage(debate.owner, "frozen")
    told = await debate.observer.get(f"{proposal.path}/record")
    assert [each["considered"] for each in told["amendments"]] == [False, True, True]


async def test_what_was_taken_of_an_amendment_is_told_with_the_version_it_went_into(
    debate: Debate, proposal: Table
) -> None:
    await proposal.stage(debate.owner, "amendments")
    one = await amend(proposal, debate.owner, SOONER)
    two = await amend(proposal, debate.moderator, FREE)
    await take_in(proposal, one, two)
    told = await debate.observer.get(f"{proposal.path}/record")
    for made, (dropped, added) in zip(
        told["amendments"], [("30", "20"), ("", ", miễn phí")], strict=True
    ):
        assert made["amendment"]["state"] == "accepted"
        assert (made["version"]["type"], made["version"]["version"]) == ("version", 2)
        (taken,) = made["taken"]
        assert (taken["dropped"], taken["added"], taken["whole"]) == (dropped, added, True)
    numbers = [each["number"] for each in told["versions"][1]["version"]["amendments"]]
    assert numbers == [1, 2]
    page = (await debate.observer.http.get(f"{proposal.path}/minutes")).text
    assert "(từ bản 1 + sửa đổi 1 + sửa đổi 2)" in page
    assert "Tiếp thu vào bản 2" in page
    assert page.count("Vì người dân cần.") == 2
    await moderated.hide(debate.world.app.state.store, one["post_id"])
    told = await debate.observer.get(f"{proposal.path}/record")
    assert [len(each["taken"]) for each in told["amendments"]] == [0, 1]
    assert [bool(each["words"]) for each in told["amendments"]] == [False, True]
    page = (await debate.observer.http.get(f"{proposal.path}/minutes")).text
    assert page.count("Vì người dân cần.") == page.count("Lý do không còn đọc được") == 1


async def test_arguments_stand_by_their_strength_with_what_answered_them(
    debate: Debate, proposal: Table
) -> None:
    dispute = await disputed(proposal)
    weak = await dispute.say(debate.owner, "critique", "Phản biện yếu.")
    strong = await dispute.say(debate.owner, "critique", "Phản biện mạnh.")
    answered = await dispute.say(debate.owner, "critique", "Phản biện đã rõ.")
    await dispute.say(debate.moderator, "support", "Vì dân cần.")
    await dispute.say(debate.moderator, "question", "Ai trả tiền?")
    for who in (debate.member, debate.moderator):
        await who.do("PUT", f"/posts/{strong}/position", position="agree")
    proof = await dispute.say(debate.member, "evidence", "Xem báo cáo.", parent_id=strong)
    reply = await dispute.say(debate.member, "opinion", "Đã sửa ở điều 2.", parent_id=answered)
    await debate.member.do("PUT", f"{dispute.path}/{answered}/answer", answer_id=reply)
    told = (await debate.observer.get(f"{proposal.path}/record"))["arguments"]
    assert told["counts"] == {
        "supports": 1, "critiques": 3, "unanswered": 2, "questions": 1, "open_questions": 1,
    }  # fmt: skip
    assert [each["post"]["id"] for each in told["critiques"]] == [strong, weak, answered]
    assert told["strongest"] == told["critiques"][0]["post"]
    assert told["critiques"][0]["evidence"]["id"] == proof
    assert "Đã sửa ở điều 2." in told["critiques"][2]["answer"]["html"]
    assert told["critiques"][0]["argument"]["mine"] is None


async def test_a_record_has_no_words_of_what_is_hidden(debate: Debate, proposal: Table) -> None:
    store = debate.world.app.state.store
    dispute = await disputed(proposal)
    said = await dispute.say(debate.owner, "critique", "Lời bí mật này.")
    answered = await dispute.say(debate.owner, "critique", "Ai chịu trách nhiệm?")
    reply = await dispute.say(debate.member, "opinion", "Lời bí mật kia.", parent_id=answered)
    await debate.member.do("PUT", f"{dispute.path}/{answered}/answer", answer_id=reply)
    ways = [f"{proposal.path}/{rest}" for rest in ("record", "minutes")]

    async def secrets() -> list[int]:
        return [(await debate.observer.http.get(way)).text.count("bí mật") for way in ways]

    assert await secrets() == [2, 3], "each look can see; minutes quote the strongest as well"
    await moderated.hide(store, said)
    await moderated.hide(store, reply)
    assert await secrets() == [0, 0]


async def test_many_arguments_are_read_page_by_page(debate: Debate, proposal: Table) -> None:
    dispute = await disputed(proposal)
    ids = [await dispute.say(debate.owner, "critique", f"Thứ {n}.") for n in range(PAGE + 3)]
    first = await debate.observer.get(f"{proposal.path}/record")
    assert (first["pages"], len(first["arguments"]["critiques"])) == (2, PAGE)
    second = await debate.observer.get(first["next"]["href"])
    found = [
        each["post"]["id"] for page in (first, second) for each in page["arguments"]["critiques"]
    ]
    assert sorted(found) == sorted(ids)
    assert second["arguments"]["counts"]["critiques"] == PAGE + 3


async def test_a_consultation_is_told_with_how_its_comments_were_answered(
    debate: Debate, proposal: Table
) -> None:
    await consulted(proposal, debate.owner)
    one = await commented(proposal, debate.owner)
    await commented(proposal, debate.moderator)
    gone = await commented(proposal, debate.moderator, body="Rút lại sau.")
    await answered(proposal, debate.member, one["id"], kind="partly", reason="Nêu ở phụ lục.")
    await debate.moderator.do("PUT", f"/posts/{gone['id']}/retraction", reason="")
    told = await debate.observer.get(f"{proposal.path}/record")
    assert told["totals"]["consultations"] == 1
    (made,) = told["consultations"]
    assert made["answers"] == {
        "comments": 3, "accepted": 0, "partly": 1, "explained": 0, "aside": 0, "waiting": 1,
    }  # fmt: skip
    assert made["version"] == told["text"]
    for link in (made["version"], made["table"]):
        assert (await debate.observer.http.get(link["href"])).is_success, link
    page = (await debate.observer.http.get(f"{proposal.path}/minutes")).text
    assert "lấy ý kiến về bản 1" in page
    assert "3 ý kiến: tiếp thu 0, tiếp thu một phần 1," in page
    table = f'href="{proposal.path}/consultations/1/table"'
    assert table in page
