"""Without script and without an account, a public room can still be read whole."""

from playwright.async_api import expect

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


async def test_the_shell_says_where_to_read_when_scripts_are_off(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    room = await site.room(an, visibility="public", title="Phòng công khai")
    guard.expect("no answer: csp")  # the scripts that are off
    page = await visit(None, f"/r/{room}", java_script_enabled=False)

    said = page.locator("noscript")  # text in it is not found as text, though it is on the page
    await expect(said.get_by_role("heading", level=1)).to_be_visible()
    await expect(said.get_by_role("link")).to_have_attribute("href", "/transcripts")


async def test_a_room_by_invitation_has_no_page_for_strangers(
    site: World, visit: Visit, an: Someone, guard: Guard
) -> None:
    room = await site.room(an, visibility="invited", title="Phòng kín")
    guard.expect("status of 404")
    page = await visit(None, f"/r/{room}/transcript", java_script_enabled=False)

    await expect(page.get_by_text("Phòng kín")).to_have_count(0)
