"""Processor time of whole families of processes: a node and those that render for it, PostgreSQL, Redis."""

import os
from pathlib import Path

import asyncpg

from benchmarks.fanout_sockets import server_cpu_s


def parent_of(pid: int) -> int:
    """Who started it. Raises OSError where it is gone."""
    return int(_stat(pid)[1])


def children_cpu_s(pid: int) -> float:
    """Of all that it started and that they started, also of those that have ended and were waited for."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                parents.setdefault(parent_of(int(entry.name)), []).append(int(entry.name))
            except OSError:  # ended meanwhile
                continue
    total, waiting = _ended_s(pid), list(parents.get(pid, ()))
    while waiting:
        child = waiting.pop()
        waiting += parents.get(child, ())
        try:
            total += server_cpu_s(child) + _ended_s(child)
        except OSError:
            continue
    return total


def unreclaimable_bytes() -> int:
    """What the kernel of this machine holds for its own use, sockets among it."""
    (line,) = [
        line for line in Path("/proc/meminfo").read_text().splitlines() if "SUnreclaim" in line
    ]
    return int(line.split()[1]) * 1024


async def postmaster(url: str) -> int:
    """The first process of the PostgreSQL that is there. Raises RuntimeError where it is on another machine."""
    conn = await asyncpg.connect(url)
    try:
        backend = await conn.fetchval("select pg_backend_pid()")
        return _postmaster_of(int(backend))
    finally:
        await conn.close()


def _postmaster_of(backend: int) -> int:
    comm = Path(f"/proc/{backend}/comm")
    if not comm.exists() or "postgres" not in comm.read_text():
        raise RuntimeError("PostgreSQL must run on this machine, or its work cannot be seen")
    return parent_of(backend)


class Meter:
    """How much each of these has worked since `begin`: seconds by name.

    `own`: by name, whose own work counts; `families`: whose children's does as well.
    """

    def __init__(self, own: dict[str, int], families: dict[str, int]) -> None:
        self._own = own
        self._families = families
        self._at: dict[str, float] = {}

    def begin(self) -> None:
        """Count from now on."""
        self._at = self._now()

    def spent_s(self) -> dict[str, float]:
        """Since then. A name of `own` followed by a plus stands for what its children spent."""
        return {name: value - self._at[name] for name, value in self._now().items()}

    def _now(self) -> dict[str, float]:
        found = {name: server_cpu_s(pid) for name, pid in self._own.items()}
        found |= {f"{name}+": children_cpu_s(pid) for name, pid in self._own.items()}
        for name, pid in self._families.items():
            found[name] = server_cpu_s(pid) + children_cpu_s(pid)
        return found


def _stat(pid: int) -> list[str]:
    """The fields after the name: state, parent and so on."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _ended_s(pid: int) -> float:
    fields = _stat(pid)
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")
