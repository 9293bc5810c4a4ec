"""Every named query is prepared on the real schema, and its columns are the fields of the Struct it names."""

import importlib
import re
from pathlib import Path

import asyncpg
import pytest
from msgspec import Struct

from rooms import sql
from rooms.sql import Query

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path.relative_to(ROOT)
    for package in ("rooms", "moderation", "server")
    for path in (ROOT / package).rglob("*.sql")
)
QUERIES = [
    pytest.param(file, query, id=f"{file.stem}.{query.name}")
    for file in FILES
    for query in sql.parse(ROOT / file)
]


def struct_of(file: Path, name: str) -> type[Struct]:
    module = importlib.import_module(".".join(file.with_suffix("").parts))
    found: type[Struct] = getattr(module, name)
    return found


def test_there_are_queries_to_prepare() -> None:
    assert len(QUERIES) > 40


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_sql_file_lies_beside_its_module(file: Path) -> None:
    assert (ROOT / file.with_suffix(".py")).is_file()


@pytest.mark.parametrize(("file", "query"), QUERIES)
async def test_a_query_fits_the_schema_and_its_struct(
    database_url: str, file: Path, query: Query
) -> None:
    conn = await asyncpg.connect(database_url)
    try:
        prepared = await conn.prepare(query.text)
        columns = tuple(column.name for column in prepared.get_attributes())
    finally:
        await conn.close()
    if query.row is not None:
        assert columns == struct_of(file, query.row).__struct_fields__


@pytest.mark.parametrize(("file", "query"), QUERIES)
def test_a_query_is_one_statement_with_explicit_columns(file: Path, query: Query) -> None:
    assert ";" not in query.text, file
    assert not re.search(r"(?:\bselect|,|\w\.)\s*\*", query.text), "columns are named"


@pytest.mark.parametrize(("file", "query"), QUERIES)
def test_a_query_is_asked_by_its_module(file: Path, query: Query) -> None:
    assert f'q["{query.name}"]' in (ROOT / file.with_suffix(".py")).read_text("utf-8")
