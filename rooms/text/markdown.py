"""Markdown to HTML that is safe to put on a page, once, when it is written.

The order is the idea. cmark, linear in its input, makes regular HTML; `_Shape` counts and reshapes
it, so that what reaches the sanitisers is small, flat and already ours; bleach, and after it nh3
from another code base and with the last word, take away whatever should not have come this far.
Most texts are words and marks alone (PLAIN): there bleach, two thirds of all the work, could take
nothing away, and is not asked.

cmarkgfm frees neither its tree nor its result, 8 to 220 bytes for each character rendered: import
this only in a process that is replaced from time to time.
"""

import re
from html import unescape

import nh3
from bleach.sanitizer import Cleaner  # type: ignore[import-untyped]
from cmarkgfm.cmark import (  # type: ignore[import-untyped]
    Options,
    markdown_to_html_with_extensions,
)

from rooms.errors import TooComplex
from rooms.text import characters, numbers, permitted
from rooms.text.permitted import DEEPEST, MOST_ELEMENTS, RENDER_VERSION

__all__ = ["RENDER_VERSION", "enforce", "render"]

# Without CMARK_OPT_UNSAFE raw HTML is off. A new line is a new line, as people expect who never
# read of Markdown.
OPTIONS = Options.CMARK_OPT_HARDBREAKS
EXTENSIONS = ["table", "autolink", "strikethrough", "tasklist"]  # no footnotes: they need ids
OMITTED = "<!-- raw HTML omitted -->"

# cmark would drop what looks like a tag, and with it what somebody wrote: "List<String>", "<tên đơn
# vị>". So a `<` that opens neither an autolink nor an address goes through as a character that no
# clean text has.
ANGLE, ANGLE_IN_ADDRESS = "\ufdd0", "%EF%B7%90"
AMPERSAND = "\ufdd1"
TAG_LIKE = re.compile(
    r"(\\.)|(?<!\]\()<(?=[A-Za-z/!?])"
    r"(?![A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|[^\s<>@]+@[^\s<>@]+>)",
    re.DOTALL,
)
# A chain of answers by e-mail should be readable, and bleach is quadratic in depth. That a line of
# so many `>` inside code is shortened as well is the price.
QUOTE_DEPTH = 8
DEEP_QUOTE = re.compile(rf"^(?:[ \t]*>){{{QUOTE_DEPTH + 1},}}", re.MULTILINE)

# Exact on cmark's output, where `<` and `>` stand for nothing but tags.
TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*)(?: /)?>')
# Elements without a single attribute, none of which does anything, with words between them: no
# control characters, of which bleach shows that there was something.
PLAIN = re.compile(
    "(?:[^<&\0-\x08\x0b-\x1f]++|&(?:amp|lt|gt|nbsp);|</?(?:p|em|strong|del|blockquote|ul|ol|li)>|<br>)*+"
)
PRE = re.compile("<pre>\n+")
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')


def render(source: str) -> str:
    """The HTML of a post, "" for a blank one.

    Takes any string: raises Malformed or TooLarge as `characters.body` does, and TooComplex where
    the HTML would be deeper or larger than a post can sensibly be.
    """
    source = characters.clean(source, "body")
    characters.within(source, "body", permitted.LONGEST_BODY)
    source = DEEP_QUOTE.sub("> " * QUOTE_DEPTH, source)
    if "<" in source:
        source = TAG_LIKE.sub(lambda found: found[1] or ANGLE, source)
    html = markdown_to_html_with_extensions(source, OPTIONS, EXTENSIONS)
    html = TAG.sub(_Shape(), html.replace(OMITTED, ""))
    # No attribute that _Shape left has one of these two, and text needs neither escaped.
    html = html.replace("&quot;", '"').replace("&gt;", ">")
    return enforce(numbers.linked(html.replace(ANGLE_IN_ADDRESS, "%3C")))


def enforce(html: str) -> str:
    """The part of this HTML that is permitted; HTML that was enforced comes back as it is."""
    if PLAIN.fullmatch(html):
        html = _nh3.clean(_shown(html))
    else:
        html = _nh3.clean(_shown(_bleach.clean(_hidden(html))))
    # Character references have become characters, so what `clean` took away can be back: a bidi
    # override as `&#x202e;`. And a line break right behind <pre> would be lost the second time.
    return PRE.sub("<pre>", characters.harmless(html))


# bleach spends 10 µs on each character reference, 100 ms on a body of ampersands. So the two that
# are needed pass it as characters that no clean text has, and that cannot make a tag when they come
# back.
def _hidden(html: str) -> str:
    return html.replace("&amp;", AMPERSAND).replace("&lt;", ANGLE)


def _shown(html: str) -> str:
    return html.replace(AMPERSAND, "&amp;").replace(ANGLE, "&lt;")


class _Shape:
    """Rewrites one cmark document, tag by tag: counts, moves headings down, settles links.

    Nothing on a page may send a request to a third party before somebody clicks, so an image is a
    link.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.elements = 0
        self.links: list[bool] = []  # the links around this place: does each lead anywhere?

    def __call__(self, tag: re.Match[str]) -> str:
        closing, name, written = tag.groups()
        attributes = dict(ATTRIBUTE.findall(written))
        if name == "img":
            return self._image(attributes)
        if name == "input":
            return "☑" if "checked" in attributes else "☐"
        if name not in permitted.VOID:
            self.depth += -1 if closing else 1
        self.elements += not closing
        if self.depth > DEEPEST:
            raise TooComplex("nested-too-deeply", field="body", deepest=DEEPEST)
        if self.elements > MOST_ELEMENTS:
            raise TooComplex("too-many-elements", field="body", most=MOST_ELEMENTS)
        if name == "a":
            return self._link(closing, attributes)
        if name[0] == "h" and name[1:].isdigit():
            name = f"h{min(int(name[1:]) + 2, 6)}"  # the page has h1, the thread has h2
        kept = [f' {n}="{v}"' for n, v in attributes.items() if permitted.attribute(name, n, v)]
        return f"<{closing}{name}{''.join(kept)}>"

    def _link(self, closing: str, attributes: dict[str, str]) -> str:
        if closing:
            return "</a>" if self.links.pop() else ""
        href = attributes["href"]
        self.links.append(permitted.address(unescape(href)))
        return f'<a href="{href}">' if self.links[-1] else ""

    def _image(self, attributes: dict[str, str]) -> str:
        src, alt = attributes["src"], attributes["alt"]
        if any(self.links) or not permitted.address(unescape(src)):
            return alt
        self.elements += 1
        return f'<a href="{src}">{alt or src}</a>'


_bleach = Cleaner(
    tags=permitted.TAGS,
    attributes=lambda tag, name, value: permitted.attribute(tag, name, unescape(_shown(value))),
    protocols=permitted.SCHEMES,
    strip=True,
)
_nh3 = nh3.Cleaner(
    tags=set(permitted.TAGS),
    attributes=permitted.attributes(),
    attribute_filter=lambda tag, name, value: (
        value if permitted.attribute(tag, name, value) else None
    ),
    url_schemes=set(permitted.SCHEMES),
    link_rel=permitted.REL,
)
