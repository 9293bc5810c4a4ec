"""Without script and without an account, a public room can still be read whole."""

from playwright.async_api import Page, expect

from tests.web.guard import Guard
from tests.web.visit import Visit
from tests.world import Someone, World


async def test_a_public_room_is_read_without_script_and_without_an_account(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh, visibility="public", title="Phòng công khai")
    thread = await site.thread(an, room, title="Bàn về dữ liệu mở")
    await site.reply(binh, thread, "Công bố theo **quý**.")
    page = await visit(None, f"/r/{room}/transcript", java_script_enabled=False)

    await expect(page.get_by_role("heading", level=1)).to_contain_text("Phòng công khai")
    await expect(page.get_by_role("heading", name="Bàn về dữ liệu mở")).to_be_visible()
    await expect(page.get_by_text("Công bố theo quý.")).to_be_visible()
    await expect(page.get_by_text("Trần Thị Bình").first).to_be_visible()


async def test_a_working_screen_leads_to_its_rooms_transcript_when_scripts_are_off(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    room = await site.room(an, visibility="public", title="Phòng công khai")
    thread = await site.thread(an, room, title="Bàn về dữ liệu mở")
    guard.expect("no answer: csp")  # the scripts that are off

    for path in (f"/r/{room}", f"/r/{room}/t/{thread}"):
        page = await visit(None, path, java_script_enabled=False)
        await _seen_at_the_top(page)
        link = page.locator("noscript").get_by_role("link", name="bản ghi toàn văn")
        await expect(link).to_have_attribute("href", f"/r/{room}/transcript")
    await link.click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Phòng công khai")


async def test_the_page_of_a_proposal_leads_to_its_text_and_its_minutes_when_scripts_are_off(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    room = await site.room(an, visibility="public")
    done = await an.do("POST", f"/rooms/{room}/proposals", title="Mở dữ liệu", text="Điều 1.")
    path = f"/proposals/{done['result']['id']}"
    await an.do("PUT", f"{path}/opening", draft=1, body="Vì dữ liệu là của chung.")
    guard.expect("no answer: csp")
    page = await visit(None, path, java_script_enabled=False)

    await _seen_at_the_top(page)
    links = page.locator("noscript")
    for name, rest in (
        ("văn bản đề xuất", "text"),
        ("biên bản", "minutes"),
        ("minutes", "minutes"),
    ):
        link = links.get_by_role("link", name=name, exact=True)
        await expect(link).to_have_attribute("href", f"{path}/{rest}")
    await links.get_by_role("link", name="văn bản đề xuất").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Mở dữ liệu")


async def test_the_first_page_leads_to_the_list_of_transcripts_when_scripts_are_off(
    visit: Visit, guard: Guard
) -> None:
    guard.expect("no answer: csp")
    page = await visit(None, "/", java_script_enabled=False)

    await _seen_at_the_top(page)
    for link in await page.locator("noscript a").all():
        await expect(link).to_have_attribute("href", "/transcripts")


async def _seen_at_the_top(page: Page) -> None:
    """Within the first screenful, and not glued to the window's edge."""
    heading = page.locator("noscript").get_by_role("heading", level=1)
    await expect(heading).to_be_visible()
    box = await heading.bounding_box()
    assert box is not None
    assert box["y"] < 100
    assert box["x"] >= 16


async def test_a_room_by_invitation_has_no_page_for_strangers(
    site: World, visit: Visit, an: Someone, guard: Guard
) -> None:
    room = await site.room(an, visibility="invited", title="Phòng kín")
    guard.expect("status of 404")
    page = await visit(None, f"/r/{room}/transcript", java_script_enabled=False)

    await expect(page.get_by_text("Phòng kín")).to_have_count(0)
