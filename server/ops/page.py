"""A look as Prometheus reads it. The only module that knows its library.

Besides what the tables name, the library tells of the process (memory, descriptors, CPU) and of the garbage collector.
"""

from collections.abc import Iterator, Mapping
from itertools import accumulate
from math import inf

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
)
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from server.histogram import Histogram
from server.ops import of_live, of_process
from server.ops.metric import Metric
from server.ops.watch import Seen

METRICS: tuple[Metric, ...] = (*of_live.METRICS, *of_process.METRICS)
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"

Family = CounterMetricFamily | GaugeMetricFamily | HistogramMetricFamily
PLAIN: dict[str, type[CounterMetricFamily | GaugeMetricFamily]] = {
    "counter": CounterMetricFamily,
    "gauge": GaugeMetricFamily,
}


class _Look(Collector):
    """What is collected is the look that was taken last."""

    seen: Seen | None = None

    def collect(self) -> Iterator[Family]:
        if self.seen is not None:
            for metric in METRICS:
                yield _family(metric, self.seen)


class Page:
    """Writes looks. One for each process."""

    def __init__(self) -> None:
        self._look = _Look()
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self._look)
        ProcessCollector(registry=self._registry)
        GCCollector(registry=self._registry)

    def written(self, seen: Seen | None) -> bytes:
        """The page. None: only what the library tells."""
        self._look.seen = seen
        return generate_latest(self._registry)


def _family(metric: Metric, seen: Seen) -> Family:
    read = metric.read(seen)
    values = read if isinstance(read, Mapping) else {} if read is None else {(): read}
    if metric.kind == "histogram":
        histograms = HistogramMetricFamily(metric.name, metric.what, labels=metric.labels)
        for labels, value in values.items():
            assert isinstance(value, Histogram), metric.name
            histograms.add_metric(labels, _buckets(value), value.sum)
        return histograms
    plain = PLAIN[metric.kind](metric.name, metric.what, labels=metric.labels)
    for labels, value in values.items():
        assert not isinstance(value, Histogram), metric.name
        plain.add_metric(labels, value)
    return plain


def _buckets(histogram: Histogram) -> list[tuple[str, float]]:
    bounds = map(floatToGoString, (*histogram.bounds, inf))
    return list(zip(bounds, accumulate(histogram.counts), strict=True))
