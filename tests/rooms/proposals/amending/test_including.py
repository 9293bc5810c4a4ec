import asyncio
import json

from tests.debate import Debate
from tests.refusal import refused
from tests.rooms.proposals.amending.amended import (
    FREE,
    LATER,
    SOONER,
    Json,
    amend,
    conflict,
    take_in,
)
from tests.rooms.proposals.tabling import TEXT, Table, asked
from tests.rooms.proposals.typists import Typist

BOTH = FREE.replace("30 ngày", "20 ngày")


def taking(line: Json, **words: object) -> Json:
    return {"amendment": line["id"], "revision": line["revision"], **words}


async def test_a_version_is_the_one_before_it_with_these_amendments(
    amended: Table, debate: Debate
) -> None:
    await debate.owner.do("PUT", f"{amended.path}/support", version=1)
    free = await amend(amended, debate.facilitator, FREE)
    sooner = await amend(amended, debate.owner, SOONER)
    head = await debate.head()
    proposal = await take_in(amended, sooner, free)
    assert (proposal["version"], proposal["supporters"], proposal["standing"]) == (2, 1, 0)
    versioned, *ended = await debate.events(head)
    included = [{"id": line["id"], "number": line["number"]} for line in (free, sooner)]
    assert (versioned["type"], versioned["version"]["amendments"]) == (
        "proposal.versioned",
        included,
    )
    assert [event["type"] for event in ended] == ["amendment.ended"] * 2
    assert [event["amendment"]["id"] for event in ended] == [sooner["id"], free["id"]]
    assert {event["amendment"]["state"] for event in ended} == {"accepted"}
    assert {event["amendment"]["version"] for event in ended} == {2}
    state = await amended.state()
    assert state["versions"][0] == versioned["version"]
    assert (state["drafting"], state["versions"][1]["amendments"]) == (2, [])
    assert (await debate.observer.get(f"{amended.path}/versions/2"))["text"] == BOTH
    assert (await debate.member.get(f"{amended.path}/draft"))["text"] == BOTH
    shown = await debate.observer.get(f"/amendments/{free['id']}")
    assert (shown["amendment"], shown["rebased"]) == (ended[1]["amendment"], None)
    assert [change["taken"] for change in shown["changes"]] == [True]
    record = await debate.observer.get(f"{amended.path}/record")
    assert record["versions"][1]["version"]["amendments"] == included
    await asked(debate.owner, amended, "accepted", "versioned")


async def test_part_of_an_amendment_is_taken_with_a_reason(amended: Table, debate: Debate) -> None:
    line = await amend(amended, debate.owner, BOTH)
    assert line["changes"] == 2
    said = {"version": 1, "note": "Một phần."}
    path = f"{amended.path}/inclusions"
    answer = await debate.member.ask("POST", path, **said, take=[taking(line, places=[2])])
    refused(answer, 400, "empty", "reason")
    for places in ([3], [0], [1, 1]):
        take = [taking(line, places=places, reason="Vì nguồn lực")]
        refused(await debate.member.ask("POST", path, **said, take=take), 400, "no-change", "take")
    take = [taking(line, places=[2], reason="Miễn phí thì chưa đủ nguồn lực")]
    await debate.member.do("POST", path, **said, take=take)
    shown = await debate.owner.get(f"/amendments/{line['id']}")
    assert shown["amendment"]["state"] == "partly"
    assert shown["amendment"]["reason"] == "Miễn phí thì chưa đủ nguồn lực"
    assert [change["taken"] for change in shown["changes"]] == [False, True]
    assert (await debate.owner.get(f"{amended.path}/versions/2"))["text"] == SOONER


async def test_two_that_touch_are_not_taken_together(amended: Table, debate: Debate) -> None:
    sooner = await amend(amended, debate.owner, SOONER)
    later = await amend(amended, debate.facilitator, LATER)
    head = await debate.head()
    answer = await debate.member.ask(
        "POST",
        f"{amended.path}/inclusions",
        version=1,
        take=[taking(sooner), taking(later)],
        note="Cả hai.",
    )
    problem = refused(answer, 409, "amendments-touch", "take")
    assert problem["amendments"] == [sooner["id"], later["id"]]
    assert (problem["one"], problem["other"]) == (1, 2)
    assert problem["conflicts"] == [conflict("45", "20")]
    assert await debate.head() == head
    await take_in(amended, sooner)
    answer = await debate.member.ask(
        "POST", f"{amended.path}/inclusions", version=2, take=[taking(later)], note="Nữa."
    )
    assert refused(answer, 412, "amendment-behind", "take")["base"] == 1
    shown = await debate.owner.get(f"/amendments/{later['id']}")
    assert shown["rebased"]["conflicts"] == [conflict("20", "45")]


async def test_what_two_ask_for_alike_is_done_once(amended: Table, debate: Debate) -> None:
    lines = [
        await amend(amended, debate.owner, SOONER),
        await amend(amended, debate.facilitator, SOONER),
    ]
    await take_in(amended, *lines)
    assert (await debate.owner.get(f"{amended.path}/versions/2"))["text"] == SOONER


async def test_what_the_table_has_saved_goes_on_behind_the_new_version(
    amended: Table, debate: Debate
) -> None:
    await amended.save(FREE, 1)
    await take_in(amended, await amend(amended, debate.owner, SOONER))
    assert (await debate.owner.get(f"{amended.path}/versions/2"))["text"] == SOONER
    draft = await debate.member.get(f"{amended.path}/draft")
    assert (draft["number"], draft["text"]) == (4, BOTH)


async def test_where_it_touches_the_table_is_asked(amended: Table, debate: Debate) -> None:
    await amended.save(LATER, 1)
    line = await amend(amended, debate.owner, SOONER)
    said = {"version": 1, "take": [taking(line)], "note": "Rút ngắn."}
    path, head = f"{amended.path}/inclusions", await debate.head()
    problem = refused(await debate.member.ask("POST", path, **said), 409, "draft-touched")
    assert problem["conflicts"] == [conflict("20", "45")]
    assert await debate.head() == head
    await debate.member.do("POST", path, **said, replace_draft=True)
    draft = await debate.member.get(f"{amended.path}/draft")
    assert (draft["number"], draft["text"]) == (3, SOONER)


async def test_only_co_authors_take_in_and_only_what_is_there(
    amended: Table, debate: Debate
) -> None:
    line = await amend(amended, debate.owner, SOONER)
    path, head = f"{amended.path}/inclusions", await debate.head()
    said = {"version": 1, "note": "Sửa."}
    answer = await debate.owner.ask("POST", path, **said, take=[taking(line)])
    refused(answer, 403, "co-authors-only")
    for take, status, reason in (
        ([{"amendment": 10**9, "revision": 1}], 404, "no-amendment"),
        ([taking(line), taking(line)], 400, "amendment-twice"),
    ):
        refused(await debate.member.ask("POST", path, **said, take=take), status, reason, "take")
    take = [taking(line) | {"revision": 2}]
    answer = await debate.member.ask("POST", path, **said, take=take)
    refused(answer, 412, "amendment-changed", "revision")
    answer = await debate.member.ask("POST", path, version=1, note=" ", take=[taking(line)])
    refused(answer, 400, "empty", "note")
    answer = await debate.member.ask("POST", path, version=2, note="Sửa.", take=[taking(line)])
    refused(answer, 412, "version-changed", "version")
    assert await debate.head() == head


async def test_of_two_decisions_at_once_one_counts(amended: Table, debate: Debate) -> None:
    line = await amend(amended, debate.owner, SOONER)
    answers = await asyncio.gather(
        debate.member.ask(
            "POST",
            f"{amended.path}/inclusions",
            version=1,
            take=[taking(line)],
            note="Rút ngắn.",
        ),
        debate.member.ask(
            "PUT", f"/amendments/{line['id']}/rejection", revision=1, reason="Chưa đủ nguồn lực"
        ),
        debate.owner.ask("PUT", f"/amendments/{line['id']}/withdrawal"),
    )
    assert [answer.is_success for answer in answers].count(True) == 1, [a.text for a in answers]
    ended = await debate.owner.get(f"/amendments/{line['id']}")
    for answer in answers:
        if not answer.is_success and "version-changed" not in answer.text:
            problem = refused(answer, 409, "amendment-ended")
            assert problem["outcome"] == ended["amendment"]["state"]
    text = (await amended.state())["proposal"]["version"]
    assert text == (2 if ended["amendment"]["state"] == "accepted" else 1)


async def test_texts_that_grow_too_long_together_are_refused(
    amended: Table, debate: Debate
) -> None:
    half = "đ" * 60_000
    first = await amend(amended, debate.owner, f"{half}\n{TEXT}")
    other = await amend(amended, debate.facilitator, f"{TEXT}\n{half}\n")
    answer = await debate.member.ask(
        "POST",
        f"{amended.path}/inclusions",
        version=1,
        take=[taking(first), taking(other)],
        note="Cả hai.",
    )
    refused(answer, 413, "text-too-long", "take")


async def test_an_amendment_comes_into_what_is_typed_at_the_table_and_stays_its_authors(
    amended: Table, debate: Debate
) -> None:
    typist = Typist(debate.member, amended)
    await typist.come()
    typist.put(0, "Chưa lưu. ")
    await typist.push()
    sooner = await amend(amended, debate.owner, SOONER)
    await take_in(amended, sooner)
    await typist.pull()
    assert str(typist) == f"Chưa lưu. {SOONER}"
    hands = await debate.observer.rows(f"{amended.path}/versions/2/hands")
    theirs = [h for h in hands if h["by"] == debate.number(debate.owner)]
    assert [SOONER[h["first"] : h["first"] + h["length"]] for h in theirs] == ["20"]
    saved = (await debate.member.do("POST", f"{amended.path}/draft/saves"))["result"]
    assert saved["text"] == str(typist)
    async with debate.world.sql() as conn:
        kept = json.loads(
            await conn.fetchval(
                "select hands from proposal_hand where proposal_id = $1 order by draft desc limit 1",
                amended.id,
            )
        )
    assert [2, debate.number(debate.owner)] in kept
