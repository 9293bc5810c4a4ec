"""Small files that hold one idea: what the house style says of a file can be counted here."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LONGEST = 300  # lines; at 200 look for the second idea
CODE = {".py", ".sql", ".ts", ".js", ".svelte", ".css", ".html"}
OURS = ("server", "rooms", "moderation", "migrations", "web", "tests", "benchmarks", "docs")
SHAPELESS = {"service", "services", "utils", "helpers", "manager", "models", "common", "base"}
POOLS = {
    "server/beside.py",
    "server/database.py",
    "server/ops/pool.py",
    "server/polis/run.py",
}  # they open what others are given


def _files() -> list[Path]:
    every = chain.from_iterable((ROOT / folder).rglob("*") for folder in OURS)
    built = {"node_modules", "dist", "dist.new", "__pycache__"}
    return sorted(
        file
        for file in every
        if file.suffix in CODE and not built & set(file.relative_to(ROOT).parts)
    )


FILES = _files()
MODULES = [file for file in FILES if file.suffix == ".py" and "tests" not in file.parts]


def test_there_are_files_to_look_at() -> None:
    assert len(FILES) > 100
    assert len(MODULES) > 50


def test_no_file_is_too_long() -> None:
    lengths = {file.relative_to(ROOT).as_posix(): len(_lines(file)) for file in FILES}
    lengths.pop("web/src/api/types.gen.ts", None)  # written by server/typescript.py
    assert {name: n for name, n in lengths.items() if n > LONGEST} == {}


def test_no_name_says_nothing() -> None:
    parts = {part for file in FILES for part in file.relative_to(ROOT).with_suffix("").parts}
    parts.discard("base" if (ROOT / "web/src/styles/base.css").exists() else "")  # a layer of CSS
    assert parts & SHAPELESS == set()


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(file: Path) -> None:
    tree = ast.parse(file.read_text("utf-8"))
    if tree.body:
        assert ast.get_docstring(tree)


def test_nothing_is_left_to_do() -> None:
    left = re.compile(r"(?i)(#|//|--|<!--|/\*)\s*(todo|fixme|xxx|hack)\b")
    assert [file for file in FILES if left.search(file.read_text("utf-8"))] == []


def test_only_modules_beside_their_queries_know_asyncpg() -> None:
    knows = [
        file
        for file in MODULES
        if file.is_relative_to(ROOT / "server")
        and re.search(r"^\s*(import|from) asyncpg", file.read_text("utf-8"), re.MULTILINE)
    ]
    names = {file.relative_to(ROOT).as_posix() for file in knows if not _has_queries(file)}
    assert names - POOLS == set()


def test_requirements_name_no_place_to_get_them_from() -> None:
    files = sorted((ROOT / "requirements").glob("*"))
    assert {file.name for file in files} >= {
        "app.txt",
        "dev.txt",
        "build.txt",
        "node.txt",
        "uv.txt",
    }
    for file in files:
        assert "://" not in file.read_text("utf-8"), file
    for name in ("app", "dev", "build", "node", "uv"):
        locked = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
        assert locked.count("==") <= locked.count("--hash=sha256:")
    assert '"resolved"' not in (ROOT / "web" / "package-lock.json").read_text("utf-8")


def _has_queries(file: Path) -> bool:
    return file.with_suffix(".sql").exists()


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()
