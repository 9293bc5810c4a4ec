"""What is being changed in a post that stands: newer versions, and the draft that was there before."""

import re

from playwright.async_api import expect

from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

CARET = "() => document.activeElement.selectionStart"


async def test_an_edit_of_a_newer_version_keeps_the_text_and_overwrites_only_when_told(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    post = (await site.reply(an, thread, "Bản một."))["result"]["id"]
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await his.menu(his.post("Bản một."), "Sửa")
    await expect(his.field).to_have_value("Bản một.")
    await his.field.fill("Bản của tôi.")
    guard.expect("status of 412")

    await an.do("PUT", f"/posts/{post}", body="Bản hai.", kind="opinion", version=1)
    await his.composer.get_by_role("button", name="Lưu bản sửa").click()

    await expect(his.composer.get_by_role("alert")).to_contain_text("đã có bản mới hơn")
    await expect(his.composer.locator("del")).to_contain_text("hai")
    await expect(his.composer.locator("ins")).to_contain_text("của tôi")
    await his.composer.get_by_text("Toàn văn bản đang hiện").click()
    await expect(his.composer.get_by_text("Bản hai.", exact=True)).to_be_visible()
    await looks_well(his.page)
    await expect(his.field).to_have_value("Bản của tôi.")
    await his.composer.get_by_role("button", name="Ghi đè").click()
    await expect(his.post("Bản của tôi.")).to_contain_text("đã sửa")
    history = await an.get(f"/posts/{post}")
    assert [revision["body"] for revision in history["revisions"]] == [
        "Bản một.",
        "Bản hai.",
        "Bản của tôi.",
    ]
    await his.menu(his.post("Bản của tôi."), "Lịch sử chỉnh sửa")
    newest = his.dialog.get_by_role("listitem").filter(has_text="Bản 3")
    await expect(newest.locator("del")).to_have_text("[bỏ: hai]")
    await expect(newest.locator("ins")).to_have_text("[thêm: của tôi]")
    await newest.get_by_text("Toàn văn bản 3").click()
    await expect(newest.get_by_text("Bản của tôi.", exact=True)).to_be_visible()
    await expect(his.dialog.locator("del")).to_have_count(2)
    await looks_well(his.page)


async def test_an_edit_in_between_gives_the_draft_back(
    site: World, visit: Visit, an: Someone
) -> None:
    room = await site.room(an)
    thread = await site.thread(an, room)
    await site.reply(an, thread, "Bản một.")
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    await his.posts.first.get_by_role("button", name=re.compile("^Trả lời")).click()
    await his.composer.get_by_text("Dẫn chứng").click()
    await his.write("Nháp dở dang")

    await his.menu(his.post("Bản một."), "Sửa")
    await expect(his.field).to_have_value("Bản một.")
    await his.composer.get_by_role("button", name="Bỏ chọn").click()
    await expect(his.field).to_have_value("Nháp dở dang")
    await expect(his.composer).to_contain_text("Trả lời Nguyễn Văn An")

    await his.menu(his.post("Bản một."), "Sửa")
    await expect(his.field).to_have_value("Bản một.")
    await his.field.fill("Bản hai.")
    await his.composer.get_by_role("button", name="Lưu bản sửa").click()
    await expect(his.field).to_have_value("Nháp dở dang")
    await his.field.press("End")
    await his.page.keyboard.type(" đã xong")
    await his.field.press("Control+Enter")

    await expect(his.post("Nháp dở dang đã xong")).not_to_contain_text("Đang gửi")
    first, edited, sent = (await an.get(f"/threads/{thread}"))["posts"]
    assert (edited["version"], sent["kind"], sent["parent_id"]) == (2, "evidence", first["id"])
