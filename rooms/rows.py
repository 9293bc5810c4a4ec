"""Database rows as structs: the columns in the order of the fields, words of a closed list as their enum.

The columns of every query are compared with the fields of its Struct by a test, so nothing is checked here.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from msgspec import Struct

S = TypeVar("S", bound=Struct)


def made(kind: type[S], row: Iterable[Any]) -> S:
    """The row as a `kind`."""
    words = _words(kind)
    if not words:
        return kind(*row)
    values = list(row)
    for place, word in words:
        if values[place] is not None:
            values[place] = word(values[place])
    return kind(*values)


@cache
def _words(kind: type[Struct]) -> tuple[tuple[int, Callable[[str], Enum]], ...]:
    """Which fields are enums, by their place."""
    hints = get_type_hints(kind)
    return tuple(
        (place, part)
        for place, name in enumerate(kind.__struct_fields__)
        for part in get_args(hints[name]) or (hints[name],)
        if isinstance(part, type) and issubclass(part, Enum)
    )
