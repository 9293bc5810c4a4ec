"""One thing that is measured: its name, what it means, and how it is read from a look.

The tables of these, `of_live` and `of_process`, are all there is: the page, its description in docs/metrics.md and
the tests of the dashboard come from them.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, TypeAlias

from server.histogram import Histogram
from server.ops.watch import Seen

Value: TypeAlias = float | Histogram
# one value; or one for each tuple of labels; None: not known just now
Read: TypeAlias = Value | Mapping[Any, Value] | None


class Metric(NamedTuple):
    """`name` as Prometheus shows it: a counter's ends in `_total`. `labels`: the names of a key's parts."""

    kind: Literal["counter", "gauge", "histogram"]
    name: str
    what: str
    read: Callable[[Seen], Read]
    labels: tuple[str, ...] = ()
