"""P12: no stored text executes in a browser, wherever it is shown, with the policy of the pages and without it.

The control puts the same payloads raw into a page of the same site: those that run there could have run here.
"""

import asyncio
import html
import json
import re
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    Page,
    Route,
    expect,
)

from rooms.text import clean
from tests.promises import payloads
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.telling import Told, letter, tell
from tests.promises.watching import Watched, crew, watched
from tests.serving import serving
from tests.web import chromium
from tests.world import World
from web.pages import Bundle

BATCH = 60  # payloads in one room
SAMPLE = 12  # of the corpus, in check
CONTROL = 40  # put raw into pages, in check: of those that look as if they ran by themselves
RUNS = re.compile(r"(?i)<(svg|img|body|video|details)[^>]*on(load|error|start|toggle)|<script>")
RAW_AT_ONCE = 50
SETTLE_MS = 150

# What payloads call to show that they ran. The first argument tells which page they ran in.
# Everything that is neither the page's own nor harmless.
FOREIGN = """() => {
  const wrong = []
  for (const each of document.querySelectorAll('*')) {
    const name = each.localName
    if (['iframe','object','embed','frame','base','applet','audio','video','img','marquee','math','image'].includes(name))
      wrong.push(each.outerHTML.slice(0, 200))
    if (name === 'script' && !each.src.startsWith(location.origin + '/assets/')) wrong.push(each.outerHTML.slice(0, 200))
    if (name === 'meta' && each.httpEquiv) wrong.push(each.outerHTML)
    for (const { name: key, value } of each.attributes) {
      if (key.startsWith('on') || key === 'srcdoc' || key === 'autofocus') wrong.push(each.outerHTML.slice(0, 200))
      if (['href', 'src', 'action', 'formaction', 'xlink:href', 'data'].includes(key)
          && /^[\\s\\u0000-\\u0020]*(javascript|data|vbscript|file|blob)[\\s]*:/i.test(value) && name !== 'link')
        wrong.push(each.outerHTML.slice(0, 200))
    }
  }
  return wrong
}"""
SHOWN = "() => document.documentElement.textContent"


def in_a_row(text: str) -> str:
    """The text with one space wherever there is any: where lines break is not the question."""
    return " ".join(text.split())


async def looked_at(running: Promise, browser: Watched, path: str, texts: list[str]) -> None:
    """Open an address: its texts are there, as text, and nothing else is."""
    page = await browser.context.new_page()
    try:
        await page.goto(path)
        await expect(page.get_by_role("heading", level=1).first).to_be_visible(timeout=20_000)
        deadline = asyncio.get_running_loop().time() + 40
        missing = texts
        while True:
            seen = in_a_row(await page.evaluate(SHOWN))
            missing = [text for text in texts if in_a_row(clean(text)) not in seen]
            if not missing or asyncio.get_running_loop().time() > deadline:
                break
            await asyncio.sleep(0.2)
        await page.wait_for_timeout(SETTLE_MS)
        running.n += len(texts)
        for text in missing:
            running.violated(f"{path}: not shown as text: {text!r}")
        for wrong in await page.evaluate(FOREIGN):
            running.violated(f"{path}: {wrong}")
        running.holds(page.url == browser.origin + path, f"{path}: went to {page.url}")
    finally:
        await page.close()


async def previewed(running: Promise, browser: Watched, draft: str, batch: Sequence[str]) -> None:
    """What one writes oneself, before anybody else sees it."""
    page = await browser.context.new_page()
    await page.goto(draft)
    composer = page.get_by_role("form", name="Viết ý kiến")
    text = "\n\n".join(payloads.fit(p, 400) for p in batch)[:9_000]
    await composer.get_by_role("textbox").fill(text)
    await composer.get_by_role("button", name="Xem trước").click()
    await page.wait_for_timeout(SETTLE_MS * 3)
    running.n += 1
    for wrong in await page.evaluate(FOREIGN):
        running.violated(f"preview: {wrong}")
    await page.close()


async def opened_letter(running: Promise, browser: Watched, batch: Sequence[str]) -> None:
    """The letter as a mail program shows it that has no policy at all."""
    page = await browser.context.new_page()
    address = f"{browser.origin}/la-thu"

    def give(route: Route) -> Any:
        return route.fulfill(content_type="text/html; charset=utf-8", body=letter(batch))

    await page.route(address, give)
    await page.goto(address)
    await page.wait_for_timeout(SETTLE_MS)
    told = in_a_row(await page.evaluate(SHOWN))
    for text in (payloads.line(each, 200) for each in batch):
        running.n += 1
        running.holds(in_a_row(text) in told, f"letter: not shown as text: {text!r}")
    for wrong in await page.evaluate(
        FOREIGN.replace("'math',", "'math', 'script', 'style', 'link',")
    ):
        running.violated(f"letter: {wrong}")
    await page.close()


async def seen(
    running: Promise, browser: Watched, draft: str, told: Told, batch: Sequence[str]
) -> None:
    """All of it, in one browser."""
    for path, texts in told.pages.items():
        await looked_at(running, browser, path, texts)
    await previewed(running, browser, draft, batch)
    await opened_letter(running, browser, batch)


async def control(browser: Browser, world: World, raw: Sequence[str]) -> int:
    """How many of the payloads run where they are put raw into a page, each in a frame of its own."""
    watching = await watched(browser, world, None, policy=False)
    ran: set[str] = set()
    page: Page = await watching.context.new_page()
    for at, batch in enumerate(payloads.batches(raw, RAW_AT_ONCE)):
        frames = "".join(
            f'<iframe name="n{at}-{n}" srcdoc="{html.escape(payload)}"></iframe>'
            for n, payload in enumerate(batch)
        )
        address = f"{world.url}/kiem-chung-{at}"

        def give(route: Route, _: Any, body: str = frames) -> Any:
            return route.fulfill(
                content_type="text/html; charset=utf-8", body=f"<!doctype html>{body}"
            )

        await watching.context.route(address, give)
        try:
            await page.goto(address, wait_until="load", timeout=15_000)
            await page.wait_for_timeout(SETTLE_MS * 3)
        except Exception:  # noqa: BLE001 - a payload took the page away, which is what it is for
            await page.close()
            page = await watching.context.new_page()
        ran |= {said.split(" ", 1)[0] for said in watching.executed}
    await watching.context.close()
    return len({name for name in ran if re.fullmatch(r"n\d+-\d+", name)})


async def test_no_text_runs_wherever_it_is_shown(
    database_url: str,
    browser: Browser,
    corpora: Path,
    promise: Promising,
) -> None:
    if not Bundle().built:
        chromium.absent("the pages are not built: make web")
    with promise("P12") as running:
        every = payloads.corpus(corpora)
        chosen = running.of(check=running.random.sample(every, SAMPLE), nightly=every)
        async with serving(database_url) as world:
            # Two, in turn: the next room is written while one is looked at, and fills the other's inbox.
            crews = [await crew(browser, world) for _ in range(2)]
            shares = list(payloads.batches(chosen, BATCH))
            told = await tell(world, crews[0].owner, shares[0])
            for batch, following in zip_longest(shares, shares[1:]):
                async with asyncio.TaskGroup() as group:
                    here, there = crews
                    coming = following and group.create_task(tell(world, there.owner, following))
                    for each in here.browsers:
                        group.create_task(seen(running, each, here.draft, told, batch))
                if coming:
                    told = coming.result()
                crews.reverse()
            for seen_by in (each for one in crews for each in one.browsers):
                for said in seen_by.executed:
                    running.violated(f"executed: {said}")
                for url in seen_by.foreign:
                    running.violated(f"asked for {url}")
                await seen_by.context.close()
            likely = [payload for payload in every if RUNS.match(payload)]
            raw = running.of(
                check=running.random.sample(likely, min(CONTROL, len(likely))), nightly=every
            )
            executed = await control(browser, world, raw)
            running.facts = {
                "payloads": len(chosen),
                "control": len(raw),
                "control_executed": executed,
            }
            least = running.of(check=CONTROL // 10, nightly=300)
            running.holds(
                executed >= least, f"only {executed} of {len(raw)} ran raw: the watch is blind"
            )


def test_payloads_are_read_as_they_are(corpora: Path) -> None:
    every = payloads.corpus(corpora)
    assert len(set(every)) == len(every)
    assert "<script>" in json.dumps(every)
    packs = list(payloads.packed(every[:500], 200))
    assert all(0 < len(pack) <= 200 for pack in packs)
