"""Whoever writes too often loses nothing: the post waits as long as the server says and goes out by itself."""

from collections.abc import AsyncIterator
from contextlib import suppress

import pytest
from playwright.async_api import Browser, expect

from rooms.errors import TooMany
from server.limits.kinds import POSTING, SIGNING_IN
from tests.serving import serving
from tests.web.guard import Guard
from tests.web.pages.thread import ThreadPage, path_of
from tests.web.visit import Visit
from tests.world import PASSWORD, World


@pytest.fixture
async def strict(built: None, database_url: str) -> AsyncIterator[World]:  # noqa: ARG001
    """A portal whose limits can be met."""
    async with serving(
        database_url, limit_scale=0.4
    ) as running:  # a post more every twelve seconds
        yield running


@pytest.fixture
async def visit(browser: Browser, strict: World, guard: Guard) -> AsyncIterator[Visit]:
    visiting = Visit(browser, strict, guard)
    yield visiting
    await visiting.leave()


async def test_a_post_that_came_too_often_waits_and_goes_out_by_itself(
    strict: World, visit: Visit, guard: Guard
) -> None:
    (an,) = await strict.people("Nguyễn Văn An")
    room = await strict.room(an)
    thread = await strict.thread(an, room)
    his = await ThreadPage(await visit(an, path_of(room, thread))).live()
    guard.expect("429")
    with suppress(TooMany):
        while True:
            await strict.app.state.limiter.person(POSTING, an.id)

    await his.say("Ý kiến này phải đợi một chút.")

    post = his.post("Ý kiến này phải đợi")
    await expect(post).to_contain_text("Chưa xác nhận")
    assert guard.wrong("429")
    await expect(post).not_to_contain_text("Chưa xác nhận", timeout=30_000)
    told = await an.get(f"/threads/{thread}")
    assert sum("phải đợi" in (post["html"] or "") for post in told["posts"]) == 1


async def test_signing_in_too_often_says_how_long_to_wait_and_keeps_what_was_typed(
    strict: World, visit: Visit, guard: Guard
) -> None:
    binh = await strict.person("Trần Thị Bình")
    guard.expect("429")
    with suppress(TooMany):
        while True:
            await strict.app.state.limiter.account(SIGNING_IN, binh.email)
    page = await visit(None, "/sign-in")
    await page.get_by_label("Thư điện tử").fill(binh.email)
    await page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Đăng nhập").last.click()

    await expect(page.get_by_role("alert")).to_contain_text("Thao tác quá nhanh")
    await expect(page.get_by_label("Thư điện tử")).to_have_value(binh.email)
