"""Reactions on the page: asked for from the menu or by a key, seen on another device, and taken back where they stand."""

import re

from playwright.async_api import Locator, expect

from tests.web.axe import looks_well
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World


def chips(post: Locator) -> Locator:
    """Those shown under a post."""
    return post.get_by_role("group", name="Bày tỏ")


async def test_a_reaction_is_given_by_menu_or_key_seen_elsewhere_and_taken_back(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await site.reply(an, thread, "Miễn thuế ba năm đầu.")
    path = path_of(room, thread)
    his = await ThreadPage(await visit(an, path)).live()
    hers = await ThreadPage(await visit(binh, path)).live()
    mine, seen = hers.post("Miễn thuế"), his.post("Miễn thuế")
    await expect(chips(mine)).to_have_count(0)

    await hers.menu(mine, "Bày tỏ…")
    await hers.dialog.get_by_role("button", name="Cần dẫn chứng").click()
    given = chips(mine).get_by_role("button", name="Cần dẫn chứng 1")
    await expect(given).to_have_attribute("aria-pressed", "true")
    await expect(chips(seen)).to_have_text(re.compile(r"^\s*Cần dẫn chứng 1\s*$"))
    await expect(chips(seen).get_by_role("button")).to_have_count(0)

    await mine.focus()
    await hers.page.keyboard.press("t")
    await expect(hers.dialog.get_by_role("button", name="Cảm ơn")).to_be_focused()
    await hers.page.keyboard.press("Enter")
    await expect(hers.dialog).to_have_count(0)
    await expect(chips(seen)).to_contain_text("Cảm ơn 1")
    await looks_well(hers.page)

    phone = await (await visit.as_(binh, viewport=PHONE)).new_page()
    await phone.goto(path)
    again = await ThreadPage(phone).live()
    await expect(chips(again.post("Miễn thuế"))).to_have_text(
        re.compile("Cảm ơn 1.*Cần dẫn chứng 1")
    )
    await looks_well(phone)

    await given.click()
    await expect(given).to_have_count(0)
    await expect(chips(seen)).to_have_text(re.compile(r"^\s*Cảm ơn 1\s*$"))
    await expect(chips(again.post("Miễn thuế"))).to_have_text(re.compile(r"^\s*Cảm ơn 1\s*$"))
