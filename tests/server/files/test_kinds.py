import pytest

from rooms.errors import Malformed
from rooms.files import FileType
from server.files.kinds import Kind, sniffed, text_of
from tests import pictures


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (pictures.png(), Kind.PNG),
        (pictures.jpeg(), Kind.JPEG),
        (pictures.webp(), Kind.WEBP),
        (pictures.gif(), Kind.GIF),
        (pictures.PDF, Kind.PDF),
        (pictures.docx(), Kind.PACKAGE),
        (b" %PDF-1.7", Kind.TEXT),
        ("Kính gửi".encode(), Kind.TEXT),
    ],
)
def test_the_first_bytes_say_what_a_file_is(body: bytes, kind: Kind) -> None:
    assert sniffed(body) is kind


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [("a.txt", FileType.TEXT), ("b.CSV", FileType.CSV), ("c.html", FileType.TEXT)],
)
def test_a_text_is_a_text_and_a_table_only_by_its_name(name: str, kept_as: FileType) -> None:
    pieces = ["Mã,Tên\r\n1,Thửa đấ".encode()[:-1], "ấ".encode()[2:] + b"t\t\n"]
    assert text_of(pieces, name) is kept_as


@pytest.mark.parametrize(
    "body",
    [
        b"<svg onload=alert(1)>",
        "\ufeff \n<?xml version='1.0'?>".encode(),
        b"\0\0",
        b"\x1b[31m",
        "Kính gửi".encode("utf-16"),
        "Kính gửi".encode("cp1258", "replace") + b"\xff",
        "ế".encode()[:2],
        b"MZ\x90\x00",
    ],
)
def test_markup_and_what_is_no_text_is_not_taken(body: bytes) -> None:
    with pytest.raises(Malformed) as refused:
        text_of([body], "a.txt")
    assert refused.value.reason == "file-type"
