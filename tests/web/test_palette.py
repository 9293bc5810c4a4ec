"""One field that leads everywhere: by keys alone, without diacritics, from wherever one is."""

import re

from playwright.async_api import expect

from tests.web.axe import LOOKS, looks_well
from tests.web.idly import fetched
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World


async def test_the_palette_leads_to_rooms_threads_acts_and_to_the_search(
    site: World, visit: Visit, binh: Someone
) -> None:
    an = await site.person("Lê Hoàng Phương")
    here = await site.room(binh, an, title="Quỹ đầu tư mạo hiểm")
    await site.room(binh, an, title="Đất đai và quy hoạch")
    third = await site.room(binh, an, title="Giá đất")
    proposal = await _proposed(binh, third, "Công bố bảng định giá")
    thread = await site.thread(binh, here, title="Ai chịu rủi ro")
    await site.thread(binh, here, title="Vốn mồi của Nhà nước")
    page = await visit(an, path_of(here, thread))
    his = await ThreadPage(page).live()
    await fetched(page)
    keys = page.keyboard
    field = page.get_by_role("combobox", name="Phòng, chủ đề")
    chosen = page.get_by_role("option", selected=True)

    await his.field.press_sequentially("Đang viết dở")
    await keys.press("Control+k")
    await expect(field).to_be_focused()
    await expect(page.get_by_role("option", name=re.compile("^Vốn mồi"))).to_be_visible()
    await looks_well(page, LOOKS["vi"][1:])
    await keys.type("tra loi")
    await expect(chosen).to_contain_text(re.compile("^Trả lời"))
    await keys.press("Escape")
    await expect(his.field).to_be_focused()
    await expect(his.field).to_have_value("Đang viết dở")

    await keys.press("Control+k")
    await keys.type("von moi")
    await expect(chosen).to_contain_text("Vốn mồi của Nhà nước")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Vốn mồi của Nhà nước")

    await keys.press("Control+k")
    await keys.type("quy hoach")
    await expect(chosen).to_contain_text("Đất đai và quy hoạch")
    await keys.press("ArrowDown")
    await expect(chosen).to_contain_text("Tìm “quy hoach”")
    await keys.press("ArrowDown")
    await keys.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Đất đai và quy hoạch")

    await keys.press("Control+k")
    await keys.type("han muc von moi")
    await expect(chosen).to_contain_text("Tìm “han muc von moi”")
    await keys.press("Enter")
    await expect(page).to_have_url(re.compile(r"/search\?q=han\+muc\+von\+moi"))

    await page.goto(f"/r/{here}")
    await keys.press("Control+k")
    await keys.type("dinh gia")
    await expect(chosen).to_contain_text("Công bố bảng định giá")
    await expect(chosen).to_contain_text("Giá đất")
    await keys.press("Enter")
    await expect(page).to_have_url(re.compile(f"/proposals/{proposal}$"))


async def test_without_keys_the_palette_has_a_button_in_the_list_of_rooms(
    site: World, visit: Visit
) -> None:
    an = await site.person("Vũ Đình Long")
    await site.room(an, title="Vườn ươm doanh nghiệp")
    page = await visit(an, "/", viewport=PHONE, has_touch=True, is_mobile=True)
    await page.get_by_role("button", name="Danh sách phòng").tap()
    await page.get_by_role("button", name="Đi tới…").tap()
    field = page.get_by_role("combobox", name="Phòng, chủ đề")
    await expect(field).to_be_focused()
    await expect(page.get_by_text("Enter để mở")).to_have_count(0)
    await field.press_sequentially("vuon uom")
    await page.get_by_role("option", name="Vườn ươm doanh nghiệp", exact=True).tap()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Vườn ươm doanh nghiệp")


async def _proposed(who: Someone, room: int, title: str) -> int:
    """A proposal before the room; its id."""
    text = "Điều 1. Phạm vi\n\nGiá đất được công bố.\n"
    begun = await who.do("POST", f"/rooms/{room}/proposals", title=title, text=text)
    proposal: int = begun["result"]["id"]
    why = "Vì giá đất là của chung."
    await who.do("PUT", f"/proposals/{proposal}/opening", draft=1, body=why)
    return proposal
