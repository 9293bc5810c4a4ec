"""`python -m tests`: every test, on three processes, of which one has all browsers; what failed there is tried once more alone, and both are told.

Some nine thousand tests that wait for one another's processes on a crowded machine are not all told apart from a
machine that stands still for a moment. Few at a time are, by trying them where nothing else runs. A promise is
never tried again: broken once, it is broken.
"""

import subprocess
import sys
from collections.abc import Sequence

import pytest

ALL = ["-q", "-rs", "-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
AT_MOST = 3  # more of them are no accident
PROMISES = "tests/promises/"


class Failed:
    """Remembers what failed, as pytest reports it."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Called for each part of each test."""
        if report.failed and report.nodeid not in self.ids:
            self.ids.append(report.nodeid)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read is not tried again either."""
        if report.failed:
            self.ids.append(PROMISES)


def again(failed: Sequence[str]) -> bool:
    """Whether these may be tried once more."""
    return 0 < len(failed) <= AT_MOST and not any(each.startswith(PROMISES) for each in failed)


def main(told: Sequence[str]) -> int:
    """Run all, then perhaps a few again. The exit code is pytest's."""
    failed = Failed()
    code = int(pytest.main([*ALL, *told], plugins=[failed]))
    if code != pytest.ExitCode.TESTS_FAILED or not again(failed.ids):
        return code
    sys.stdout.write(
        "tried once more, alone:" + "".join(f"\n  {each}" for each in failed.ids) + "\n"
    )
    sys.stdout.flush()
    alone = subprocess.run([sys.executable, "-m", "pytest", "-q", *failed.ids], check=False)
    if alone.returncode == 0:
        sys.stdout.write(
            "passed alone; what made it fail beside others is to be mended all the same\n"
        )
    return alone.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
