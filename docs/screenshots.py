"""Takes the pictures in docs/screenshots from a running product: three screens, desk and telephone, light and dark.

python docs/screenshots.py                       starts a demonstration of its own and ends it again
python docs/screenshots.py --url http://127.0.0.1:8000 --email an@demo.invalid --password …
"""

# ruff: noqa: INP001 - a folder of documents, not a package

import argparse
import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which
from typing import Literal, NamedTuple

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
HERE = Path(__file__).with_suffix("")
SIZES = {
    "desktop": ViewportSize(width=1366, height=768),
    "phone": ViewportSize(width=360, height=740),
}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
COUNTED = re.compile(r"(\d+) ý kiến")
START_S = 180.0
# Nothing moves, blinks or fades while a picture is taken.
STILL = "*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important }"


class Portal(NamedTuple):
    """Where a portal runs, and as whom to enter it."""

    url: str
    email: str
    password: str


@contextlib.contextmanager
def demonstration() -> Iterator[Portal]:
    """A portal on a free port and a temporary folder, with the demonstration in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="dienhong-") as folder:
        environ = os.environ | {"PORT": port, "DATA": folder, "DIENHONG_DEMONSTRATION": "true"}
        environ.pop("DATABASE_URL", None)
        serve = [sys.executable, "-m", "server", "serve"]
        with subprocess.Popen(  # noqa: S603 - our own program
            serve, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True
        ) as running:
            try:
                yield _greeted(running, port)
            finally:
                running.send_signal(signal.SIGTERM)


def _greeted(running: "subprocess.Popen[str]", port: str) -> Portal:
    """What the program prints once it answers: the accounts and their password."""
    said = ""
    signal.alarm(int(START_S))
    for line in running.stdout or ():
        said += line
        password = re.search(r"password: (.+)", said)
        person = re.search(r"[\w.-]+@[\w.-]+", said)
        if password and person:
            signal.alarm(0)
            return Portal(f"http://127.0.0.1:{port}", person[0], password[1].strip())
    raise RuntimeError(f"the portal did not say who may enter it: {said}")


def _enter(page: Page, portal: Portal) -> None:
    page.goto(f"{portal.url}/sign-in")
    page.get_by_label("Thư điện tử").fill(portal.email)
    page.get_by_label("Mật khẩu", exact=True).fill(portal.password)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phòng thảo luận")


def _addresses(page: Page) -> dict[str, str]:
    """The screens to show: the list, the room with most to read, and that room's longest thread."""
    _fullest(page).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Phòng thảo luận")
    room = page.url
    _fullest(page).click()
    expect(page.get_by_role("article").first).to_be_visible()
    return {"rooms": "/", "room": room, "thread": page.url.split("#")[0]}


def _fullest(page: Page) -> Locator:
    """The link to what holds most posts."""
    links = page.get_by_role("main").get_by_role("link", name=COUNTED)
    expect(links.first).to_be_visible()
    counts = [
        int(found[1]) if (found := COUNTED.search(text)) else 0 for text in links.all_inner_texts()
    ]
    return links.nth(counts.index(max(counts)))


def take(browser: Browser, portal: Portal) -> list[Path]:
    """All pictures; the files written."""
    taken: list[Path] = []
    first = browser.new_context(
        base_url=portal.url,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        viewport=SIZES["desktop"],
    )
    first.route("**/reading", lambda route: route.abort())
    page = first.new_page()
    _enter(page, portal)
    addresses = _addresses(page)
    kept = first.storage_state()
    for size, viewport in SIZES.items():
        for theme in THEMES:
            context = browser.new_context(
                base_url=portal.url,
                locale="vi-VN",
                timezone_id="Asia/Ho_Chi_Minh",
                viewport=viewport,
                color_scheme=theme,
                storage_state=kept,
                reduced_motion="reduce",
            )
            # Looking marks nothing as read: every picture shows the same state.
            context.route("**/reading", lambda route: route.abort())
            page = context.new_page()
            for screen, address in addresses.items():
                page.goto(address)
                _settled(page, screen)
                file = HERE / f"{screen}-{size}-{theme}.png"
                page.screenshot(path=file, style=STILL)
                taken.append(file)
            context.close()
    return taken


def _settled(page: Page, screen: str) -> None:
    """Once everything that comes has come: words, fonts, the line."""
    expect(page.get_by_text("Trực tiếp", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if screen == "thread":
        expect(page.get_by_role("article").first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.evaluate("() => document.fonts.ready.then(() => true)")


def main() -> None:
    """Take them, and say what was written."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--url")
    parser.add_argument("--email", default="")
    parser.add_argument("--password", default="")
    asked = parser.parse_args()
    chromium = (
        os.environ.get("DIENHONG_CHROMIUM") or which("chromium") or which("chromium-headless-shell")
    )
    given = contextlib.nullcontext(Portal(asked.url, asked.email, asked.password))
    with given if asked.url else demonstration() as portal, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        for file in take(browser, portal):
            print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} KB")  # noqa: T201 - a script
        browser.close()


if __name__ == "__main__":
    main()
