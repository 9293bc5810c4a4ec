"""A slow thread on screen: set from the thread's menu, seen by everybody, and whoever has just posted waits without losing a word."""

import re

from playwright.async_api import expect

from tests.web.axe import LOOKS, looks_well
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import World


async def test_one_slows_it_and_the_other_waits_their_turn(site: World, visit: Visit) -> None:
    an, binh = await site.people("Nguyễn Văn An", "Trần Văn Bình")
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    theirs = await ThreadPage(await visit(binh, path_of(room, thread))).live()

    await his.page.locator(".head").get_by_role("button").last.click()
    await his.page.get_by_role("button", name="Chế độ chậm…").click()
    await his.dialog.get_by_label("Mỗi người một ý kiến trong").select_option("30 giây")
    await his.dialog.get_by_label(re.compile("^Lý do")).fill("Nhiều người cùng nói.")
    await his.dialog.get_by_role("button", name="Chế độ chậm").click()
    await expect(his.dialog).to_have_count(0)

    state = theirs.page.get_by_text("Chế độ chậm: mỗi người một ý kiến trong 30 giây.")
    await expect(state).to_contain_text("Nguyễn Văn An đặt lúc")
    await expect(state).to_contain_text("Nhiều người cùng nói.")
    await looks_well(theirs.page, LOOKS["vi"])

    await theirs.say("Ý thứ nhất.")
    await expect(his.post("Ý thứ nhất.")).to_be_visible()
    field = theirs.page.get_by_role("textbox", name="Viết ý kiến")
    await field.fill("Ý thứ hai, gửi ngay.")
    send = theirs.page.get_by_role("button", name="Gửi ý kiến")
    await expect(
        theirs.page.get_by_text(re.compile("Chế độ chậm: gửi được sau 0:"))
    ).to_be_visible()
    await expect(send).to_be_disabled()
    await expect(send).to_have_accessible_description(re.compile("gửi được sau"))
    await looks_well(theirs.page, LOOKS["vi"])
    await expect(field).to_have_value("Ý thứ hai, gửi ngay.")
    for n in range(2):
        await his.say(f"Người điều hành nói {n}.")
        await expect(theirs.post(f"Người điều hành nói {n}.")).to_be_visible()

    await expect(send).to_be_enabled(timeout=40_000)
    await send.click()
    await expect(his.post("Ý thứ hai, gửi ngay.")).to_be_visible()

    await his.page.locator(".head").get_by_role("button").last.click()
    await his.page.get_by_role("button", name="Bỏ chế độ chậm").click()
    await expect(state).to_have_count(0)
    await theirs.say("Ý thứ ba.")
    await expect(his.post("Ý thứ ba.")).to_be_visible()
