"""What a post is in the debate: a shape and a word, never colour alone. Each shape stands once in a page."""

from web.documents.markup import Html, element
from web.documents.view import View

SHAPES = {
    "opinion": "M2 3h12v8H8l-3 3v-3H2z",
    "question": "M5 6a3 3 0 1 1 4.4 2.7c-.5.3-.6.6-.6 1.3H7.2c0-1.3.3-2 1.3-2.6A1.4 1.4 0 1 0 6.6 6zM7 11.5h2v2H7z",
    "evidence": "M3 2h7l3 3v9H3zm2 5v1.4h6V7zm0 3v1.4h6V10z",
    "support": "M8 3l6 10H2z",
    "critique": "M8 13 2 3h12z",
    "solution": "M2 8.6 3.5 7l3 3 6-6L14 5.5 6.5 13z",
}


def sprite() -> Html:
    """The shapes, to be used by `kind`."""
    symbols = (
        element("symbol", element("path", d=shape), id=f"kind-{name}", viewBox="0 0 16 16")
        for name, shape in SHAPES.items()
    )
    return element("svg", symbols, class_="sprite", aria_hidden="true")


def kind(view: View, name: str) -> Html:
    """The sign of one kind."""
    shape = element("svg", element("use", href=f"#kind-{name}"), class_="icon", aria_hidden="true")
    return element("span", shape, " ", view.words.kinds[name], class_=f"kind {name}")
