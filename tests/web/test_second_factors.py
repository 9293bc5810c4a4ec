"""Second factors by keyboard alone: an authenticator app added and asked for, a passkey made and signed in by."""

from playwright.async_api import CDPSession, Locator, Page, expect

from tests.factors import App, enter, named, with_app
from tests.web.axe import fits
from tests.web.guard import Guard
from tests.web.pages.keys import reach
from tests.web.visit import PHONE, Visit
from tests.world import PASSWORD, Someone, World

SECURITY = "/me/security"


async def press(target: Locator) -> None:
    """Get there with Tab and press it."""
    await reach(target)
    await target.page.keyboard.press("Enter")


async def fill(target: Locator, words: str) -> None:
    """Get there with Tab, or be there, and type."""
    await reach(target)
    await target.page.keyboard.type(words)


async def give_password(page: Page, who: Someone) -> None:
    """The first half of signing in."""
    await fill(page.get_by_label("Thư điện tử"), who.email)
    await fill(page.get_by_label("Mật khẩu", exact=True), PASSWORD)
    await page.keyboard.press("Enter")


async def prove(page: Page, action: str) -> None:
    """Give the password to the dialog that asks for it."""
    dialog = page.get_by_role("dialog")
    await fill(dialog.get_by_label("Mật khẩu hiện tại"), PASSWORD)
    await press(dialog.get_by_role("button", name=action))


async def device(page: Page) -> CDPSession:
    """An authenticator of the browser's, whose owner is always there and says yes."""
    session = await page.context.new_cdp_session(page)
    await session.send("WebAuthn.enable")
    await session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session


async def test_an_authenticator_app_is_added_and_removed(
    site: World, visit: Visit, guard: Guard
) -> None:
    hoa = await site.person("Lê Thị Hoa")
    page = await visit(hoa, SECURITY, viewport=PHONE)
    guard.expect("status of 403")
    await press(page.get_by_role("button", name="Thêm ứng dụng xác thực"))
    await prove(page, "Tiếp tục")
    picture = page.get_by_role("img", name="Mã QR chứa khóa bí mật bên dưới")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("el => el.complete && el.naturalWidth > 100")
    app = App(await page.locator("code").inner_text())
    field = page.get_by_label("Mã 6 số")
    await expect(field).to_be_focused()
    await fits(page)
    await page.keyboard.type("000000")
    await page.keyboard.press("Enter")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await field.fill(app.code())
    await page.keyboard.press("Enter")

    dialog = page.get_by_role("dialog", name="Mã khôi phục mới")
    await expect(dialog.get_by_role("list")).to_be_focused()
    for key in ("Enter", "Escape", "Escape"):
        await page.keyboard.press(key)
    await page.mouse.click(2, 2)
    await expect(dialog.get_by_role("listitem")).to_have_count(10)
    await fits(page)
    await press(dialog.get_by_role("button", name="Đã cất"))
    await expect(page.get_by_text("Còn 10 mã chưa dùng.")).to_be_visible()
    heading = page.get_by_role("heading", name="Ứng dụng xác thực")
    await expect(heading).to_be_focused()
    await press(page.get_by_role("button", name="Gỡ ứng dụng xác thực"))
    await prove(page, "Gỡ ứng dụng xác thực")
    await expect(page.get_by_role("button", name="Thêm ứng dụng xác thực")).to_be_visible()
    await expect(heading).to_be_focused()


async def test_a_sign_in_has_two_steps_for_whoever_has_one(
    site: World, visit: Visit, guard: Guard
) -> None:
    hoa = await site.person("Lê Thị Hoa")
    app, codes = await with_app(hoa)
    page = await visit(None, "/sign-in", viewport=PHONE)
    guard.expect("status of 403")
    await give_password(page, hoa)
    field = page.get_by_label("Mã", exact=True)
    await expect(field).to_be_focused()
    await fits(page)
    await page.keyboard.type("999 999")
    await page.keyboard.press("Enter")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await field.fill(app.code())
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")

    await page.context.clear_cookies()
    await page.goto("/sign-in")
    await give_password(page, hoa)
    await press(page.get_by_role("button", name="Nhập lại mật khẩu"))
    await give_password(page, hoa)
    await fill(page.get_by_label("Mã", exact=True), codes[0])
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")
    await page.goto(SECURITY)
    await expect(page.get_by_text("Còn 9 mã chưa dùng.")).to_be_visible()
    await fits(page)


async def test_a_passkey_is_made_and_signs_in(site: World, visit: Visit, guard: Guard) -> None:
    hoa = await site.person("Lê Thị Hoa")
    at = named(site)
    page = await visit(hoa, SECURITY, url=at)
    await device(page)
    guard.expect("status of 403")
    await press(page.get_by_role("button", name="Thêm khóa truy cập"))
    await fill(page.get_by_label("Tên khóa"), "Máy cơ quan")
    await fits(page)
    await prove(page, "Tiếp tục")
    dialog = page.get_by_role("dialog", name="Mã khôi phục mới")
    await expect(dialog.get_by_role("listitem")).to_have_count(10)
    await press(dialog.get_by_role("button", name="Đã cất"))
    await expect(page.get_by_text("Máy cơ quan")).to_be_visible()

    await press(page.get_by_role("button", name="Thêm khóa truy cập"))
    await fill(page.get_by_label("Tên khóa"), "Lần nữa")
    await prove(page, "Tiếp tục")
    await expect(page.get_by_role("alert")).to_have_text("Thiết bị này đã có khóa của tài khoản.")
    await page.keyboard.press("Escape")

    await press(page.get_by_role("button", name="Đổi tên Máy cơ quan"))
    field = page.get_by_role("dialog").get_by_label("Tên khóa")
    await reach(field)
    await field.fill("Máy ở nhà")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Máy ở nhà")).to_be_visible()

    await page.context.clear_cookies()
    await page.goto("/sign-in")
    await press(page.get_by_role("button", name="Đăng nhập bằng khóa truy cập"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")
    await page.context.clear_cookies()
    await page.goto("/sign-in")
    await give_password(page, hoa)
    await expect(page.get_by_label("Mã khôi phục")).to_be_focused()
    await fits(page)
    await press(page.get_by_role("button", name="Đăng nhập bằng khóa truy cập"))
    await expect(page.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")

    await page.goto(SECURITY)
    await press(page.get_by_role("button", name="Gỡ Máy ở nhà"))
    await prove(page, "Gỡ")
    await expect(page.get_by_text("Chưa có khóa nào.")).to_be_visible()
    await page.context.clear_cookies()
    await page.goto("/sign-in")
    await press(page.get_by_role("button", name="Đăng nhập bằng khóa truy cập"))
    await expect(page.get_by_role("alert")).to_contain_text("Không xác minh được khóa truy cập này")
    await fits(page)


async def test_a_session_from_before_is_told_to_sign_in_again(
    site: World, visit: Visit, guard: Guard
) -> None:
    hoa = await site.person("Lê Thị Hoa")
    page = await visit(hoa, "/")
    (elsewhere, _) = await enter(site, hoa.email)
    await with_app(Someone(elsewhere, hoa.person, hoa.email))
    guard.expect("status of 403")
    await page.goto(SECURITY)
    await expect(page.get_by_text("hãy đăng xuất rồi đăng nhập lại")).to_be_visible()
    await press(page.get_by_role("button", name="Gỡ ứng dụng xác thực"))
    await prove(page, "Gỡ ứng dụng xác thực")
    refusal = page.get_by_role("dialog").get_by_role("alert")
    await expect(refusal).to_contain_text("Việc này cần phiên đăng nhập có xác thực hai bước")
    await fits(page)


async def test_where_there_is_no_name_no_passkey_is_offered(site: World, visit: Visit) -> None:
    hoa = await site.person("Lê Thị Hoa")
    page = await visit(hoa, SECURITY)
    await expect(page.get_by_text("chỉ dùng được ở địa chỉ có tên miền")).to_be_visible()
    await expect(page.get_by_role("button", name="Thêm khóa truy cập")).to_have_count(0)
    page = await visit(None, "/sign-in")
    await expect(page.get_by_label("Thư điện tử")).to_be_visible()
    await expect(page.get_by_role("button", name="Đăng nhập bằng khóa truy cập")).to_have_count(0)


async def test_a_session_that_ended_is_taken_up_in_place_in_two_steps(
    site: World, visit: Visit, guard: Guard
) -> None:
    hoa = await site.person("Lê Thị Hoa")
    app, _ = await with_app(hoa)
    room = await site.room(hoa)
    page = await visit(hoa, f"/r/{room}")
    guard.expect("status of 40[134]", "401")
    await expect(page.get_by_text("Trực tiếp", exact=True)).to_be_visible()
    await hoa.http.delete("/session")
    dialog = page.get_by_role("dialog", name="Phiên đăng nhập đã kết thúc")
    await fill(dialog.get_by_label("Thư điện tử"), hoa.email)
    await fill(dialog.get_by_label("Mật khẩu", exact=True), PASSWORD)
    await page.keyboard.press("Enter")
    field = dialog.get_by_label("Mã", exact=True)
    await expect(field).to_be_focused()
    await fits(page)
    await page.keyboard.type(app.code())
    await page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Dữ liệu mở")
    await expect(page.get_by_text("Trực tiếp", exact=True)).to_be_visible()
