"""Getting back in, seeing where one is signed in, and letting a program in: by keyboard alone, and axe finds nothing."""

import json
import re

import httpx
from playwright.async_api import Page, Route, expect

from server.identity import resets
from server.identity.tokens import Tokens
from tests.serving import SECRET
from tests.web.axe import looks_well
from tests.web.guard import Guard
from tests.web.pages.keys import reach
from tests.web.visit import PHONE, Visit
from tests.world import PASSWORD, Someone, World

NEW = "mật khẩu mới tinh"
SECURITY = "Đăng nhập và bảo mật"


async def press(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    """Go to a button or link by Tab and press it."""
    await reach(page.get_by_role(role, name=name))  # type: ignore[arg-type]  # one of its literals
    await page.keyboard.press("Enter")


async def fill(page: Page, label: str, text: str) -> None:
    """Go to a field by Tab and type."""
    await reach(page.get_by_label(label, exact=True))
    await page.keyboard.type(text)


async def link_of_the_letter(site: World, who: Someone) -> str:
    """Where the letter in the outbox leads."""
    async with site.sql() as conn:
        query = "select facts from letter where kind = 'password-reset' and person_id = $1"
        facts = json.loads(await conn.fetchval(query, who.id))
    token = resets.link_token(Tokens(SECRET), facts["person"], facts["stamp"])
    return f"/reset#{token}"


async def test_a_forgotten_password_is_set_again_by_letter(
    site: World, visit: Visit, guard: Guard
) -> None:
    hoa = await site.person("Lê Thị Hoa")
    elsewhere = await visit(hoa, "/")
    page = await visit(None, "/sign-in")
    await press(page, "link", "Quên mật khẩu?")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Quên mật khẩu")
    await fill(page, "Địa chỉ thư điện tử", hoa.email)
    await page.keyboard.press("Enter")
    said = page.get_by_role("status").filter(has_text="thư đã được gửi đi")
    await expect(said).to_be_focused()
    await looks_well(page)

    guard.expect("status of 401")
    await page.goto(await link_of_the_letter(site, hoa))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Đặt mật khẩu mới")
    await expect(page).to_have_url(f"{site.url}/reset")
    await looks_well(page)
    await fill(page, "Mật khẩu mới", NEW)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("status").filter(has_text="có hiệu lực")).to_be_focused()
    await expect(page.get_by_text("Đã kết thúc 1 phiên đăng nhập.")).to_be_visible()
    await looks_well(page)
    await expect(elsewhere.get_by_role("dialog")).to_contain_text("Phiên đăng nhập đã kết thúc")

    await reach(page.get_by_role("main").get_by_role("link", name="Đăng nhập"))
    await page.keyboard.press("Enter")
    await fill(page, "Địa chỉ thư điện tử", hoa.email)
    await fill(page, "Mật khẩu", NEW)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")


async def test_a_used_link_says_so_and_leads_to_a_new_letter(
    site: World, visit: Visit, guard: Guard
) -> None:
    page = await visit(None, "/reset")
    await expect(page.get_by_text("Địa chỉ này thiếu phần cuối")).to_be_visible()
    guard.expect("status of 404")
    await page.goto("about:blank")
    await page.goto("/reset#khong-phai")
    await fill(page, "Mật khẩu mới", NEW)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("alert")).to_contain_text("đã dùng hoặc đã quá một giờ")
    await press(page, "link", "Yêu cầu thư mới")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Quên mật khẩu")
    assert site.url


async def test_one_ends_a_strange_session_and_then_all(
    site: World, visit: Visit, guard: Guard
) -> None:
    hoa = await site.person("Lê Thị Hoa")
    phone = await visit(None, "/sign-in", viewport=PHONE)
    await phone.get_by_label("Địa chỉ thư điện tử").fill(hoa.email)
    await phone.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    await phone.keyboard.press("Enter")
    await expect(phone.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")
    third = site.client()
    await third.post("/session", json={"email": hoa.email, "password": PASSWORD})

    guard.expect("status of 401")
    page = await visit(hoa, "/me")
    await press(page, "link", re.compile("bảo mật$"))
    await expect(page.get_by_role("heading", level=1)).to_have_text(SECURITY)
    sessions = page.get_by_role("region", name="Các phiên đăng nhập")
    await expect(sessions.get_by_role("listitem")).to_have_count(3)
    await expect(sessions.get_by_role("listitem").first).to_contain_text("Phiên này")
    await looks_well(page)

    await press(page, "button", re.compile("^Kết thúc phiên Chrome"))
    dialog = page.get_by_role("dialog")
    await looks_well(page)
    await reach(dialog.get_by_role("button", name="Kết thúc", exact=True))
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(sessions.get_by_role("listitem")).to_have_count(2)
    await expect(sessions.get_by_role("heading")).to_be_focused()
    await expect(phone.get_by_role("dialog")).to_contain_text("Phiên đăng nhập đã kết thúc")

    await press(page, "button", "Đăng xuất mọi nơi khác")
    await reach(dialog.get_by_role("button", name="Đăng xuất mọi nơi khác"))
    await page.keyboard.press("Enter")
    await expect(sessions.get_by_role("listitem")).to_have_count(1)
    assert (await third.get("/session")).json()["person"] is None
    assert (await hoa.get("/session"))["person"] is not None

    await press(page, "button", "Đăng xuất mọi nơi, cả ở đây")
    await reach(dialog.get_by_role("button", name="Đăng xuất mọi nơi, cả ở đây"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("link", name="Đăng nhập").first).to_be_visible()
    assert (await hoa.get("/session"))["person"] is None


async def test_one_lets_a_program_in_and_out_again(site: World, visit: Visit) -> None:
    hoa = await site.person("Lê Thị Hoa")
    page = await visit(hoa, "/me/security")
    tokens = page.get_by_role("region", name="Mã truy cập API")
    await expect(tokens.get_by_text("Chưa có mã nào.")).to_be_visible()
    await reach(tokens.get_by_label("Tên mã"))
    await page.keyboard.type("Báo cáo tuần")
    await reach(tokens.get_by_role("checkbox", name=re.compile("^Tham gia")))
    await page.keyboard.press("Space")
    await reach(tokens.get_by_label("Mật khẩu hiện tại", exact=True))
    await page.keyboard.type(PASSWORD)
    await press(page, "button", "Tạo mã")

    dialog = page.get_by_role("dialog", name="Mã “Báo cáo tuần”")
    secret = await dialog.get_by_label("Mã truy cập").input_value()
    assert secret.startswith("dh_")
    await expect(dialog.get_by_label("Mã truy cập")).to_be_focused()
    for key in ("Enter", "Escape", "Escape"):
        await page.keyboard.press(key)
    await page.mouse.click(2, 2)
    await looks_well(page)
    await reach(dialog.get_by_role("button", name="Đã cất"))
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    item = tokens.get_by_role("listitem").filter(has_text="Báo cáo tuần")
    await expect(item).to_contain_text("xem, tham gia")
    assert secret not in await page.content()

    bearing = {"authorization": f"Bearer {secret}"}
    async with httpx.AsyncClient(base_url=site.url, headers=bearing) as http:
        assert (await http.get("/session")).json()["person"]["id"] == hoa.id
        await press(page, "button", "Thu hồi mã Báo cáo tuần")
        asked = page.get_by_role("dialog")
        await reach(asked.get_by_role("button", name="Thu hồi", exact=True))
        await page.keyboard.press("Enter")
        await expect(tokens.get_by_text("Chưa có mã nào.")).to_be_visible()
        assert (await http.get("/session")).status_code == 401


async def test_whoever_is_signed_in_is_signed_out_by_it_too(
    site: World, visit: Visit, guard: Guard
) -> None:
    hoa = await site.person("Lê Thị Hoa")
    async with site.sql() as conn:
        stamp = await conn.fetchval(
            "select left(encode(sha256(convert_to(password, 'UTF8')), 'hex'), 32) from person where id = $1",
            hoa.id,
        )
    page = await visit(hoa, f"/reset#{resets.link_token(Tokens(SECRET), hoa.id, stamp)}")
    guard.expect("status of 401")
    done = page.get_by_text("Đã kết thúc 1 phiên đăng nhập.")

    async def late(route: Route) -> None:  # what the line makes this page ask comes last
        answer = await route.fetch()
        await done.wait_for()
        await route.fulfill(response=answer)

    await page.route("**/session", late)
    await fill(page, "Mật khẩu mới", NEW)
    await page.keyboard.press("Enter")
    await expect(done).to_be_visible()
    await page.unroute_all(behavior="wait")
    await page.wait_for_timeout(300)  # for the page to have taken the answer, if it asked at all
    await expect(page.get_by_role("dialog")).to_have_count(0)
    hrefs = [await link.get_attribute("href") for link in await page.get_by_role("link").all()]
    assert "/sign-in" in hrefs
    assert not any("reset%23" in (href or "") for href in hrefs), "the token is in no address"
