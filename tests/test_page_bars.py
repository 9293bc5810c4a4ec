"""What `make web-bars` says of its findings: the better run counts, unless it is of what may not happen at all."""

import json

from benchmarks.page_bars import BARS, Finding, line, table, verdicts
from benchmarks.page_chart import chart

FOUND = [
    Finding("press", 4, storm=False, value=40, load=1.0),
    Finding("press", 4, storm=True, value=120, load=1.0),
    Finding("press", 4, storm=True, value=96, load=3.0),
    Finding("drift", 1, storm=True, value=0.3, load=1.0),
    Finding("drift", 1, storm=True, value=None, load=1.0),
    Finding("errors", 1, storm=False, value=0, load=1.0),
]


def test_the_best_run_counts_and_the_worst_of_what_may_not_happen() -> None:
    said = {(each.bar.figure, each.bar.slower): each for each in verdicts(FOUND)}
    assert len(said) == len(BARS)
    press, drift = said["press", 4], said["drift", 1]
    assert (press.quiet, press.found, press.met) == (40, 96, True)
    assert drift.met is False
    assert said["errors", 1].met is True
    assert said["shown", 4].met is None


def test_findings_become_a_table_lines_and_a_picture() -> None:
    judged = verdicts(FOUND)
    said = table(judged)
    assert (
        "| from a press to the paint, p98, 4 times slower | ≤ 100 ms | 40 ms | 96 ms | met |"
        in said
    )
    assert "| drift of what is read, any frame | ≤ 1 px | – | taken away | not met |" in said
    lines = [json.loads(line(each, {"day": "2026-11-27"})) for each in judged]
    assert {"day": "2026-11-27", "bar": "press", "slower": 4, "unit": "ms", "most": 100, "quiet": 40, "found": 96, "met": True} in lines  # fmt: skip
    assert json.loads(line(FOUND[1], {})) == {"figure": "press", "slower": 4, "storm": True, "value": 120, "load": 1}  # fmt: skip
    assert 'class="missed"' in (drawn := chart(judged, "Ở đây"))
    assert "Ở đây" in drawn
