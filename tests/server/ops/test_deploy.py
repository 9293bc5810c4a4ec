"""The dashboard and the alerts speak of metrics that there are, and of every one of them."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from docs import generate
from server.ops import dashboard
from server.ops.page import METRICS

ROOT = Path(__file__).parents[3]
OF_THE_LIBRARY = {
    "process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds", "process_max_fds",
}  # fmt: skip
NAME = re.compile(r"\b(?:dienhong|process)_[a-z_]+")


def there() -> set[str]:
    """Every name a sample can have."""
    names = {metric.name for metric in METRICS if metric.kind != "histogram"}
    parts = ("_bucket", "_sum", "_count")
    return names | {m.name + part for m in METRICS if m.kind == "histogram" for part in parts}


def spoken_of(asked: Iterator[str]) -> set[str]:
    return {name for text in asked for name in NAME.findall(text)}


def asked_by_dashboard() -> Iterator[str]:
    shown = json.loads((ROOT / "deploy/grafana.json").read_text("utf-8"))
    for panel in shown["panels"]:
        yield from (target["expr"] for target in panel.get("targets", []))
    yield from (variable["query"] for variable in shown["templating"]["list"])


def alerts() -> list[dict[str, Any]]:
    yaml: Any = import_module("yaml")
    rules = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text("utf-8"))
    found: list[dict[str, Any]] = rules["groups"][0]["rules"]
    return found


def test_the_dashboard_is_what_its_table_says() -> None:
    written = (ROOT / "deploy/grafana.json").read_text("utf-8")
    assert written == dashboard.page(), "run: python -m server.ops.dashboard > deploy/grafana.json"


def test_the_dashboard_shows_every_metric_and_none_that_is_not_there() -> None:
    shown = spoken_of(asked_by_dashboard())
    assert shown - OF_THE_LIBRARY <= there()
    for metric in METRICS:
        assert any(name.startswith(metric.name) for name in shown), metric.name


def test_its_charts_have_names_of_their_own_and_do_not_overlap() -> None:
    panels = dashboard.dashboard()["panels"]
    assert len(panels) > 20
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells: set[tuple[int, int]] = set()
    for panel in panels:
        at = panel["gridPos"]
        mine = {(at["x"] + i, at["y"] + j) for i in range(at["w"]) for j in range(at["h"])}
        assert not mine & cells, panel["title"]
        assert at["x"] + at["w"] <= dashboard.COLUMNS
        cells |= mine


def test_what_is_asked_has_its_brackets() -> None:
    asked = [*asked_by_dashboard(), *(alert["expr"] for alert in alerts())]
    assert len(asked) > 40
    for text in asked:
        for opening, closing in ("()", "{}", "[]"):
            assert text.count(opening) == text.count(closing), text


def test_the_alerts_speak_of_metrics_that_are_there_and_say_what_is_wrong() -> None:
    assert len(alerts()) > 8
    for alert in alerts():
        assert spoken_of(iter([alert["expr"]])) - OF_THE_LIBRARY <= there(), alert["alert"]
        assert alert["labels"]["severity"] in {"page", "ticket"}
        assert alert["annotations"]["summary"].endswith((".", "?"))


def test_the_scrape_configuration_can_be_read() -> None:
    yaml: Any = import_module("yaml")
    chosen = yaml.safe_load((ROOT / "deploy/prometheus/prometheus.yml").read_text("utf-8"))
    assert chosen["scrape_configs"][0]["static_configs"][0]["targets"]
    assert (ROOT / "deploy/prometheus" / chosen["rule_files"][0]).is_file()


def test_every_metric_is_described_once() -> None:
    page = generate.PAGES["metrics.md"]()
    for metric in METRICS:
        assert page.count(f"| `{metric.name}` |") == 1
        assert metric.what.endswith(".")
        assert metric.name.endswith("_total") == (metric.kind == "counter")
