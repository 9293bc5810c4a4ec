"""A poll in a thread: opened from the thread's menu, answered on a phone, told live; it binds nobody."""

from playwright.async_api import expect

from server.voting import following
from tests.debate import gather
from tests.rooms.voting.polling import over
from tests.serving import SIGNER
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.visit import PHONE, Visit
from tests.world import World

OPTIONS = ("Thứ hai", "Thứ ba", "Thứ năm")


async def test_a_room_is_asked_and_sees_the_answers_as_they_come(
    site: World, visit: Visit, guard: Guard
) -> None:
    debate = await gather(site, visibility="public")
    page = await visit(debate.member, f"/r/{debate.room_id}/t/{debate.thread_id}")
    await page.locator(".head").get_by_role("button", name="Chủ đề").click()
    await page.get_by_role("link", name="Thăm dò ý kiến").click()
    await expect(page.get_by_role("heading", name="Thăm dò ý kiến")).to_be_focused()
    thread = await visit(debate.facilitator, f"/r/{debate.room_id}/t/{debate.thread_id}")
    await expect(thread.locator(".stream").get_by_role("article").first).to_be_visible()
    form = page.get_by_role("form", name="Mở thăm dò")
    await form.get_by_label("Điều muốn hỏi").fill("Họp hôm nào thì tiện?")
    await form.get_by_label("Cách biểu quyết").select_option(label="Chọn một hay nhiều phương án")
    await form.get_by_label("Các phương án").fill(f"{OPTIONS[0]}\n{OPTIONS[0]}")
    guard.expect("400")
    await form.get_by_role("button", name="Mở thăm dò").click()
    await expect(form.get_by_label("Các phương án")).to_have_attribute("aria-invalid", "true")
    await expect(form.get_by_label("Điều muốn hỏi")).to_have_value("Họp hôm nào thì tiện?")
    await form.get_by_label("Các phương án").fill("\n".join(OPTIONS))
    await looks_well(page)
    await form.get_by_role("button", name="Mở thăm dò").click()
    await expect(page.get_by_role("heading", name="Họp hôm nào thì tiện?")).to_be_visible()
    await expect(page.get_by_text("không ràng buộc").last).to_be_visible()

    named = thread.get_by_role("region", name="Thăm dò ý kiến").get_by_role("link")
    await expect(named).to_have_text("Họp hôm nào thì tiện?")
    await looks_well(thread)
    await named.click()
    await expect(thread.get_by_role("heading", name="Họp hôm nào thì tiện?")).to_be_visible()

    path = f"/r/{debate.room_id}/proposals?thread={debate.thread_id}"
    other = await visit(debate.owner, path, viewport=PHONE)
    for option in OPTIONS[:2]:
        await other.get_by_role("checkbox", name=option).check()
    await looks_well(other)
    await other.get_by_role("button", name="Xem lại phiếu").click()
    await other.get_by_role("button", name="Bỏ phiếu", exact=True).click()
    await expect(other.get_by_text("Bạn đã bỏ phiếu:")).to_contain_text("Thứ hai")
    await expect(page.get_by_text("1 trong 4 người đã bỏ phiếu")).to_be_visible()
    await expect(page.get_by_role("row", name="Thứ ba 1", exact=True)).to_be_visible()
    reader = await visit(None, path)
    await expect(reader.get_by_role("form", name="Mở thăm dò")).to_have_count(0)
    await expect(reader.get_by_text("1 trong 4 người đã bỏ phiếu")).to_be_visible()

    await over(debate.world, int(thread.url.rsplit("=", 1)[1]))
    await following.look(debate.world.app.state.store, SIGNER)
    said = page.get_by_role("status").filter(has_text="Đứng đầu: ")
    await expect(said).to_be_visible()
    await expect(page.get_by_text("Đã chọn")).to_have_count(0)
