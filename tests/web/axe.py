"""Accessibility as axe sees it, and what it does not look at: room for fingers, and no need to scroll sideways."""

from collections.abc import AsyncIterator, Sequence
from typing import Literal, TypeAlias

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page, ViewportSize

from tests.web.visit import DESK, PHONE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
TARGET_PX = 24

Look: TypeAlias = tuple[Literal["light", "dark"], ViewportSize]
# Each pair of language, theme and size comes together somewhere.
LOOKS: dict[str, list[Look]] = {
    "vi": [("light", DESK), ("dark", PHONE)],
    "en": [("light", PHONE), ("dark", DESK)],
}
BY_DEFAULT = LOOKS["en"]

# Links in running text are exempt, as WCAG 2.5.8 has it; so is what is not shown.
SMALL = """least => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role=option]')]
  .filter(el => el.checkVisibility({ visibilityProperty: true, opacityProperty: false }))
  .filter(el => !(el.matches('a') && getComputedStyle(el).display === 'inline' && el.closest('p, .body, li')))
  .map(el => [el, (el.closest('label') ?? el).getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height && (box.width < least || box.height < least))
  .filter(([el]) => !el.matches('.skip'))
  .map(([el, box]) => `${el.outerHTML.slice(0, 120)} ${Math.round(box.width)}x${Math.round(box.height)}`)"""
# Rows of links go on to the side on a narrow screen, as tables do, and Tab brings each into sight.
SIDEWAYS = """() => [document.scrollingElement, ...document.querySelectorAll('main, main *')]
  .filter(el => el.scrollWidth > el.clientWidth + 1 && el.clientWidth > 0)
  .filter(el => ['auto', 'scroll'].includes(getComputedStyle(el).overflowX) || el === document.scrollingElement)
  .filter(el => !el.matches('pre, table, nav, .kinds, textarea'))
  .map(el => `${el.outerHTML.slice(0, 120)} ${el.scrollWidth} > ${el.clientWidth}`)"""
ON = (
    "() => { for (const each of document.querySelectorAll('.page, .stream')) each.scrollTop += 48 }"
)
LANDMARKS = """() => ({
  main: document.querySelectorAll('main, [role=main]').length,
  h1: [...document.querySelectorAll('h1')].filter(el => el.checkVisibility()).length,
  title: document.title,
  lang: document.documentElement.lang,
})"""


async def violations(page: Page, *, besides: tuple[str, ...] = ()) -> list[str]:
    """What axe finds, each with the first element it is found at; `besides` are rules to leave out."""
    left_out = {rule: {"enabled": False} for rule in besides}
    options = OPTIONS | {"rules": left_out}
    found = await Axe().run(page, options=options)
    if any(rule["id"] == "target-size" for rule in found.response["violations"]):
        await page.evaluate(
            ON
        )  # a target of which the edge of the screen leaves a sliver is no small one
        found = await Axe().run(page, options=options)
    assert len(found.response["passes"]) > 10, "axe saw no page"
    return [
        f"{rule['id']}: {rule['help']} — {rule['nodes'][0]['target']} {rule['nodes'][0]['html'][:160]}"
        for rule in found.response["violations"]
    ]


async def too_small(page: Page) -> list[str]:
    """What one must press and cannot well: smaller than 24 px on a side."""
    small: list[str] = await page.evaluate(SMALL, TARGET_PX)
    return small


async def wider_than_the_screen(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    wide: list[str] = await page.evaluate(SIDEWAYS)
    return wide


async def fits(page: Page, look: str = "") -> None:
    """Nothing in it that axe, a finger or a narrow screen would complain of, as it is shown now. `look`: what to call that."""
    for look_for in (violations, too_small, wider_than_the_screen):
        found = await look_for(page)
        assert found == [], f"{look or page.url}: {found}"


async def shown(page: Page, looks: Sequence[Look]) -> AsyncIterator[str]:
    """Show the page in each of these looks; what to call it."""
    for theme, viewport in looks:
        await page.emulate_media(color_scheme=theme)
        await page.set_viewport_size(viewport)
        yield f"{page.url} {theme} {viewport['width']}"


async def looks_well(page: Page, looks: Sequence[Look] = BY_DEFAULT) -> None:
    """In the light and the dark, on a desk and a telephone."""
    async for look in shown(page, looks):
        await fits(page, look)
