"""The tables of docs/live.md, written from the protocol's structs: `python -m server.live.protocol_page` renews them.

Prose is written by hand around them. What stands between a pair of marks is made here, and a test fails where it
is not what the structs say today.
"""

import inspect
import re
from pathlib import Path
from typing import get_args

from msgspec import Struct
from msgspec import inspect as shape

from server.live import protocol

FILE = Path(__file__).parents[2] / "docs" / "live.md"
_BLOCK = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_WORDS = {
    shape.IntType: "int",
    shape.BoolType: "bool",
    shape.StrType: "text",
    shape.NoneType: "null",
}


def tables() -> dict[str, str]:
    """Each table under the name of its mark."""
    return {
        "sent": _messages(get_args(protocol.FromClient)),
        "received": _messages(get_args(protocol.ToClient)),
    }


def renewed(text: str) -> str:
    """The page with its tables as they are to be. Raises ValueError where the marks are not those of the tables."""
    made = tables()
    if sorted(found[2] for found in _BLOCK.finditer(text)) != sorted(made):
        raise ValueError(f"the page needs one mark each for {', '.join(made)}")
    return _BLOCK.sub(lambda found: f"{found[1]}\n{made[found[2]]}\n{found[3]}", text)


def _messages(kinds: tuple[type[Struct], ...]) -> str:
    rows = (f"| `{_tag(kind)}` | {_fields(kind)} | {_says(kind)} |\n" for kind in kinds)
    return "| type | fields | meaning |\n| --- | --- | --- |\n" + "".join(rows)


def _tag(kind: type[Struct]) -> str:
    return str(kind.__struct_config__.tag)


def _says(kind: type[Struct]) -> str:
    return " ".join((inspect.getdoc(kind) or "").split()).replace("None", "null")


def _fields(kind: type[Struct]) -> str:
    told = shape.type_info(kind)
    assert isinstance(told, shape.StructType), "messages are structs"
    return ", ".join(f"`{field.encode_name}`: {_word(field.type)}" for field in told.fields)


def _word(kind: shape.Type) -> str:
    """What stands in a field, for people."""
    match kind:
        case shape.UnionType():
            return " or ".join(_word(each) for each in kind.types)
        case shape.DictType():
            return f"{_word(kind.value_type)} by {_word(kind.key_type)}"
        case shape.ListType():
            return f"[{_word(kind.item_type)}]"
        case shape.StructType():
            return "{" + ", ".join(kind.cls.__struct_fields__) + "}"
        case _:
            return _WORDS[type(kind)]


if __name__ == "__main__":
    FILE.write_text(renewed(FILE.read_text("utf-8")), "utf-8")
