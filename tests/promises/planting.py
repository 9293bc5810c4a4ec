"""A bug planted in a copy of the program, and whether the test that is there for it fails.

What counts is a test that ran and failed. One that cannot be collected, whose surroundings do not come up, that is
skipped or does not come to its end has caught nothing: a bug that stops everything would be caught by anything.
"""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import msgspec
from msgspec import Struct

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("plants.toml")
COPIED = ("server", "rooms", "moderation", "migrations", "web", "tests", "docs", "benchmarks")
LEFT_OUT = ("__pycache__", "node_modules", "dist.new", "dist.old", "*.sock")
FAILED = 1  # pytest's exit code where tests ran and some failed


class Plant(Struct, frozen=True, forbid_unknown_fields=True):
    """One bug: in `file`, `after` in the place of `before`. The test `caught_by` must fail while it is there."""

    name: str
    file: str
    before: str
    after: str
    caught_by: str


class Ran(NamedTuple):
    """What a run of tests came to. `said` is the end of what it printed."""

    passed: int
    failed: int
    erred: int
    skipped: int
    code: int | None
    said: str


def plants() -> list[Plant]:
    """The table."""
    return msgspec.convert(tomllib.loads(TABLE.read_text("utf-8"))["plant"], list[Plant])


def places(plant: Plant, tree: Path = ROOT) -> int:
    """How often the text stands in its file. Anything but once: the plant no longer knows the code."""
    file = tree / plant.file
    return file.read_text("utf-8").count(plant.before) if file.is_file() else 0


class Garden:
    """A copy of the program, where one bug at a time is planted. The tests in it use the database server at `url`."""

    def __init__(self, tree: Path, url: str) -> None:
        self._tree = tree
        self._url = url
        self._turn = 0
        for name in COPIED:
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns(*LEFT_OUT))
        for file in ("pyproject.toml", "README.md", "CHANGELOG.md", "Makefile"):
            shutil.copy(ROOT / file, tree / file)

    def with_bug(self, plant: Plant, within_s: float) -> Ran:
        """Run its test while the bug is there."""
        file = self._tree / plant.file
        sound = file.read_text("utf-8")
        self._write(file, sound.replace(plant.before, plant.after))
        try:
            return self.run([plant.caught_by], within_s)
        finally:
            self._write(file, sound)

    def run(self, tests: Sequence[str], within_s: float) -> Ran:
        """Run these tests until the first fails. `code` is None where they did not come to their end."""
        told = self._tree / "told.xml"
        told.unlink(missing_ok=True)
        command = [
            *(sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"),
            *(f"--junitxml={told}", *tests),
        ]
        ours = {name: said for name, said in os.environ.items() if name != "DIENHONG_EVIDENCE"}
        ours |= {"TEST_DATABASE_URL": self._url, "DIENHONG_SIZE": "check"}
        said = self._tree / "said.txt"
        with said.open("wb") as written:
            process = subprocess.Popen(
                command, cwd=self._tree, env=ours, stdout=written, stderr=subprocess.STDOUT
            )
            try:
                code: int | None = process.wait(within_s)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                code = None
        counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
        if told.is_file():
            for suite in ET.parse(told).iter("testsuite"):
                counts = {name: counts[name] + int(suite.get(name, 0)) for name in counts}
        failed, erred, skipped = counts["failures"], counts["errors"], counts["skipped"]
        passed = counts["tests"] - failed - erred - skipped
        last = said.read_text("utf-8", "replace")[-600:]
        return Ran(passed, failed, erred, skipped, code, last)

    def _write(self, file: Path, text: str) -> None:
        """Every change has a time of its own, or Python would take the older one's bytecode for it."""
        self._turn += 1
        file.write_text(text, "utf-8")
        stamp = file.stat().st_mtime + 2 * self._turn
        os.utime(file, (stamp, stamp))


def caught(ran: Ran) -> bool:
    """Whether a test ran and failed, and nothing else went wrong."""
    return ran.code == FAILED and ran.failed > 0 and ran.erred == 0
