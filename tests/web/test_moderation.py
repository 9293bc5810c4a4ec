"""Moderation on screen: reported, claimed, decided by keyboard, told, asked about again, and decided by somebody else."""

import re
from dataclasses import dataclass

import pytest
from playwright.async_api import Page, expect

from tests.desk import moderators
from tests.told import about
from tests.web.axe import too_small, violations, wider_than_the_screen
from tests.web.guard import Guard
from tests.web.pages.moderation import QueuePage, report
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.test_a11y import LOOKS
from tests.web.visit import PHONE, Visit
from tests.world import Someone, World

RUDE = "Chỉ kẻ ngu mới tin số liệu này."
WHY = "Chửi người viết, không bàn số liệu."


@dataclass
class Stage:
    """A public thread in which `author` was rude, and two who moderate."""

    author: Someone
    reporter: Someone
    lan: Someone
    hoa: Someone
    room: int
    thread: int
    post: int

    async def case(self) -> int:
        """The newest case of the post."""
        for view in ("waiting", "review", "decided"):
            queue = await self.lan.get(f"/moderation/queue?view={view}")
            for case in queue["cases"]:
                if case["post_id"] == self.post:
                    number: int = case["id"]
                    return number
        raise AssertionError("the post has no case")

    async def reported(self, reason: str = "insult") -> int:
        """Reported through the API; its case."""
        await self.reporter.do("POST", f"/posts/{self.post}/reports", reason=reason, words=WHY)
        return await self.case()

    async def hidden(self) -> int:
        """Hidden by Lan where it stands; the act."""
        await self.lan.do(
            "POST", f"/posts/{self.post}/acts", act="hide", reason="insult", public_note="Hãy bàn số liệu.", private_note=""
        )  # fmt: skip
        told = await about(self.author, "moderated", "added")
        act: int = told[0]["act_id"]
        return act


@pytest.fixture
async def stage(site: World) -> Stage:
    """The test's own."""
    return await _set(site, "public")


async def _set(site: World, visibility: str) -> Stage:
    """In a room of this visibility, in which neither moderator is."""
    owner, author, reporter = await site.people("Nguyễn Văn An", "Phạm Văn Cường", "Lê Thị Mai")
    lan, hoa = await moderators(site, "Nguyễn Thị Lan", "Trần Thị Hoa")
    room = await site.room(owner, author, reporter, visibility=visibility)
    thread = await site.thread(owner, room, "Số liệu đất đai")
    post: int = (await site.reply(author, thread, RUDE))["result"]["id"]
    return Stage(author, reporter, lan, hoa, room, thread, post)


async def test_from_a_report_to_a_review_by_somebody_else(stage: Stage, visit: Visit) -> None:
    lan = await QueuePage(await visit(stage.lan, "/moderation")).live()
    hoa = await QueuePage(await visit(stage.hoa, "/moderation")).live()
    await report(
        await visit(stage.reporter, path_of(stage.room, stage.thread)), RUDE, "insult", WHY
    )
    await expect(lan.pill).to_be_visible()
    case = await stage.case()
    await expect(await lan.reveal(case)).to_contain_text("1 lần báo")
    await hoa.reveal(case)

    await lan.open(case)
    await expect(lan.button("Ẩn")).to_be_enabled()
    await expect(lan.case).to_contain_text(WHY)
    await expect(lan.case).to_contain_text("Bạn đang xử lý vụ việc này")
    await expect(hoa.row(case)).to_contain_text("Nguyễn Thị Lan đang xem")
    await lan.page.keyboard.press("f")
    await expect(lan.case.get_by_text("Chọn quy tắc bị vi phạm trước")).to_be_visible()
    await lan.page.keyboard.press("4")
    await expect(lan.case.get_by_text("theo quy tắc 4: Xúc phạm")).to_be_visible()
    await lan.page.keyboard.press("f")
    await expect(lan.case).to_contain_text("Bạn đã ẩn.")
    await expect(hoa.row(case)).to_contain_text("Nguyễn Thị Lan đã ẩn")

    author = await visit(stage.author, "/inbox")
    await author.get_by_role("link", name=re.compile("kiểm duyệt|bị ẩn")).click()
    await expect(author.get_by_text("Quy tắc 4: Xúc phạm")).to_be_visible()
    await expect(author.get_by_text(RUDE)).to_be_visible()
    await author.get_by_label("Vì sao nên xem xét lại?").fill("Tôi trích lời người khác.")
    await author.get_by_role("button", name="Gửi đề nghị xem xét lại").click()
    await expect(author.get_by_text("Đã gửi đề nghị lúc")).to_be_visible()

    await expect(lan.case).to_contain_text("người khác xem xét lại")
    await hoa.view("Xem xét lại")
    await hoa.reveal(case)
    await hoa.open(case)
    await expect(hoa.case).to_contain_text("Tôi trích lời người khác.")
    await expect(hoa.button("Hủy, khôi phục ý kiến")).to_be_enabled()  # it is Hoa's now
    await hoa.page.keyboard.press("o")
    await expect(hoa.case.get_by_text("Hãy giải thích cho người viết trước.")).to_be_visible()
    await hoa.page.keyboard.type("Đúng là lời trích.")
    await hoa.page.keyboard.press("Escape")
    await hoa.page.keyboard.press("o")
    await expect(hoa.case).to_contain_text("Hủy quyết định")

    await expect(author.get_by_text("Quyết định bị hủy")).to_be_visible()
    await expect(author.get_by_text("Đúng là lời trích.")).to_be_visible()
    await author.get_by_role("link", name="Mở chủ đề").click()
    await expect(ThreadPage(author).post(RUDE)).to_be_visible()
    await _told_the_public(visit, stage)


async def _told_the_public(visit: Visit, stage: Stage) -> None:
    """What anybody reads of it: the act, its rule and what the review came to; nobody's name, and the post no more."""
    page = await visit(None, "/moderation/record")
    acts = page.get_by_role("article").filter(has_text="Đúng là lời trích.")
    hidden = acts.filter(
        has=page.get_by_role("heading", name=re.compile("Ẩn một ý kiến · .*Xúc phạm"))
    )
    await expect(hidden).to_contain_text("hủy quyết định")
    await expect(hidden).to_contain_text("Đã bị hủy bỏ bởi")
    for who in (stage.author, stage.reporter, stage.lan, stage.hoa):
        await expect(page.get_by_text(who.person["name"])).to_have_count(0)
    await expect(hidden.get_by_role("link", name="Số liệu đất đai")).to_have_count(0)
    await page.goto("/moderation/statistics")
    whole = page.get_by_role("row").filter(has_text="Cả thời gian").first
    decided, overturned = whole.get_by_role("cell").nth(1), whole.get_by_role("cell").last
    await expect(decided).to_have_text(re.compile("^[1-9]"))
    await expect(overturned).to_have_text(re.compile("^[1-9].*%"))


async def test_a_case_that_somebody_holds_is_only_read(stage: Stage, visit: Visit) -> None:
    case = await stage.reported()
    lan = await QueuePage(await visit(stage.lan, f"/moderation/{case}")).live()
    await expect(lan.button("Ẩn")).to_be_enabled()
    hoa = await QueuePage(await visit(stage.hoa, f"/moderation/{case}")).live()
    await expect(hoa.case).to_contain_text("Nguyễn Thị Lan đang xử lý")
    await expect(hoa.button("Ẩn")).to_have_count(0)
    await lan.page.goto("/")
    await expect(hoa.button("Nhận xử lý")).to_be_visible()
    await hoa.button("Nhận xử lý").click()
    await expect(hoa.button("Ẩn")).to_be_enabled()


async def test_an_act_is_taken_back_by_one_key_also_in_a_room_one_is_not_in(
    site: World, visit: Visit
) -> None:
    stage = await _set(site, "invited")
    case = await stage.reported()
    lan = await QueuePage(await visit(stage.lan, f"/moderation/{case}")).live()
    await expect(lan.button("Gỡ bỏ")).to_be_enabled()
    for key in "1x":
        await lan.page.keyboard.press(key)
    await expect(lan.case).to_contain_text("Bạn đã gỡ bỏ.")
    await lan.page.keyboard.press("z")
    await expect(lan.case).to_contain_text("Đã hoàn tác.")
    snapshot = await stage.reporter.get(f"/threads/{stage.thread}")
    (post,) = [each for each in snapshot["posts"] if each["id"] == stage.post]
    assert post["hidden_at"] is None


async def test_keys_do_nothing_where_somebody_writes(stage: Stage, visit: Visit) -> None:
    case = await stage.reported()
    lan = await QueuePage(await visit(stage.lan, f"/moderation/{case}")).live()
    await expect(lan.button("Ẩn")).to_be_enabled()
    await lan.page.keyboard.press("4")
    note = lan.case.get_by_label(re.compile("^Lời nhắn cho người viết"))
    await note.fill("")
    await note.press_sequentially("fxd")
    await expect(note).to_have_value("fxd")
    await note.blur()
    await lan.page.keyboard.press("Alt+f")
    await lan.page.keyboard.press("?")
    await expect(lan.page.get_by_role("dialog")).to_contain_text("Chọn quy tắc bị vi phạm")
    await lan.page.keyboard.press("f")
    await lan.page.keyboard.press("Escape")
    assert (await stage.lan.get(f"/moderation/cases/{case}"))["case"]["stage"] == "open"
    await lan.page.keyboard.press("f")
    await expect(lan.case).to_contain_text("Bạn đã ẩn.")


async def test_a_moderator_acts_where_the_post_stands(stage: Stage, visit: Visit) -> None:
    page = await visit(stage.lan, path_of(stage.room, stage.thread))
    thread = await ThreadPage(page).live()
    await thread.menu(thread.post(RUDE), "Kiểm duyệt…")
    await thread.dialog.get_by_label("Xúc phạm").check()
    await thread.dialog.get_by_role("button", name="Ẩn", exact=True).click()
    await expect(thread.dialog).to_have_count(0)
    await expect(thread.posts.filter(has_text=RUDE)).to_have_count(0)
    reader = await visit(stage.reporter, path_of(stage.room, stage.thread))
    there = await ThreadPage(reader).live()
    await there.posts.last.get_by_role("button", name=re.compile("^Thao tác khác")).click()
    await expect(reader.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    for act in ("Báo vi phạm", "Kiểm duyệt…"):
        await expect(reader.get_by_role("button", name=act)).to_have_count(0)


async def test_nobody_reports_what_is_their_own_and_the_queue_is_for_moderators(
    stage: Stage, visit: Visit, guard: Guard
) -> None:
    page = await visit(stage.author, path_of(stage.room, stage.thread))
    thread = await ThreadPage(page).live()
    await thread.post(RUDE).get_by_role("button", name=re.compile("^Thao tác khác")).click()
    await expect(page.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    await expect(page.get_by_role("button", name="Báo vi phạm")).to_have_count(0)
    await expect(page.get_by_role("banner").get_by_role("link", name="Kiểm duyệt")).to_have_count(0)
    guard.expect("status of 404")
    await page.goto("/moderation")
    await expect(page.get_by_text("Trang này dành cho kiểm duyệt viên.")).to_be_visible()
    desk = await visit(stage.lan, "/")
    await desk.get_by_role("banner").get_by_role("link", name="Kiểm duyệt").click()
    await QueuePage(desk).live()
    phone = await visit(stage.lan, "/", viewport=PHONE)
    await phone.get_by_role("button", name="Danh sách phòng").click()
    await phone.get_by_role("dialog").get_by_role("link", name="Kiểm duyệt").click()
    await QueuePage(phone).live()


@pytest.mark.parametrize("language", LOOKS)
async def test_the_screens_of_moderation(stage: Stage, visit: Visit, language: str) -> None:
    for who in (stage.lan, stage.author, stage.reporter):
        about_me = {"name": who.person["name"], "organisation": "", "constituency": "expert"}
        await who.do("PUT", "/me", language=language, **about_me)
    case = await stage.reported()
    page = await visit(stage.lan, f"/moderation/{case}")
    word = {"vi": "Ẩn", "en": "Hide"}[language]
    await expect(page.get_by_role("button", name=re.compile(f"{word}$"))).to_be_enabled()
    await page.keyboard.press("4")
    await _looks_well(page, language)
    await page.keyboard.press("?")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await _looks_well(page, language)
    await page.goto("/moderation")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator(".skeleton")).to_have_count(0)
    await _looks_well(page, language)

    act = await stage.hidden()
    for who in (stage.author, stage.reporter):
        page = await visit(who, f"/decisions/{act}")
        await expect(page.locator("time").first).to_be_visible()
        await _looks_well(page, language)
    await page.goto(path_of(stage.room, stage.thread))
    thread = await ThreadPage(page).live() if language == "vi" else ThreadPage(page)
    post = thread.posts.first
    for who, item in ((stage.reporter, {"vi": "Báo vi phạm", "en": "Report a violation"}),
                      (stage.lan, {"vi": "Kiểm duyệt…", "en": "Moderate…"})):  # fmt: skip
        page = await visit(who, path_of(stage.room, stage.thread))
        post = page.get_by_role("article").first
        await post.get_by_role("button").last.click()
        await post.get_by_role("button", name=item[language]).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await _looks_well(page, language)


async def _looks_well(page: Page, language: str) -> None:
    for theme, viewport in LOOKS[language]:
        await page.emulate_media(color_scheme=theme)
        await page.set_viewport_size(viewport)
        look = f"{page.url} {theme} {viewport['width']}"
        assert await violations(page) == [], look
        assert await too_small(page) == [], look
        assert await wider_than_the_screen(page) == [], look


async def test_a_telephone_shows_the_case_in_place_of_the_list(stage: Stage, visit: Visit) -> None:
    case = await stage.reported()
    queue = await QueuePage(await visit(stage.lan, "/moderation", viewport=PHONE)).live()
    await queue.row(case).click()
    await expect(queue.button("Duyệt")).to_be_enabled()
    await expect(queue.row(case)).to_be_hidden()
    await queue.button("Duyệt").click()
    await expect(queue.case).to_contain_text("Bạn đã duyệt.")
    await queue.case.get_by_role("link", name="Đóng vụ việc").click()
    await expect(queue.row(case)).to_contain_text("Nguyễn Thị Lan đã duyệt")
