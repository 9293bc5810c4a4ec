"""What failed beside the others is tried once more alone: few tests, once, and never a promise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.__main__ import AT_MOST, PROMISES, again

ROOT = Path(__file__).parents[1]
ONCE = """
import pathlib
def test_it():
    seen = pathlib.Path("seen")
    first = not seen.exists()
    seen.touch()
    assert not first
"""


def test_few_are_tried_again_many_are_not_and_a_promise_never_is() -> None:
    few = [f"tests/web/test_{number}.py::test_it" for number in range(AT_MOST)]
    assert again(few)
    assert not again([])
    assert not again([*few, "tests/web/test_more.py::test_it"])
    assert not again([few[0], f"{PROMISES}test_live.py::test_it"])


@pytest.mark.parametrize(("test", "code", "twice"), [(ONCE, 0, True), ("import nowhere", 1, False)])
def test_what_passes_alone_has_passed_and_what_cannot_be_read_is_not_tried(
    tmp_path: Path, test: str, code: int, twice: bool
) -> None:
    (tmp_path / "test_one.py").write_text(test, "utf-8")
    (tmp_path / "pytest.ini").write_text(
        "[pytest]\nasyncio_default_fixture_loop_scope = session\n", "utf-8"
    )
    around = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "tests"],
        cwd=tmp_path, env=around | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
    assert ("tried once more" in done.stdout) == twice
