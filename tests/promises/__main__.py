"""`python -m tests.promises`: every promise at its size, one after the other; its line is added to the table of docs/evidence.md.

Ends with 1 where a promise was broken or did not come to its end.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
EVIDENCE = HERE.parent.parent / "docs" / "evidence.md"
NUMBER = re.compile(r'^"""(P\d+)[:, ]')
MAX_S = 2000  # a little more than the promise gives itself


def files() -> dict[str, list[Path]]:
    """The test files of each promise, by its number, or by their own name where they have none."""
    found: dict[str, list[Path]] = {}
    for file in sorted(HERE.glob("test_*.py")):
        named = NUMBER.match(file.read_text("utf-8"))
        found.setdefault(named[1] if named else file.stem.removeprefix("test_"), []).append(file)
    return found


def main() -> int:
    """Run what was asked for."""
    asked = argparse.ArgumentParser(prog="python -m tests.promises")
    asked.add_argument("--size", choices=("check", "nightly", "full"), default="nightly")
    asked.add_argument("--only", metavar="P1", help="one promise")
    asked.add_argument("--seed", type=int, help="repeat a run")
    asked.add_argument("--max-seconds", type=int, default=MAX_S, help="for each promise")
    options = asked.parse_args()
    promises = files()
    chosen = [options.only] if options.only else list(promises)
    if unknown := set(chosen) - set(promises):
        asked.error(f"no such promise: {', '.join(unknown)}; there are {', '.join(promises)}")
    broken = [file for name in chosen for file in promises[name] if not _kept(file, options)]
    return 1 if broken else 0


def _kept(file: Path, options: argparse.Namespace) -> bool:
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl", encoding="utf-8") as lines:
        environ = os.environ | {"DIENHONG_SIZE": options.size, "DIENHONG_EVIDENCE": lines.name}
        if options.seed is not None:
            environ["DIENHONG_SEED"] = str(options.seed)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(file)]
        try:
            ran = subprocess.run(command, env=environ, timeout=options.max_seconds, check=False)
            code = ran.returncode
        except subprocess.TimeoutExpired:
            code = 1
        told = [json.loads(line) for line in lines]
    EVIDENCE.write_text(_with(EVIDENCE.read_text("utf-8"), [_row(line) for line in told]), "utf-8")
    return code == 0 and all(line["violations"] == 0 for line in told)


def _with(page: str, rows: list[str]) -> str:
    """The page with these rows at the end of its table."""
    end = page.index("\n", page.rindex("\n| 20") + 1) + 1
    return page[:end] + "".join(rows) + page[end:]


def _row(line: dict[str, object]) -> str:
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    cells = (
        day,
        *(
            line[name]
            for name in ("test", "size", "n", "violations", "p50", "p99", "seconds", "seed")
        ),
    )
    return "| " + " | ".join("–" if cell is None else str(cell) for cell in cells) + " |\n"


if __name__ == "__main__":
    sys.exit(main())
