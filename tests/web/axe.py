"""Accessibility as axe sees it, and what it does not look at: room for fingers, and no need to scroll sideways."""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Literal, TypeAlias

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
SIZE = "target-size"
ON = """() => [...document.querySelectorAll('main, main *')].filter((each) => each.scrollHeight > each.clientHeight)
  .forEach((each) => (each.scrollTop += 17))"""
LANDMARKS = """() => ({
  main: document.querySelectorAll('main, [role=main]').length,
  h1: [...document.querySelectorAll('h1')].filter(el => el.checkVisibility()).length,
  title: document.title,
  lang: document.documentElement.lang,
})"""


async def violations(page: Page, *, besides: tuple[str, ...] = ()) -> list[str]:
    """What axe finds, each with the first element it is found at; `besides` are rules to leave out."""
    left_out = {rule: {"enabled": False} for rule in besides}
    found = await Axe().run(page, options=OPTIONS | {"rules": left_out})
    assert len(found.response["passes"]) > 10, "axe saw no page"
    return [
        f"{rule['id']}: {rule['help']} — {rule['nodes'][0]['target']} {rule['nodes'][0]['html'][:160]}"
        for rule in found.response["violations"]
        if rule["id"] != SIZE or await small_everywhere(page, names(rule))
    ]


async def small_everywhere(page: Page, found: set[str]) -> set[str]:
    """Those of the small targets that are so wherever one scrolls: of others an edge or a bar that stays only left a sliver."""
    for _ in range(3):
        await page.evaluate(ON)
        again = await Axe().run(page, options={"runOnly": [SIZE]})
        assert again.response["passes"] or again.response["violations"], "axe looked at nothing"
        found = found & {each for rule in again.response["violations"] for each in names(rule)}
        if not found:
            break
    return found


def names(rule: dict[str, Any]) -> set[str]:
    """What a rule is broken by."""
    return {str(node["target"]) for node in rule["nodes"]}


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
