"""The page of every component, as `make dev` has it: whole, without a server, and without anything to complain of."""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from server.dev import READY
from tests.ports import free_port
from tests.web import axe, chromium
from tests.web.guard import Guard
from tests.web.visit import DESK
from web import build

WEB = Path(build.__file__).parent
# Vite makes each module when it is first asked for, which on a busy machine takes its time.
PATIENCE_MS = 180_000
# A page has one of each; here several stand below each other.
ONE_OF_EACH = ("landmark-unique", "landmark-no-duplicate-main", "duplicate-id-aria", "region")
# Svelte, in development, notes at each element of which file it is and through which components it came.
COMPONENTS = """() => [...document.querySelectorAll('*')].flatMap(({ __svelte_meta: meta }) => {
  const found = meta?.loc ? [meta.loc.file.split('/').at(-1).replace('.svelte', '')] : []
  for (let at = meta?.parent; at; at = at.parent) if (at.componentTag) found.push(at.componentTag)
  return found
})"""


@pytest.fixture
async def vite() -> AsyncIterator[str]:
    """Vite as `make dev` starts it, with nothing behind; its address."""
    node = build.find_node()
    if node is None or not (WEB / READY).is_file():
        chromium.absent("no Vite: node_modules are not installed")
    url = f"http://127.0.0.1:{(port := free_port())}"
    started = await asyncio.create_subprocess_exec(
        *(WEB / READY, "--host", "127.0.0.1", "--port", str(port), "--strictPort"),
        cwd=WEB,
        env=os.environ | {"PATH": f"{node.folder}{os.pathsep}{os.environ['PATH']}"},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        async with httpx.AsyncClient() as http, asyncio.timeout(60):
            while not await _answers(http, url):
                assert started.returncode is None
                await asyncio.sleep(0.1)
        yield url
    finally:
        if started.returncode is None:
            started.terminate()
        await started.wait()


async def _answers(http: httpx.AsyncClient, url: str) -> bool:
    try:
        return (await http.get(f"{url}/_kit")).is_success
    except httpx.TransportError:
        return False


async def _shown(page: Page) -> set[str]:
    """The components on the page, and in the windows in it."""
    found = [await frame.evaluate(COMPONENTS) for frame in page.frames]
    return {name for names in found for name in names}


async def test_every_component_stands_on_the_page_of_the_kit(
    vite: str, browser: Browser, guard: Guard
) -> None:
    context = await browser.new_context(base_url=vite, locale="vi-VN", viewport=DESK)
    context.set_default_timeout(PATIENCE_MS)
    await guard.watch(context, vite)
    page = await context.new_page()
    await page.goto("/_kit?look=dark")
    await expect(page.locator("#line iframe").last).to_be_visible(timeout=PATIENCE_MS)
    for frame in page.frames[1:]:
        await frame.locator(".status").wait_for()
    await expect(page.locator(".post [role=group] button").first).to_be_visible(timeout=PATIENCE_MS)
    seen = await _shown(page)
    assert await axe.violations(page, besides=ONE_OF_EACH) == []
    assert await axe.wider_than_the_screen(page) == []

    for opens in await page.locator("[data-opens]").all():
        await opens.click()
        dialog = page.locator("dialog")
        await expect(dialog).to_be_visible()
        seen |= await _shown(page)
        await dialog.locator("button.square, button.go").first.click()
        await expect(dialog).to_have_count(0)
    assert {file.stem for file in (WEB / "src" / "ui").glob("*.svelte")} - seen == set()

    await page.goto("/_kit?look=light")
    await expect(page.locator(".post [role=group] button").first).to_be_visible(timeout=PATIENCE_MS)
    assert await axe.violations(page, besides=ONE_OF_EACH) == []
    await page.goto("/_kit")
    for title in ("Sáng", "Tối"):
        kit = page.frame_locator(f"iframe[title='{title}']")
        await expect(kit.get_by_role("heading", name="Bộ thành phần")).to_be_visible(
            timeout=PATIENCE_MS
        )
    await context.close()
