"""What a letter says, and its two forms: plain text, and the same in the least HTML that mail programs agree on."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

STYLE = "font-family:sans-serif;font-size:16px;line-height:1.6;color:#1b1f24;max-width:36em"
QUIET = "color:#505863;font-size:14px"
BUTTON = "display:inline-block;padding:10px 16px;background:#a4161a;color:#ffffff;text-decoration:none;border-radius:8px"


class Link(NamedTuple):
    """Where a letter leads."""

    words: str
    address: str


class Part(NamedTuple):
    """A few sentences, the words of somebody else that they are about, and a link."""

    lines: tuple[str, ...]
    quoted: str | None = None
    link: Link | None = None


class Text(NamedTuple):
    """A letter. `feet` say why it came and what to do about that."""

    language: str
    subject: str
    parts: tuple[Part, ...]
    feet: tuple[Part, ...] = ()


def plain(text: Text) -> str:
    """The letter as plain text; an address stands on a line of its own."""
    blocks = ["\n\n".join(_plain_part(part)) for part in text.parts]
    feet = ["\n".join(_plain_part(foot)) for foot in text.feet]
    return "\n\n".join([*blocks, *(["-- \n" + "\n\n".join(feet)] if feet else [])]) + "\n"


def html(text: Text) -> str:
    """The letter as a page: no script, no picture, nothing that is fetched."""
    parts = "".join(f"<div>{''.join(_html_part(part, BUTTON))}</div>" for part in text.parts)
    feet = "".join(f"<div>{''.join(_html_part(foot, ''))}</div>" for foot in text.feet)
    foot = f'<hr><div style="{QUIET}">{feet}</div>' if feet else ""
    title = escape(text.subject)
    return (
        f'<!doctype html><html lang="{escape(text.language)}"><head><meta charset="utf-8"><title>{title}</title></head>'
        f'<body><div style="{STYLE}">{parts}{foot}</div></body></html>\n'
    )


def _plain_part(part: Part) -> Iterable[str]:
    yield from (_one_line(line) for line in part.lines)
    if part.quoted:
        yield "> " + _one_line(part.quoted)
    if part.link:
        yield f"{_one_line(part.link.words)}:\n{part.link.address}"


def _html_part(part: Part, button: str) -> Iterable[str]:
    yield from (f"<p>{escape(_one_line(line))}</p>" for line in part.lines)
    if part.quoted:
        yield f'<blockquote style="{QUIET}">{escape(_one_line(part.quoted))}</blockquote>'
    if part.link:
        style = f' style="{button}"' if button else ""
        words, address = escape(_one_line(part.link.words)), escape(part.link.address)
        yield f'<p><a href="{address}"{style}>{words}</a></p>'


def _one_line(words: str) -> str:
    """People's words on one line, so that none can look like a line of ours."""
    return " ".join(words.split())
