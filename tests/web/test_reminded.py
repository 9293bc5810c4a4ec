"""Being reminded to vote: the inbox says of what and until when, leads to the ballot, and casting it is the end of that."""

import re

from playwright.async_api import expect

from server.voting import following
from tests.debate import gather
from tests.rooms.voting.polling import voting
from tests.rooms.voting.test_reminding import left
from tests.told import here, read
from tests.web.axe import looks_well
from tests.web.pages.vote import VotePage
from tests.web.test_inbox import bell
from tests.web.visit import PHONE, Visit
from tests.world import World


async def test_a_reminder_leads_to_the_ballot_and_is_read_by_casting_it(
    site: World, visit: Visit
) -> None:
    debate = await gather(site)
    (added,) = await here(debate, debate.moderator, "added")
    await read(debate.moderator, upto=added["id"])
    poll = await voting(debate, minutes=180)
    await left(poll, "59 minutes")
    await following.look(site.app.state.store)
    assert await here(debate, debate.moderator, "reminded")

    page = await visit(debate.moderator, "/inbox", viewport=PHONE)
    await expect(bell(page, "2")).to_be_visible()
    item = page.get_by_role("listitem").filter(has_text="Nhắc bỏ phiếu")
    await expect(item).to_contain_text("Mở dữ liệu")
    await expect(item).to_contain_text(re.compile(r"Hạn bỏ phiếu: .*\d\d:\d\d"))
    await looks_well(page)
    await item.get_by_role("link").click()
    await expect(bell(page, "1")).to_be_visible()
    vote = VotePage(page)
    await vote.mark("Tán thành")
    await vote.button("Bỏ phiếu").click()
    await expect(bell(page, None)).to_be_visible()
