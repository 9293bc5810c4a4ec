"""What the headers of a request say of who sends it, as bytes: the same for whatever has read them.

No browser sends a token by itself, so a request that bears one needs no Origin, and its cookies are not looked at.
"""

from collections.abc import Iterable
from typing import TypeAlias

Headers: TypeAlias = Iterable[tuple[bytes, bytes]]


def value_of(headers: Headers, name: bytes) -> bytes | None:
    """The header's value; None where there is none. Two of them are joined, so they are none that is known."""
    values = [value for key, value in headers if key.lower() == name]
    return b",".join(values) if values else None


def bearer(headers: Headers) -> str | None:
    """The token that the request bears; None where it bears none. More than one header of them is none that exists."""
    said = value_of(headers, b"authorization")
    if said is None:
        return None
    scheme, _, token = said.partition(b" ")
    return token.strip().decode("latin-1") if scheme.lower() == b"bearer" else None


def cookie(headers: Headers, name: bytes) -> str | None:
    """The value of this cookie, the last where there are several; None where there is none."""
    found = None
    for key, value in headers:
        if key.lower() == b"cookie":
            for part in value.split(b";"):
                called, _, said = part.partition(b"=")
                if called.strip() == name:
                    found = said.strip()
    return None if found is None else found.decode("latin-1")
