"""What is measured of the rest of a process: its loop, its requests and verbs, the database and what waits there."""

from collections.abc import Callable
from importlib.metadata import version

from server.ops.metric import Metric, Read
from server.ops.waiting import Waiting
from server.ops.watch import Seen

PARTS = ("database", "live", "serving")


def _pool(seen: Seen) -> Read:
    pool = seen.watch.pool
    idle = pool.get_idle_size()
    return {("idle",): idle, ("used",): pool.get_size() - idle}


def _waiting(read: Callable[[Waiting], Read]) -> Callable[[Seen], Read]:
    """What is read where the database told."""
    return lambda seen: None if seen.waiting is None else read(seen.waiting)


METRICS = (
    Metric(
        "gauge",
        "dienhong_build_info",
        "1; the release that runs, and the build of its pages.",
        lambda seen: {(version("dienhong"), seen.watch.hub.build): 1},
        ("version", "pages"),
    ),
    Metric(
        "gauge",
        "dienhong_ready",
        "Whether each part is well; the process is ready, as /readyz says it, when all are.",
        lambda seen: {(part,): int(part not in seen.unwell) for part in PARTS},
        ("part",),
    ),
    Metric(
        "histogram",
        "dienhong_loop_lag_seconds",
        "By how much the event loop was late, looked at each quarter of a second.",
        lambda seen: seen.watch.pulse.lag,
    ),
    Metric(
        "counter",
        "dienhong_http_requests_total",
        "Requests by route and class of status; `none`: whoever asked left before the answer.",
        lambda seen: seen.watch.requests.answers,
        ("method", "route", "status"),
    ),
    Metric(
        "histogram",
        "dienhong_http_seconds",
        "From a request to the beginning of its answer.",
        lambda seen: seen.watch.requests.times,
        ("method", "route"),
    ),
    Metric(
        "counter",
        "dienhong_verbs_total",
        "Changes asked for, by verb and outcome: done, refused, busy, cancelled, failed (a bug).",
        lambda seen: seen.watch.store.runs if seen.watch.store else None,
        ("verb", "outcome"),
    ),
    Metric(
        "gauge", "dienhong_pool_connections", "Open connections to the database.", _pool, ("state",)
    ),
    Metric(
        "gauge",
        "dienhong_pool_limit",
        "Connections to the database there may be.",
        lambda seen: seen.watch.pool.get_max_size(),
    ),
    Metric(
        "histogram",
        "dienhong_pool_wait_seconds",
        "How long a connection to the database was waited for.",
        lambda seen: seen.watch.pool.waits,
    ),
    Metric(
        "counter",
        "dienhong_pool_refused_total",
        "Times that none could be had.",
        lambda seen: seen.watch.pool.refused,
    ),
    Metric(
        "gauge",
        "dienhong_letters",
        "Letters that wait in the outbox of the portal: due now, or put off.",
        _waiting(
            lambda kept: {
                ("due",): kept.letters.due,
                ("later",): kept.letters.waiting - kept.letters.due,
            }
        ),
        ("state",),
    ),
    Metric(
        "gauge",
        "dienhong_letters_oldest_seconds",
        "Since the oldest letter that waits was written.",
        _waiting(lambda kept: kept.letters.oldest_s),
    ),
    Metric(
        "gauge",
        "dienhong_follower_behind_entries",
        "Entries of the portal that a durable follower has yet to deal with.",
        _waiting(lambda kept: {(name,): found.entries for name, found in kept.behind.items()}),
        ("follower",),
    ),
    Metric(
        "gauge",
        "dienhong_follower_behind_rooms",
        "Rooms in which it has something left to deal with.",
        _waiting(lambda kept: {(name,): found.rooms for name, found in kept.behind.items()}),
        ("follower",),
    ),
    Metric(
        "gauge",
        "dienhong_follower_passed_over",
        "Entries that it could not deal with and went past; the log names them.",
        _waiting(lambda kept: {(name,): number for name, number in kept.passed_over.items()}),
        ("follower",),
    ),
    Metric(
        "counter",
        "dienhong_rendering_texts_total",
        "Texts made into HTML; refused, as too much work for one; turned away, as there were too many.",
        lambda seen: {(key,): n for key, n in seen.watch.renderer.outcomes.items()},
        ("outcome",),
    ),
    Metric(
        "gauge",
        "dienhong_rendering_waiting",
        "Texts that wait for a rendering process.",
        lambda seen: seen.watch.renderer.waiting,
    ),
    Metric(
        "gauge",
        "dienhong_rendering_processes",
        "Rendering processes that run.",
        lambda seen: seen.watch.renderer.alive,
    ),
)
