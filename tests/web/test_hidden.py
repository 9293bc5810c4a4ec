"""A post that moderation hides: open pages lose its words at once, say by which rule, and show them again when it is back."""

import re

from playwright.async_api import expect

from moderation.reasons import Reason
from rooms.store import Store
from tests import moderated
from tests.bringing import brought
from tests.web.pages.thread import ThreadPage, fill, path_of
from tests.web.reading import of_post
from tests.web.visit import Visit
from tests.world import Someone, World

AT_ONCE_MS = 5 * 1_000  # five times the bar, for a busy machine


async def test_an_open_page_loses_the_words_and_shows_them_again(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    file = await brought(binh, room, "Một dòng.".encode(), "bang.txt")
    done = await binh.do(
        "POST", f"/threads/{thread}/posts", body="Ông ta là đồ ngốc.", files=[{"id": file["id"]}]
    )
    post, store = done["result"]["id"], _store(site)
    pages = [await ThreadPage(await visit(who, path_of(room, thread))).live() for who in (an, binh)]
    for page in pages:
        await expect(page.post("đồ ngốc")).to_contain_text("bang.txt")

    await moderated.hide(store, post, "hidden", Reason.INSULT)

    for page in pages:
        await expect(page.post("đồ ngốc")).to_have_count(0, timeout=AT_ONCE_MS)
        marker = page.post("Đã ẩn theo quy tắc 4 (Xúc phạm).")
        await expect(marker).to_be_visible()
        await expect(page.page.get_by_text("bang.txt")).to_have_count(0)
        await expect(marker.get_by_role("button", name="Đồng tình")).to_have_count(0)
    await moderated.hide(store, post, "removed", Reason.INSULT)
    await expect(pages[0].post("Đã gỡ bỏ theo quy tắc 4 (Xúc phạm).")).to_be_visible()

    await moderated.restore(store, post)

    for page in pages:
        await expect(page.post("đồ ngốc")).to_be_visible(timeout=AT_ONCE_MS)
        await expect(page.post("đồ ngốc")).to_contain_text("bang.txt")
        await expect(page.page.get_by_text("theo quy tắc")).to_have_count(0)


async def test_who_comes_later_reads_the_rule_and_its_author_may_take_it_back(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    post = (await site.reply(binh, thread, "Mua ngay kẻo lỡ."))["result"]["id"]
    await moderated.hide(_store(site), post, "removed", Reason.SPAM)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    marker = hers.post("Đã gỡ bỏ theo quy tắc 6 (Quảng cáo, thư rác).")
    await expect(marker).to_be_visible()

    await marker.get_by_role("button", name=re.compile("^Thao tác khác")).click()
    await expect(marker.get_by_role("button", name="Sửa", exact=True)).to_have_count(0)
    await marker.get_by_role("button", name="Rút lại", exact=True).click()
    await hers.dialog.get_by_role("button", name="Rút lại", exact=True).click()
    await expect(hers.dialog).to_have_count(0)
    await moderated.restore(_store(site), post)

    await expect(hers.post("Tác giả đã rút lại ý kiến này")).to_be_visible()
    await expect(hers.page.get_by_text("Mua ngay")).to_have_count(0)


async def test_what_waits_behind_the_pill_is_hidden_there_too(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    ids = await fill(site, an, thread, 20)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    post = (await site.reply(an, thread, "Đồ ngốc!", parent_id=ids[0]))["result"]["id"]
    await expect(hers.pill).to_be_visible()

    await moderated.hide(_store(site), post)
    await moderated.hide(_store(site), ids[0], "removed")
    await expect(hers.post("Đã gỡ bỏ theo quy tắc 4")).to_be_visible()
    await hers.pill.click()

    await expect(hers.post("Đã ẩn theo quy tắc 4")).to_be_visible()
    await expect(hers.page.get_by_text("Đồ ngốc!")).to_have_count(0)


async def test_a_document_says_it_in_both_languages(site: World) -> None:
    (an,) = await site.people("Nguyễn Văn An")
    room = await site.room(an, visibility="public")
    thread = await site.thread(an, room)
    hidden, removed = [
        (await site.reply(an, thread, f"Lời thứ {n}."))["result"]["id"] for n in (1, 2)
    ]
    await moderated.hide(_store(site), hidden, "hidden", Reason.HATRED)
    await moderated.hide(_store(site), removed, "removed", "mot-quy-tac-moi")
    said = {
        "vi": ("Đã ẩn theo quy tắc 3 (Kích động thù ghét).", "Đã gỡ bỏ theo quy tắc “mot-quy-tac-moi”."),
        "en": ("Hidden under rule 3 (Hatred).", "Removed under rule “mot-quy-tac-moi”."),
    }  # fmt: skip
    for language, (first, second) in said.items():
        page = (await site.client().get(f"/r/{room}/transcript?lang={language}")).text
        assert first in of_post(page, hidden)
        assert second in of_post(page, removed)
        assert "Lời thứ" not in page


def _store(site: World) -> Store:
    store: Store = site.app.state.store
    return store
