"""What the tests of promises share: how large, from which seed, until when, and the one line each of them says.

`DIENHONG_SIZE` is check (the default), nightly or full; `DIENHONG_SEED` repeats a run. With `DIENHONG_EVIDENCE`
naming a file, the line is added to it as well.
"""

import json
import os
import random
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")

SIZES = ("check", "nightly", "full")
MAX_S = {"check": 40.0, "nightly": 1800.0, "full": 7200.0}  # a watchdog, not the bar
KEPT = 20  # violations named in the failure; all of them are counted


class Promise:
    """One run of one promise: it counts what was tried and what went wrong, and keeps the times."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.size = os.environ.get("DIENHONG_SIZE", "check")
        assert self.size in SIZES, f"DIENHONG_SIZE={self.size} is none of {', '.join(SIZES)}"
        self.seed = int(os.environ.get("DIENHONG_SEED") or secrets.randbits(32))
        self.random = random.Random(self.seed)
        self.n = 0
        self.violations = 0
        self.named: list[str] = []
        self.times: list[float] = []
        self.facts: dict[str, Any] = {}
        self._began = time.monotonic()

    def of(self, check: T, nightly: T, full: T | None = None) -> T:
        """The one of these that belongs to the size."""
        if self.size == "check":
            return check
        return nightly if self.size == "nightly" or full is None else full

    def violated(self, what: str) -> None:
        """Count a violation."""
        self.violations += 1
        if len(self.named) < KEPT:
            self.named.append(what)

    def holds(self, condition: bool, what: str) -> None:
        """Count a violation unless this is so."""
        if not condition:
            self.violated(what)

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._began

    @property
    def left_s(self) -> float:
        """Until it must be over."""
        return max(0.0, MAX_S[self.size] - self.seconds)

    def line(self) -> str:
        """The evidence, as one line of JSON."""
        return json.dumps(
            {
                "test": self.name, "size": self.size, "seed": self.seed, "n": self.n,
                "violations": self.violations, "p50": self._at(0.5), "p99": self._at(0.99),
                "seconds": round(self.seconds, 2),
            }
            | self.facts,
            ensure_ascii=False,
        )  # fmt: skip

    def _at(self, part: float) -> float | None:
        ranked = sorted(self.times)
        return round(ranked[min(len(ranked) - 1, int(len(ranked) * part))], 4) if ranked else None


@contextmanager
def promised(name: str, say: Callable[[str], None]) -> Iterator[Promise]:
    """Run a promise: its line is said whatever happens, and a violation fails the test."""
    promise = Promise(name)
    try:
        yield promise
    except BaseException:
        promise.violated("did not come to its end")
        raise
    finally:
        say(promise.line())
        if kept := os.environ.get("DIENHONG_EVIDENCE"):
            with Path(kept).open("a", encoding="utf-8") as file:
                file.write(promise.line() + "\n")
    assert promise.n, f"{name}: nothing was tried"
    assert not promise.violations, f"{name}, seed {promise.seed}: " + "; ".join(promise.named)
