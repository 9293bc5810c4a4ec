"""Where words send their readers: the hosts of their links."""

import re
from collections.abc import Collection
from html import unescape

from rooms.screening import Words

# In our own HTML every link is written the same way, and what begins with one of these two stays in the portal.
_HREF = re.compile(r'<a [^>]*?href="(?![#/])([^"]*)"')
_TYPED = re.compile(r"(?i)\b(?:https?://|www\.)[^\s<>\"]+")
_PLACE = re.compile(r"(?i)(?:https?:)?[/\\]{0,2}(?!mailto:)([^/\\?#]*)")


def elsewhere(words: Words, allowed: Collection[str] = ()) -> list[str]:
    """The hosts of the links that leave the portal and the allowed hosts, one for each link; "" of one to an e-mail address."""
    written = _HREF.findall(words.html) if words.html else _TYPED.findall(words.text)
    hosts = [_host(unescape(address)) for address in written]
    return [host for host in hosts if not _within(host, allowed)]


def _host(address: str) -> str:
    """As a browser reads it: a backslash is a slash, and what stands before an @ is no host."""
    found = _PLACE.match(address)
    return found[1].rpartition("@")[2].partition(":")[0].rstrip(".").lower() if found else ""


def _within(host: str, allowed: Collection[str]) -> bool:
    return any(host == each or host.endswith(f".{each}") for each in allowed)
