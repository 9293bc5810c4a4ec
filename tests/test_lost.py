"""The comparison of what is lost when Redis is killed runs, and can tell what is lost from what is not."""

import json
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.skipif(binary() is None, reason="no Redis and no Valkey on this machine")
@pytest.mark.parametrize("other", ["channels-plain", "socketio"])
def test_a_killed_redis_takes_nothing_from_our_followers(tmp_path: Path, other: str) -> None:
    if other not in here():
        pytest.skip("no Node.js, or its packages are not installed")
    drawing = tmp_path / "lost.svg"
    small = ["--subscribers", "3", "--restarts", "2", "--haste", "5", "--settle", "4"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.lost", *small, "--only", "product", other, "--chart", str(drawing)],
        cwd=CHECKOUT, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    sides = json.loads(done.stdout)["sides"]
    ours = sides["product"]
    assert ours["published"] > 20
    assert (ours["lost"], ours["twice"], ours["disordered"]) == (0, 0, 0)
    assert sides[other]["published"] > 20
    assert sides[other]["lost"] > 0
    assert drawing.read_text("utf-8").startswith("<svg")


def test_what_was_lost_is_drawn_as_a_part_of_all() -> None:
    none = {"published": 100, "subscribers": 2, "lost": 0}
    drawn = chart({"product": none, "channels": none | {"lost": 30}}, 10)
    assert "none" in drawn
    assert "15.00%" in drawn
