"""The first thing done to what people type: characters that can harm a later reader go.

Text is kept in NFC, otherwise as typed. Control characters are dropped, and so are the
bidirectional overrides and isolates, which make a line read differently from what it says. NUL and
halves of surrogate pairs are refused instead of dropped: no keyboard makes them, so they mean a
broken client or an attack.
"""

import re
import unicodedata

from rooms.errors import Malformed, TooLarge
from rooms.text.permitted import LONGEST_BODY

LINE_ENDS = re.compile("\r\n?")
# Controls but for tab and newline; embeddings, overrides, isolates; noncharacters, which no XML
# feed can carry and one of which `markdown` needs for itself.
UNWANTED = re.compile(
    "[\x01-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(typed: str, field: str | None = None) -> str:
    """What was typed, fit to be stored; clean text comes back as it is.

    Raises Malformed, naming `field`, where there is a NUL or a lone surrogate.
    """
    if "\0" in typed:
        raise Malformed("nul-character", field=field)
    try:
        typed.encode()
    except UnicodeEncodeError as error:
        raise Malformed("lone-surrogate", field=field, at=error.start) from error
    return unicodedata.normalize("NFC", harmless(typed))


def harmless(text: str) -> str:
    """The text with newlines of one kind and without the characters that can harm."""
    return UNWANTED.sub("", LINE_ENDS.sub("\n", text))


def title(typed: str, field: str = "title", longest: int | None = None) -> str:
    """One clean line without space around it or twice in a row, for titles and names.

    Raises Malformed where nothing in it can be seen, TooLarge where it has more than `longest`
    characters.
    """
    line = within(" ".join(clean(typed, field).split()), field, longest)
    return _visible(line, field)


def body(typed: str, field: str = "body", longest: int = LONGEST_BODY) -> str:
    """A clean text of several lines; refused as `title` refuses."""
    return _visible(within(clean(typed, field), field, longest), field)


def within(text: str, field: str, longest: int | None) -> str:
    """The text, unless it is too long.

    Ask after cleaning: NFC can make a text longer, and that is what is stored.
    """
    if longest is not None and len(text) > longest:
        raise TooLarge("text-too-long", field=field, longest=longest)
    return text


def _visible(text: str, field: str) -> str:
    if not any(unicodedata.category(character)[0] in "LNPS" for character in text):
        raise Malformed("empty", field=field)
    return text
