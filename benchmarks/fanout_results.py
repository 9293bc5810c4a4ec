"""What `fanout.py` and `fanout_whole.py` found, a line of JSON each, and the medians of it.

Findings are added to a file, so that a long measurement can be made in parts; the report is made of the whole file.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

import msgspec
from msgspec import Struct

Sections = dict[str, dict[str, float]]  # by how many are in flight ("1", "8"), or "paced"


class Measured(Struct, tag="fanout"):
    """One side in one round. `absent`: why there is nothing; empty where there is."""

    side: str
    title: str
    sockets: int
    absent: str = ""
    bytes_per_connection: float = 0.0
    accept_cpu_s: float = 0.0
    sections: Sections = {}

    @property
    def missing(self) -> int:
        """How many deliveries never came."""
        return int(sum(figures["missing"] for figures in self.sections.values()))

    def line(self) -> str:
        """For whoever waits."""
        rates = ", ".join(
            f"{name}: {figures['deliveries_per_s']:,.0f}/s p50 {figures['p50_ms']:.2f} p99 {figures['p99_ms']:.2f} ms"
            for name, figures in self.sections.items()
        )
        said = f"{rates}; {self.bytes_per_connection / 1024:.1f} KiB, {self.accept_cpu_s * 1e6:.0f} µs a connection"
        lost = f"; MISSING {self.missing}" if self.missing else ""
        return f"{self.sockets:6} {self.title:32} {self.absent or said + lost}"


class Asked(Struct, tag="http"):
    """How long a cheap GET took of the product while events went to so many sockets."""

    sockets: int
    requests: int
    p50_ms: float
    p99_ms: float
    deliveries_per_s: float


class Posted(Struct, tag="post"):
    """How long it took from the POST of one post to the last of so many sockets, and to its answer."""

    sockets: int
    redis: bool
    posts: int
    p50_ms: float
    p99_ms: float
    answer_p50_ms: float
    missing: int


Finding = Measured | Asked | Posted
Told = TypeVar("Told", Asked, Posted)


def kept(file: Path | None, finding: Finding) -> None:
    """Add it to the file. None: nowhere."""
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as lines:
            lines.write(msgspec.json.encode(finding) + b"\n")


def read(file: Path) -> list[Finding]:
    """All findings of the file."""
    decoder = msgspec.json.Decoder(Finding)
    return [decoder.decode(line) for line in file.read_bytes().splitlines() if line.strip()]


def medians(found: Iterable[Finding]) -> dict[tuple[int, str], Measured]:
    """The medians of all rounds of each side, by number of sockets and name; what never ran says why."""
    rounds: dict[tuple[int, str], list[Measured]] = {}
    for each in found:
        if isinstance(each, Measured):
            rounds.setdefault((each.sockets, each.side), []).append(each)
    return {key: _median(every) for key, every in rounds.items()}


def typical(found: Iterable[Finding], kind: type[Told]) -> list[Told]:
    """Of each size, and with and without Redis, the round whose p99 is the median."""
    rounds: dict[tuple[int, bool], list[Told]] = {}
    for each in found:
        if isinstance(each, kind):
            key = each.sockets, bool(getattr(each, "redis", False))
            rounds.setdefault(key, []).append(each)
    ordered = [sorted(every, key=lambda one: one.p99_ms) for every in rounds.values()]
    return [every[len(every) // 2] for every in ordered]


def _median(rounds: Sequence[Measured]) -> Measured:
    ran = [each for each in rounds if not each.absent]
    if not ran:
        return rounds[0]
    names = dict.fromkeys(name for each in ran for name in each.sections)
    sections: Sections = {}
    for name in names:
        every = [each.sections[name] for each in ran if name in each.sections]
        sections[name] = {what: median(figures[what] for figures in every) for what in every[0]}
        sections[name]["missing"] = sum(figures["missing"] for figures in every)
    return Measured(
        ran[0].side, ran[0].title, ran[0].sockets,
        bytes_per_connection=median(each.bytes_per_connection for each in ran),
        accept_cpu_s=median(each.accept_cpu_s for each in ran), sections=sections,
    )  # fmt: skip
