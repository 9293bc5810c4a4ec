"""`python -m tests.web.sheet`: every screen × theme × width × language × state, photographed into one contact sheet.

Writes the pictures, and of them `index.html` and a sheet for each look, into var/sheet. Everything is started for it,
on an embedded database of its own, and ended.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import NamedTuple

import asyncpg
from playwright.async_api import Browser

from migrations import migrate
from server import embedded
from tests.serving import serving
from tests.web import chromium
from tests.web.looks import ALL, SPEAK, Look, called, speak
from tests.web.screens import Gallery, Screen, hung
from tests.web.states import STATES
from tests.world import World

THUMB_PX = 300
STILL = "*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important }"


class Picture(NamedTuple):
    """One of them: what it shows, and its file."""

    screen: str
    state: str
    file: Path


async def photographed(
    browser: Browser, site: World, screen: Screen, state: str, look: Look, file: Path
) -> None:
    """One screen in one state and look."""
    theme, language, viewport = look
    context = await browser.new_context(
        base_url=site.url,
        viewport=viewport,
        color_scheme=theme,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        reduced_motion="reduce",
        service_workers="block",
    )
    await context.add_init_script(SPEAK % language)
    if screen.who:
        await context.add_cookies(
            [{"name": n, "value": v, "url": site.url} for n, v in screen.who.http.cookies.items()]
        )
    page = await context.new_page()
    try:
        await STATES[state](context, page, screen.path)
        await page.screenshot(path=file, style=STILL)
    finally:
        await context.close()


async def sheet(browser: Browser, pictures: Sequence[Picture], look: Look, folder: Path) -> Path:
    """The pictures of a look side by side: a row for each screen, a column for each state."""
    rows: dict[str, dict[str, Path]] = {}
    for each in pictures:
        rows.setdefault(each.screen, {})[each.state] = each.file
    states = [state for state in STATES if any(state in row for row in rows.values())]
    cells = "".join(
        f"<tr><th>{escape(name)}</th>"
        + "".join(
            f"<td>{f'<img src={row[state].name}>' if state in row else ''}</td>" for state in states
        )
        + "</tr>"
        for name, row in rows.items()
    )
    head = "".join(f"<th>{state}</th>" for state in states)
    file = folder / f"{called(look)}.html"
    file.write_text(
        f"<!doctype html><meta charset=utf-8><title>{called(look)}</title>"
        f"<style>body{{font:14px sans-serif;background:#888}}img{{width:{THUMB_PX}px;display:block}}th{{text-align:start}}</style>"
        f"<h1>{called(look)}</h1><table><tr><th></th>{head}</tr>{cells}</table>",
        "utf-8",
    )
    page = await browser.new_page(viewport={"width": THUMB_PX * len(states) + 220, "height": 900})
    await page.goto(file.as_uri())
    await page.screenshot(path=file.with_suffix(".png"), full_page=True)
    await page.close()
    return file


async def taken(
    browser: Browser,
    site: World,
    gallery: Gallery,
    looks: Sequence[Look],
    asked: argparse.Namespace,
) -> None:
    """All of them, with a line for each look."""
    folder: Path = asked.out
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for look in looks:
        for who in {screen.who for screen in gallery.screens}:
            await speak(who, look[1])
        pictures = []
        for screen in gallery.screens:
            if asked.only and asked.only not in screen.name:
                continue
            for state in asked.states:
                file = folder / f"{screen.name}-{state}-{called(look)}.png"
                await photographed(browser, site, screen, state, look, file)
                pictures.append(Picture(screen.name, state, file))
        made.append(await sheet(browser, pictures, look, folder))
        sys.stdout.write(f"{made[-1]}: {len(pictures)} pictures\n")
    links = "".join(f"<li><a href={each.name}>{each.stem}</a>" for each in made)
    (folder / "index.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>Sheets</title><ul>{links}</ul>", "utf-8"
    )


async def main(told: Sequence[str]) -> None:
    """Start everything, take the pictures, end everything."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.web.sheet",
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter,
    )
    parser.add_argument("--out", type=Path, default=Path("var/sheet"))
    parser.add_argument("--only", default="", help="screens whose name holds this")
    parser.add_argument("--states", nargs="+", choices=list(STATES), default=list(STATES))
    parser.add_argument(
        "--looks",
        nargs="+",
        choices=[called(look) for look in ALL],
        default=[called(look) for look in ALL],
    )
    asked = parser.parse_args(told)
    looks = [look for look in ALL if called(look) in asked.looks]
    with tempfile.TemporaryDirectory(prefix="dienhong-") as kept:
        async with embedded.running(Path(kept) / "data") as url:
            conn = await asyncpg.connect(url)
            await migrate(conn)
            await conn.close()
            async with (
                serving(url) as site,
                site.administrator() as administrator,
                chromium.running() as browser,
            ):
                await taken(browser, site, await hung(site, administrator), looks, asked)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
