"""Many runs of one verb done as a set: a few statements for all of them, wholly or not at all.

Nobody's key is claimed before. It is put down with the answer in the end, and where somebody has used one before, or
anything else is wrong with anybody, nothing of it has happened: then they are done one by one.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeAlias

from rooms import replies, sql
from rooms.journal import Entry
from rooms.run import Done, Run
from rooms.screening import Screening
from rooms.settling import Acted, settle
from rooms.tx import Tx

# A verb for many: what it would be given for each goes in, what it would answer comes out; None: it must say no.
AtOnce: TypeAlias = Callable[[Sequence[tuple[Any, ...]]], Awaitable[Sequence[Any]]]
VERBS: Mapping[str, AtOnce] = {"posts.reply": replies.reply_all}


def alike(runs: Sequence[Run[Any]]) -> list[list[int]]:
    """The places of those that can be done as a set, set by set."""
    sets = [
        [place for place, run in enumerate(runs) if run.act == act and not run.named]
        for act in VERBS
    ]
    return [places for places in sets if len(places) > 1]


async def at_once(
    conn: sql.Connection, runs: Sequence[Run[Any]], screening: Screening
) -> tuple[list[Done[Any] | None], list[Entry]]:
    """Do runs of one verb: the Done of each, None where nothing was done, and the entries. Raises what is wrong with any."""
    txs = [Tx(conn, run.rule, screening) for run in runs]
    given = [(tx, run.who, *run.args) for tx, run in zip(txs, runs, strict=True)]
    results = await VERBS[runs[0].act](given)
    acted = {
        place: Acted(run, tx, result)
        for place, (run, tx, result) in enumerate(zip(runs, txs, results, strict=True))
        if result is not None
    }
    if not acted:
        return [None] * len(runs), []
    done, entries = await settle(conn, list(acted.values()), claimed=False)
    settled = dict(zip(acted, done, strict=True))
    return [settled.get(place) for place in range(len(runs))], entries
