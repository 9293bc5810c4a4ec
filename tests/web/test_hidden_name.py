"""A name that moderation hides: open pages call the person otherwise at once, and as before when the name is back."""

import re

from playwright.async_api import Locator, Page, expect

from tests import moderated
from tests.desk import moderators
from tests.rooms.test_names import HIDDEN, profile
from tests.rooms.test_search import word
from tests.told import told
from tests.web.axe import too_small, violations
from tests.web.pages.moderation import QueuePage
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.test_hidden import AT_ONCE_MS
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World


async def _somebody(site: World) -> tuple[Someone, str]:
    """Somebody of this test's own, and what they call themselves."""
    (someone,) = await site.people("Phạm Văn Chi")
    rude = f"Lũ Ngu {word().capitalize()}"
    await someone.do("PUT", "/me", **profile(rude, f"Hội {rude}"))
    return someone, rude


def _line(page: Page, name: str) -> Locator:
    """The member in the list of members."""
    return page.locator(".people > li").filter(has_text=name)


async def _choose(page: Page, name: str, choice: str) -> None:
    await page.get_by_role("button", name=f"Lựa chọn về {name}").click()
    await page.get_by_role("button", name=choice, exact=True).click()


async def test_open_pages_call_them_otherwise_and_as_before_when_it_is_back(
    site: World, visit: Visit, binh: Someone
) -> None:
    an, rude = await _somebody(site)
    room = await site.room(an, binh)
    thread = await site.thread(an, room, "Điều 12 có rõ không?")
    page = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    await expect(page.posts.first).to_contain_text(rude)
    await moderated.hide_name(site.app.state.store, room, an.id)
    await expect(page.posts.first).to_contain_text(HIDDEN, timeout=AT_ONCE_MS)
    await expect(page.page.get_by_text(rude)).to_have_count(0)
    await expect(page.page.get_by_text(f"Hội {rude}")).to_have_count(0)
    await moderated.restore_name(site.app.state.store, an.id)
    await expect(page.posts.first).to_contain_text(rude, timeout=AT_ONCE_MS)


async def test_from_the_list_of_members_to_the_decision(
    site: World, visit: Visit, binh: Someone
) -> None:
    (lan,) = await moderators(site, "Nguyễn Thị Lan")
    an, rude = await _somebody(site)
    room = await site.room(an, binh)
    page = await visit(binh, f"/r/{room}")
    await expect(page.get_by_role("button", name=f"Lựa chọn về {rude}")).to_have_count(1)
    own = binh.person["name"]
    await expect(page.get_by_role("button", name=f"Lựa chọn về {own}")).to_have_count(0)
    await _choose(page, rude, "Báo vi phạm về tên")
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_text(f"Tên: {rude}, Hội {rude}")).to_be_visible()
    assert not await violations(page)
    await dialog.get_by_label("Xúc phạm").check()
    await dialog.get_by_role("button", name="Gửi báo vi phạm").click()
    await expect(dialog).to_contain_text("Đã gửi báo vi phạm.")
    await dialog.get_by_role("button", name="Đóng").last.click()
    async with site.sql() as conn:
        of = "select id from moderation_case where target = 'name' and room_id = $1"
        case = await conn.fetchval(of, room)

    desk = await QueuePage(await visit(lan, f"/moderation/{case}")).live()
    await expect(desk.case.get_by_role("article", name="Tên và đơn vị bị xét")).to_contain_text(rude)  # fmt: skip
    await expect(desk.button("Ẩn")).to_be_enabled()
    await desk.page.keyboard.press("4")
    await expect(desk.case.get_by_text("Tên hoặc đơn vị của bạn bị ẩn")).to_be_visible()
    assert not await violations(desk.page)
    await desk.page.keyboard.press("f")
    await expect(desk.case).to_contain_text("Bạn đã ẩn.")
    await expect(_line(page, HIDDEN)).to_have_count(1, timeout=AT_ONCE_MS)
    await expect(page.get_by_text(rude)).to_have_count(0)

    async with site.sql() as conn:
        act = await conn.fetchval("select act_id from moderation_case where id = $1", case)
    await told(an, lambda found: act in {each["act_id"] for each in found})
    author = await visit(an, f"/decisions/{act}")
    await expect(author.get_by_text("Tên và đơn vị của bạn đã bị ẩn.")).to_be_visible()
    await expect(author.get_by_text(f"Hội {rude}")).to_be_visible()
    await expect(author.get_by_label("Vì sao nên xem xét lại?")).to_be_visible()


async def test_who_moderates_hides_and_restores_it_in_the_room_on_a_phone(
    site: World, visit: Visit
) -> None:
    (lan,) = await moderators(site, "Nguyễn Thị Lan")
    an, rude = await _somebody(site)
    room = await site.room(an, lan)
    thread = await site.thread(an, room, "Điều 12 có rõ không?")
    page = await ThreadPage(await visit(lan, path_of(room, thread), viewport=PHONE)).live()
    await page.page.get_by_role("button", name=re.compile("Thông tin")).first.click()
    await _choose(page.page, rude, "Kiểm duyệt tên…")
    assert not await violations(page.page)
    assert not await too_small(page.page)
    await page.page.get_by_label(re.compile("Xúc phạm")).check()
    await page.page.get_by_role("button", name="Ẩn", exact=True).click()
    await expect(_line(page.page, HIDDEN)).to_have_count(1, timeout=AT_ONCE_MS)
    await _choose(page.page, HIDDEN, "Kiểm duyệt tên…")
    await page.page.get_by_role("button", name="Khôi phục", exact=True).click()
    await expect(_line(page.page, rude)).to_have_count(1, timeout=AT_ONCE_MS)
