"""Ways out of minutes: a link on the screen, and on paper the address it leads to as well."""

from web.documents.markup import Html, Inside, element
from web.documents.view import View


def way(view: View, words: str, path: str) -> list[Inside]:
    """The link. `path`: of this site."""
    return [element("a", words, href=path), printed(view, path)]


def printed(view: View, path: str) -> Html | None:
    """The whole address, for paper alone."""
    if not view.origin:
        return None
    return element("span", f" ({view.origin}{path})", class_="address")
