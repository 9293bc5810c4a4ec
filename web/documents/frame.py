"""What stands around every document: the head, the way past it, the way back, the other language."""

from web.documents.markup import Html, Inside, element, page
from web.documents.view import View
from web.documents.words import WORDS

POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def document(view: View, title: str, *main: Inside, live: str = "/") -> str:
    """A whole page. `title` is its name for tabs and lists; its one h1 is in `main`. `live`: the working screen."""
    return page(element("html", _head(view, title), _body(view, main, live), lang=view.language))


def _head(view: View, title: str) -> Html:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{title} · {view.words.home}"),
        (
            element("link", rel="stylesheet", href=address, media=medium)
            for medium, address in view.styles.items()
        ),
        element("link", rel="icon", type="image/svg+xml", href=view.icon) if view.icon else None,
        element("link", rel="alternate", hreflang=view.other, href=view.in_other_language()),
    )


def _body(view: View, main: Inside, live: str) -> Html:
    words = view.words
    other = WORDS[view.other]
    return element(
        "body",
        element("a", words.skip, class_="skip", href="#main"),
        element(
            "header",
            element("a", words.home, href=view.link("/transcripts")),
            element(
                "nav",
                element("a", words.live, href=live),
                element(
                    "a",
                    words.other,
                    href=view.in_other_language(),
                    lang=other.code,
                    hreflang=other.code,
                ),
                aria_label=words.home,
            ),
            class_="top",
        ),
        element("main", main, id="main", tabindex=-1),
        _footer(view),
    )


def _footer(view: View) -> Html:
    """The ways to what is for everybody, wherever one is."""
    words = view.words
    ways = {
        "/transcripts": words.transcripts,
        "/moderation/record": words.record,
        "/moderation/statistics": words.statistics,
    }
    links = (element("a", name, href=view.link(path)) for path, name in ways.items())
    return element("footer", element("nav", links, aria_label=words.further), class_="bottom")


def pager(view: View, path: str, pages: int | None, *, more: bool) -> Html | None:
    """The way to the pages before and after; None where there is only this one."""
    words, at = view.words, view.page
    if at == 1 and not more:
        return None
    here = words.page if pages is None else words.page_of
    return element(
        "nav",
        element("a", words.previous, rel="prev", href=view.link(path, page=at - 1))
        if at > 1
        else None,
        element("span", here.format(n=at, all=pages), aria_current="page"),
        element("a", words.next, rel="next", href=view.link(path, page=at + 1)) if more else None,
        class_="pages",
        aria_label=words.pages,
    )
