"""Files that are small and want much: of a decoder its memory, of a reader of packages its time. Made here."""

import io
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import msgspec
from PIL import Image

from server import examining
from server.examining import wire
from tests import pictures

HUGE = 60_000


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _png(width: int, height: int, *between: bytes, rows: int | None = None) -> bytes:
    """A black PNG of this size (grey, eight bits), with further chunks, and perhaps fewer rows than it says."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packer, told = zlib.compressobj(9), b""
    row = bytes(width + 1)
    for _ in range(height if rows is None else rows):
        told += packer.compress(row)
    told += packer.flush()
    parts = (_chunk(b"IHDR", head), *between, _chunk(b"IDAT", told), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def says_it_is_huge() -> tuple[str, bytes]:
    return "png", _png(HUGE, HUGE, rows=10)


def is_as_large_as_may_be() -> tuple[str, bytes]:
    return "png", _png(25_000, 2_000)


def is_long_and_thin() -> tuple[str, bytes]:
    return "png", _png(1, 40_000)


def unpacks_a_text() -> tuple[str, bytes]:
    packed = zlib.compress(bytes(80 << 20), 9)
    return "png", _png(8, 8, _chunk(b"zTXt", b"Comment\0\0" + packed))


def unpacks_a_profile() -> tuple[str, bytes]:
    packed = zlib.compress(bytes(80 << 20), 9)
    return "png", _png(8, 8, _chunk(b"iCCP", b"sRGB\0\0" + packed))


def has_too_few_rows() -> tuple[str, bytes]:
    return "png", _png(6_000, 6_000, rows=1)


def is_a_huge_jpeg() -> tuple[str, bytes]:
    body = pictures.jpeg(16, 16)
    frame = body.index(b"\xff\xc0")
    return "jpeg", body[: frame + 5] + struct.pack(">HH", 65_500, 65_500) + body[frame + 9 :]


def has_a_huge_canvas() -> tuple[str, bytes]:
    body = pictures.gif(1)
    return "gif", body[:6] + struct.pack("<HH", 65_535, 65_535) + body[10:]


def moves_for_ever() -> tuple[str, bytes]:
    return "gif", pictures.gif(300)


def is_a_moving_webp() -> tuple[str, bytes]:
    first, *others = [Image.new("RGB", (64, 64), (n, 0, 0)) for n in range(200)]
    out = io.BytesIO()
    first.save(out, "WEBP", save_all=True, append_images=others)
    return "webp", out.getvalue()


def breaks_off() -> tuple[str, bytes]:
    return "jpeg", pictures.jpeg(2_000, 2_000)[:3_000]


def lies_about_its_kind() -> tuple[str, bytes]:
    return "webp", b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff" + bytes(64)


def has_an_endless_note() -> tuple[str, bytes]:
    """EXIF whose directory leads back to itself."""
    ring = b"Exif\0\0MM\0*\0\0\0\x08" + b"\0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x08\0\0\0\x08"
    body = pictures.jpeg(64, 64)
    return "jpeg", body[:2] + b"\xff\xe1" + struct.pack(">H", len(ring) + 2) + ring + body[2:]


IMAGES: dict[str, Callable[[], tuple[str, bytes]]] = {
    made.__name__: made
    for made in (
        says_it_is_huge, is_as_large_as_may_be, is_long_and_thin, unpacks_a_text, unpacks_a_profile, has_too_few_rows,
        is_a_huge_jpeg, has_a_huge_canvas, moves_for_ever, is_a_moving_webp, breaks_off, lies_about_its_kind,
        has_an_endless_note,
    )
}  # fmt: skip
# These are images after all, and come out as one.
HARMLESS = {
    "is_as_large_as_may_be", "has_too_few_rows", "moves_for_ever", "is_a_moving_webp", "has_an_endless_note", "unpacks_a_text",
    "unpacks_a_profile",
}  # fmt: skip


def many_names() -> bytes:
    """More names than any document has."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for n in range(25_000):
            made.writestr(f"{n}", b"")
    return out.getvalue()


def unpacks_to_much() -> bytes:
    """A document whose one part is a thousand times what it is packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("[Content_Types].xml", "")
        made.writestr("word/document.xml", bytes(50 << 20))
    return out.getvalue()


PACKAGES: dict[str, Callable[[], bytes]] = {
    made.__name__: made for made in (many_names, unpacks_to_much)
}


class Used(NamedTuple):
    """What one process used and said."""

    answer: wire.Answer | None
    memory_bytes: int
    cpu_s: float


def measured(body: bytes, kind: str, folder: Path, most_bytes: int) -> Used:
    """Let a process look at the file, alone."""
    (folder / "bomb").write_bytes(body)
    with (folder / "bomb").open("rb") as opened, (folder / "answer").open("wb+") as out:
        pipe = subprocess.PIPE
        worker = subprocess.Popen(
            [sys.executable, "-P", "-c", examining.WORKER, kind, str(most_bytes), *sys.path],
            stdin=opened, stdout=pipe, stderr=subprocess.DEVNULL, env={},
        )  # fmt: skip
        assert worker.stdout is not None
        out.write(worker.stdout.read())
        _, _, used = os.wait4(worker.pid, 0)
        worker.returncode = 0
        worker.stdout.close()
        out.seek(0)
        told = out.read()
    answer: wire.Answer | None = msgspec.msgpack.decode(told, type=wire.Answer) if told else None
    return Used(answer, used.ru_maxrss * 1024, used.ru_utime + used.ru_stime)
