"""Our counts beside those of libraries of others: `python -m benchmarks.elections [FOLDER]`, FOLDER being elections of the corpora.

The libraries (pref-voting, pabutools: pinned and hashed in requirements/elections.txt) are installed from the internet into an environment
of their own, var/elections, and run in a process of their own, so that nothing of ours is imported there. Compared are: Scotland's council
elections and random ones by transferable votes, after each stage; random complete rankings by Schulze's method and instant run-off;
Pabulib's approvals by equal shares. The last line is JSON; the exit code is 1 where something differs.
"""

import argparse
import json
import os
import random
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from rooms.voting.counting import Election, Result, Step, count
from rooms.voting.rule import Method, Option, Rule
from server.recount import read

ROOT = Path(__file__).parent.parent
NEAR = 1e-6  # the libraries count in floats


class Apart:
    """The process of the libraries: asked one election at a time."""

    def __init__(self, python: Path) -> None:
        self._process = subprocess.Popen(
            [python, ROOT / "benchmarks/elections_apart.py"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, kind: str, **election: Any) -> dict[str, Any]:
        """What the libraries say of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"kind": kind, **election}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def end(self) -> None:
        """No more is asked."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def environment(folder: Path) -> Path:
    """The Python of an environment with the libraries, which is made where it is not there."""
    python = folder / "bin/python"
    if not (folder / ".made").exists():
        uv = Path(sys.executable).parent / "uv"
        subprocess.run([uv, "venv", "--quiet", "--clear", folder], check=True)
        wanted = ["--require-hashes", "-r", str(ROOT / "requirements/elections.txt")]
        subprocess.run([uv, "pip", "install", "--quiet", "--python", python, *wanted], check=True)
        (folder / ".made").touch()
    return python


def stages(result: Result) -> list[dict[int, float]]:
    """The votes after each stage, of those whose surplus has not been passed on.

    Whose has keeps the quota by ours, and by theirs also the fractions of votes that are cut off.
    """
    found: list[dict[int, float]] = []
    passed: set[int] = set()
    for step in result.rounds:
        if step.step is Step.SURPLUS:
            passed.add(int(str(step.facts["option"])))
        if step.step is Step.STAGE:
            told = enumerate(step.tally)
            found.append({at: float(each) for at, each in told if at + 1 not in passed})
    return found


def same(ours: list[dict[int, float]], theirs: list[list[float]]) -> bool:
    """Each of our stages is among theirs, in the order; they look at some more than once, and pass on more at the very end."""
    at = 0
    for stage in ours:
        while at < len(theirs) and any(
            abs(theirs[at][c] - each) > NEAR for c, each in stage.items()
        ):
            at += 1
        if at == len(theirs):
            return False
    return True


class Compared:
    """How many of each kind were compared, and what differs."""

    def __init__(self, apart: Apart) -> None:
        self.apart = apart
        self.n: Counter[str] = Counter()
        self.differ: list[str] = []

    def transferable(self, name: str, made: Election, box: dict[str, int]) -> None:
        """By Scotland's rules, after each stage. Where a lot decides, theirs is another one and only ours is counted as drawn."""
        result = count(made, box)
        ballots = [[[group[0] for group in json.loads(text)], times] for text, times in box.items()]
        ballots = [each for each in ballots if each[0]]
        asked = {"options": len(made.options), "seats": made.rule.seats, "ballots": ballots}
        theirs = self.apart.ask("transferable", once=False, **asked)
        if theirs["lot"] or any(step.step is Step.LOT for step in result.rounds):
            self.n["transferable, by lot"] += 1
            return
        self.n["transferable"] += 1
        self.n["stages"] += len(stages(result))
        if sorted(result.winners) == theirs["winners"] and same(stages(result), theirs["stages"]):
            return
        self.n["transferable, where theirs passes remainders on"] += 1
        theirs = self.apart.ask("transferable", once=True, **asked)
        if sorted(result.winners) != theirs["winners"] or not same(
            stages(result), theirs["stages"]
        ):
            self.differ.append(f"{name}: {sorted(result.winners)} and {theirs['winners']}")

    def ranked(self, name: str, made: Election, box: dict[str, int]) -> None:
        """By Schulze's method and by instant run-off."""
        ballots = [[[group[0] for group in json.loads(text)], times] for text, times in box.items()]
        theirs = self.apart.ask("ranked", options=len(made.options), ballots=ballots)
        by_schulze = count(made, box)
        best = next(each.facts["options"] for each in by_schulze.rounds if each.step is Step.BEST)
        by_runoff = count(with_method(made, Method.RUNOFF), box)
        if best != theirs["schulze"] or by_runoff.winners[0] not in theirs["runoff"]:
            self.differ.append(f"{name}: {best} {by_runoff.winners} and {theirs}")
        self.n["ranked"] += 1

    def shares(self, name: str, made: Election, box: dict[str, int]) -> None:
        """By equal shares, before the rest is spent."""
        result = count(made, box)
        bought = sorted(
            int(str(step.facts["option"])) for step in result.rounds if step.step is Step.BOUGHT
        )
        theirs = self.apart.ask(
            "equal_shares",
            ballots=[[json.loads(text), times] for text, times in box.items()],
            costs=[option.cost for option in made.options],
            budget=made.rule.budget,
        )
        if bought != theirs["bought"]:
            self.differ.append(f"{name}: {bought} and {theirs['bought']}")
        self.n["equal shares"] += 1


def with_method(made: Election, method: Method) -> Election:
    """The same election by another method."""
    return Election(Rule(method=method, quorum=0), made.options, made.roll, made.lot)


def drawn(chance: random.Random, method: Method, *, whole: bool) -> tuple[Election, dict[str, int]]:
    """A random election of ranked ballots; `whole`: each ranks all options."""
    n = chance.randint(3, 8)
    everyone = range(1, n + 1)
    box: Counter[str] = Counter()
    for _ in range(chance.randint(20, 400)):
        ranks = chance.sample(everyone, n if whole else chance.randint(1, n))
        box[json.dumps([[c] for c in ranks], separators=(",", ":"))] += chance.randint(1, 3)
    rule = Rule(method=method, quorum=0, seats=1 if whole else chance.randint(1, n - 1))
    options = [Option(f"Phương án {c}") for c in everyone]
    return Election(rule, options, box.total(), tuple(everyone)), box


def main() -> int:
    """Compare, and say so."""
    parser = argparse.ArgumentParser(description=__doc__)
    named = os.environ.get("DIENHONG_CORPORA")
    parser.add_argument("folder", type=Path, nargs="?", default=named and Path(named) / "elections")
    parser.add_argument("--environment", type=Path, default=ROOT / "var/elections")
    parser.add_argument("--random", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    apart = Apart(environment(given.environment))
    compared = Compared(apart)
    for file in sorted(given.folder.glob("stv-scotland/*.blt")):
        found = read("blt", file)
        compared.transferable(file.stem, found.election(found.rule, None), found.box(found.rule))
    for file in sorted(given.folder.glob("pabulib/*.pb")):
        found = read("pabulib", file)
        if found.rule.method is Method.GREEDY:
            rule = Rule(method=Method.EQUAL_SHARES, quorum=0, budget=found.rule.budget)
            compared.shares(file.stem, found.election(rule, None), found.box(rule))
    chance = random.Random(given.seed)
    for number in range(given.random):
        compared.transferable(f"random {number}", *drawn(chance, Method.TRANSFERABLE, whole=False))
        compared.ranked(f"random {number}", *drawn(chance, Method.SCHULZE, whole=True))
    apart.end()
    for each in compared.differ:
        print(each)
    print(json.dumps({"compared": compared.n, "differ": len(compared.differ), "seed": given.seed}))
    return bool(compared.differ)


if __name__ == "__main__":
    sys.exit(main())
