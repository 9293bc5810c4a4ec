import asyncpg
import pytest

from rooms.proposals.articles import articles
from tests.debate import Debate, gather
from tests.refusal import refused
from tests.rooms.proposals.tabling import NEXT, TEXT, Table, asked, begun
from tests.world import World


async def test_opened_it_stands_before_the_room_with_a_thread_of_its_own(
    table: Table, debate: Debate
) -> None:
    head = await debate.head()
    await debate.member.do("PUT", f"{table.path}/opening", draft=1, body="Vì dữ liệu là của chung.")
    events = await debate.events(head)
    assert [event["type"] for event in events] == ["thread.opened", "post.added", "proposal.opened"]
    line = events[-1]["proposal"]
    assert (line["stage"], line["version"], line["title"]) == ("discussion", 1, "Mở dữ liệu")
    assert line["thread_id"] == events[0]["thread"]["id"]
    state = await table.state(debate.observer)
    assert state["proposal"] == line
    assert [each["heading"] for each in state["articles"]] == [
        "Điều 1. Dữ liệu của cơ quan nhà nước được mở.",
        "Điều 2. Cơ quan trả lời trong 30 ngày.",
    ]
    assert state["articles"][0]["html"].startswith("<p>Điều 1.")
    assert [step["stage"] for step in state["stages"]] == ["drafting", "discussion"]
    assert state["procedure"]["steps"][0]["stage"] == "discussion"
    assert (state["drafting"], state["me"]) == (None, 5)
    assert (await debate.owner.get(f"{debate.room}/proposals"))["proposals"] == [line]


async def test_nobody_opens_a_text_they_have_not_seen(table: Table, debate: Debate) -> None:
    await table.save(NEXT, 1)
    answer = await debate.member.ask("PUT", f"{table.path}/opening", draft=1, body="Vì sao.")
    assert refused(answer, 412, "draft-changed", "draft")["draft"] == 2
    empty = await begun(debate, debate.member, "  \n")
    refused(
        await debate.member.ask("PUT", f"{empty.path}/opening", draft=1, body="Vì sao."),
        400,
        "empty",
        "text",
    )
    refused(
        await debate.member.ask(
            "PUT", f"{table.path}/opening", draft=2, body="Vì sao.", procedure=10**9
        ),
        404,
        "no-procedure",
        "procedure",
    )


async def test_it_is_opened_once(proposal: Table, debate: Debate) -> None:
    refused(
        await debate.member.ask("PUT", f"{proposal.path}/opening", draft=1, body="Nữa."),
        409,
        "stage-not-next",
    )


async def test_a_new_version_follows_the_draft_and_the_old_one_stays(
    proposal: Table, debate: Debate
) -> None:
    head = await debate.head()
    line = await proposal.publish(NEXT)
    (event,) = await debate.events(head)
    assert (event["type"], event["proposal"]) == ("proposal.versioned", line)
    assert (event["version"]["number"], event["version"]["base"], event["version"]["note"]) == (
        2,
        1,
        "Rút ngắn thời hạn.",
    )
    assert (await debate.observer.get(f"{proposal.path}/versions/1"))["text"] == TEXT
    assert (await debate.observer.get(f"{proposal.path}/versions/2"))["text"] == NEXT
    changes = await debate.observer.get(f"{proposal.path}/versions/2/changes?since=1")
    assert [(p["kind"], p["text"]) for p in changes["pieces"] if p["kind"] != "same"] == [
        ("dropped", "30"),
        ("added", "20"),
    ]
    refused(
        await debate.member.ask("POST", f"{proposal.path}/versions", draft=2, note="Sửa."),
        409,
        "nothing-changed",
    )
    refused(await debate.owner.http.get(f"{proposal.path}/versions/3"), 404, "no-version")


async def test_only_co_authors_change_the_text(proposal: Table, debate: Debate) -> None:
    refused(
        await debate.owner.ask("PUT", f"{proposal.path}/draft", title="A", text="B", base=1),
        403,
        "co-authors-only",
    )
    refused(
        await debate.owner.ask("POST", f"{proposal.path}/versions", draft=1, note="Sửa."),
        403,
        "co-authors-only",
    )


async def test_a_new_version_says_what_changed(proposal: Table, debate: Debate) -> None:
    draft = (await proposal.save(NEXT, 1))["number"]
    head = await debate.head()
    for note in ("", " \n\u200b"):
        answer = await debate.member.ask(
            "POST", f"{proposal.path}/versions", draft=draft, note=note
        )
        refused(answer, 400, "empty", "note")
    assert await debate.head() == head


async def test_a_long_text_is_read_by_its_articles(debate: Debate) -> None:
    text = "".join(
        f"Điều {n}. Nội dung\n\n{'Câu chữ của điều này. ' * 60}\n\n" for n in range(1, 70)
    )
    table = await begun(debate, debate.member, text)
    await debate.member.do("PUT", f"{table.path}/opening", draft=1, body="Dự thảo dài.")
    state = await table.state(debate.owner)
    assert len(state["articles"]) == 69
    assert [each["first"] for each in state["articles"]] == [each.first for each in articles(text)]


async def test_a_rule_that_holds_keeps_the_text_at_its_table(debate: Debate) -> None:
    rules = {"lists": [{"name": "chờ", "entries": [{"words": "xin chờ duyệt"}], "action": "hold"}]}
    await debate.owner.do("PUT", f"{debate.room}/rules", rules=rules)
    table = await begun(debate, debate.member, "Điều 1. Xin chờ duyệt.")
    head = await debate.head()
    refused(
        await debate.member.ask("PUT", f"{table.path}/opening", draft=1, body="Vì sao."),
        409,
        "rule-refuses",
        "body",
    )
    assert await debate.head() == head


@pytest.mark.parametrize(
    "sql",
    [
        "update proposal_version set text = 'khác' where proposal_id = $1",
        "delete from proposal_version where proposal_id = $1",
        "update proposal_article set html = '' where proposal_id = $1",
        "update proposal_stage set stage = 'vote' where proposal_id = $1",
        "delete from proposal_stage where proposal_id = $1",
        "update proposal set procedure = '{}' where id = $1",
        "update proposal set thread_id = null, procedure = null where id = $1",
        (
            "insert into proposal_version (proposal_id, room_id, number, title, text, note, by, draft, base)"
            " select id, room_id, 3, 'A', 'B', '', begun_by, 1, 1 from proposal where id = $1"
        ),
    ],
)
async def test_the_database_keeps_what_stood_before_the_room(
    proposal: Table, world: World, sql: str
) -> None:
    async with world.sql() as conn:
        with pytest.raises(asyncpg.CheckViolationError, match=r"frozen|never changed"):
            await conn.execute(sql, proposal.id)


async def test_in_a_room_without_names_nobody_is_named(world: World) -> None:
    debate = await gather(world, naming="pseudonyms")
    table = await begun(debate, debate.member)
    await debate.member.do("PUT", f"{table.path}/authors/1")
    (notice,) = await asked(debate.owner, table, "drafting")
    assert "Phạm Minh" not in str(notice)
