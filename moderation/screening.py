"""The screen every verb that takes text asks: pure rules, each of which explains what it saw."""

import re
from collections.abc import Callable

from rooms.screening import Finding, Words

MOST_LINKS = 30  # in one post: more is a list of addresses, not an argument

_LINK = re.compile(r'<a [^>]*?href="(?![#/])')


def too_many_links(words: Words) -> Finding | None:
    """A post that sends its readers to more places than anybody reads."""
    links = len(_LINK.findall(words.html))
    return Finding("too-many-links", "refuse", {"most": MOST_LINKS}) if links > MOST_LINKS else None


RULES: tuple[Callable[[Words], Finding | None], ...] = (too_many_links,)


def screen(words: Words) -> list[Finding]:
    """What the rules found, in their order."""
    return [finding for rule in RULES if (finding := rule(words)) is not None]
