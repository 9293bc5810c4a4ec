"""What is measured of the live path."""

import time

from server.live import giving
from server.ops.metric import Metric, Read
from server.ops.watch import Seen


def _resumes(seen: Seen) -> Read:
    counts = seen.watch.hub.counts
    return {
        ("joined",): counts.joined,
        ("caught_up",): counts.caught_up,
        ("reset",): counts.reset,
        ("refused",): counts.refused,
    }


def _news(seen: Seen) -> Read:
    traffic = seen.watch.hub.bus.traffic()
    return {
        ("published",): traffic.published,
        ("dropped",): traffic.dropped,
        ("heard",): traffic.heard,
    }


def _sweep_age_s(seen: Seen) -> Read:
    looked_at = seen.watch.hub.sweep.looked_at
    return None if looked_at is None else time.monotonic() - looked_at


METRICS = (
    Metric(
        "histogram",
        "dienhong_live_lag_seconds",
        "From an entry's time in the database to the last of its lines here, once for each entry. Compares two clocks.",
        lambda seen: seen.watch.hub.counts.lag,
    ),
    Metric(
        "histogram",
        "dienhong_live_flush_seconds",
        "From hearing of entries to the last of their lines here, once for each round. By one clock.",
        lambda seen: seen.watch.hub.counts.flush,
    ),
    Metric(
        "gauge",
        "dienhong_live_sending_info",
        "1; what the loop that writes entries to many sockets is written in: c where it was compiled and is wanted, else python.",
        lambda seen: {(giving.language(seen.watch.hub.send),): 1},
        ("language",),
    ),
    Metric(
        "gauge",
        "dienhong_live_lines",
        "Open lines: WebSockets and event streams.",
        lambda seen: {("socket",): seen.lines.sockets, ("stream",): seen.lines.streams},
        ("kind",),
    ),
    Metric(
        "gauge",
        "dienhong_live_lines_paused",
        "Lines that take nothing just now; after 20 s they are closed and come back with their cursors.",
        lambda seen: seen.lines.paused,
    ),
    Metric(
        "gauge",
        "dienhong_live_follows",
        "Rooms followed, over all lines.",
        lambda seen: seen.lines.follows,
    ),
    Metric(
        "gauge",
        "dienhong_live_rooms",
        "Rooms that somebody follows here.",
        lambda seen: len(seen.watch.hub.rooms),
    ),
    Metric(
        "gauge",
        "dienhong_live_window_bytes",
        "Newest entries of all followed rooms, kept for those who come back.",
        lambda seen: seen.watch.hub.memory.held_bytes,
    ),
    Metric(
        "counter",
        "dienhong_live_entries_total",
        "Entries taken by followed rooms, each once.",
        lambda seen: seen.watch.hub.counts.entries,
    ),
    Metric(
        "counter",
        "dienhong_live_duplicates_total",
        "Entries that came again and were dropped: with a bus, also each of the process's own.",
        lambda seen: seen.watch.hub.counts.duplicates,
    ),
    Metric(
        "counter",
        "dienhong_live_early_total",
        "Entries that came before the one they follow, and waited for it.",
        lambda seen: seen.watch.hub.counts.early,
    ),
    Metric(
        "counter",
        "dienhong_live_filled_total",
        "Entries read from the journal because no news had brought them.",
        lambda seen: seen.watch.hub.counts.filled,
    ),
    Metric(
        "counter",
        "dienhong_live_repairs_total",
        "Times that only the sweep noticed that something was missing.",
        lambda seen: seen.watch.hub.sweep.repaired,
    ),
    Metric(
        "gauge",
        "dienhong_live_sweep_age_seconds",
        "Since the sweep last saw how far the journals are; missing until it has.",
        _sweep_age_s,
    ),
    Metric(
        "counter",
        "dienhong_live_resumes_total",
        "Rooms followed from a cursor: from memory (joined), by the journal (caught_up), told to start afresh (reset), not at all (refused).",
        _resumes,
        ("result",),
    ),
    Metric(
        "gauge",
        "dienhong_bus_up",
        "1 while news of other processes is believed to arrive; always without Redis, where there are none.",
        lambda seen: int(seen.watch.hub.bus.well()),
    ),
    Metric(
        "gauge",
        "dienhong_bus_canary_age_seconds",
        "Since anything was heard on the bus, at the least what the process sends itself each second; missing without Redis.",
        lambda seen: seen.watch.hub.bus.traffic().silent_s,
    ),
    Metric(
        "counter",
        "dienhong_bus_news_total",
        "Entries given to the bus, dropped before it took them (others find them by the sweep), heard on it.",
        _news,
        ("way",),
    ),
)
