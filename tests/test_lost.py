"""The comparison of what is lost when Redis is killed runs, and can tell what is lost from what is not."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.lost_chart import chart
from benchmarks.lost_sides import here
from benchmarks.lost_subscribers import tally
from tests.redis import binary

CHECKOUT = Path(__file__).parents[1]


def test_every_way_of_going_wrong_is_counted() -> None:
    assert tally([1, 2, 3], 3) == (0, 0, 0)
    assert tally([1, 3], 4) == (2, 0, 0)
    assert tally([1, 2, 2, 3, 1], 3) == (0, 2, 0)
    assert tally([1, 3, 2, 4], 4) == (0, 0, 1)
    assert tally([], 5) == (5, 0, 0)


def counted(*chosen: str) -> dict[str, Any]:
    """What the benchmark says of each side."""
    small = ["--subscribers", "3", "--restarts", "2", "--haste", "5", "--settle", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.lost", *small, *chosen],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    sides: dict[str, Any] = json.loads(done.stdout)["sides"]
    return sides


@pytest.mark.skipif(binary() is None, reason="no Redis and no Valkey on this machine")
def test_a_killed_redis_takes_nothing_from_our_followers(tmp_path: Path) -> None:
    drawing = tmp_path / "lost.svg"
    sides = counted("--only", "product", "channels-plain", "--chart", str(drawing))
    ours, theirs = sides["product"], sides["channels-plain"]
    assert ours["published"] > 2
    assert (ours["lost"], ours["twice"], ours["disordered"]) == (0, 0, 0)
    assert theirs["published"] > 2
    assert theirs["lost"] > 0  # or nothing can be told apart
    assert drawing.read_text("utf-8").startswith("<svg")


@pytest.mark.skipif(binary() is None, reason="no Redis and no Valkey on this machine")
def test_socketio_is_counted_in_the_same_way() -> None:
    if "socketio" not in here():
        pytest.skip("no Node.js, or its packages are not installed")
    theirs = counted("--only", "socketio")["socketio"]
    assert theirs["published"] > 2
    assert theirs["lost"] < 3 * theirs["published"]  # some came, over the text protocol
    assert (theirs["twice"], theirs["disordered"]) == (0, 0)


def test_what_was_lost_is_drawn_as_a_part_of_all() -> None:
    none = {"published": 100, "subscribers": 2, "lost": 0}
    drawn = chart({"product": none, "channels": none | {"lost": 30}}, 10)
    assert "none" in drawn
    assert "15.00%" in drawn
