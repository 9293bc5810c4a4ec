"""P30: uploads are inert: whatever is brought, nothing of it runs in a browser, and nothing a camera told is kept.

Every file is brought in and, where it is taken, posted and opened in every way the product serves it, and in every
way a page of the same site without any policy could make use of it. The control opens the same files as a server
would serve them that believes their names: there they must run.
"""

import io
import mimetypes
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, Route
from playwright.async_api import Error as BrowserError

from server.examining import wire
from server.examining.limits import CPU_S, MEMORY_BYTES
from tests import bombs
from tests.bringing import bring
from tests.promises import polyglots
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.polyglots import CANARY, Hostile
from tests.world import Someone, World

MOST_BYTES = 10 << 20
SETTLE_MS = 120
STAGE = "/p30-stage"
WATCH = """(() => {
  for (const name of ['alert', 'confirm', 'prompt', 'print'])
    try { Object.defineProperty(window, name, { value: (...said) => { executed(name, String(said)) } }) } catch {}
})()"""
AT_ONCE = 8  # files that one page makes use of
# Given the addresses of files, and makes of each what a page can.
USES = """addresses => Promise.all(addresses.map(async address => {
  const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set))
  add('script', { src: address })
  add('script', { src: address, type: 'module' })
  add('link', { rel: 'stylesheet', href: address })
  add('iframe', { src: address })
  add('object', { data: address })
  add('embed', { src: address })
  add('img', { src: address })
  add('video', { src: address })
  await import(address).catch(() => {})
  try { new Worker(address).onmessage = () => executed('worker', address) } catch {}
  try { await navigator.serviceWorker.register(address); executed('service worker', address) } catch {}
}))"""
NOT_TOLD = (b"Exif\0", b"<script", b"onerror", b"http://ns.adobe.com", CANARY.encode())


class Watched:
    """A browser that notes whatever runs in it."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.executed: list[str] = []
        self.stage: dict[str, tuple[str, bytes]] = {"": ("text/html", b"<!doctype html><body>")}

    async def begin(self) -> Page:
        """A page, with a stage beside the product: the same site, and no policy at all."""
        await self.context.expose_binding("executed", self._ran)
        await self.context.add_init_script(WATCH)
        await self.context.route(f"{self.origin}{STAGE}/**", self._staged)
        return await self.context.new_page()

    async def open(self, page: Page, address: str) -> None:
        """Go there; a download is no page."""
        try:
            await page.goto(address, wait_until="load")
        except BrowserError as error:
            if "Download is starting" not in str(error) and "ERR_ABORTED" not in str(error):
                raise
            return
        await page.wait_for_timeout(SETTLE_MS)

    def _ran(self, source: dict[str, Any], how: str, what: str) -> None:
        self.executed.append(f"{how}({what}) in {source['frame'].url}")

    async def _staged(self, route: Route) -> None:
        asked = route.request.url.partition(f"{STAGE}/")[2]
        kind, body = self.stage.get(asked, ("text/plain", b""))
        await route.fulfill(status=200, content_type=kind, body=body)


@pytest.fixture
async def watched(browser: Browser, world: World) -> AsyncIterator[Watched]:
    context = await browser.new_context(base_url=world.url)
    yield Watched(context, world.url)
    await context.close()


async def kept(running: Promise, who: Someone, room: int, each: Hostile) -> dict[str, Any] | None:
    """Bring the file; None where it was refused."""
    running.n += 1
    answer = await bring(who, room, each.body, each.name)
    if answer.is_success:
        file: dict[str, Any] = answer.json()["result"]
        return file
    running.holds(
        answer.status_code in {400, 413}, f"{each.name!r} was answered {answer.status_code}"
    )
    return None


def of(file: dict[str, Any], form: str = "files") -> str:
    return f"/{form}/{file['id']}/{quote(file['name'], safe='')}"


def forms(file: dict[str, Any]) -> Iterator[str]:
    yield of(file)
    if file["width"]:
        yield of(file, "thumbnails")


async def is_clean(running: Promise, who: Someone, file: dict[str, Any]) -> None:
    """An image holds nothing but what it shows; a document is only ever a download."""
    for address in forms(file):
        answer = await who.http.get(address)
        running.holds(
            answer.headers["x-content-type-options"] == "nosniff", f"{address} is sniffed"
        )
        policy = answer.headers["content-security-policy"]
        running.holds(policy.startswith("sandbox; default-src 'none'"), f"{address}: {policy}")
        if not file["width"]:
            saved = answer.headers["content-disposition"].startswith("attachment; ")
            running.holds(saved, f"{address} is not a download")
            continue
        image = Image.open(io.BytesIO(answer.content))
        left = [told for told in NOT_TOLD if told in answer.content]
        told = image.getexif() or image.info.get("icc_profile") or image.info.get("comment")
        running.holds(not left and not told, f"{address} still tells {left or told}")


async def posted(who: Someone, thread: int, files: list[dict[str, Any]]) -> None:
    """Posts that carry all the files, with hostile words for what they show."""
    for start in range(0, len(files), 5):
        taking = [
            {"id": file["id"], "alt": f'"><img src=x onerror={polyglots.RUN}>'}
            for file in files[start : start + 5]
        ]
        await who.do("POST", f"/threads/{thread}/posts", body="Kèm tệp.", files=taking)


async def in_every_way(
    watched: Watched, page: Page, who: Someone, room: int, thread: int, files: list[dict[str, Any]]
) -> None:
    """Open the files by themselves, in the pages of the product, and in a page without a policy."""
    cookies = [{"name": n, "value": v, "url": watched.origin} for n, v in who.http.cookies.items()]
    await watched.context.add_cookies(cookies)  # type: ignore[arg-type]
    for path in (f"/r/{room}/t/{thread}", f"/r/{room}/transcript/{thread}"):
        await watched.open(page, path)
    addresses = [address for file in files for address in forms(file)]
    for address in addresses:
        await watched.open(page, address)
    for start in range(0, len(addresses), AT_ONCE):
        await watched.open(page, f"{STAGE}/")
        await page.evaluate(USES, addresses[start : start + AT_ONCE])
        await page.wait_for_timeout(SETTLE_MS)


async def believed(watched: Watched, page: Page, files: list[Hostile]) -> int:
    """How many of the files run where their names are believed."""
    ran = 0
    for number, each in enumerate(files):
        kind = mimetypes.guess_type(each.name)[0] or "text/html"
        watched.stage[str(number)] = (kind, each.body)
        before = len(watched.executed)
        await watched.open(page, f"{STAGE}/{number}")
        ran += len(watched.executed) > before
    watched.executed.clear()
    return ran


async def inert(
    world: World, watched: Watched, running: Promise, files: list[Hostile], control: list[Hostile]
) -> None:
    """Bring, look, open; `control` are those that would run elsewhere."""
    who = await world.person("Nguyễn Văn An")
    room = await world.room(who)
    thread = await world.thread(who, room)
    page = await watched.begin()
    running.facts["control"] = await believed(watched, page, control)
    found = [await kept(running, who, room, each) for each in files]
    taken = [file for file in found if file is not None]
    running.facts["taken"] = len(taken)
    await posted(who, thread, taken)
    for file in taken:
        await is_clean(running, who, file)
    await in_every_way(watched, page, who, room, thread, taken)
    running.facts["executed"] = len(watched.executed)
    for each in watched.executed:
        running.violated(f"executed: {each}")


async def test_files_that_are_two_things_at_once_are_inert(
    world: World, watched: Watched, promise: Promising
) -> None:
    with promise("P30 polyglots") as running:
        control = [each for each in polyglots.ALL if each.runs]
        await inert(world, watched, running, polyglots.ALL, control)
        running.holds(running.facts["control"] == len(control), "the control did not run")
        running.holds(running.facts["taken"] >= 15, "most of them were not even kept")


async def test_the_corpus_of_hostile_uploads_is_inert(
    world: World, watched: Watched, promise: Promising, corpora: Path
) -> None:
    with promise("P30 corpus") as running:
        found = sorted((corpora / "uploads").iterdir())
        assert len(found) >= 32, "the corpus is not whole"
        files = [Hostile(file.name, file.read_bytes()) for file in found]
        control = [each for each in files if each.name.startswith(("SVG_XSS", "xss."))]
        await inert(world, watched, running, files, control)
        running.holds(running.facts["control"] >= 4, "the control did not run")
        running.holds(running.facts["taken"] >= 5, "hardly any of them was kept")


async def test_bombs_are_answered_within_bounds(
    world: World, promise: Promising, tmp_path: Path
) -> None:
    with promise("P30 bombs") as running:
        who = await world.person("Nguyễn Văn An")
        room = await world.room(who)
        made = {name: make() for name, make in bombs.IMAGES.items()}
        made |= {name: ("package", make()) for name, make in bombs.PACKAGES.items()}
        memory_bytes, cpu_s = 0, 0.0
        for name in running.random.sample(sorted(made), running.of(check=3, nightly=len(made))):
            await kept(running, who, room, Hostile(name, made[name][1]))
        for name, (kind, body) in made.items():
            running.n += 1
            used = bombs.measured(body, kind, tmp_path, MOST_BYTES)
            running.times.append(used.cpu_s)
            running.holds(used.memory_bytes <= MEMORY_BYTES, f"{name}: {used.memory_bytes} bytes")
            running.holds(used.cpu_s <= CPU_S + 1, f"{name}: {used.cpu_s} s")
            taken = isinstance(used.answer, wire.Image) and name not in bombs.HARMLESS
            running.holds(not taken, f"{name} was taken")
            memory_bytes, cpu_s = max(memory_bytes, used.memory_bytes), max(cpu_s, used.cpu_s)
        running.facts |= {"most_mib": memory_bytes >> 20, "most_cpu_s": round(cpu_s, 2)}
