"""Arguments of a proposal in a browser: filed, weighed, answered, still open, reused, and what is new waits."""

import os
import re
from pathlib import Path
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.debate import Debate, gather
from tests.rooms.proposals.disputing import Dispute, disputed
from tests.rooms.proposals.tabling import opened
from tests.web.axe import BY_DEFAULT, LOOKS, shown, too_small, violations, wider_than_the_screen
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import DESK, PHONE, Visit
from tests.world import World

SEEN = os.environ.get("DIENHONG_SCREENSHOTS")  # a folder for eyes


async def look(page: Page, name: str, looks: Any = BY_DEFAULT) -> None:
    """Axe finds nothing, light and dark, wide and narrow."""
    async for each in shown(page, looks):
        if SEEN:
            file = Path(SEEN) / f"{name}-{'-'.join(each.split()[1:])}.png"
            if await page.get_by_role("dialog").count() == 0 and name != "strongest":
                await page.get_by_role("heading", level=2).last.scroll_into_view_if_needed()
                await page.get_by_role("region").first.evaluate("each => each.scrollIntoView()")
            await page.screenshot(path=file)
        assert await violations(page) == [], each
        assert await too_small(page) == [], each
        assert await wider_than_the_screen(page) == [], each


def column(page: Page, name: str) -> Locator:
    """A column, by its heading."""
    return page.get_by_role("region", name=name)


async def dispute_of(site: World) -> tuple[Debate, Dispute]:
    debate = await gather(site, visibility="public")
    return debate, await disputed(await opened(debate, debate.member))


async def test_arguments_stand_in_columns_and_what_is_new_waits(site: World, visit: Visit) -> None:
    debate, dispute = await dispute_of(site)
    objection = await dispute.say(
        debate.moderator, "critique", "Các xã **chưa có** hạ tầng để mở dữ liệu."
    )
    weak = await dispute.say(debate.owner, "critique", "Tốn kém.")
    await dispute.say(debate.owner, "support", "Doanh nghiệp cần dữ liệu để làm sản phẩm.")
    await dispute.say(debate.facilitator, "question", "Ai trả chi phí?")
    await dispute.say(
        debate.facilitator, "evidence", "Báo cáo: 40 % xã thiếu máy chủ.", parent_id=objection
    )
    reply = await dispute.say(debate.member, "opinion", "Huyện làm thay xã.", parent_id=objection)
    for who in (debate.owner, debate.facilitator):
        await who.do("PUT", f"/posts/{objection}/position", position="agree")

    page = await visit(debate.moderator, dispute.proposal.path)
    await expect(page.get_by_role("link", name="Luận điểm (1 ủng hộ, 2 phản biện)")).to_be_visible()
    strongest = page.get_by_role("group").filter(has_text="Phản biện mạnh nhất chưa được trả lời")
    await strongest.get_by_text("Phản biện mạnh nhất").click()
    await expect(strongest.get_by_text("chưa có")).to_be_visible()
    await expect(strongest.get_by_text("cận dưới của khoảng tin cậy Wilson")).to_be_visible()
    await look(page, "strongest")
    await page.get_by_role("link", name="Luận điểm (1 ủng hộ, 2 phản biện)").click()
    against = column(page, "Phản biện")
    articles = against.get_by_role("article")
    await expect(articles).to_have_count(2)
    await expect(articles.nth(0)).to_contain_text("Các xã chưa có hạ tầng")
    await expect(articles.nth(0)).to_contain_text("Báo cáo: 40 % xã thiếu máy chủ.")
    await expect(articles.nth(0)).to_contain_text("Chưa được trả lời")
    await look(page, "columns", [*LOOKS["vi"], *LOOKS["en"]])

    await dispute.say(debate.owner, "critique", "Dữ liệu bẩn.")
    await debate.facilitator.do("PUT", f"/posts/{weak}/position", position="disagree")
    await expect(against.get_by_text("1 luận điểm mới")).to_be_visible()
    await expect(articles).to_have_count(2)
    await expect(articles.nth(1).get_by_role("button", name="Không đồng tình 1")).to_be_visible()
    await expect(
        articles.nth(0).get_by_role("button", name="Đồng tình 2", exact=True)
    ).to_be_visible()
    await articles.nth(1).get_by_role("button", name="Đồng tình 0", exact=True).click()
    mine = articles.nth(1).get_by_role("button", name="Đồng tình 1", exact=True)
    await expect(mine).to_have_attribute("aria-pressed", "true")
    await against.get_by_role("button", name="Hiện").click()
    await expect(articles).to_have_count(3)
    await expect(page.get_by_role("heading", name="Phản biện (3)")).to_be_visible()

    author = await visit(debate.member, f"{dispute.proposal.path}?view=arguments", viewport=PHONE)
    first = column(author, "Phản biện").get_by_role("article").first
    await first.get_by_role("button", name="Chọn câu trả lời…").click()
    dialog = author.get_by_role("dialog")
    await expect(dialog.get_by_text("Huyện làm thay xã.")).to_be_visible()
    await look(author, "answer")
    await (
        dialog.get_by_role("listitem")
        .filter(has_text="Huyện làm thay")
        .get_by_role("button", name="Đây là câu trả lời")
        .click()
    )
    await expect(first.get_by_text("Đã được Phạm Minh trả lời")).to_be_visible()
    await expect(articles.nth(0)).to_contain_text("Đã được Phạm Minh trả lời")
    await articles.nth(0).get_by_role("button", name="Vẫn chưa được trả lời").click()
    await expect(articles.nth(0)).to_contain_text("Người nêu nói: vẫn chưa được trả lời")
    await expect(first.get_by_text("Người nêu nói")).to_be_visible()
    await debate.moderator.do("PUT", f"{dispute.path}/{objection}/answer", answer_id=reply)
    await author.get_by_label("Chỉ phản biện và câu hỏi chưa được trả lời").check()
    await expect(column(author, "Phản biện").get_by_role("article")).to_have_count(2)


async def test_an_argument_is_filed_from_the_page_and_kept_until_it_is_sent(
    site: World, visit: Visit
) -> None:
    debate, dispute = await dispute_of(site)
    page = await visit(debate.owner, f"{dispute.proposal.path}?view=arguments")
    await expect(page.get_by_text("Chưa có luận điểm phản biện.")).to_be_visible()
    await page.get_by_role("button", name="Nêu luận điểm").click()
    await page.get_by_label("Phản biện: đề xuất").check()
    await page.get_by_label("Nội dung").fill("Thiếu kinh phí.")
    await page.wait_for_timeout(600)  # the pause in the typing, after which it is kept
    await page.reload()
    await page.get_by_role("button", name="Nêu luận điểm").click()
    await expect(page.get_by_label("Nội dung")).to_have_value("Thiếu kinh phí.")
    await expect(page.get_by_label("Phản biện: đề xuất")).to_be_checked()
    await look(page, "write")
    await page.get_by_role("button", name="English").click()
    await expect(page.get_by_label("Critique of: the proposal")).to_be_checked()
    await look(page, "english")
    await page.set_viewport_size(DESK)
    await page.get_by_role("button", name="Tiếng Việt").click()
    await page.get_by_role("button", name="Gửi", exact=True).click()
    await expect(column(page, "Phản biện").get_by_text("Thiếu kinh phí.")).to_be_visible()
    await expect(page.get_by_role("link", name="Luận điểm (0 ủng hộ, 1 phản biện)")).to_be_visible()
    await expect(page.get_by_role("button", name="Nêu luận điểm")).to_be_focused()
    thread = await debate.owner.get(dispute.talk.thread)
    last = thread["posts"][-1]
    assert (last["kind"], last["parent_id"]) == ("critique", dispute.first_post)


async def test_a_post_of_another_thread_is_reused_and_put_back(site: World, visit: Visit) -> None:
    debate, dispute = await dispute_of(site)
    await debate.say(debate.facilitator, "Mở dữ liệu tạo việc làm.", kind="opinion")
    reader = await visit(debate.owner, f"{dispute.proposal.path}?view=arguments")
    await expect(reader.get_by_text("Chưa có luận điểm ủng hộ.")).to_be_visible()
    page = await visit(debate.moderator, f"/r/{debate.room_id}/t/{debate.thread_id}")
    post = page.get_by_role("article").filter(has_text="Mở dữ liệu tạo việc làm.")
    await post.get_by_role("button", name="Thao tác").click()
    await page.get_by_role("button", name="Dùng làm luận điểm…").click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_label("Đề xuất", exact=True)).to_be_visible()
    await look(page, "reuse")
    await dialog.get_by_role("button", name="Dùng làm luận điểm").click()
    await expect(dialog.get_by_text("Đã dùng làm luận điểm.")).to_be_visible()
    support = column(reader, "Ủng hộ")
    await expect(support.get_by_text("1 luận điểm mới")).to_be_visible()
    await support.get_by_role("button", name="Hiện").click()
    await expect(support.get_by_text("Dùng lại từ nơi khác trong phòng")).to_be_visible()
    await look(reader, "reused")
    await support.get_by_role("button", name="Thôi dùng lại").click()
    await expect(support.get_by_text("Không còn được dùng lại cho đề xuất này.")).to_be_visible()
    await expect(
        reader.get_by_role("link", name="Luận điểm (0 ủng hộ, 0 phản biện)")
    ).to_be_visible()


async def test_a_reply_is_marked_in_the_thread(site: World, visit: Visit) -> None:
    debate, dispute = await dispute_of(site)
    objection = await dispute.say(debate.moderator, "critique", "Các xã chưa có hạ tầng.")
    await dispute.say(debate.owner, "opinion", "Huyện làm thay xã.", parent_id=objection)
    way = path_of(debate.room_id, dispute.talk.thread_id)
    author, objector = [
        await ThreadPage(await visit(who, way)).live() for who in (debate.member, debate.moderator)
    ]
    await author.menu(author.post("Huyện làm thay xã."), "Đánh dấu là câu trả lời")
    said = f"Đã đánh dấu ý kiến của {debate.owner.person['name']} là câu trả lời."
    await expect(author.page.get_by_role("status").filter(has_text=said)).to_be_visible()
    await look(author.page, "marked")
    assert (await dispute.line("critique", objection))["answered_by"] == 4
    await objector.menu(objector.post("Các xã chưa có hạ tầng."), "Vẫn chưa được trả lời")
    await expect(objector.page.get_by_role("status").filter(has_text="Vẫn chưa")).to_be_visible()
    assert (await dispute.line("critique", objection))["still_open_at"]
    await author.post("Huyện").get_by_role("button", name=re.compile("^Thao tác khác")).click()
    await expect(author.page.get_by_role("button", name="Chép liên kết")).to_be_visible()
    await expect(author.page.get_by_role("button", name="Đánh dấu là câu trả lời")).to_have_count(0)
