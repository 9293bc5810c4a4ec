"""docs/metrics.md: what each metric means, written from the tables that make them."""

from server.ops.metric import Metric
from server.ops.page import METRICS

INTRODUCTION = """# Metrics

With the setting `metrics_port`, each process answers Prometheus at `http://127.0.0.1:PORT/metrics`, on a port that has nothing else;
`metrics_host` makes it another address. There is no sign-in, and it must not be reachable from outside: what it says holds no
words, names or addresses, but how busy a portal is, is nobody else's business. Of several processes the first has the port of the setting, each
other the next one.

`deploy/prometheus/prometheus.yml` is a scrape configuration, `deploy/prometheus/alerts.yml` has rules to be woken by, and
`deploy/grafana.json` is a dashboard to import. [Operating](operate.md#watching-it) says what to look at first.

Counting is plain arithmetic where things happen; what is asked of the database (letters, followers) is asked at most every ten seconds. A
metric that the database does not tell just now is missing from the page. Histograms have the bounds 0.1, 0.3, 1, 3, 10, 30, 100 and 250 ms, 1, 3 and
10 s.

| metric | kind | labels | what it is |
| --- | --- | --- | --- |
"""
BESIDES = """
Besides, the usual ones about the process (`process_resident_memory_bytes`, `process_cpu_seconds_total`, `process_open_fds` …) and the
garbage collector (`python_gc_…`).
"""


def page() -> str:
    """The whole document but for its first line, which says who wrote it."""
    return INTRODUCTION + "".join(map(_row, METRICS)) + BESIDES


def _row(metric: Metric) -> str:
    labels = ", ".join(f"`{label}`" for label in metric.labels)
    return f"| `{metric.name}` | {metric.kind} | {labels} | {metric.what} |\n"
