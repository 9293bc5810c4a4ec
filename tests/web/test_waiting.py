"""What rules do to those who write, on their pages: what is held waits in sight of its author, what is warned of can be sent."""

from typing import Any

from playwright.async_api import expect

from tests.desk import moderators, whole
from tests.moderation.scenes import decided
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import Someone, World

WORDS = "Cách làm này của đồ ngốc."
CALM = "Ý kiến của bạn đang chờ kiểm duyệt; bạn sẽ được báo kết quả."


async def ruled(site: World, an: Someone, binh: Someone, **rules: Any) -> tuple[int, int]:
    """A room of both with a thread, under these rules from then on."""
    room = await site.room(an, binh, visibility="public")
    thread = await site.thread(an, room)
    await an.do("PUT", f"/rooms/{room}/rules", rules=rules)
    return room, thread


def listed(action: str) -> dict[str, Any]:
    """The rules with one word list."""
    entries = [{"words": "đồ ngốc"}]
    return {
        "lists": [{"name": "thô tục", "entries": entries, "reason": "insult", "action": action}]
    }


async def decide(site: World, room: int, act: str, **more: Any) -> None:
    """What waits of this room is decided."""
    (moderator,) = await moderators(site, "Trịnh Thị Duyệt")
    (case,) = [each for each in await whole(moderator) if each["room_id"] == room]
    await decided(moderator, case["id"], act=act, **more)


async def test_what_is_held_waits_below_the_thread_until_it_is_let_through(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    room, thread = await ruled(site, an, binh, **listed("hold"))
    page = await visit(binh, path_of(room, thread))
    talk = await ThreadPage(page).live()
    await talk.say(WORDS)
    waiting = page.get_by_role("region", name="Chờ kiểm duyệt")
    await expect(page.get_by_role("status").filter(has_text=CALM)).to_be_visible()
    await expect(waiting).to_contain_text(WORDS)
    await expect(talk.post(WORDS)).to_have_count(0)
    await expect(talk.posts).to_have_count(1)
    await looks_well(page)

    await page.reload()
    await expect(waiting).to_contain_text(WORDS)
    second = await visit(binh, path_of(room, thread))
    await expect(second.get_by_role("region", name="Chờ kiểm duyệt")).to_contain_text(WORDS)
    other = await visit(an, path_of(room, thread))
    await ThreadPage(other).live()
    await expect(other.get_by_text("đồ ngốc")).to_have_count(0)

    await decide(site, room, "approve")
    for each in (page, second):
        await ThreadPage(each).meet(WORDS)
        await expect(each.get_by_role("region", name="Chờ kiểm duyệt")).to_have_count(0)
    await ThreadPage(other).meet(WORDS)


async def test_that_a_post_waits_is_said_no_longer_than_it_does(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    room, thread = await ruled(site, an, binh, **listed("hold"))
    page = await visit(binh, path_of(room, thread))
    await (await ThreadPage(page).live()).say(WORDS)
    calm = page.get_by_role("status").filter(has_text=CALM)
    await expect(calm).to_be_visible()
    await expect(page.get_by_role("region", name="Chờ kiểm duyệt")).to_contain_text(WORDS)
    await decide(site, room, "approve")
    await expect(page.get_by_role("region", name="Chờ kiểm duyệt")).to_have_count(0)
    await expect(calm).to_have_count(0)


async def test_a_thread_that_is_held_waits_in_its_room_and_goes_when_it_is_refused(
    site: World, an: Someone, binh: Someone, visit: Visit
) -> None:
    room, _ = await ruled(site, an, binh, beforehand={})
    page = await visit(binh, f"/r/{room}")
    await page.get_by_role("button", name="Mở chủ đề").first.click()
    form = page.get_by_role("form", name="Mở chủ đề mới")
    await form.get_by_label("Tên chủ đề").fill("Bao giờ có dữ liệu?")
    await form.get_by_label("Ý kiến mở đầu").fill("Xin lịch công bố.")
    await form.get_by_role("button", name="Mở chủ đề").click()
    waiting = page.get_by_role("region", name="Chờ kiểm duyệt")
    await expect(form).to_have_count(0)
    await expect(waiting).to_contain_text("Bao giờ có dữ liệu?")
    await expect(waiting).to_contain_text("Xin lịch công bố.")
    await looks_well(page)

    await decide(site, room, "remove", reason="off-topic", public_note="Xin hỏi ở phòng Lịch.")
    await expect(waiting).to_have_count(0)


async def test_who_is_warned_keeps_the_words_and_sends_or_changes_them(
    site: World, an: Someone, binh: Someone, visit: Visit, guard: Guard
) -> None:
    room, thread = await ruled(site, an, binh, lengths={"least": 20, "action": "warn"})
    guard.expect("409")
    page = await visit(binh, path_of(room, thread))
    talk = await ThreadPage(page).live()
    await talk.say("Đồng ý.")
    refused = talk.post("Đồng ý.")
    await expect(refused).to_contain_text("ít hơn mức 20")
    await page.reload()
    await expect(refused).to_contain_text("ít hơn mức 20")
    await looks_well(page)
    await refused.get_by_role("button", name="Vẫn gửi").click()
    await expect(refused.get_by_role("button", name="Trả lời")).to_be_visible()
    await expect(refused).to_have_count(1)

    await talk.say("Không.")
    await talk.post("Không.").get_by_role("button", name="Sửa lại").click()
    await expect(talk.field).to_have_value("Không.")
    await expect(talk.post("Không.")).to_have_count(0)
    await talk.say("Không, vì chưa có dữ liệu.")
    await expect(talk.post("Không, vì chưa có dữ liệu.")).to_be_visible()


async def test_what_is_refused_or_too_soon_says_why_and_loses_nothing(
    site: World, an: Someone, binh: Someone, visit: Visit, guard: Guard
) -> None:
    room, thread = await ruled(site, an, binh, **listed("refuse"), rates={"minute": 1})
    guard.expect("409", "429")
    page = await visit(binh, path_of(room, thread))
    talk = await ThreadPage(page).live()
    await talk.say(WORDS)
    await expect(talk.post(WORDS)).to_contain_text("danh sách từ “thô tục”")
    await talk.post(WORDS).get_by_role("button", name="Sửa", exact=True).click()
    await expect(talk.field).to_have_value(WORDS)
    await talk.say("Cách làm này chưa hợp lý.")
    await expect(talk.post("chưa hợp lý").get_by_role("button", name="Trả lời")).to_be_visible()
    await talk.say("Xin nói thêm.")
    await expect(talk.post("Xin nói thêm.")).to_contain_text("mức cho phép là 1")
