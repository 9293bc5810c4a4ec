"""The looks of a screen: theme, language and size."""

from itertools import product
from typing import Literal

from playwright.async_api import ViewportSize

from tests.web.visit import DESK, PHONE
from tests.world import Someone

Look = tuple[Literal["light", "dark"], Literal["vi", "en"], ViewportSize]
ALL: list[Look] = list(product(("light", "dark"), ("vi", "en"), (DESK, PHONE)))
FARTHEST: Look = ("dark", "en", PHONE)  # from the one in which pages are made
SPEAK = "try { localStorage.setItem('language', '%s') } catch {}"  # a blank page has none


def called(look: Look) -> str:
    """What to call it."""
    theme, language, viewport = look
    return f"{theme}-{language}-{viewport['width']}"


async def speak(who: Someone | None, language: str) -> None:
    """From now on the page speaks to them in this language wherever they sign in."""
    if who:
        kept = {key: who.person[key] for key in ("name", "organisation", "constituency")}
        await who.do("PUT", "/me", **kept, language=language)
