"""Passages cut out of a post, on screen: marked by keyboard, seen before it is decided, told to whoever reads it."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.told import about
from tests.web.affair import Affair, begun
from tests.web.axe import LOOKS, looks_well
from tests.web.guard import Guard
from tests.web.pages.moderation import QueuePage
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import PHONE, Visit
from tests.world import World

WHERE = "12 Hàng Bài"
SAID = f"Anh Nam ở {WHERE} nói sai.\n\nSố liệu này lấy ở đâu?"
MARK = "[đã lược bỏ]"


@pytest.fixture
async def affair(site: World) -> Affair:
    """A post in which somebody's address stands."""
    return await begun(site, "public", SAID)


async def choose(area: Locator, passage: str) -> None:
    """Select a passage by keyboard alone."""
    start = SAID.index(passage)
    await area.focus()
    await area.press("Control+Home")
    for _ in range(start):
        await area.press("ArrowRight")
    for _ in passage:
        await area.press("Shift+ArrowRight")


async def test_an_address_is_cut_by_keyboard_and_the_rest_stays(
    affair: Affair, visit: Visit
) -> None:
    reader = await ThreadPage(
        await visit(affair.reporter, path_of(affair.room, affair.thread))
    ).live()
    await expect(reader.post(WHERE)).to_be_visible()
    case = await affair.reported("personal-facts")
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    await expect(lan.button("Lược bỏ đoạn")).to_be_enabled()
    await lan.page.keyboard.press("c")
    area = lan.case.get_by_label("Nguyên văn ý kiến")
    await expect(area).to_be_focused()
    await choose(area, "2 Hàng")
    await area.press("Enter")
    await choose(area, "Bài")
    await area.press("Enter")
    await expect(lan.case.locator("del")).to_have_text([WHERE])
    left = lan.case.locator(".left")
    await expect(left).to_contain_text(f"Anh Nam ở {MARK} nói sai.")
    await area.press("Escape")
    await lan.page.keyboard.press("c")
    await expect(lan.case.get_by_text("Chọn quy tắc bị vi phạm trước")).to_be_visible()
    await lan.page.keyboard.press("2")
    await lan.page.keyboard.press("c")
    await expect(lan.case).to_contain_text("Bạn đã lược bỏ một phần.")

    shown = reader.post(MARK)
    await expect(shown).to_contain_text("Số liệu này lấy ở đâu?")
    await expect(shown).to_contain_text(
        "Kiểm duyệt đã lược bỏ một phần ý kiến này theo quy tắc 2 (Lộ đời tư, thông tin cá nhân)."
    )
    await expect(reader.page.get_by_text(WHERE)).to_have_count(0)
    await shown.get_by_role("link", name="Xem quyết định").click()
    await expect(
        reader.page.get_by_role("heading", name=re.compile("Lược bỏ một phần ý kiến"))
    ).to_be_visible()

    (told, *_) = await about(affair.author, "moderated", "added")
    author = await visit(affair.author, path_of(affair.room, affair.thread))
    thread = await ThreadPage(author).live()
    await thread.post(MARK).get_by_role("link", name="Xem quyết định").click()
    await expect(author).to_have_url(re.compile(f"/decisions/{told['act_id']}$"))
    await expect(author.get_by_text(WHERE)).to_be_visible()
    await expect(author.get_by_label("Vì sao nên xem xét lại?")).to_be_visible()

    await lan.page.keyboard.press("z")
    await expect(lan.case).to_contain_text("Đã hoàn tác.")
    await author.get_by_role("link", name="Mở chủ đề").click()
    await expect(thread.post(WHERE)).to_be_visible()
    await expect(author.get_by_text(MARK)).to_have_count(0)


async def test_in_the_thread_by_pointer_and_what_was_marked_can_be_kept(
    affair: Affair, visit: Visit
) -> None:
    page = await visit(affair.lan, path_of(affair.room, affair.thread), viewport=PHONE)
    thread = await ThreadPage(page).live()
    await thread.menu(thread.post(WHERE), "Kiểm duyệt…")
    form = thread.dialog
    await form.get_by_role("button", name="Lược bỏ đoạn").click()
    area = form.get_by_label("Nguyên văn ý kiến")
    mark = form.get_by_role("button", name="Lược bỏ đoạn đã chọn")
    await expect(mark).to_be_disabled()
    await choose(area, "sai")
    await mark.click()
    await choose(area, WHERE)
    await mark.click()
    await form.get_by_role("button", name="Giữ lại: sai.").click()
    await expect(form.locator("del")).to_have_text([WHERE])
    await form.get_by_label("Lộ đời tư").check()
    await form.get_by_role("button", name="Lược bỏ đoạn", exact=True).click()
    await expect(form).to_have_count(0)
    await expect(thread.post(MARK)).to_contain_text("nói sai.")


async def test_what_its_author_changed_meanwhile_is_what_is_cut(
    affair: Affair, visit: Visit, guard: Guard
) -> None:
    guard.expect("412", "ERR_FAILED")
    case = await affair.reported("personal-facts")
    lan = await QueuePage(await visit(affair.lan, f"/moderation/{case}")).live()
    cut = lan.button("Lược bỏ đoạn")
    await expect(cut).to_be_enabled()

    async def goes_on(version: int) -> None:
        words = {"body": f"{SAID} Bản {version + 1}.", "kind": "opinion", "version": version}
        await affair.author.do("PUT", f"/posts/{affair.post}", **words)

    await goes_on(1)
    await lan.case.get_by_label("Lộ đời tư").check()
    await cut.click()
    area = lan.case.get_by_label("Nguyên văn ý kiến")
    await expect(area).to_have_value(f"{SAID} Bản 2.")
    await area.press("Control+a")
    await area.press("Enter")
    await cut.click()
    await expect(lan.case.get_by_text("Không còn lời nào.")).to_be_visible()
    await lan.case.get_by_role("button", name="Giữ lại: Anh Nam").click()
    await goes_on(2)
    await choose(area, WHERE)
    await area.press("Enter")
    await cut.click()
    await expect(area).to_have_count(0)
    await cut.click()
    await expect(area).to_have_value(f"{SAID} Bản 3.")
    await choose(area, WHERE)
    await area.press("Enter")
    await expect(lan.case.locator(".left")).to_contain_text(MARK)
    await lan.page.route("**/moderation/cases/*/acts", lambda route: route.abort())
    await cut.click()
    await expect(lan.case.locator(".trouble")).to_be_visible()
    await expect(lan.case.locator("del")).to_have_text([WHERE])
    await lan.page.unroute("**/moderation/cases/*/acts")
    await cut.click()
    await expect(lan.case).to_contain_text("Bạn đã lược bỏ một phần.")


@pytest.mark.parametrize("language", LOOKS)
async def test_the_screens_of_cutting(affair: Affair, visit: Visit, language: str) -> None:
    for who in (affair.lan, affair.author):
        about_me = {"name": who.person["name"], "organisation": "", "constituency": "expert"}
        await who.do("PUT", "/me", language=language, **about_me)
    case = await affair.reported("personal-facts")
    page = await visit(affair.lan, f"/moderation/{case}")
    button = {"vi": "Lược bỏ đoạn", "en": "Cut passages"}[language]
    await page.get_by_role("button", name=re.compile(f"{button}$")).click()
    area = page.get_by_label(
        {"vi": "Nguyên văn ý kiến", "en": "The post as it was written"}[language]
    )
    await choose(area, WHERE)
    await area.press("Enter")
    await expect(page.locator("del")).to_have_text([WHERE])
    await looks_well(page, LOOKS[language])
    await affair.lan.do(
        "POST",
        f"/posts/{affair.post}/acts",
        act="edit",
        reason="personal-facts",
        text=SAID.replace(WHERE, MARK),
        version=1,
    )
    (told, *_) = await about(affair.author, "moderated", "added")
    for who, path in (
        (affair.author, f"/decisions/{told['act_id']}"),
        (affair.author, path_of(affair.room, affair.thread)),
        (affair.lan, f"/moderation/{case}"),
    ):
        page = await visit(who, path)
        await expect(
            page.get_by_text(WHERE if path.startswith("/decisions") else MARK).first
        ).to_be_visible()
        await looks_well(page, LOOKS[language])
