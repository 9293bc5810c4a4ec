"""Writes deploy/grafana.json: `python -m server.ops.dashboard > deploy/grafana.json`; a test fails where it is not current.

The table below is the dashboard. From top to bottom it follows a question: is it well, is it fast, and if not, where.
"""

import json
import sys
from typing import Any, NamedTuple

COLUMNS = 24  # the width of Grafana's grid
HEIGHT = 7
CHOSEN = 'instance=~"$instance"'


class Panel(NamedTuple):
    """One chart. `shown`: by legend, what Prometheus is asked."""

    title: str
    unit: str
    shown: dict[str, str]
    what: str = ""


def _of(metric: str, *more: str) -> str:
    return f"{metric}{{{', '.join((CHOSEN, *more))}}}"


def _rate(metric: str, by: str = "", *more: str) -> str:
    grouped = f" by ({by})" if by else ""
    return f"sum{grouped} (rate({_of(metric, *more)}[$__rate_interval]))"


def _quantile(part: float, metric: str, by: str = "") -> str:
    groups = ", ".join(filter(None, ("le", by)))
    return f"histogram_quantile({part}, {_rate(f'{metric}_bucket', groups)})"


def _spread(metric: str) -> dict[str, str]:
    return {f"p{round(part * 100)}": _quantile(part, metric) for part in (0.5, 0.99)}


ROWS: dict[str, tuple[Panel, ...]] = {
    "Is it well": (
        Panel("Ready", "short", {"{{part}}": f"min by (part) ({_of('dienhong_ready')})"}, "1: every process is."),
        Panel("News between processes", "short", {"processes that hear": f"sum ({_of('dienhong_bus_up')})", "processes": f"count ({_of('dienhong_bus_up')})"}, "Fewer than there are: entries of others arrive by the sweep, some 150 ms later."),
        Panel("Answers", "reqps", {"{{status}}": _rate("dienhong_http_requests_total", "status")}),
    ),
    "Live": (
        Panel("Commit to last line", "s", _spread("dienhong_live_lag_seconds"), "Between the database's clock and this machine's."),
        Panel("Hearing to last line", "s", _spread("dienhong_live_flush_seconds")),
        Panel("Lines", "short", {"{{kind}}": f"sum by (kind) ({_of('dienhong_live_lines')})", "paused": f"sum ({_of('dienhong_live_lines_paused')})"}),
        Panel("Entries", "ops", {"taken": _rate("dienhong_live_entries_total"), "again": _rate("dienhong_live_duplicates_total"), "early": _rate("dienhong_live_early_total"), "from the journal": _rate("dienhong_live_filled_total")}),
        Panel("Resumed", "ops", {"{{result}}": _rate("dienhong_live_resumes_total", "result")}, "Many caught_up or reset: clients were away for long, or windows are too small."),
        Panel("Found by the sweep alone", "ops", {"repairs": _rate("dienhong_live_repairs_total"), "news dropped": _rate("dienhong_bus_news_total", "", 'way="dropped"')}),
        Panel("Silence", "s", {"canary {{instance}}": _of("dienhong_bus_canary_age_seconds"), "sweep {{instance}}": _of("dienhong_live_sweep_age_seconds")}),
        Panel("Rooms", "short", {"followed": f"sum ({_of('dienhong_live_rooms')})", "follows": f"sum ({_of('dienhong_live_follows')})"}),
        Panel("Windows", "bytes", {"{{instance}}": _of("dienhong_live_window_bytes")}),
    ),
    "Requests": (
        Panel("Slowest routes, p99", "s", {"{{method}} {{route}}": f"topk(8, {_quantile(0.99, 'dienhong_http_seconds', 'method, route')})"}),
        Panel("Verbs", "ops", {"{{outcome}}": _rate("dienhong_verbs_total", "outcome")}),
        Panel("Texts", "ops", {"{{outcome}}": _rate("dienhong_rendering_texts_total", "outcome"), "waiting": f"sum ({_of('dienhong_rendering_waiting')})"}),
    ),
    "Database": (
        Panel("Connections", "short", {"{{state}}": f"sum by (state) ({_of('dienhong_pool_connections')})", "limit": f"sum ({_of('dienhong_pool_limit')})"}),
        Panel("Wait for a connection", "s", _spread("dienhong_pool_wait_seconds")),
        Panel("Not to be had", "ops", {"connections": _rate("dienhong_pool_refused_total")}),
        Panel("Followers", "short", {"behind {{follower}}": f"max by (follower) ({_of('dienhong_follower_behind_entries')})", "rooms {{follower}}": f"max by (follower) ({_of('dienhong_follower_behind_rooms')})", "passed over {{follower}}": f"max by (follower) ({_of('dienhong_follower_passed_over')})"}),
        Panel("Letters", "short", {"{{state}}": f"max by (state) ({_of('dienhong_letters')})"}),
        Panel("Oldest letter", "s", {"waits": f"max ({_of('dienhong_letters_oldest_seconds')})"}),
    ),
    "Process": (
        Panel("Loop late", "s", _spread("dienhong_loop_lag_seconds")),
        Panel("Memory", "bytes", {"{{instance}}": _of("process_resident_memory_bytes")}),
        Panel("CPU", "percentunit", {"{{instance}}": f"rate({_of('process_cpu_seconds_total')}[$__rate_interval])"}),
        Panel("Descriptors", "short", {"{{instance}}": _of("process_open_fds")}),
        Panel("Release", "short", {
            "{{version}} {{pages}}": f"count by (version, pages) ({_of('dienhong_build_info')})",
            "sending in {{language}}": f"count by (language) ({_of('dienhong_live_sending_info')})",
        }),
        Panel("Rendering processes", "short", {"{{instance}}": _of("dienhong_rendering_processes")}),
    ),
}  # fmt: skip


def dashboard() -> dict[str, Any]:
    """What Grafana imports: three charts to a line, under the heading of their row."""
    panels: list[dict[str, Any]] = []
    top = 0
    for heading, row in ROWS.items():
        place = {"x": 0, "y": top, "w": COLUMNS, "h": 1}
        panels.append({"type": "row", "title": heading, "gridPos": place, "panels": []})
        width = COLUMNS // 3
        for n, panel in enumerate(row):
            at = {"x": n % 3 * width, "y": top + 1 + n // 3 * HEIGHT, "w": width, "h": HEIGHT}
            panels.append(_chart(panel, at))
        top += 1 + -(-len(row) // 3) * HEIGHT
    return {
        "uid": "dienhong",
        "title": "Diên Hồng",
        "schemaVersion": 39,
        "editable": True,
        "refresh": "30s",
        "time": {"from": "now-3h", "to": "now"},
        "templating": {"list": [_source(), _instances()]},
        "panels": [panel | {"id": n} for n, panel in enumerate(panels, 1)],
    }


def _chart(panel: Panel, place: dict[str, int]) -> dict[str, Any]:
    return {
        "type": "timeseries",
        "title": panel.title,
        "description": panel.what,
        "datasource": {"type": "prometheus", "uid": "${source}"},
        "gridPos": place,
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + n), "expr": asked, "legendFormat": legend}
            for n, (legend, asked) in enumerate(panel.shown.items())
        ],
    }


def _source() -> dict[str, Any]:
    return {"name": "source", "type": "datasource", "query": "prometheus", "label": "Prometheus"}


def _instances() -> dict[str, Any]:
    return {
        "name": "instance",
        "type": "query",
        "datasource": {"type": "prometheus", "uid": "${source}"},
        "query": "label_values(dienhong_build_info, instance)",
        "refresh": 2,  # whenever the time is changed
        "multi": True,
        "includeAll": True,
        "current": {"text": "All", "value": "$__all"},
    }


def page() -> str:
    """deploy/grafana.json."""
    return json.dumps(dashboard(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())
