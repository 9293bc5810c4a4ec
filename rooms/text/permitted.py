"""The HTML a stored text may hold: elements, attributes, addresses, and how much of it.

`markdown` makes it and enforces it, `references` relies on it: no element has an id, a name, a
class or a style, nothing loads anything by itself, and no attribute value holds `<`, `>` or `"`.
"""

import re

# Goes up whenever the same source would give other HTML, so that stored HTML can be renewed.
RENDER_VERSION = 2

LONGEST_BODY = 10_000  # characters
DEEPEST = 24  # elements inside each other
MOST_ELEMENTS = 1_500

TAGS = frozenset(
    {
        *("p", "br", "hr", "h3", "h4", "h5", "h6", "blockquote", "pre", "ol", "ul", "li"),
        *("a", "code", "del", "em", "strong"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
)
VOID = frozenset({"br", "hr"})
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "nofollow ugc noopener"

# Printable ASCII only: browsers drop tabs and newlines inside addresses and read a backslash as a
# slash. No user name before the host: `https://mof.gov.vn@elsewhere.example` goes elsewhere.
_REST = r"[!#-;=?-\[\]-~]*"
_ADDRESS = re.compile(
    rf"(?i:https?)://[^\x00-\x20\x7f-\U0010ffff/?#@\\<>\"]+(?:[/?#]{_REST})?"
    rf"|(?i:mailto):{_REST}"
    rf"|/(?!/){_REST}"
    r"|#m[1-9][0-9]{0,8}|#p[1-9][0-9]{0,17}"
)
_ATTRIBUTES = {
    ("a", "href"): _ADDRESS,
    ("a", "rel"): re.compile(re.escape(REL)),
    ("ol", "start"): re.compile("[0-9]{1,9}"),
    ("td", "align"): re.compile("left|center|right"),
    ("th", "align"): re.compile("left|center|right"),
}


def attribute(tag: str, name: str, value: str) -> bool:
    """Whether this element may have this attribute with this value."""
    pattern = _ATTRIBUTES.get((tag, name))
    return pattern is not None and pattern.fullmatch(value) is not None


def attributes() -> dict[str, set[str]]:
    """The attributes a text may bring along, by element; `rel` is given to every link."""
    names: dict[str, set[str]] = {}
    for tag, name in _ATTRIBUTES.keys() - {("a", "rel")}:
        names.setdefault(tag, set()).add(name)
    return names


def address(value: str) -> bool:
    """Whether a link may lead there: the web, a mailbox, this site, a member or post of the room.

    `#m12` is the member with that number in the room, `#p123` the post with that id.
    """
    return attribute("a", "href", value)
