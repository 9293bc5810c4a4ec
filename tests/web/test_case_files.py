"""The file of a case on screen: pictures of what is hidden, for who decides; and what a moderator sees of a case that is their own."""

from playwright.async_api import expect

from tests import pictures
from tests.bringing import brought
from tests.desk import seated_as
from tests.moderation.scenes import case_of
from tests.web.affair import WHY, Affair
from tests.web.axe import looks_well
from tests.web.pages.moderation import QueuePage
from tests.web.visit import Visit
from tests.world import World

LOADED = "() => [...document.querySelectorAll('.case-half img')].some(img => img.complete && img.naturalWidth > 0)"


async def test_a_moderator_sees_the_pictures_of_a_post_that_is_hidden_and_its_author_no_reports(
    site: World, affair: Affair, visit: Visit
) -> None:
    picture = await brought(affair.author, affair.room, pictures.png(), "Bảng điểm.png")
    files = [{"id": picture["id"], "alt": "Bảng điểm bị bôi xấu"}]
    done = await affair.author.do(
        "POST", f"/threads/{affair.thread}/posts", body="Xem bảng điểm của họ.", files=files
    )
    post = done["result"]["id"]
    await affair.reporter.do("POST", f"/posts/{post}/reports", reason="personal-facts", words=WHY)
    await affair.lan.do(
        "POST", f"/posts/{post}/acts", act="hide", reason="personal-facts", public_note="Lộ dữ liệu riêng.", private_note="Đã gọi điện."
    )  # fmt: skip
    path = f"/moderation/{await case_of(site, post)}"
    queue = await QueuePage(await visit(affair.hoa, path)).live()
    image = queue.case.get_by_role("img", name="Bảng điểm bị bôi xấu")
    await image.scroll_into_view_if_needed()
    await queue.page.wait_for_function(LOADED)
    await expect(queue.case.get_by_text(WHY)).to_be_visible()
    await expect(queue.case.get_by_text("Đã gọi điện.")).to_be_visible()
    await looks_well(queue.page)

    await seated_as(site, affair.author)
    own = await QueuePage(await visit(affair.author, path)).live()
    await expect(
        own.case.get_by_text("Về ý kiến của chính mình, bạn thấy những gì")
    ).to_be_visible()
    await expect(own.case.get_by_role("img", name="Bảng điểm bị bôi xấu")).to_have_count(0)
    await expect(own.case.get_by_text("Lộ dữ liệu riêng.")).to_be_visible()
    for hushed in (WHY, "Đã gọi điện."):
        await expect(own.case.get_by_text(hushed)).to_have_count(0)
    await looks_well(own.page)
