"""What a post is in the debate, and where people stand on it: a shape and a word, never colour alone.

Each shape stands once in a page; those of positions are none of the kinds', for one may disagree with a critique.
"""

from web.documents.markup import Html, element
from web.documents.view import View

SHAPES = {
    "opinion": "M2 3h12v8H8l-3 3v-3H2z",
    "question": "M5 6a3 3 0 1 1 4.4 2.7c-.5.3-.6.6-.6 1.3H7.2c0-1.3.3-2 1.3-2.6A1.4 1.4 0 1 0 6.6 6zM7 11.5h2v2H7z",
    "evidence": "M3 2h7l3 3v9H3zm2 5v1.4h6V7zm0 3v1.4h6V10z",
    "support": "M8 3l6 10H2z",
    "critique": "M8 13 2 3h12z",
    "solution": "M2 8.6 3.5 7l3 3 6-6L14 5.5 6.5 13z",
    "agree": "M2 7h2.5v7H2zm4 0l3-5.5q2 .3 1.5 2.5L10 6.5h4.5L13 14H6z",
    "disagree": "M2 9h2.5V2H2zm4 0l3 5.5q2-.3 1.5-2.5L10 9.5h4.5L13 2H6z",
    "pass": "M2 7h12v2H2z",
}


def sprite() -> Html:
    """The shapes, to be used by `kind` and `positions`."""
    symbols = (
        element("symbol", element("path", d=shape), id=f"sign-{name}", viewBox="0 0 16 16")
        for name, shape in SHAPES.items()
    )
    return element("svg", symbols, class_="sprite", aria_hidden="true")


def kind(view: View, name: str) -> Html:
    """The sign of one kind."""
    return element("span", _sign(name), " ", view.words.kinds[name], class_=f"kind {name}")


def positions(view: View, agrees: int, disagrees: int, passes: int) -> Html:
    """How many stand where on a post."""
    counts = {"agree": agrees, "disagree": disagrees, "pass": passes}
    told = (
        (" · " if n else "", _sign(side), f" {view.words.positions[side]} {view.number(count)}")
        for n, (side, count) in enumerate(counts.items())
    )
    return element("p", told, class_="dim")


def _sign(name: str) -> Html:
    return element("svg", element("use", href=f"#sign-{name}"), class_="icon", aria_hidden="true")
