"""Taking a person out of what somebody else wrote: their name where they are mentioned, their words where they are quoted.

A quotation is known by its link to the post (`#p…`): the outermost block quote around one goes whole, whatever else stands
in it. What names or repeats somebody without such a mark is the writer's own word, and nothing here can tell.
"""

import re
from collections.abc import Collection
from html import escape

from rooms.text.references import QUOTE, TAG, plain

LINK = re.compile(r"\[[^\[\]]*\]\(#([mp])([1-9][0-9]*)\)")
QUOTED = re.compile(r" {0,3}>")
ANCHOR = re.compile(r'(<a [^>]*?href="#([mp])([1-9][0-9]*)"[^>]*>).*?(</a>)', re.DOTALL)


def in_html(html: str, number: int, posts: Collection[int], name: str) -> str:
    """The rendered text without this member and the words of their posts; `name` stands where theirs did."""
    kept: list[str] = []
    at = 0
    for begin, end in _blocks(html):
        quoted = _quoted(html[begin:end], posts)
        if quoted:
            link = next(a for a in ANCHOR.finditer(html, begin) if a[3] == str(quoted[0]))
            said = f"<blockquote>\n<p>{link[1]}{escape(name)}</a></p>\n</blockquote>"
            kept += html[at:begin], said
            at = end
    kept.append(html[at:])

    def named(link: re.Match[str]) -> str:
        if not _theirs(link[2], int(link[3]), number, posts):
            return link[0]
        return f"{link[1]}{'@' if link[2] == 'm' else ''}{escape(name)}{link[4]}"

    return ANCHOR.sub(named, "".join(kept))


def in_body(body: str, html: str, number: int, posts: Collection[int], name: str) -> str:
    """The Markdown of the same text; `html` is what `in_html` made of it, taken instead where the links are written oddly."""
    unquoted, quotations = _unquoted(body, posts, name)
    found = 0

    def named(link: re.Match[str]) -> str:
        nonlocal found
        if not _theirs(link[1], int(link[2]), number, posts):
            return link[0]
        found += 1
        return f"[{'@' if link[1] == 'm' else ''}{name}](#{link[1]}{link[2]})"

    changed = LINK.sub(named, unquoted)
    due = sum(_theirs(kind, int(of), number, posts) for _, kind, of, _ in ANCHOR.findall(html))
    quoting = sum(bool(_quoted(html[begin:end], posts)) for begin, end in _blocks(html))
    return changed if found >= due and quotations == quoting else (plain(html) or "…")


def _unquoted(body: str, posts: Collection[int], name: str) -> tuple[str, int]:
    """The Markdown without the quotations of these posts, and how many there were. A quotation goes on until a line that is empty."""
    kept: list[str] = []
    quotation: list[str] = []
    gone = 0
    for line in [*body.split("\n"), ""]:
        if QUOTED.match(line) or (quotation and line.strip()):
            quotation.append(line)
            continue
        of = [int(each) for kind, each in LINK.findall("\n".join(quotation)) if kind == "p"]
        theirs = [each for each in of if each in posts]
        kept += [f"> [{name}](#p{theirs[0]})"] if theirs else quotation
        gone += bool(theirs)
        quotation = []
        kept.append(line)
    return "\n".join(kept[:-1]), gone


def _quoted(html: str, posts: Collection[int]) -> list[int]:
    return [int(each) for each in QUOTE.findall(html) if int(each) in posts]


def _theirs(kind: str, of: int, number: int, posts: Collection[int]) -> bool:
    return of == number if kind == "m" else of in posts


def _blocks(html: str) -> list[tuple[int, int]]:
    """Where the outermost block quotes begin and end."""
    found, depth, begin = [], 0, 0
    for tag in TAG.finditer(html):
        if tag[2] != "blockquote":
            continue
        if not tag[1]:
            begin = tag.start() if depth == 0 else begin
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                found.append((begin, tag.end()))
    return found
