"""A browser that saw the log of a vote is a witness: what continues it is said calmly, what was rewritten is said aloud."""

import json

from playwright.async_api import expect

from server.voting import following
from tests.debate import gather
from tests.rooms.voting.polling import Poll, in_secret, voting
from tests.serving import SIGNER
from tests.web.axe import looks_well
from tests.web.visit import PHONE, Visit
from tests.world import World

# As somebody would who has the server and its key: past the triggers, which let nobody change what was said.
REWRITTEN = (
    (
        "update vote_leaf set record = r.record, hash = sha256('\\x00'::bytea || convert_to(r.record, 'UTF8'))"
        " from (select replace(record, $2, $3) as record from vote_leaf where vote_id = $1 and leaf = 0) r where vote_id = $1 and leaf = 0"
    ),
    "update vote_ledger set edge = (select hash from vote_leaf where vote_id = $1 and leaf = 0), signed_size = 0 where vote_id = $1",
    "delete from vote_checkpoint where vote_id = $1",
)


async def rewritten(poll: Poll) -> None:
    """Its first leaf says another text, and all of it is signed anew."""
    async with poll.debate.world.sql() as conn, conn.transaction():
        text = await conn.fetchval(
            "select encode(text_hash, 'hex') from vote where id = $1", poll.id
        )
        await conn.execute("set local session_replication_role = replica")
        for statement in REWRITTEN:
            more = (text, "0" * 64) if "$2" in statement else ()
            await conn.execute(statement, poll.id, *more)
    await poll.signed()


async def test_a_browser_notices_that_the_log_of_a_vote_was_rewritten(
    site: World, visit: Visit
) -> None:
    poll = await voting(await gather(site, visibility="public"), secret=True)
    await poll.signed()
    path = f"{poll.table.path}?view=vote"
    page = await visit(poll.voters[1], path, viewport=PHONE)
    await expect(page.get_by_text("Trình duyệt này giữ dấu ấy từ bây giờ")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("Đúng là dấu mà trình duyệt này đã giữ")).to_be_visible()
    await rewritten(poll)
    await page.reload()
    alarm = page.get_by_role("alert").filter(has_text="không nối tiếp sổ")
    await expect(alarm.locator("pre")).to_have_count(2)
    await looks_well(page)
    await page.reload()
    await expect(alarm, "what was seen first is kept").to_be_visible()
    other = await visit(poll.voters[2], path)
    await expect(other.get_by_text("Trình duyệt này giữ dấu ấy từ bây giờ")).to_be_visible()


async def test_a_browser_checks_that_a_log_continues_what_it_saw(site: World, visit: Visit) -> None:
    poll = await voting(await gather(site, visibility="public"), secret=True)
    await poll.signed()
    page = await visit(None, f"{poll.table.path}?view=vote")
    await expect(page.get_by_text("Trình duyệt này giữ dấu ấy từ bây giờ")).to_be_visible()
    for voter in poll.voters:
        await voter.do("PUT", f"{poll.path}/ballot", **in_secret("for"))
    await following.look(site.app.state.store, SIGNER)
    await expect(page.get_by_text("sổ nối tiếp đúng sổ đã thấy trước đây")).to_be_visible()
    kept = json.loads(await page.evaluate("localStorage.getItem('checkpoints')"))
    assert [vote for vote, _ in kept] == [poll.id]
    assert kept[0][1].split("\n")[1] == str(len(poll.voters) + 2)
    await page.get_by_text("Xem dấu niêm phong").click()
    await looks_well(page)
