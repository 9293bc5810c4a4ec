import re
from tests.web.pages.thread import ThreadPage, fill, path_of
async def test_tmp(site, visit, an, binh):
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await fill(site, an, thread, 6)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    for width in (1280, 360):
        await his.page.set_viewport_size({"width": width, "height": 720})
        await his.posts.last.get_by_role("button", name=re.compile("^Thao tác khác")).click()
        await his.page.screenshot(path=f"/tmp/dh/menu{width}.png")
        await his.page.keyboard.press("Escape")
