"""Processes that read hostile files: what comes out is clean, and what they may use is bounded whatever goes in."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageOps

from rooms.errors import Busy, Malformed
from server.examining import Examiner, wire
from tests import pictures
from tests.pictures import TELLING

MOST_BYTES = 10 << 20
# What the decoders say of the encoding itself.
OF_THE_FORMAT = {
    "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression", "loop", "background", "timestamp",
    "duration",
}  # fmt: skip


@pytest.fixture
def examiner() -> Examiner:
    return Examiner(MOST_BYTES)


async def image(examiner: Examiner, folder: Path, body: bytes, kind: str) -> wire.Image:
    file = folder / "file"
    file.write_bytes(body)
    made = await examiner.examine(file, kind, 1)
    assert isinstance(made, wire.Image)
    return made


async def refused(examiner: Examiner, folder: Path, body: bytes, kind: str) -> str:
    file = folder / "file"
    file.write_bytes(body)
    with pytest.raises(Malformed) as why:
        await examiner.examine(file, kind, 1)
    return why.value.reason


@pytest.mark.parametrize(
    ("body", "kind", "form"),
    [
        (pictures.png(told=TELLING), "png", "PNG"),
        (pictures.png(mode="P", told=TELLING), "png", "PNG"),
        (pictures.png(mode="RGBA", told=TELLING), "png", "PNG"),
        (pictures.jpeg(told=TELLING), "jpeg", "JPEG"),
        (pictures.webp(told=TELLING), "webp", "WEBP"),
        (pictures.gif(), "gif", "PNG"),
    ],
)
async def test_nothing_is_left_but_what_the_image_shows(
    examiner: Examiner, tmp_path: Path, body: bytes, kind: str, form: str
) -> None:
    made = await image(examiner, tmp_path, body + TELLING.encode(), kind)
    assert made.format == form
    for kept, as_ in ((made.full, form), (made.small, "WEBP")):
        again = Image.open(io.BytesIO(kept))
        assert again.format == as_
        again.load()
        left = set(again.info) - OF_THE_FORMAT
        assert left == set()
        assert not again.getexif()
        assert getattr(again, "n_frames", 1) == 1
        assert TELLING.encode() not in kept
        assert b"Exif" not in kept
    assert (made.width, made.height) == Image.open(io.BytesIO(made.full)).size


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_every_image_stands_upright(
    examiner: Examiner, tmp_path: Path, orientation: int
) -> None:
    body = pictures.jpeg(64, 48, orientation=orientation)
    meant = ImageOps.exif_transpose(Image.open(io.BytesIO(body)))
    assert meant is not None
    made = await image(examiner, tmp_path, body, "jpeg")
    shown = Image.open(io.BytesIO(made.full))
    assert shown.size == meant.size == (made.width, made.height)
    for place in ((4, 4), (shown.width - 5, shown.height - 5)):
        told, wanted = shown.getpixel(place), meant.getpixel(place)
        assert isinstance(told, tuple)
        assert isinstance(wanted, tuple)
        assert all(abs(a - b) < 24 for a, b in zip(told, wanted, strict=True))


async def test_a_large_image_is_made_smaller_and_its_small_form_small(
    examiner: Examiner, tmp_path: Path
) -> None:
    made = await image(examiner, tmp_path, pictures.jpeg(6000, 1500), "jpeg")
    assert (made.width, made.height) == (4096, 1024)
    assert Image.open(io.BytesIO(made.small)).size == (480, 120)


async def test_an_image_that_would_take_too_much_room_becomes_a_webp(tmp_path: Path) -> None:
    noise = io.BytesIO()
    Image.effect_noise((300, 300), 90).save(noise, "PNG")
    made = await image(Examiner(70_000), tmp_path, noise.getvalue(), "png")
    assert made.format == "WEBP"
    assert await refused(Examiner(1_000), tmp_path, noise.getvalue(), "png") == "image-too-large"


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        (pictures.docx(), "docx"),
        (pictures.package("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (pictures.package("[Content_Types].xml", "ppt/presentation.xml"), "pptx"),
        (
            pictures.package("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "odt",
        ),
        (pictures.package(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "ods"),
        (pictures.package(mimetype="application/vnd.oasis.opendocument.presentation"), "odp"),
    ],
)
async def test_documents_are_told_apart_by_what_is_in_them(
    examiner: Examiner, tmp_path: Path, body: bytes, ending: str
) -> None:
    (tmp_path / "file").write_bytes(body)
    assert await examiner.examine(tmp_path / "file", "package", 1) == wire.Package(ending)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (pictures.package("a.txt"), "file-type"),
        (pictures.package("word/document.xml"), "file-type"),
        (pictures.package("[Content_Types].xml", "word/document.xml", "xl/workbook.xml"), "file-type"),
        (pictures.package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "file-with-macros"),
        (pictures.package("Basic/x.xml", mimetype="application/vnd.oasis.opendocument.text"), "file-with-macros"),
        (pictures.package(mimetype="application/vnd.oasis.opendocument.graphics"), "file-type"),
        (pictures.package(mimetype="text/html"), "file-type"),
        (pictures.docx()[:-30], "file-type"),
        (b"PK\x03\x04", "file-type"),
    ],
)  # fmt: skip
async def test_any_other_package_is_refused(
    examiner: Examiner, tmp_path: Path, body: bytes, reason: str
) -> None:
    assert await refused(examiner, tmp_path, body, "package") == reason


def children() -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process().children()
        if "server.examining" in "".join(child.cmdline())
    ]


async def test_a_process_that_goes_on_for_ever_is_killed_and_the_next_file_examined(
    tmp_path: Path,
) -> None:
    examiner = Examiner(MOST_BYTES, wall_s=1.0)
    (tmp_path / "file").write_bytes(pictures.png())
    asked = asyncio.create_task(examiner.examine(tmp_path / "file", "png", 1))
    while not (found := children()):
        await asyncio.sleep(0.005)
    os.kill(found[0].pid, signal.SIGSTOP)
    with pytest.raises(Malformed) as why:
        await asked
    assert why.value.reason == "image-broken"
    assert not psutil.pid_exists(found[0].pid)
    examiner._wall_s = 30.0
    assert (await image(examiner, tmp_path, pictures.png(), "png")).width == 60


async def test_who_would_wait_behind_too_many_is_told_at_once(tmp_path: Path) -> None:
    examiner = Examiner(MOST_BYTES, waiting=2)
    (tmp_path / "file").write_bytes(pictures.png())
    asked = [asyncio.create_task(examiner.examine(tmp_path / "file", "png", n)) for n in range(2)]
    await asyncio.sleep(0)
    start = time.monotonic()
    with pytest.raises(Busy):
        await examiner.examine(tmp_path / "file", "png", 2)
    assert time.monotonic() - start < 0.5
    await asyncio.gather(*asked)
    assert children() == []


async def test_who_brings_many_keeps_nobody_else_waiting(
    examiner: Examiner, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(pictures.png())
    many = [asyncio.create_task(examiner.examine(tmp_path / "file", "png", 1)) for _ in range(16)]
    await asyncio.sleep(0)
    assert isinstance(await examiner.examine(tmp_path / "file", "png", 2), wire.Image)
    assert sum(task.done() and task.exception() is None for task in many) <= 2
    ended = await asyncio.gather(*many, return_exceptions=True)
    assert [type(each) for each in ended] == [wire.Image] * 5 + [Busy] * 11
    assert isinstance(await examiner.examine(tmp_path / "file", "png", 1), wire.Image)


async def test_a_request_that_goes_away_takes_its_process_along(tmp_path: Path) -> None:
    examiner = Examiner(MOST_BYTES)
    (tmp_path / "file").write_bytes(pictures.png())
    asked = asyncio.create_task(examiner.examine(tmp_path / "file", "png", 1))
    while not (found := children()):
        await asyncio.sleep(0.005)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    assert not psutil.pid_exists(found[0].pid)


REACHING = """
import os, socket, sys
sys.path[:] = sys.argv[1:]
from server.examining.limits import give_up_everything
give_up_everything()
for name, act in {
    "socket": lambda: socket.socket(), "file": lambda: open("/etc/hostname"), "pipe": os.pipe,
    "memory": lambda: bytearray(1 << 30),
}.items():
    try:
        act()
    except (OSError, MemoryError):
        continue
    os.write(1, name.encode())
os._exit(0)
"""


def test_a_process_reaches_no_file_no_network_and_no_more_memory() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", REACHING, *sys.path], stdout=subprocess.PIPE, check=True
    )
    assert ran.stdout == b""
