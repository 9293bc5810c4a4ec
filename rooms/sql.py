"""Named SQL: the queries of a module stand in a `.sql` file of the same name, beside it.

    -- place -> Place
    -- Where a reply would go. No row: no such thread, or not in its room.
    select …

`-> Place` names the Struct a row becomes; a test prepares every query on the real schema and compares the
columns with the Struct's fields, which is what makes `Place(*row)` safe.
"""

import re
from pathlib import Path
from typing import NamedTuple, TypeAlias

from asyncpg import Record
from asyncpg import connection as _connection
from asyncpg import pool as _pool

Connection: TypeAlias = "_connection.Connection[Record] | _pool.PoolConnectionProxy[Record]"
Pool: TypeAlias = "_pool.Pool[Record]"

_HEADER = re.compile(r"^-- (?P<name>[a-z_]+)(?: -> (?P<row>\w+))?\n(?:--.*\n)*", re.MULTILINE)


class Query(NamedTuple):
    """One named statement, with the name of the Struct its rows become (None: no Struct)."""

    name: str
    row: str | None
    text: str


def beside(module_file: str) -> dict[str, str]:
    """The texts of the `.sql` file that has the module's name, by query name."""
    return {query.name: query.text for query in parse(Path(module_file).with_suffix(".sql"))}


def parse(path: Path) -> list[Query]:
    """The queries of one file, in its order. Raises ValueError where a name stands twice."""
    source = path.read_text("utf-8")
    heads = list(_HEADER.finditer(source))
    names = [head["name"] for head in heads]
    if len(set(names)) != len(names):
        raise ValueError(f"{path.name}: a query name stands twice")
    ends = [head.start() for head in heads[1:]] + [len(source)]
    return [
        Query(head["name"], head["row"], source[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]
