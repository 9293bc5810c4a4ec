"""Database rows as structs: the columns in the order of the fields, words of a closed list as their enum.

A list of structs comes as JSON, and null where there is none. The columns of every query are compared with the
fields of its Struct by a test, so nothing is checked here.
"""

from collections.abc import Callable, Iterable
from enum import Enum
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

S = TypeVar("S", bound=Struct)


def made(kind: type[S], row: Iterable[Any]) -> S:
    """The row as a `kind`."""
    words, lists = _words(kind), _lists(kind)
    if not words and not lists:
        return kind(*row)
    values = list(row)
    for place, word in words:
        if values[place] is not None:
            values[place] = word(values[place])
    for place, read in lists:
        values[place] = [] if values[place] is None else read(values[place])
    return kind(*values)


@cache
def _words(kind: type[Struct]) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Which fields are enums or lists of them, by their place."""
    hints = get_type_hints(kind)
    return tuple(
        (place, _each(part) if get_origin(hints[name]) is list else part)
        for place, name in enumerate(kind.__struct_fields__)
        for part in get_args(hints[name]) or (hints[name],)
        if isinstance(part, type) and issubclass(part, Enum)
    )


def _each(word: type[Enum]) -> Callable[[list[str]], list[Enum]]:
    return lambda values: [word(value) for value in values]


@cache
def _lists(kind: type[Struct]) -> tuple[tuple[int, Callable[[str], list[Any]]], ...]:
    """Which fields are lists of structs, by their place."""
    hints = get_type_hints(kind)
    return tuple(
        (place, msgspec.json.Decoder(hints[name]).decode)
        for place, name in enumerate(kind.__struct_fields__)
        if get_origin(hints[name]) is list and issubclass(get_args(hints[name])[0], Struct)
    )
