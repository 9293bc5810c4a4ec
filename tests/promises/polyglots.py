"""Files that are two things at once, or say they are another: what each would do, were it ever run, is call `alert`.

`name` is what the sender calls it. A naive server that believed the name would run those that are marked.
"""

import json
import struct
from typing import NamedTuple

from tests import pictures
from tests.pictures import package

RUN = "(self.alert||self.postMessage)('ran')"
MARKUP = f'<script>{RUN}</script><img src=x onerror="{RUN}"><svg onload="{RUN}"></svg>'
CANARY = "canary-10.776889-106.700806"
HTML = f"<!doctype html><title>{CANARY}</title>{MARKUP}".encode()


class Hostile(NamedTuple):
    """One file, and whether it would run where its name was believed."""

    name: str
    body: bytes
    runs: bool = False


def _comment(body: bytes, told: bytes) -> bytes:
    """A JPEG with one more comment, right at its beginning."""
    return body[:2] + b"\xff\xfe" + struct.pack(">H", len(told) + 2) + told + body[2:]


def _gif_that_is_a_script() -> bytes:
    """`GIF89a=…`: a name in JavaScript, and the height and width begin a comment."""
    return b"GIF89a" + b"/*" + bytes(6) + b"*/=1;" + RUN.encode() + b"//"


def _jpeg_that_is_a_script() -> bytes:
    """The length of the first segment opens a comment in Latin-1."""
    body = pictures.jpeg(16, 16)
    note = b"*/=1;" + RUN.encode() + b"/*"
    return body[:2] + b"\xff\xe0" + b"/*" + note.ljust(0x2F2A - 2, b" ") + body[2:]


PICTURES = [
    Hostile("noi-dung.png", pictures.png(told=CANARY + MARKUP) + HTML),
    Hostile("anh.jpg", _comment(pictures.jpeg(told=CANARY + MARKUP), HTML) + HTML),
    Hostile("anh.webp", pictures.webp(CANARY + MARKUP) + HTML),
    Hostile("anh.gif", pictures.gif() + HTML),
    Hostile("anh.html", pictures.png() + HTML, runs=True),
    Hostile("anh.js", _gif_that_is_a_script()),
    Hostile("script.jpg", _jpeg_that_is_a_script()),
    Hostile("xoay.jpeg", pictures.jpeg(orientation=5, told=CANARY)),
    Hostile('"><img src=x onerror=alert(1)>.png', pictures.png()),
    Hostile("..\\..\\..%2f..%2fetc\\passwd.png", pictures.png()),
    Hostile("hoa\u202egnp.html", pictures.png()),
    Hostile("a\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>.png", pictures.png()),
]
TEXTS = [
    Hostile("trang.html", HTML, runs=True),
    Hostile(
        "trang.xhtml",
        f"<html xmlns='http://www.w3.org/1999/xhtml'>{MARKUP}</html>".encode(),
        runs=True,
    ),
    Hostile(
        "hinh.svg",
        f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{RUN}\"/>".encode(),
        runs=True,
    ),
    Hostile("sau-khoang-trang.html", b"\xef\xbb\xbf \n\t" + HTML, runs=True),
    Hostile("chu-roi-the.html", f"Kính gửi quý vị. {MARKUP}".encode(), runs=True),
    Hostile("ghi-chu.md", f"# Ghi chú\n\n{MARKUP}\n[bấm](javascript:{RUN})".encode()),
    Hostile("chay.js", RUN.encode()),
    Hostile("mo-dun.mjs", f"export default 1;{RUN}".encode()),
    Hostile("kieu.css", b"body{background:url('javascript:alert(1)')}"),
    Hostile("bang.csv", f"Mã,Tên\n1,\"=cmd|'/c calc'!A0\"\n2,{MARKUP}".encode()),
    Hostile("utf7.html", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
    Hostile("utf16.html", HTML.decode().encode("utf-16"), runs=True),
    Hostile("thu.mhtml", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + HTML),
    Hostile("du-lieu.json", json.dumps({"html": MARKUP}).encode()),
    Hostile("phien-ban.manifest", b"CACHE MANIFEST\n/\n"),
]
DOCUMENTS = [
    Hostile("van-ban.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
    Hostile("pdf-va-trang.html", b"%PDF-1.7\n" + HTML, runs=True),
    Hostile("bao-cao.docx", pictures.docx(inside=HTML, behind=HTML)),
    Hostile("bang-tinh.html", package("[Content_Types].xml", "xl/workbook.xml", inside=HTML), runs=True),
    Hostile("van-ban.odt", package("content.xml", mimetype="application/vnd.oasis.opendocument.text", inside=HTML)),
    Hostile("trinh-chieu.jar", package("META-INF/MANIFEST.MF", "[Content_Types].xml", "ppt/presentation.xml")),
    Hostile("chuong-trinh.exe", b"MZ\x90\0" + HTML),
    Hostile("nen.zip", package("trang.html", inside=HTML)),
    Hostile("vi-mo.docm", package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
]  # fmt: skip

ALL = [*PICTURES, *TEXTS, *DOCUMENTS]
