"""The loop in C is made where it can be, and nothing is missing where it cannot."""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from server.live import compiling

WITHOUT = """
import sys
sys.modules["server.live._giving"] = None  # as where nobody compiled it
from server.live import giving
assert giving.in_c is None
assert giving.chosen(compiled=True) is giving.in_python
"""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is made lies in a folder of its own."""
    built = tmp_path / compiling.BUILT.name
    monkeypatch.setattr(compiling, "BUILT", built)
    return built


def test_where_there_is_a_compiler_it_is_made_and_can_be_called(elsewhere: Path) -> None:
    if not any(map(shutil.which, ("cc", "gcc", "clang"))):
        pytest.skip("this machine has no C compiler")
    why = compiling.compiled()
    if "Python.h" in why:
        pytest.skip("this machine has no headers of Python")
    assert why == ""
    spec = importlib.util.spec_from_file_location("_giving", elsewhere)
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.in_c([-1], b"con") == [(0, 0)]
    assert [file.name for file in elsewhere.parent.iterdir()] == [elsewhere.name]


def test_where_there_is_no_compiler_an_old_one_is_taken_away(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere.write_bytes(b"")
    monkeypatch.setenv("PATH", "")
    assert compiling.compiled() == "there is no C compiler"
    assert not elsewhere.exists()


def test_what_does_not_compile_is_told_and_harms_nothing(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    compiler = tmp_path / "bin" / "cc"
    compiler.parent.mkdir()
    compiler.write_text("#!/bin/sh\necho 'Python.h: No such file or directory' >&2\nexit 1\n")
    compiler.chmod(0o755)
    monkeypatch.setenv("PATH", f"{compiler.parent}:/bin:/usr/bin")
    assert "Python.h" in compiling.compiled()
    assert not elsewhere.exists()


def test_without_it_python_writes() -> None:
    subprocess.run([sys.executable, "-c", WITHOUT], cwd=Path(__file__).parents[3], check=True)
