"""Documents as PDF/A: what typst is given is data, whatever it says; what cannot be set is refused in words."""

import asyncio
import io
import json
from pathlib import Path
from typing import Any

import msgspec
import psutil  # type: ignore[import-untyped]
import pytest
from pypdf import PdfReader

from rooms.errors import Busy, Lacking, TooComplex
from rooms.text import markdown
from server.printing import Printer
from server.printing.worker import Refusing, pdf_of
from web.documents.glyphs import printable
from web.documents.markup import element
from web.documents.printed import LONGEST_WORD, Printing, printed

RUNNING = "DX-2026-00001"
ORIGIN = "https://vidu.vn"

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    "#set page(width: 1pt)",
    "#panic()",
    "$ x^2 $",
    "*đậm* _nghiêng_ `mã` @nguon <nhan> = Đầu đề",
    "#{while true {}}",
    "]]] ))) }}} \\ // /* chú thích",
    '"); #eval("1+1")',
    "#sys.inputs",
]


def of_markup(markup: str, *, plain: bool = False) -> Printing:
    """A document with it inside, between two words that must be there too."""
    inside = f"<article><h1>Đầu</h1>{markup}<p>Cuối</p></article>"
    return printed("Thử", "vi", RUNNING, inside, ORIGIN, 1_790_000_000, plain=plain)


async def set_(document: Printing) -> str:
    """The text of its PDF, without its spaces and where pages break."""
    pdf = await Printer().pdf(lambda _: document)
    pages = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
    most = len(pages)
    inside = [
        page.removeprefix(RUNNING).removesuffix(f"{n}/{most}") for n, page in enumerate(pages, 1)
    ]
    return "".join(inside)


async def test_it_is_an_archival_and_accessible_pdf_with_its_fonts_inside() -> None:
    pdf = await Printer().pdf(lambda _: of_markup("<p>Ặ Ẵ Ỗ Ữ đề nghị</p><ul><li>một</li></ul>"))
    reader = PdfReader(io.BytesIO(pdf))
    root: Any = reader.trailer["/Root"]
    told = root["/Metadata"].get_data().decode()
    for each in ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1"):
        assert each in told
    assert root["/Lang"] == "vi"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Thử"
    resources: Any = reader.pages[0]["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)
        assert "/ToUnicode" in font
    text = "".join(reader.pages[0].extract_text().split())
    assert "ẶẴỖỮđềnghị" in text
    assert "1/1" in text
    assert "DX-2026-00001" in text


async def test_the_same_document_is_the_same_file() -> None:
    document = of_markup("<p>Một</p>")
    first, second = [await Printer().pdf(lambda _: document) for _ in range(2)]
    assert first == second


@pytest.mark.parametrize("hostile", HOSTILE)
async def test_what_looks_like_a_program_is_text(hostile: str) -> None:
    for markup in (element("p", hostile), element("ul", element("li", element("code", hostile)))):
        text = await set_(of_markup(markup))
        assert "".join(hostile.split()) in text
        assert text.endswith("Cuối")
        assert "root:" not in text
    told = printed(hostile, "vi", hostile, "<h1>A</h1>", ORIGIN, 0, plain=False)
    assert await set_(told) == "".join(hostile.split()) + "A", "above each page too"


def everywhere(texts: list[str], *, plain: bool = False) -> bytes:
    """A document with each of them in every kind of place."""
    markup = "".join(
        element("h2", text)
        + element("p", text, " ", element("a", text, href=text))
        + element("p", element("code", text), element("b", text))
        + element("pre", text)
        + element("dl", element("dt", text), element("dd", text))
        for text in texts
    )
    return msgspec.json.encode(of_markup(markup, plain=plain))


def refused(texts: list[str]) -> list[str]:
    """Those that cannot be set in their own letters."""
    try:
        assert pdf_of(everywhere(texts))
    except Refusing:
        half = len(texts) // 2
        return texts if not half else refused(texts[:half]) + refused(texts[half:])
    return []


async def test_naughty_strings_are_set_with_their_letters(corpora: Path) -> None:
    naughty: list[str] = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    fuzz = (corpora / "ssti" / "ssti.fuzz").read_text("utf-8").splitlines()
    assert len(naughty) > 500
    assert len(fuzz) > 50
    texts = [*naughty, *fuzz]
    alone = [text for at in range(0, len(texts), 50) for text in refused(texts[at : at + 50])]
    assert len(alone) < 10, "nearly all are set in their own letters"
    for text in alone:
        assert pdf_of(everywhere([text], plain=True))
    whole = await set_(of_markup("".join(element("p", text) for text in naughty), plain=True))
    assert whole.endswith("Cuối")
    for text in naughty:
        if text.isascii() and text.isprintable() and len(text) < LONGEST_WORD:
            assert "".join(text.split()) in whole


async def test_letters_without_a_font_are_written_as_numbers() -> None:
    text = await set_(of_markup("<p>Họ 陳 \N{GRINNING FACE} \ue000</p>"))
    assert "Họ[U+9673][U+1F600][U+E000]" in text


async def test_what_nobody_sees_is_left_out_and_what_turns_the_order_is_shown() -> None:
    text = await set_(of_markup("<p>a\u200bb\u00ad\ufeff cơ quan \u202eđảo</p>"))
    assert "abcơquan[U+202E]đảo" in text


def test_spaces_between_words_stay_and_those_between_blocks_go() -> None:
    markup = "<div><p><em>a</em>\n<b>b</b> c</p>\n<ul>\n<li>d <i>e</i>\n<i>f</i>\n<ul>\n<li>g</li>\n</ul>\n</li>\n</ul>\n</div>"
    told = msgspec.json.encode(of_markup(markup).nodes).decode()
    assert '"c":[{"t":"em","c":["a"]}," ",{"t":"b","c":["b"]}," c"]' in told
    assert '"c":["d ",{"t":"i","c":["e"]}," ",{"t":"i","c":["f"]}," ",{"t":"ul"' in told
    assert told.count('" "') == 3


async def test_a_long_word_is_broken_and_is_one_word_still() -> None:
    word = "https://vidu.vn/" + "dulieu/" * 60
    assert word in await set_(of_markup(element("p", word)))


async def test_every_character_that_is_called_covered_is_set() -> None:
    letters = [chr(n) for n in range(0x20, 0x3400) if printable(chr(n)) == chr(n)]
    assert len(letters) > 5_000
    lines = (" ".join(letters[at : at + 40]) for at in range(0, len(letters), 40))
    assert pdf_of(msgspec.json.encode(of_markup("".join(element("p", line) for line in lines))))


@pytest.mark.parametrize(
    "pair", ["<ul><li>|</li></ul>", "<blockquote>|</blockquote>", "<em>|</em>"]
)
async def test_the_deepest_text_that_is_taken_is_set(pair: str) -> None:
    before, behind = pair.split("|")
    assert "sâu" in await set_(of_markup(before * 24 + "sâu" + behind * 24))


async def test_a_text_of_the_greatest_length_is_set_in_time() -> None:
    article = markdown.render(
        ("Cơ quan **trả lời** trong 30 ngày, theo [luật](https://vidu.vn). " * 150)[:9_900]
    )
    text = await set_(of_markup(article * 10))
    assert text.count("Cơquantrảlời") > 1_000


async def test_where_typst_is_not_installed_it_is_said() -> None:
    printer = Printer("typst_that_nobody_has")
    assert not printer.installed
    with pytest.raises(Lacking, match="pdf-not-installed"):
        await printer.pdf(lambda _: of_markup(""))


async def test_few_are_set_at_once_and_few_wait() -> None:
    printer = Printer(at_once=1, waiting=1)
    asked = [asyncio.create_task(printer.pdf(lambda _: of_markup("<p>Một</p>"))) for _ in range(3)]
    done = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in done] == [bytes, bytes, Busy]
    assert await printer.pdf(lambda _: of_markup("<p>Hai</p>"))


async def test_one_that_takes_too_long_is_given_up_and_its_process_ends() -> None:
    printer = Printer(deadline_s=0.05)
    mine = psutil.Process()
    before = {child.pid for child in mine.children()}
    with pytest.raises(TooComplex, match="too-slow-to-print"):
        await printer.pdf(lambda _: of_markup("<p>Một</p>"))
    assert {child.pid for child in mine.children()} <= before
