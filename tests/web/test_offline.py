"""Going on with the network away: the page keeps what it shows and says what could not be done."""

import asyncio
from contextlib import suppress

from playwright.async_api import Route, expect
from playwright.async_api import TimeoutError as Late

from tests.web.guard import Guard
from tests.web.idly import fetched
from tests.web.visit import Visit
from tests.world import Someone, World

NO_LINE = (r"net::ERR_", r"WebSocket connection to")


async def test_a_screen_that_cannot_be_fetched_leaves_the_one_before_and_offers_to_try_again(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    guard.expect(*NO_LINE)
    room = await site.room(an, visibility="public", title="Phòng công khai")
    context = await visit.as_(None)
    await context.route(
        "**/assets/SignIn-*.js", lambda route: route.abort()
    )  # not even in idle time
    page = await context.new_page()
    await page.goto(f"/r/{room}")
    heading = page.get_by_role("heading", level=1, name="Phòng công khai")
    await expect(heading).to_be_visible()

    await context.set_offline(True)
    await page.get_by_role("banner").get_by_role("link", name="Đăng nhập").click()
    told = page.get_by_role("alert").filter(has_text="Chưa mở được trang vừa chọn")
    await expect(told).to_be_visible()
    await expect(heading).to_be_visible()
    await told.get_by_role("button", name="Thử lại").click()
    await expect(heading).to_be_visible()

    await context.set_offline(False)
    await context.unroute_all()
    with suppress(Late):  # the attempt before may still be under way, and succeed now
        await told.get_by_role("button", name="Thử lại").click(timeout=2_000)
    await expect(page.get_by_role("heading", level=1, name="Đăng nhập")).to_be_visible()
    assert page.url.endswith(f"/sign-in?next=%2Fr%2F{room}")
    again = page.get_by_role("banner").get_by_role("link", name="Đăng nhập")
    await expect(again).to_have_count(0)


async def test_screens_fetched_in_idle_time_open_without_a_network(
    visit: Visit, guard: Guard
) -> None:
    guard.expect(*NO_LINE)
    context = await visit.as_(None)
    page = await context.new_page()
    await page.goto("/sign-in")
    await fetched(page)

    await context.set_offline(True)
    await page.get_by_role("main").get_by_role("link", name="Mở tài khoản").click()
    await expect(page.get_by_role("heading", level=1, name="Mở tài khoản")).to_be_visible()


async def test_what_can_wait_is_fetched_behind_what_the_screen_asks_for(
    site: World, visit: Visit, guard: Guard, an: Someone
) -> None:
    room = await site.room(an, visibility="public", title="Phòng công khai")
    context = await visit.as_(None)
    page = await context.new_page()
    let = asyncio.Event()

    async def held(route: Route) -> None:
        await let.wait()
        await route.continue_()

    def others() -> list[str]:
        return [address for address in guard.requested if "/assets/SignUp-" in address]

    await page.route(f"**/rooms/{room}", held)
    async with page.expect_request(f"**/rooms/{room}"):
        await page.goto(f"/r/{room}")
    await page.wait_for_timeout(2_500)  # it would have begun, were nothing waited for
    assert others() == []
    let.set()
    await expect(page.get_by_role("heading", level=1, name="Phòng công khai")).to_be_visible()
    await fetched(page)
    assert others()


async def test_signing_out_without_a_network_says_that_it_was_not_done(
    visit: Visit, guard: Guard, site: World
) -> None:
    guard.expect(*NO_LINE)
    chi = await site.person("Lê Thị Chi")
    page = await visit(chi, "/me")
    out = page.get_by_role("button", name="Đăng xuất khỏi thiết bị này")
    await expect(out).to_be_visible()

    await page.context.set_offline(True)
    await out.click()
    trouble = page.get_by_role("alert").filter(has_text="Chưa đăng xuất được: mất kết nối")
    await expect(trouble).to_be_visible()  # parts of the page still on their way say their own
    await page.context.set_offline(False)
    await out.click()
    await expect(page.get_by_role("banner").get_by_role("link", name="Đăng nhập")).to_be_visible()
