"""Ways through a long thread: posts picked out by a filter, one branch by itself, and back to where one was reading."""

import asyncio
import re
from typing import Any

from playwright.async_api import Locator, Page, expect

from tests.web.axe import LOOKS, looks_well
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

MANY = 205  # more than come with their words at once
WORDS = "Cơ chế thí điểm cần một đầu mối chịu trách nhiệm và thời hạn rõ ràng. " * 2
STILL_PX = 1


async def post(who: Someone, thread: int, body: str, **more: Any) -> int:
    done = await who.do("POST", f"/threads/{thread}/posts", body=body, **more)
    found: int = done["result"]["id"]
    return found


async def fill(who: Someone, thread: int) -> None:
    for at in range(0, MANY, 5):
        await asyncio.gather(
            *(post(who, thread, f"Ý kiến số {n}. {WORDS}") for n in range(at, at + 5))
        )


async def top_of(post: Locator) -> float:
    """How far below the upper edge of the thread it stands, in px."""
    top: float = await post.evaluate(
        "el => el.getBoundingClientRect().top - el.closest('.stream').getBoundingClientRect().top"
    )
    return top


def filters(page: Page) -> Locator:
    return page.get_by_role("navigation", name="Lọc ý kiến")


async def test_posts_are_picked_out_of_a_thread_and_the_way_back_leads_to_the_same_place(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await fill(an, thread)
    asked = await post(an, thread, "Ai giữ dữ liệu?", kind="question")
    proof = await post(an, thread, "Theo Nghị định 47.", kind="evidence", parent_id=asked)
    await post(binh, thread, "Bộ giữ.", parent_id=asked)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    page, bar = hers.page, filters(hers.page)
    for _ in range(4):
        await page.keyboard.press("j")
    here = page.locator("article:focus")
    await expect(here).to_be_in_viewport()
    was, name = await top_of(here), await here.get_attribute("id")

    await bar.get_by_role("link", name="Dẫn chứng").click()
    await expect(page).to_have_url(re.compile(r"\?view=evidence$"))
    await expect(hers.posts).to_have_count(1)
    await expect(hers.posts).to_have_id(f"p{proof}")
    await expect(hers.posts).to_contain_text("Nghị định 47")
    await expect(hers.posts.locator(".answers")).to_be_visible()
    await expect(hers.posts.locator(".answers")).to_contain_text("Nguyễn Văn An")
    await looks_well(page, LOOKS["vi"])
    await page.reload()
    await expect(bar.get_by_role("link", name="Dẫn chứng")).to_be_in_viewport(ratio=0.9)
    await page.set_viewport_size({"width": 1366, "height": 768})

    await page.keyboard.press("j")
    await page.keyboard.press("j")
    await expect(hers.posts.get_by_text("Chưa đọc")).to_have_count(1)
    await post(an, thread, "Theo Luật Dữ liệu.", kind="evidence")
    await expect(hers.pill).to_have_text(re.compile("1 ý kiến mới"))
    await expect(hers.posts).to_have_count(1)
    await hers.pill.click()
    await expect(hers.posts).to_have_count(2)

    await page.go_back()
    read = page.locator(f"#{name}")
    await expect(read).to_be_in_viewport()
    assert abs(await top_of(read) - was) <= STILL_PX
    await expect(bar.get_by_role("link", name="Tất cả")).to_have_attribute("aria-current", "page")

    # An address of its own; what is not there is told apart from a filter that hides it.
    await page.goto(f"{path_of(room, thread)}?view=unanswered")
    await expect(hers.posts).to_have_count(1)
    await expect(hers.posts).to_contain_text("Bắt đầu từ đâu?")
    await page.goto(f"{path_of(room, thread)}?view=solution")
    await expect(page.get_by_text("Không có ý kiến nào khớp bộ lọc")).to_be_visible()
    await page.get_by_role("button", name="Bỏ lọc").click()
    await expect(hers.post("Ý kiến số 1.")).to_be_visible()
    await expect(page).to_have_url(re.compile(r"/t/\d+$"))


async def test_a_branch_is_looked_at_by_itself_and_left_to_where_one_was(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await fill(an, thread)
    above = await post(an, thread, "Nên bắt đầu từ dữ liệu đất đai.")
    root = await post(binh, thread, "Dữ liệu đất đai chưa sạch.", parent_id=above)
    beneath = [await post(an, thread, "Phải làm sạch trước.", parent_id=root)]
    beneath.append(await post(binh, thread, "Ai trả tiền?", parent_id=beneath[0]))
    hers = await ThreadPage(await visit(binh, f"{path_of(room, thread)}#p{root}")).live()
    page = hers.page
    at = page.locator(f"#p{root}")
    await expect(at).to_be_focused()
    was = await top_of(at)

    await page.keyboard.press("b")
    path = page.get_by_role("navigation", name="Nhánh đang xem")
    await expect(path).to_contain_text(re.compile("Cả chủ đề.*Nguyễn Văn An.*Bình"))
    await expect(hers.posts).to_have_count(3)
    await expect(at).to_be_focused()
    await expect(page.locator(f"#p{beneath[1]}")).to_contain_text("Ai trả tiền?")
    await looks_well(page)
    await page.set_viewport_size({"width": 1366, "height": 768})
    await path.get_by_role("link", name="Nguyễn Văn An").click()
    await expect(hers.posts).to_have_count(4)
    await page.keyboard.press("Escape")
    await expect(page).to_have_url(re.compile(r"/t/\d+$"))
    await expect(at).to_be_in_viewport()
    await expect(at).to_be_focused()
    assert abs(await top_of(at) - was) <= STILL_PX

    # By the menu; a link to a post elsewhere leads out of the branch.
    await hers.menu(at, "Chỉ xem nhánh này")
    await expect(hers.posts).to_have_count(3)
    await page.keyboard.press("p")
    await expect(page.locator(f"#p{above}")).to_be_focused()
    await expect(path).to_have_count(0)


async def test_the_newest_is_followed_until_one_goes_ones_own_way(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    first = await post(an, thread, f"Mở đầu. {WORDS}")
    for n in range(15):
        await post(an, thread, f"Ý kiến số {n}. {WORDS}")
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    page = hers.page
    left = page.get_by_role("button", name="Thoát")
    await page.locator(f"#p{first}").click()
    await page.keyboard.press("v")
    agree = page.locator(f"#p{first}").get_by_role("button", name=re.compile("^Đồng tình"))
    await expect(agree).to_have_attribute("aria-pressed", "true")
    await page.keyboard.press("Shift+J")
    await expect(hers.post("Ý kiến số 0.")).to_be_focused()
    await page.keyboard.press("Shift+K")
    await expect(page.locator(f"#p{first}")).to_be_focused()

    way = page.get_by_role("button", name="Tới ý kiến mới nhất và đi theo")
    await expect(way).to_be_visible()
    await expect(left).to_have_count(0)
    await page.keyboard.press("End")
    await expect(page.get_by_text("Đang theo dòng mới nhất").last).to_be_visible()
    await expect(hers.post("Ý kiến số 14.")).to_be_focused()
    for n in range(3):
        await post(an, thread, f"Nối tiếp {n}. {WORDS}")
        await expect(hers.post(f"Nối tiếp {n}.")).to_be_in_viewport()
    await post(an, thread, "Trả lời ở đầu.", parent_id=first)
    await expect(hers.post("Trả lời ở đầu.")).to_be_in_viewport()
    await expect(hers.pill).to_have_count(0)
    await looks_well(page)
    await page.set_viewport_size({"width": 1366, "height": 768})
    await page.keyboard.press("Escape")
    await expect(left).to_have_count(0)

    await page.keyboard.press("End")
    await expect(left).to_be_visible()
    await hers.posts.first.hover()
    await page.mouse.wheel(0, -300)
    await expect(left).to_have_count(0)
    await post(an, thread, "Thêm nữa.")
    await expect(hers.pill).to_be_visible()


async def test_a_table_tells_what_a_thread_leans_on_and_who_cites_it(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    await fill(an, thread)
    proof = await post(an, thread, "Theo Nghị định 47.", kind="evidence")
    cites = f"Theo [An](#p{proof}) và [số liệu](https://vidu.invalid/so-lieu)."
    await post(binh, thread, cites, parent_id=proof)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    page = hers.page
    head = page.get_by_role("main").locator(".head")
    await head.get_by_role("button", name="Chủ đề").click()
    await head.get_by_role("link", name="Dẫn chứng và nguồn").click()
    table = hers.dialog.get_by_role("table")
    await expect(table).to_contain_text("Theo Nghị định 47.")
    await looks_well(page)
    await page.set_viewport_size({"width": 1366, "height": 768})
    await hers.dialog.get_by_role("button", name="Tải và xem hết").click()
    await expect(table.get_by_role("link", name="số liệu")).to_be_visible()
    row = table.get_by_role("row").filter(has_text="Nghị định 47")
    await expect(row.get_by_role("link", name="Trần Thị Bình")).to_be_visible()
    await table.get_by_role("button", name="Ai dẫn lại").click()
    await expect(table.get_by_role("columnheader", name="Ai dẫn lại")).to_have_attribute(
        "aria-sort", "descending"
    )
    await row.get_by_role("link", name="Theo Nghị định 47.").click()
    await expect(hers.dialog).to_have_count(0)
    await expect(page.locator(f"#p{proof}")).to_be_focused()


async def test_a_thread_in_two_columns_has_the_strongest_first(
    site: World, visit: Visit, an: Someone, binh: Someone
) -> None:
    room = await site.room(an, binh)
    thread = await site.thread(an, room)
    hers = await ThreadPage(await visit(binh, path_of(room, thread))).live()
    page = hers.page
    head = page.get_by_role("main").locator(".head")
    first: int = (await an.get(f"/threads/{thread}"))["posts"][0]["id"]
    weak = await post(an, thread, "Vì rẻ hơn.", kind="support", parent_id=first)
    strong = await post(an, thread, "Vì dân cần.", kind="support")
    await binh.do("PUT", f"/posts/{strong}/position", position="agree")
    await post(an, thread, "Chưa đủ người làm.", kind="critique")
    await expect(head).to_contain_text("4 ý kiến")
    await head.get_by_role("button", name="Chủ đề").click()
    await head.get_by_role("link", name="Hai cột").click()
    sides = [hers.dialog.get_by_role("region", name=name) for name in ("Ủng hộ", "Phản biện")]
    await expect(sides[0].get_by_role("listitem")).to_have_text(
        [
            re.compile("Vì dân cần.*1 đồng tình"),
            re.compile("Vì rẻ hơn"),
        ]
    )
    await expect(sides[1].get_by_role("listitem")).to_have_text(re.compile("Chưa đủ người làm"))
    await looks_well(page)
    await sides[0].get_by_role("link", name="Vì rẻ hơn.").click()
    await expect(page.locator(f"#p{weak}")).to_be_focused()
