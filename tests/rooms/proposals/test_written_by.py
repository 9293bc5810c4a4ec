"""Each part of a version says who wrote it, as far as anybody kept that."""

from tests.debate import Debate
from tests.rooms.proposals.tabling import TEXT, Table
from tests.rooms.proposals.typists import settled, two


async def test_every_version_says_who_wrote_what(table: Table, debate: Debate) -> None:
    a, b = await two(debate, table)
    one, other = debate.number(table.author), debate.number(debate.facilitator)
    b.put(TEXT.index("được mở"), "phải ")
    await b.push()
    a.put(0, "Chương I\n\n")
    await a.push()
    draft = (await table.author.do("POST", f"{table.path}/draft/saves"))["result"]
    body = {"draft": draft["number"], "body": "Vì dữ liệu là của chung."}
    await table.author.do("PUT", f"{table.path}/opening", **body)
    hands = await debate.owner.rows(f"{table.path}/versions/1/hands")
    text = draft["text"]
    assert [
        (text[h["first"] : h["first"] + h["length"]], h["by"]) for h in hands if h["by"] == other
    ] == [("phải ", other)]
    assert "".join(text[h["first"] : h["first"] + h["length"]] for h in hands) == text
    assert {h["by"] for h in hands} == {one, other}
    await table.publish(text.replace("30 ngày", "20 ngày"))
    later = await debate.owner.rows(f"{table.path}/versions/2/hands")
    assert [h["length"] for h in later if h["by"] == other] == [5]
    assert (await debate.owner.http.get(f"{table.path}/versions/3/hands")).status_code == 404


async def test_an_older_draft_whose_hands_nobody_kept_is_edited_and_says_so(
    proposal: Table, debate: Debate
) -> None:
    async with debate.world.sql() as conn:
        await conn.execute("delete from proposal_hand where proposal_id = $1", proposal.id)
    assert await debate.owner.rows(f"{proposal.path}/versions/1/hands") == []
    a, b = await two(debate, proposal)
    b.put(0, "Mới. ")
    await settled(a, b)
    await a.who.do("POST", f"{a.path}/saves")
    async with debate.world.sql() as conn:
        kept = await conn.fetchval(
            "select hands from proposal_hand where proposal_id = $1", proposal.id
        )
    assert kept == f"[[5,{debate.number(b.who)}],[{len(TEXT)},null]]"
