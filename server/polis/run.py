"""The two commands at work: what they need opened and closed around them, their progress, their summaries."""

import random
from collections.abc import Sequence
from statistics import quantiles

import asyncpg
from msgspec import Struct
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from moderation.rulebook import Rulebook
from rooms import importing
from rooms.rooms import Visibility
from rooms.store import Store
from server import beside
from server.config import Settings
from server.polis.export import Export
from server.polis.importing import Summary, bring
from server.polis.players import gather, sign_up
from server.polis.replay import Replay
from server.polis.site import Site
from server.rendering import Renderer

CONNECTIONS = 2


class Played(Struct, frozen=True):
    """How a replay went. Omitted: moderated out, or a vote on what was. `violations` must be 0."""

    room: int
    people: int
    commands: int
    acknowledged: int
    refused: dict[str, int]
    unanswered: int
    on_untaken_statements: int
    not_played: int
    statements_omitted: int
    votes_omitted: int
    retries: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    seconds: float
    entries: int
    violations: int


async def bring_in(
    settings: Settings,
    export: Export,
    room: str,
    visibility: Visibility,
    owner: str | None,
    console: Console,
) -> Summary:
    """Import into the portal's own database. A server that runs on it hears of everything within a second.

    Raises Refused, and what opening the database raises.
    """
    async with beside.opened(settings, make=True) as url:
        pool = asyncpg.create_pool(url, min_size=1, max_size=CONNECTIONS, timeout=5)
        async with pool, Renderer() as renderer:
            store = Store(pool, screening=Rulebook())
            if room.isdecimal():
                async with store.looking() as tx:
                    room_id = await importing.room_numbered(tx, int(room))
            else:
                found = await store.run(importing.import_room, None, room, visibility, owner)
                room_id = found.result
            with progress(console) as bar:
                task = bar.add_task(export.title, total=export.size())
                return await bring(store, renderer, export, room_id, lambda n: bar.advance(task, n))


async def play_on(
    export: Export,
    url: str,
    people: int,
    speed: float | None,
    room: int | None,
    at_once: int,
    max_seconds: float | None,
    chance: random.Random,
    console: Console,
) -> Played:
    """Play the conversation and compare the journal. Raises Declined or Unanswered while people sign up and join."""
    async with Site(url, at_once, chance) as site:
        with progress(console) as bar:
            coming = bar.add_task("People", total=people)
            players = await sign_up(site, people, lambda: bar.advance(coming))
            stage = await gather(site, players, export.title, room)
            run = Replay(export, site, stage, speed)
            commands = len(export.kept) + export.votes_kept
            playing = bar.add_task(export.title, total=commands)
            await run.play(max_seconds, lambda: bar.advance(playing))
            proof = await run.prove()
    p50, p95, p99 = percentiles(run.latencies_ms)
    return Played(
        room=stage.room_id,
        people=people,
        commands=commands,
        acknowledged=len(run.latencies_ms),
        refused=dict(run.refused),
        unanswered=run.unanswered,
        on_untaken_statements=run.unheard,
        not_played=run.unplayed,
        statements_omitted=len(export.statements) - len(export.kept),
        votes_omitted=export.votes - export.votes_kept,
        retries=site.retries,
        p50_ms=p50,
        p95_ms=p95,
        p99_ms=p99,
        seconds=round(run.seconds, 3),
        entries=proof.entries,
        violations=run.ledger.doubled
        + proof.missing
        + proof.different
        + proof.gaps
        + max(0, proof.unclaimed - run.unanswered),
    )


def percentiles(values_ms: Sequence[float]) -> tuple[float, float, float]:
    """The 50th, 95th and 99th percentile, all 0 where there is next to nothing to take them of."""
    if len(values_ms) < 2:  # noqa: PLR2004 - quantiles need two
        return 0.0, 0.0, 0.0
    cuts = quantiles(values_ms, n=100)
    return round(cuts[49], 2), round(cuts[94], 2), round(cuts[98], 2)


def progress(console: Console) -> Progress:
    """A bar on a terminal, nothing elsewhere."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    return Progress(
        *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
    )
