"""Every screen, in light and dark, in both languages, at a desk, on a telephone and magnified four times."""

import os

import pytest
from playwright.async_api import ViewportSize

from tests.web.axe import too_small, violations, wider_than_the_screen
from tests.web.guard import Guard
from tests.web.looks import ALL, FARTHEST, SPEAK, Look, called, speak
from tests.web.screens import ROUTES, Gallery, ready
from tests.web.visit import Visit

LOOKS = ALL if os.environ.get("DIENHONG_SIZE") == "nightly" else [FARTHEST]
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
MAGNIFIED = ViewportSize(width=320, height=256)  # 1280 by 1024, four times


def test_no_screen_is_left_out(gallery: Gallery) -> None:
    assert {screen.route for screen in gallery.screens} == ROUTES


@pytest.mark.parametrize("look", LOOKS, ids=called)
async def test_nothing_on_it_stands_in_anybodys_way(
    gallery: Gallery, visit: Visit, guard: Guard, look: Look
) -> None:
    theme, language, viewport = look
    guard.expect("404", "400")  # the address that leads nowhere, the links that are not good
    found: list[str] = []
    for who in {screen.who for screen in gallery.screens}:
        await speak(who, language)
        context = await visit.as_(who, viewport=viewport, color_scheme=theme)
        await context.add_init_script(SPEAK % language)
        page = await context.new_page()
        for screen in (each for each in gallery.screens if each.who is who):
            await page.goto(screen.path)
            await ready(page)
            assert await page.evaluate("document.documentElement.lang") == language, screen.name
            for look_for in (violations, too_small, wider_than_the_screen):
                found += [f"{screen.name}: {each}" for each in await look_for(page)]
            await page.set_viewport_size(MAGNIFIED)
            await page.evaluate(DRAWN)
            found += [
                f"{screen.name} magnified: {each}" for each in await wider_than_the_screen(page)
            ]
            await page.set_viewport_size(viewport)
        await context.close()
    assert found == [], "\n".join(found)
