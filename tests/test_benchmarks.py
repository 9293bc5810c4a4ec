"""The benchmark behind the README's figures runs, and comes out the right way round, at a small size."""

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.fanout_sockets import Line

CHECKOUT = Path(__file__).parents[1]


def test_a_full_room_is_reached_faster_than_by_channels(tmp_path: Path) -> None:
    chart = tmp_path / "fanout.svg"
    command = [sys.executable, "-m", "benchmarks.fanout", "--sockets", "200", "--seconds", "0.5"]
    done = subprocess.run(
        [*command, "--rounds", "1", "--chart", str(chart)],
        cwd=CHECKOUT,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["violations"] == 0
    assert set(result["sections"]) == {"product 1", "product 8", "channels 1", "channels 8"}
    assert all(figures["deliveries_per_s"] > 200 for figures in result["sections"].values())
    # of processor time, which a busy machine distorts least; the bars themselves are for evidence runs
    assert min(result["cpu_ratios"].values()) > 1, done.stderr
    drawn = chart.read_text("utf-8")
    assert drawn.startswith("<svg")
    assert "ChannelsPlugin" in drawn


def test_frames_are_whole_however_they_arrive() -> None:
    line = Line.__new__(Line)
    line.left = b""
    payloads = [b'{"t":1}', "Diên Hồng".encode() * 20, b"x" * 70_000, b""]
    sent = b"".join(
        b"\x81" + (bytes([len(p)]) if len(p) < 126 else b"\x7e" + len(p).to_bytes(2)
        if len(p) < 65536 else b"\x7f" + len(p).to_bytes(8)) + p
        for p in payloads
    )  # fmt: skip
    for step in (1, 3, 1000, len(sent)):
        found = [
            payload
            for at in range(0, len(sent), step)
            for _, payload in line.frames(sent[at : at + step])
        ]
        assert found == payloads
        assert line.left == b""
