"""Co-authors write in one text at once: over lines that break, with input methods, and until one of them is taken out."""

import asyncio
import random
import re
from typing import Any

from playwright.async_api import Page, expect

from tests.web.axe import BY_DEFAULT, shown, too_small, violations
from tests.web.desk import SENT, at_end, field, holds, sent, text
from tests.web.guard import Guard
from tests.web.kept import keeps, keeps_nothing
from tests.web.stage import Stage
from tests.web.test_ime import TEXT as COMPOSED
from tests.web.test_ime import WORDS, compose
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World

FIRST = "Điều 1. Dữ liệu mở.\n\nĐiều 2. Miễn phí.\n"
CUTS = 100


async def tabled(site: World, an: Someone, *others: Someone) -> tuple[int, str]:
    """A room, and the address of a proposal that these people draft."""
    room = await site.room(an, *others)
    done = await an.do("POST", f"/rooms/{room}/proposals", title="Mở dữ liệu", text=FIRST)
    path = f"/proposals/{done['result']['id']}"
    for number in range(2, len(others) + 2):
        await an.do("PUT", f"{path}/authors/{number}")
    return room, path


async def document(who: Someone, path: str) -> str:
    """What the server has, by a save."""
    saved: dict[str, Any] = (await who.do("POST", f"{path}/draft/saves"))["result"]
    found: str = saved["text"]
    return found


async def test_two_write_at_once_see_each_other_and_have_one_text(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    _, path = await tabled(site, an, binh)
    his, hers = await visit(an, path), await visit(binh, path)
    for page in (his, hers):
        await holds(page, FIRST)
    await at_end(his)
    await field(hers).click()
    await hers.keyboard.press("Control+Home")
    await asyncio.gather(
        his.keyboard.type("Điều 3. Từ 1/1?", delay=20), hers.keyboard.type("Chương I\n\n", delay=20)
    )
    whole = f"Chương I\n\n{FIRST}Điều 3. Từ 1/1?"  # the slash and the mark are letters here, no shortcuts
    for page in (his, hers):
        await holds(page, whole)
        await sent(page)
    await expect(hers.get_by_text(f"Đang cùng viết: {an.person['name']}")).to_be_visible()
    await expect(field(hers).locator(".other")).to_have_text(an.person["name"])
    async for each in shown(hers, BY_DEFAULT):
        assert await violations(hers) == [], each
        assert await too_small(hers) == [], each
    await his.keyboard.press("Control+z")
    await holds(hers, f"Chương I\n\n{FIRST}")
    await hers.get_by_label("Tên đề xuất").fill("Luật dữ liệu")
    await expect(his.get_by_label("Tên đề xuất")).to_have_value("Luật dữ liệu")
    await his.get_by_role("button", name="Lưu dự thảo").click()
    await expect(hers.get_by_text("Giống lần lưu 2.")).to_be_visible()
    assert (await an.get(f"{path}/draft"))["text"] == f"Chương I\n\n{FIRST}"


async def test_lines_that_are_cut_a_hundred_times_lose_no_character(
    stage: Stage, visit: Visit
) -> None:
    an, binh = await stage.world.person("Nguyễn Văn An"), await stage.world.person("Trần Thị Bình")
    _, path = await tabled(stage.world, an, binh)
    his, hers = [await visit(who, path, url=stage.url) for who in (an, binh)]
    pages = [his, hers]
    for page in pages:
        await holds(page, FIRST)
        await at_end(page)
    chance, over = random.Random(3), asyncio.Event()

    async def write(page: Page, mark: str) -> int:
        count = 0
        while not over.is_set():
            await page.keyboard.type(mark)
            count += 1
            await asyncio.sleep(chance.uniform(0, 0.1))
        return count

    writing = [
        asyncio.create_task(write(page, mark)) for page, mark in zip(pages, "xy", strict=True)
    ]
    for _ in range(CUTS):
        await asyncio.sleep(chance.uniform(0.02, 0.2))
        stage.to_pages.cut()
        await asyncio.sleep(chance.uniform(0.01, 0.1))
        stage.to_pages.mend()
    over.set()
    counts = dict(zip("xy", await asyncio.gather(*writing), strict=True))
    for page in pages:
        await page.evaluate("dispatchEvent(new Event('online'))")
    whole = await settled(pages)
    assert await document(an, path) == whole
    assert {mark: whole.count(mark) for mark in "xy"} == counts
    assert len(whole) == len(FIRST) + sum(counts.values())


async def settled(pages: list[Page]) -> str:
    """What both hold once everything has arrived."""
    async with asyncio.timeout(60):
        while True:
            for page in pages:
                await page.get_by_text(SENT).wait_for(timeout=60_000)
            found = {await text(page) for page in pages}
            if len(found) == 1:
                return found.pop()
            await asyncio.sleep(0.3)


async def test_what_was_written_without_a_line_outlives_the_tab(stage: Stage, visit: Visit) -> None:
    an, binh = await stage.world.person("Nguyễn Văn An"), await stage.world.person("Trần Thị Bình")
    _, path = await tabled(stage.world, an, binh)
    his, hers = [await visit(who, path, url=stage.url) for who in (an, binh)]
    await holds(his, FIRST)
    await holds(hers, FIRST)
    stage.to_pages.cut()
    await at_end(his)
    await his.keyboard.type("Ngoại tuyến.")
    await expect(his.get_by_text("Mất kết nối: chữ vừa viết được giữ")).to_be_visible()
    await keeps(his, lambda texts: any("Ngoại tuyến." in text for text in texts))
    await his.close()
    stage.to_pages.mend()
    await at_end(hers)
    await hers.keyboard.type("Của Bình. ")
    await sent(hers)
    again = await his.context.new_page()
    await again.goto(path)
    await sent(again)
    found = await settled([again, hers])
    assert sorted(found.removeprefix(FIRST).replace("Ngoại tuyến.", "")) == sorted("Của Bình. ")
    await keeps_nothing(again)


async def test_vietnamese_is_exact_while_the_other_writes(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    _, path = await tabled(site, an, binh)
    his, hers = await visit(an, path), await visit(binh, path)
    for page in (his, hers):
        await holds(page, FIRST)
    await field(hers).click()
    await hers.keyboard.press("Control+Home")
    await at_end(his)
    line = await his.context.new_cdp_session(his)
    await asyncio.gather(compose(line), hers.keyboard.type("abcdefghij " * 4, delay=15))
    await holds(hers, "abcdefghij " * 4 + FIRST + COMPOSED)
    await his.keyboard.type(" ")
    await asyncio.gather(retype(his), hers.keyboard.type("abcdefghij " * 4, delay=15))
    whole = "abcdefghij " * 8 + FIRST + f"{COMPOSED} {COMPOSED}"
    for page in (his, hers):
        await holds(page, whole)


async def retype(page: Page) -> None:
    """As UniKey does: letters are taken back and typed anew with their marks."""
    for number, forms in enumerate(WORDS):
        if number:
            await page.keyboard.type(" ")
        before = ""
        for form in forms:
            same = next(
                (n for n, (a, b) in enumerate(zip(before, form, strict=False)) if a != b),
                len(before),
            )
            for _ in before[same:]:
                await page.keyboard.press("Backspace")
            await page.keyboard.insert_text(form[same:])
            before = form


async def test_whoever_is_taken_out_is_told_and_keeps_what_they_wrote(
    site: World, an: Someone, binh: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("status of 404", "status of 403", "net::ERR_FAILED")
    room, path = await tabled(site, an, binh)
    hers = await visit(binh, path)
    await holds(hers, FIRST)
    await at_end(hers)
    await hers.keyboard.type("Đã đến. ")
    await sent(hers)
    edits = re.compile("/draft/edits$")
    await hers.route(
        edits, lambda route: route.abort()
    )  # what follows is on its way when it happens
    await hers.keyboard.type("Đang viết dở thì bị đưa ra.")
    await an.do("PUT", f"/rooms/{room}/members/2/removal", reason="Nhầm phòng")
    await hers.unroute(edits)
    await expect(hers.get_by_role("heading", name="Bạn không còn soạn đề xuất này")).to_be_visible()
    words = hers.get_by_role("textbox", name="Bạn không còn soạn đề xuất này")
    await expect(words).to_have_value(f"{FIRST}Đã đến. Đang viết dở thì bị đưa ra.")
    await an.do("PUT", f"{path}/draft", title="Mở dữ liệu", text="Riêng của chúng tôi.", base=1)
    await hers.reload()
    await expect(hers.get_by_text("Phần viết trên máy này chưa gửi được")).to_be_visible()
    assert "Riêng" not in await hers.content()
    await hers.get_by_role("button", name="Bỏ phần này").click()
    await keeps_nothing(hers)


async def test_a_text_that_is_too_long_stays_and_goes_once_it_is_shorter(
    site: World, an: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("status of 413")
    _, path = await tabled(site, an)
    page = await visit(an, path)
    await holds(page, FIRST)
    await at_end(page)
    await page.keyboard.insert_text("ữ" * 100_000)
    await expect(page.get_by_text("văn bản quá dài")).to_be_visible()
    await expect(field(page)).to_have_attribute("aria-invalid", "true")
    await page.keyboard.press("Control+z")
    await sent(page)
    assert await document(an, path) == FIRST


async def test_a_table_is_used_on_a_telephone_and_without_the_editor(
    site: World, an: Someone, visit: Visit, guard: Guard
) -> None:
    guard.expect("net::ERR_FAILED", "no answer: .*editor")
    _, path = await tabled(site, an)
    page = await visit(an, path, viewport=PHONE)
    await holds(page, FIRST)
    assert await violations(page) == []
    await page.context.route("**/editor-*.js", lambda route: route.abort())
    await page.reload()
    await expect(page.get_by_text("Trình soạn thảo không tải được")).to_be_visible()
    await holds(page, FIRST)
    await field(page).fill(f"{FIRST}Điều 3.")
    await sent(page)
    assert await document(an, path) == f"{FIRST}Điều 3."


async def test_a_version_shows_who_wrote_which_part_when_it_is_asked(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    _, path = await tabled(site, an, binh)
    hers = await visit(binh, path)
    await holds(hers, FIRST)
    await at_end(hers)
    await hers.keyboard.type("Điều 3. 😀 Ngay.")
    await sent(hers)
    await document(binh, path)
    await an.do("PUT", f"{path}/opening", draft=2, body="Vì dữ liệu là của chung.")
    page = await visit(an, f"{path}?view=text")
    await page.get_by_text("Ai viết đoạn nào").click()
    whose = page.locator("details", has_text="Ai viết đoạn nào")
    await expect(whose.get_by_role("listitem")).to_have_count(2)
    await expect(whose.get_by_title(binh.person["name"])).to_contain_text("Điều 3. 😀 Ngay.")
    async for each in shown(page, BY_DEFAULT):
        assert await violations(page) == [], each
