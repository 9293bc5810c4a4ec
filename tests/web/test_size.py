"""What a first visit costs on the wire, by the build's own manifest. Needs no browser."""

import json
from typing import Any, NamedTuple

import pytest

from web.pages import DIST

KB = 1024
TOGETHER = "src/proposals/together"
EDITORS = {f"{TOGETHER}/{part}.ts" for part in ("editor", "table")}  # which have a bar of their own


class Part(NamedTuple):
    """A chunk of the build: the files it cannot do without, and the chunks it may ask for later."""

    files: frozenset[str]
    later: tuple[str, ...]


@pytest.fixture(scope="module")
def manifest(built: None) -> dict[str, Any]:  # noqa: ARG001
    """The build's own account of itself."""
    read: dict[str, Any] = json.loads((DIST / ".vite" / "manifest.json").read_text())
    assert read
    return read


def _part(manifest: dict[str, Any], name: str) -> Part:
    files: set[str] = set()
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        chunk = waiting.pop()
        if chunk in seen:
            continue
        seen.add(chunk)
        files |= {manifest[chunk]["file"], *manifest[chunk].get("css", [])}
        waiting += manifest[chunk].get("imports", [])
    later = tuple(
        lazy for chunk in sorted(seen) for lazy in manifest[chunk].get("dynamicImports", [])
    )
    return Part(frozenset(files), later)


def _sent(files: frozenset[str]) -> int:
    """Bytes as they go over the wire."""
    total = 0
    for file in files:
        packed = DIST / f"{file}.br"
        total += (packed if packed.is_file() else DIST / file).stat().st_size
    return total


def _shell(manifest: dict[str, Any]) -> Part:
    return _part(manifest, "index.html")


@pytest.mark.parametrize("screen", ["Rooms", "Room", "Thread", "SignIn"])
def test_the_first_screen_costs_at_most_sixty_kilobytes(
    manifest: dict[str, Any], screen: str
) -> None:
    shell = _shell(manifest)
    route = _part(manifest, f"src/routes/{screen}.svelte")
    words = _part(manifest, "src/i18n/vi.ts")
    first = shell.files | route.files | words.files
    page = _sent(frozenset({"index.html"}))

    assert any(file.endswith(".css") for file in first)
    assert _sent(first) + page <= 60 * KB


def test_no_later_part_costs_more_than_forty_kilobytes(manifest: dict[str, Any]) -> None:
    shell = _shell(manifest)
    lazy = [name for name, chunk in manifest.items() if chunk.get("isDynamicEntry")]

    assert len(lazy) > 5
    assert set(lazy) >= EDITORS
    for name in set(lazy) - EDITORS:
        assert _sent(_part(manifest, name).files - shell.files) <= 40 * KB, name


def test_drafting_together_costs_at_most_a_hundred_and_ten_kilobytes(
    manifest: dict[str, Any],
) -> None:
    files: frozenset[str] = frozenset()
    for name in ("src/routes/Proposals.svelte", "src/proposals/View.svelte", *EDITORS):
        files |= _part(manifest, name).files

    sent = _sent(files - _shell(manifest).files)
    assert 60 * KB < sent <= 110 * KB, sent


def test_fonts_cost_at_most_seventy_kilobytes_and_those_of_proposals_as_much_again() -> None:
    fonts = list((DIST / "assets").glob("*.woff2"))
    of_proposals = [font for font in fonts if font.name.startswith("source-serif")]

    assert of_proposals
    assert sum(font.stat().st_size for font in of_proposals) <= 70 * KB
    assert sum(font.stat().st_size for font in fonts if font not in of_proposals) <= 70 * KB
    first = "".join(file.read_text("utf-8") for file in (DIST / "assets").glob("index-*.css"))
    assert "be-vietnam" in first
    assert "source-serif" not in first


def test_what_is_preloaded_costs_at_most_thirty_five_kilobytes(manifest: dict[str, Any]) -> None:
    page = (DIST / "index.html").read_text()
    fonts = [f for f in (DIST / "assets").glob("*.woff2") if f.name in page]

    assert manifest
    assert sum(font.stat().st_size for font in fonts) <= 35 * KB
