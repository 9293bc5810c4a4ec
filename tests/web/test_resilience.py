"""Faults that are real: lines cut, a server restarted, a database away. Nothing is lost, nothing is doubled."""

import asyncio
import re

from playwright.async_api import Route, expect

from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.stage import Stage
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World

NOTICES = """() => {
  window.notices = []
  new MutationObserver(() => {
    for (const each of document.querySelectorAll('.notice')) window.notices.push(each.textContent.trim())
  }).observe(document.body, { childList: true, characterData: true, subtree: true })
}"""


async def test_what_was_said_while_the_line_was_cut_arrives_once(
    stage: Stage, visit: Visit
) -> None:
    an, binh = await stage.world.person("Nguyễn Văn An"), await stage.world.person("Trần Thị Bình")
    room = await stage.world.room(an, binh)
    thread = await stage.world.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread), url=stage.url)).live()

    await hers.page.evaluate(NOTICES)
    stage.to_pages.cut()
    await expect(hers.page.get_by_text("Mất kết nối — đang nối lại")).to_be_visible()
    for n in range(5):
        await stage.world.reply(an, thread, f"Nói lúc mất mạng {n}")
    await expect(hers.post("Nói lúc mất mạng")).to_have_count(0)
    stage.to_pages.mend()

    await expect(hers.page.get_by_text("Trực tiếp", exact=True)).to_be_visible()
    back = hers.page.locator(".notice", has_text="Đã nối lại")
    counted = "() => window.notices.includes('Đã nối lại · 5 ý kiến mới')"
    await hers.page.wait_for_function(counted)
    await hers.reveal()
    await expect(hers.post("Nói lúc mất mạng")).to_have_count(5)
    await expect(hers.posts).to_have_count(6)
    await expect(back).to_have_count(0)  # said for a few seconds, not for minutes


async def test_posts_sent_while_offline_are_kept_and_sent_once_in_their_order(
    stage: Stage, visit: Visit
) -> None:
    an, binh = await stage.world.person("Nguyễn Văn An"), await stage.world.person("Trần Thị Bình")
    room = await stage.world.room(an, binh)
    thread = await stage.world.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread), url=stage.url)).live()

    stage.to_pages.cut()
    await hers.say("Viết khi mất mạng, câu một")
    await hers.say("Viết khi mất mạng, câu hai")
    await expect(hers.post("câu hai")).to_contain_text(re.compile("Đang gửi|Chưa xác nhận"))
    assert len((await an.get(f"/threads/{thread}"))["posts"]) == 1
    stage.to_pages.mend()

    await expect(hers.post("câu hai")).not_to_contain_text(re.compile("Đang gửi|Chưa xác nhận"))
    await expect(hers.post("câu một")).not_to_contain_text(re.compile("Đang gửi|Chưa xác nhận"))
    kept = (await an.get(f"/threads/{thread}"))["posts"][1:]
    assert [_text(post["html"]) for post in kept] == [
        "Viết khi mất mạng, câu một",
        "Viết khi mất mạng, câu hai",
    ]
    await expect(hers.posts).to_have_count(3)


async def test_a_post_whose_answer_was_lost_stands_once(stage: Stage, visit: Visit) -> None:
    an = await stage.world.person("Nguyễn Văn An")
    room = await stage.world.room(an)
    thread = await stage.world.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread), url=stage.url)).live()
    lost: list[str] = []

    async def lose(route: Route) -> None:
        """The server hears it; the browser never hears the answer, the first time."""
        if lost:
            return await route.continue_()
        lost.append(route.request.post_data or "")
        await route.fetch()
        return await route.abort("connectionreset")

    await his.page.route(re.compile(r"/threads/\d+/posts$"), lose)
    await his.say("Đề nghị công bố định dạng mở.")

    await expect(his.post("định dạng mở")).not_to_contain_text(re.compile("Đang gửi|Chưa xác nhận"))
    assert lost
    await expect(his.post("định dạng mở")).to_have_count(1)
    assert len((await an.get(f"/threads/{thread}"))["posts"]) == 2


async def test_a_restarted_server_is_found_again_and_nothing_is_doubled(
    stage: Stage, visit: Visit
) -> None:
    an, binh = await stage.world.person("Nguyễn Văn An"), await stage.world.person("Trần Thị Bình")
    room = await stage.world.room(an, binh)
    thread = await stage.world.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread), url=stage.url)).live()
    await stage.world.reply(an, thread, "Trước khi khởi động lại")
    await expect(hers.post("Trước khi khởi động lại")).to_have_count(1)

    await stage.stop()
    await hers.say("Gửi lúc máy chủ dừng")
    await stage.start()
    await stage.world.reply(stage.again(an), thread, "Sau khi khởi động lại")

    await expect(hers.page.get_by_text("Trực tiếp", exact=True)).to_be_visible()
    await hers.meet("Sau khi khởi động lại")
    await expect(hers.post("Gửi lúc máy chủ dừng")).not_to_contain_text("Đang gửi")
    await expect(hers.post("Gửi lúc máy chủ dừng")).not_to_contain_text("Chưa xác nhận")
    await expect(hers.posts).to_have_count(4)
    assert len((await stage.again(an).get(f"/threads/{thread}"))["posts"]) == 4


async def test_while_the_database_is_away_the_text_is_kept_and_goes_later_under_its_key(
    stage: Stage, visit: Visit
) -> None:
    an = await stage.world.person("Nguyễn Văn An")
    room = await stage.world.room(an)
    thread = await stage.world.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread), url=stage.url)).live()
    keys: list[str] = []
    his.page.on(
        "request",
        lambda asked: (
            keys.append((asked.post_data_json or {})["key"])
            if asked.method == "POST" and asked.url.endswith("/posts")
            else None
        ),
    )

    stage.to_database.cut()
    await his.say("Gửi khi cơ sở dữ liệu vắng mặt")
    await expect(his.post("vắng mặt")).to_contain_text("Chưa xác nhận")
    stage.to_database.mend()

    await expect(his.post("vắng mặt")).not_to_contain_text("Chưa xác nhận")
    await expect(his.post("vắng mặt")).not_to_contain_text("Đang gửi")
    await expect(his.post("vắng mặt")).to_have_count(1)
    assert len(keys) > 1
    assert len(set(keys)) == 1
    posts = (await an.get(f"/threads/{thread}"))["posts"]
    assert [_text(post["html"]) for post in posts[1:]] == ["Gửi khi cơ sở dữ liệu vắng mặt"]


async def test_a_page_opened_without_a_line_says_so_and_opens_when_asked_again(
    stage: Stage, visit: Visit
) -> None:
    an = await stage.world.person("Nguyễn Văn An")
    room = await stage.world.room(an)
    thread = await stage.world.thread(an, room)
    page = await visit(an, f"/r/{room}", url=stage.url)
    await expect(page.get_by_role("heading", name="Dữ liệu mở")).to_be_visible()
    link = page.get_by_role("main").get_by_role("link", name=re.compile("Điểm nghẽn"))

    await page.route("**/threads/*", lambda route: route.abort("connectionreset"))
    await link.click()
    told = page.get_by_role("main").get_by_role("alert")
    await expect(told).to_contain_text("Không tải được chủ đề này. Không tới được máy chủ.")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Chủ đề")
    await expect(page.get_by_role("link", name="Về danh sách phòng")).to_be_visible()
    again = page.get_by_role("button", name="Thử lại")
    await page.unroute_all()
    await page.route("**/threads/*", lambda route: route.fulfill(status=503, body=""))
    await again.click()
    await expect(told).to_contain_text("mã 503")
    await page.unroute_all()
    await again.click()

    await expect(page.get_by_role("article")).to_have_count(1)
    assert page.url.endswith(path_of(room, thread))

    await page.route(re.compile(r"/rooms\?"), lambda route: route.fulfill(status=503, body=""))
    await page.reload()
    side = page.get_by_role("navigation", name="Phòng")
    await expect(side).to_contain_text("Không tải được danh sách phòng")
    await expect(side.get_by_role("button", name="Thử lại")).to_be_visible()
    await page.unroute_all()
    await side.get_by_role("button", name="Thử lại").click()
    await expect(side.locator(f'a[href="/r/{room}"]')).to_be_visible()


async def test_where_the_words_of_a_failure_cannot_be_had_either_it_says_so_in_short(
    stage: Stage, visit: Visit
) -> None:
    an = await stage.world.person("Nguyễn Văn An")
    before = await visit(an, "/sign-in", url=stage.url)
    page = await before.context.new_page()
    await page.route("**/assets/Failure-*", lambda route: route.abort())
    await page.route("**/notices", lambda route: route.fulfill(status=503, body=""))
    await page.goto("/inbox")
    await expect(page.get_by_role("alert")).to_contain_text("Không tải được.")
    await page.unroute_all()
    await page.get_by_role("main").get_by_role("button", name="Thử lại").click()
    await expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(1)


async def test_a_composer_that_cannot_be_had_says_so_and_one_that_is_late_takes_the_focus_then(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    guard.expect("net::ERR_FAILED")
    room = await site.room(an)
    thread = await site.thread(an, room)
    page = await visit(an, "/", viewport=PHONE)
    here = asyncio.Event()

    async def late(route: Route) -> None:
        await here.wait()
        await route.continue_()

    await page.route("**/assets/Composer-*.js", lambda route: route.abort())
    await page.goto(path_of(room, thread))
    told = page.get_by_role("main").get_by_role("alert")
    await expect(told).to_contain_text("Không tải được phần này của trang.")
    await page.unroute_all()
    await page.route("**/assets/Composer-*.js", late)
    await page.get_by_role("main").get_by_role("button", name="Thử lại").click()
    his = await ThreadPage(page).live()
    await expect(told).to_have_count(0)
    post = his.posts.first
    await expect(post.get_by_role("button", name="Không đồng tình", exact=True)).to_be_visible()
    await post.get_by_role("button", name=re.compile("^Trả lời")).click()
    await expect(his.field).to_have_count(0)
    here.set()
    await expect(his.field).to_be_focused()


async def test_a_new_build_is_offered_and_not_forced_on_whoever_writes(
    stage: Stage, visit: Visit
) -> None:
    an = await stage.world.person("Nguyễn Văn An")
    room = await stage.world.room(an)
    thread = await stage.world.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread), url=stage.url)).live()
    await his.write("Đang viết dở")

    await stage.stop()
    await stage.start()
    stage.world.app.state.hub.build = "newer"
    stage.to_pages.cut()
    stage.to_pages.mend()

    await expect(his.page.get_by_text("Có bản mới.")).to_be_visible()
    await expect(his.field).to_have_value("Đang viết dở")
    await expect(his.field).to_be_focused()
    await his.page.get_by_role("button", name="Tải lại").click()
    await expect(his.field).to_have_value("Đang viết dở")


def _text(html: str) -> str:
    return re.sub("<[^>]+>", "", html).strip()
