"""Where a request comes from: the nearest address that is not one of our proxies, read from the right.

Anybody can send X-Forwarded-For; each proxy adds at its right end whom it was asked by. So the list is read from
that end, and only as far as those who wrote it are trusted. A person on IPv6 has a whole /64 to choose from and is
counted as that.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from itertools import islice

import structlog

from server.request_headers import Headers

log = structlog.get_logger(__name__)

HOPS = 16  # further ones to the left are not read
PREFIX_BITS = 64
NOBODY = "?"  # a socket of this machine's own


class Proxies:
    """The networks whose word is taken for where a request came from."""

    def __init__(self, trusted: Sequence[str]) -> None:
        self._networks = [ip_network(network) for network in trusted]
        self._known = lru_cache(4096)(self._look)
        self._warned = False

    def address(self, client: tuple[str, int] | None, headers: Headers) -> str:
        """Whom to count a request to that comes from there: an IPv4 address, or the /64 of an IPv6 one."""
        if client is None:
            return NOBODY
        said, trusted = self._known(client[0])
        if not trusted:
            if not self._warned:
                self._warn(headers)
            return said
        for hop in islice(_forwarded(headers), HOPS):
            there, trusted = self._known(hop)
            if there == NOBODY:  # not an address: the last one that is known has to answer for it
                break
            said = there
            if not trusted:
                break
        return said

    def _look(self, written: str) -> tuple[str, bool]:
        """Whom an address counts as, and whether it is one of our proxies."""
        try:
            found = ip_address(_bare(written))
        except ValueError:
            return NOBODY, False
        if isinstance(found, IPv6Address) and found.ipv4_mapped:
            found = found.ipv4_mapped
        trusted = any(found in network for network in self._networks)
        return _counted(found), trusted

    def _warn(self, headers: Headers) -> None:
        if next(_forwarded(headers), None) is not None:
            self._warned = True
            log.warning(
                "a forwarded address was not believed; is a proxy missing in trusted_proxies?"
            )


def _counted(found: IPv4Address | IPv6Address) -> str:
    if isinstance(found, IPv4Address):
        return str(found)
    return str(ip_network((int(found), PREFIX_BITS), strict=False))


def _forwarded(headers: Headers) -> Iterator[str]:
    """What X-Forwarded-For says, from the right."""
    for name, value in reversed(list(headers)):
        if name == b"x-forwarded-for":
            for hop in reversed(value.decode("latin-1").split(",")):
                yield hop.strip()


def _bare(written: str) -> str:
    """The address without port, brackets or zone: `1.2.3.4:5`, `[2001:db8::1]:443`, `fe80::1%eth0`."""
    if written.startswith("["):
        written = written[1:].partition("]")[0]
    elif written.count(":") == 1:
        written = written.partition(":")[0]
    return written.partition("%")[0]
