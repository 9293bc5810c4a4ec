"""What a drafting table is told of besides its journal: how far its document has come, and where carets are."""

import pytest

from tests.debate import Debate
from tests.rooms.proposals.tabling import Table, begun
from tests.rooms.proposals.typists import Typist
from tests.server.live.conftest import Line, opened
from tests.server.live.gathering import silent
from tests.world import Someone, World

AT = [7, 3, 7, 5]


async def sat(line: Line, typist: Typist) -> int:
    """The line has the table before it; one's number there."""
    told = await typist.come()
    await line.follow(told["table"], told["epoch"], told["table_seq"])
    await line.say(type="here", room=told["table"])
    me: int = told["me"]
    return me


async def at_table(debate: Debate, *others: Someone) -> tuple[Table, list[Typist]]:
    table = await begun(debate, debate.member)
    for each in others:
        await debate.member.do("PUT", f"{table.path}/authors/{debate.number(each)}")
    return table, [Typist(each, table) for each in (debate.member, *others)]


async def test_those_at_a_table_hear_how_far_it_has_come_and_where_the_carets_are(
    world: World, debate: Debate
) -> None:
    table, (a, b) = await at_table(debate, debate.facilitator)
    async with opened(world, a.who) as his, opened(world, b.who) as hers:
        me = await sat(his, a)
        await sat(hers, b)
        a.put(0, "Mới. ")
        await a.push()
        await hers.until("edited", room=table.table_id, seq=1)
        await b.pull()
        assert str(b) == str(a)
        await his.say(type="caret", at=AT)
        await hers.until("carets", room=table.table_id, carets={str(me): AT})
        await his.say(type="caret", at=None)
        await hers.until("carets", room=table.table_id, carets={})
        await his.say(type="caret", at=AT)
        await hers.until("carets", carets={str(me): AT})
        await his.socket.close()
        await hers.until("carets", carets={})


async def test_whoever_drafts_no_more_hears_nothing_more_of_it(
    world: World, debate: Debate
) -> None:
    table, (a, b) = await at_table(debate, debate.facilitator)
    number = debate.number(b.who)
    async with opened(world, b.who) as hers:
        await sat(hers, b)
        await a.come()
        await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Nhầm")
        entry = await hers.until("entry", room=table.table_id)
        assert entry["event"]["type"] == "member.left"
        await hers.until("refused", room=table.table_id, status=404)
        async with silent(hers, "edited"), silent(hers, "carets"):
            a.put(0, "Riêng. ")
            await a.push()
    await debate.owner.do("POST", f"{debate.room}/members", email=b.who.email, role="member")
    assert (await b.who.http.get(f"{b.path}/together")).status_code == 404
    assert (await a.come())["chairs"].keys() == {"1"}


async def test_whoever_drafts_alone_finds_the_table_when_they_come_back(debate: Debate) -> None:
    _, (a,) = await at_table(debate)
    number = debate.number(a.who)
    await debate.owner.do("PUT", f"{debate.room}/members/{number}/removal", reason="Nhầm")
    assert (await a.who.http.get(f"{a.path}/together")).status_code == 404
    await debate.owner.do("POST", f"{debate.room}/members", email=a.who.email, role="member")
    assert (await a.come())["me"] == 1


@pytest.mark.parametrize("at", [[1, 2, 3], [1, 2, 3, -4], "đây", [1, 2, 3, "4"]])
async def test_a_caret_is_numbers_and_nothing_else(
    world: World, debate: Debate, at: object
) -> None:
    async with opened(world, debate.member) as line:
        await line.say(type="caret", at=at)
        assert await line.code() == 4400


async def test_a_room_without_names_shows_no_carets_and_still_hears_of_edits(
    world: World, debate: Debate
) -> None:
    async with debate.world.sql() as conn:
        await conn.execute("update room set naming = 'pseudonyms' where id = $1", debate.room_id)
    _, (a, b) = await at_table(debate, debate.facilitator)
    async with opened(world, a.who) as his, opened(world, b.who) as hers:
        await sat(his, a)
        await sat(hers, b)
        async with silent(hers, "carets"):
            await his.say(type="caret", at=AT)
            a.put(0, "Mới. ")
            await a.push()
            await hers.until("edited", seq=1)
