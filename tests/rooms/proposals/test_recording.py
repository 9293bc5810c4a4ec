"""The decision record: everything that happened to a proposal, in order, with links that lead where they say."""

import hashlib
from datetime import UTC, datetime

from rooms.proposals.recording import reading
from rooms.proposals.recording.record import PAGE
from tests.debate import Debate
from tests.rooms.proposals.tabling import NEXT, TEXT, Table, begun


async def test_a_record_tells_versions_stages_and_support(debate: Debate, proposal: Table) -> None:
    await debate.owner.do("PUT", f"{proposal.path}/support", version=1)
    await debate.moderator.do("PUT", f"{proposal.path}/support", version=1)
    await proposal.publish(NEXT, "Rút ngắn thời hạn.")
    await debate.moderator.do("PUT", f"{proposal.path}/support", version=2)
    await debate.owner.do(
        "PUT", f"{proposal.path}/stage", stage="amendments", reason="Đã đủ ý kiến"
    )
    told = await debate.observer.get(f"{proposal.path}/record")

    assert told["schema"] == "dienhong.decision-record/1"
    assert told["totals"] == {
        "versions": 2, "stages": 3, "amendments": 0, "consultations": 0, "supporters": 2,
    }  # fmt: skip
    first, second = told["versions"]
    assert (first["version"]["number"], first["supporters"], first["changes"]) == (1, 1, None)
    assert (second["version"]["note"], second["supporters"]) == ("Rút ngắn thời hạn.", 1)
    assert first["digest"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert second["digest"] == hashlib.sha256(NEXT.encode()).hexdigest()
    assert [each["stage"] for each in told["stages"]] == ["drafting", "discussion", "amendments"]
    assert told["stages"][2]["reason"] == "Đã đủ ý kiến"
    people = {each["number"]: each for each in told["people"]}
    assert people[told["stages"][2]["by"]]["role"] == "owner"
    assert people[told["authors"][0]]["author"]
    assert len(people) == 2, "whoever supports is counted and not named"
    assert told["procedure"]["ballot"] == {
        "quorum": 50, "majority": "simple", "secret": False, "shown": "closed",
        "method": "majority", "of": "cast", "strict": None, "status_quo": False, "reasons": "none",
        "binding": True, "highest": 5, "seats": 1, "budget": 0,
    }  # fmt: skip
    assert told["seq"] == await debate.head()
    assert told["next"] is None


async def test_every_link_leads_to_what_it_says(debate: Debate) -> None:
    done = await debate.member.do(
        "POST",
        f"{debate.room}/proposals",
        title="Mở dữ liệu",
        text=TEXT,
        from_thread=debate.thread_id,
        from_post=debate.post_id,
    )
    table = Table(debate, debate.member, done["result"]["id"], done["result"]["table_id"])
    await debate.member.do("PUT", f"{table.path}/opening", draft=1, body="Vì sao.")
    await table.publish(NEXT)
    told = await debate.observer.get(f"{table.path}/record")

    links = [told["room"], told["text"], told["discussion"], *told["origin"]]
    for made in told["versions"]:
        links += [link for link in (made["text"], made["changes"]) if link]
    assert [link["type"] for link in links] == [
        "room", "version", "thread", "thread", "post", "version", "version", "changes",
    ]  # fmt: skip
    for link in links:
        answer = await debate.observer.http.get(link["href"])
        assert answer.is_success, link
    newest = await debate.observer.get(told["text"]["href"])
    assert (newest["version"]["number"], newest["text"]) == (told["text"]["version"], NEXT)
    assert told["origin"][1]["version"] == 1


async def test_each_version_tells_whose_words_it_has(debate: Debate, proposal: Table) -> None:
    guest = debate.number(debate.owner)
    await proposal.author.do("PUT", f"{proposal.path}/authors/{guest}")
    added = "Điều 3. Miễn phí.\n"
    draft = await proposal.save(TEXT + added, 1, debate.owner)
    await debate.owner.do(
        "POST", f"{proposal.path}/versions", draft=draft["number"], note="Thêm điều 3."
    )
    first, second = (await debate.observer.get(f"{proposal.path}/record"))["versions"]
    author = debate.number(proposal.author)
    assert [(each["by"], each["characters"]) for each in first["hands"]] == [(author, len(TEXT))]
    assert [(each["by"], each["characters"]) for each in second["hands"]] == [
        (author, len(TEXT)),
        (guest, len(added)),
    ]
    page = (await debate.observer.http.get(f"{proposal.path}/minutes")).text
    assert f"Người viết: Phạm Minh {len(TEXT)} ký tự, Nguyễn Thị Lan {len(added)} ký tự" in page


async def test_what_is_not_there_yet_is_said_to_be_none(debate: Debate, proposal: Table) -> None:
    told = await debate.observer.get(f"{proposal.path}/record")
    assert told["outcome"] == {
        "roll": None, "result": None, "checkpoint": None, "sealed": None, "decision": None, "answer": None, "tasks": [],
    }  # fmt: skip


async def test_there_is_no_record_of_what_nobody_may_know_of(
    debate: Debate, proposal: Table
) -> None:
    table = await begun(debate, debate.member)
    nowhere = "/proposals/999999999"
    for who, path in (
        (debate.observer, table.path),
        (debate.member, table.path),
        (debate.outsider, proposal.path),
        (debate.observer, nowhere),
    ):
        for rest in ("/record", "/minutes"):
            answer = await who.http.get(path + rest)
            assert answer.status_code == 404, path + rest
    missing, hidden = [
        (await debate.outsider.http.get(f"{path}/record")).json()
        for path in (nowhere, proposal.path)
    ]
    assert missing == hidden


async def test_a_long_record_is_read_page_by_page(debate: Debate, proposal: Table) -> None:
    more = 10 * PAGE + 5
    async with debate.world.sql() as conn:
        await conn.execute(
            """
            insert into proposal_version (proposal_id, room_id, number, title, text, note, by, draft, base)
            select proposal_id, room_id, number + n, title, text || n, 'Lần ' || n, by, draft, n
            from proposal_version, generate_series(1, $2) n where proposal_id = $1 and number = 1 order by n
            """,
            proposal.id,
            more,
        )
        await conn.execute(
            """
            insert into proposal_article (proposal_id, version, place, heading, first, length, html, render_version)
            select proposal_id, $2, place, heading, first, length, html, render_version
            from proposal_article where proposal_id = $1
            """,
            proposal.id,
            more + 1,
        )
    path: str | None = f"{proposal.path}/record"
    numbers: list[int] = []
    pages = []
    while path:
        told = await debate.observer.get(path)
        pages.append(told)
        numbers += [each["version"]["number"] for each in told["versions"]]
        path = told["next"] and told["next"]["href"]
    assert numbers == list(range(1, more + 2))
    assert [(each["page"], each["pages"]) for each in pages] == [(n, 11) for n in range(1, 12)]
    assert [bool(each["articles"]) for each in pages] == [n == 1 for n in range(1, 12)]
    assert (await debate.observer.http.get(f"{proposal.path}/record?page=12")).status_code == 404
    assert (await debate.observer.http.get(f"{proposal.path}/record?page=0")).status_code == 400


def test_a_code_has_the_year_of_the_opening_in_viet_nam() -> None:
    assert reading.code(42, datetime(2025, 12, 31, 18, tzinfo=UTC)) == "DX-2026-00042"
    assert reading.code(1234567, datetime(2026, 5, 1, tzinfo=UTC)) == "DX-2026-1234567"
