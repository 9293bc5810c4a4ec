"""Every screen, light and dark, in both languages, on a desk and a telephone: axe finds nothing."""

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.web.axe import LANDMARKS, too_small, violations, wider_than_the_screen
from tests.web.guard import Guard
from tests.web.pages.thread import path_of
from tests.web.visit import DESK, PHONE, Visit
from tests.world import Someone, World

LONG = "Nghiêng-nghiêng-nghiễn-nghẽn-nghĩa-" * 4
LOOKS = [("light", "vi", DESK), ("dark", "en", DESK), ("dark", "vi", PHONE), ("light", "en", PHONE)]
IDS = ["light-vi-desk", "dark-en-desk", "dark-vi-phone", "light-en-phone"]


@dataclass
class Furnished:
    """A room with something of everything in it. `reader` is in it; `path` is of its thread."""

    reader: dict[str, Someone]
    room: int
    path: str


@pytest.fixture(scope="module")
async def furnished(site: World) -> Furnished:
    """Made once: nobody changes it."""
    chair = await site.person("PGS.TS Nguyễn Thị Minh Khai", "scientist")
    vi = await site.person("Trần Quốc Bảo", "enterprise")
    en = await site.person("Lê Hoàng Phương", "agency", language="en")
    room = await site.room(chair, vi, en, visibility="public", title="Cơ chế thí điểm dữ liệu mở")
    about = {"title": "Cơ chế thí điểm dữ liệu mở", "description": "Bàn về **thời hạn**."}
    await chair.do("PUT", f"/rooms/{room}", visibility="public", **about)
    thread = await site.thread(chair, room, title="Thời hạn thí điểm 12 + 12 tháng")
    parent: int | None = None
    for depth, kind in enumerate(["support", "critique", "evidence", "solution", "question"]):
        who = (chair, vi, en)[depth % 3]
        body = f"Lập luận {depth}. [@Trần Quốc Bảo](#m2) xem `điều 7`: https://vidu.invalid/{LONG}"
        done = await who.do(
            "POST", f"/threads/{thread}/posts", body=body, kind=kind, parent_id=parent
        )
        parent = done["result"]["id"]
        await chair.do("PUT", f"/posts/{parent}/position", position="agree")
    gone = (await site.reply(vi, thread, "Nói nhầm."))["result"]["id"]
    await vi.do("PUT", f"/posts/{gone}/retraction", reason="Nhầm luồng.")
    closed = await site.thread(chair, room, title="Đã xong")
    await chair.do("PUT", f"/threads/{closed}/closure", reason="Đã có kết luận.")
    return Furnished({"vi": vi, "en": en, "chair": chair}, room, path_of(room, thread))


async def _look_at(page: Page) -> None:
    assert await violations(page) == []
    assert await too_small(page) == []
    seen: dict[str, Any] = await page.evaluate(LANDMARKS)
    assert (seen["main"], seen["h1"]) == (1, 1)
    assert seen["title"] not in {"", "Diên Hồng"}


@pytest.mark.parametrize(("theme", "language", "viewport"), LOOKS, ids=IDS)
async def test_the_screens_of_a_member(
    furnished: Furnished, visit: Visit, guard: Guard, theme: Any, language: str, viewport: Any
) -> None:
    who = furnished.reader[language]
    page = await visit(who, "/", viewport=viewport, color_scheme=theme)
    heading = page.get_by_role("heading", level=1)
    guard.expect("status of 404")

    for path in ("/", f"/r/{furnished.room}", furnished.path, "/me", "/r/999999"):
        await page.goto(path)
        await expect(heading).to_be_visible()
        if path == furnished.path:
            await expect(page.get_by_role("article")).to_have_count(7)
        await _look_at(page)


@pytest.mark.parametrize(("theme", "language", "viewport"), LOOKS, ids=IDS)
async def test_a_thread_with_everything_in_it_open(
    furnished: Furnished, visit: Visit, theme: Any, language: str, viewport: Any
) -> None:
    who = furnished.reader[language]
    page = await visit(who, furnished.path, viewport=viewport, color_scheme=theme)
    await expect(page.get_by_role("article")).to_have_count(7)
    field = page.get_by_role("form").get_by_role("textbox")

    await field.click()
    await page.keyboard.type("@Tr")
    await expect(page.get_by_role("listbox")).to_be_visible()
    await _look_at(page)
    await field.fill("Xem **trước** khi gửi")
    await page.get_by_role("button", name={"vi": "Xem trước", "en": "Preview"}[language]).click()
    await expect(page.get_by_role("form").get_by_text("trước", exact=True)).to_be_visible()
    await page.get_by_role("article").nth(1).get_by_role("button").last.click()
    await _look_at(page)
    await page.keyboard.press("Escape")
    if viewport == PHONE:
        menu = {"vi": "Danh sách phòng", "en": "List of rooms"}[language]
        await page.get_by_role("button", name=menu).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await _look_at(page)


@pytest.mark.parametrize(("theme", "viewport"), [("light", DESK), ("dark", PHONE)])
async def test_the_settings_of_a_room(
    furnished: Furnished, visit: Visit, theme: Any, viewport: Any
) -> None:
    page = await visit(
        furnished.reader["chair"], f"/r/{furnished.room}", viewport=viewport, color_scheme=theme
    )
    await page.get_by_role("button", name="Thiết đặt phòng").click()
    await expect(page.get_by_role("dialog").get_by_label("Tên phòng")).to_be_visible()
    await _look_at(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Mở chủ đề").click()
    await expect(page.get_by_role("dialog").get_by_label("Tên chủ đề")).to_be_visible()
    await _look_at(page)


@pytest.mark.parametrize(("theme", "viewport"), [("light", PHONE), ("dark", DESK)])
async def test_the_screens_of_a_stranger(
    furnished: Furnished, visit: Visit, guard: Guard, theme: Any, viewport: Any
) -> None:
    page = await visit(None, "/sign-in", viewport=viewport, color_scheme=theme)
    heading = page.get_by_role("heading", level=1)
    guard.expect("status of 40[14]")

    for path in ("/sign-in", "/sign-up", "/", f"/r/{furnished.room}", furnished.path):
        await page.goto(path)
        await expect(heading).to_be_visible()
        await _look_at(page)
    await page.goto("/sign-in")
    await page.get_by_label("Thư điện tử").fill("ai.do@vidu.invalid")
    await page.get_by_label("Mật khẩu", exact=True).fill("không đúng đâu")
    await page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    await expect(page.get_by_label("Mật khẩu", exact=True)).to_have_attribute(
        "aria-invalid", "true"
    )
    await _look_at(page)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_transcript(furnished: Furnished, visit: Visit, theme: Any) -> None:
    for viewport in (DESK, PHONE):
        page = await visit(
            None, f"/r/{furnished.room}/transcript", viewport=viewport, color_scheme=theme
        )
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert await violations(page) == []
        assert await wider_than_the_screen(page) == []


async def test_nothing_scrolls_sideways_at_320_pixels(furnished: Furnished, visit: Visit) -> None:
    narrow = {"width": 320, "height": 640}
    page = await visit(furnished.reader["vi"], "/", viewport=narrow)

    for path in ("/", f"/r/{furnished.room}", furnished.path, "/me", "/sign-up"):
        await page.goto(path)
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        if path == furnished.path:
            await expect(page.get_by_role("article")).to_have_count(7)
            await page.get_by_role("form").get_by_role("textbox").click()
        assert await wider_than_the_screen(page) == [], path


async def test_the_thread_has_most_of_a_telephones_height(
    furnished: Furnished, visit: Visit
) -> None:
    page = await visit(furnished.reader["vi"], furnished.path, viewport=PHONE)
    first = page.get_by_role("article").first
    await expect(first).to_be_visible()

    share = await first.evaluate(
        """el => { let box = el
          while (!['auto', 'scroll'].includes(getComputedStyle(box).overflowY)) box = box.parentElement
          return box.clientHeight / innerHeight }"""
    )
    assert share >= 0.6
