"""HTML out of values. A string is text and is escaped where it enters; only `Html` goes in as it is.

There is no template to forget the escaping in. `Html` is made by `element`, and by `already_safe` for what the
server has filtered and stored.
"""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

VOID = frozenset({"br", "hr", "img", "link", "meta", "path", "use"})


class Html(str):
    """Markup, which needs no escaping any more."""

    __slots__ = ()


Inside: TypeAlias = "str | int | Iterable[Inside] | None"


def already_safe(markup: str) -> Html:
    """Markup that `rooms.text` has filtered. The only door for HTML that is not made here."""
    return Html(markup)


def element(name: str, /, *inside: Inside, **attributes: str | int | bool | None) -> Html:
    """An element. Attributes that are None or False are left out, True ones stand without a value.

    `class_` and `for_` lose their underscore, others turn into hyphens: `aria_label`.
    """
    opened = "".join([f"<{name}", *(_attribute(*pair) for pair in attributes.items()), ">"])
    return Html(opened if name in VOID else f"{opened}{joined(*inside)}</{name}>")


def joined(*inside: Inside) -> Html:
    """One piece after the other. None is nothing."""
    return Html("".join(_piece(each) for each in inside))


def page(root: Html) -> str:
    """A whole document."""
    return f"<!doctype html>\n{root}\n"


def _piece(inside: Inside) -> str:
    if inside is None:
        return ""
    if isinstance(inside, Html):
        return inside
    if isinstance(inside, str | int):
        return escape(str(inside), quote=False)
    return "".join(_piece(each) for each in inside)


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = name.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
