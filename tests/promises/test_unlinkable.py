"""P10: a secret ballot is not linkable after sealing. The sealed box and turnout were each written by one transaction, no ballot is in the log
before, and the order of neither has to do with the order in which people voted."""

import itertools
import math

from asyncpg import Record

from server.voting import following
from tests.promises.ballots import Booth, booth, receipt
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.serving import SIGNER
from tests.world import World

SEALED = "select encode(receipt, 'hex') as receipt, leaf, xmin::text as xmin from vote_sealed where vote_id = $1 order by ctid"
TURNOUT = "select number, xmin::text as xmin, (ctid::text::point)[0]::int as page from vote_turnout where vote_id = $1 order by ctid"


def tau(order: list[int]) -> float:
    """Kendall's rank correlation of this order with 0, 1, 2 …"""
    pairs = list(itertools.combinations(order, 2))
    return sum(1 if a < b else -1 for a, b in pairs) / len(pairs)


def written_in_order(turnout: list[Record]) -> bool:
    """Whether the rows were written by ascending number. Where a page is full they go on in another, which may lie before it."""
    pages = [
        [row["number"] for row in rows]
        for _, rows in itertools.groupby(turnout, lambda row: row["page"])
    ]
    written = [number for page in sorted(pages) for number in page]
    return written == sorted(written)


async def elected(running: Promise, room: Booth) -> float:
    """One election; the correlation of the order of its box with that of turnout."""
    vote_id = await room.opened(secret=True)
    voters = running.random.sample(room.voters, len(room.voters))
    receipts = [receipt() for _ in voters]
    for voter, each in zip(voters, receipts, strict=True):
        await room.cast(voter, vote_id, running.random.choice(("for", "against")), each)
        async with room.world.sql() as conn:
            size = await conn.fetchval("select count(*) from vote_leaf where vote_id = $1", vote_id)
            if voter is not voters[-1]:
                running.holds(size == 1, f"{size} leaves before sealing")
    await following.look(room.store, SIGNER)
    async with room.world.sql() as conn:
        box, turnout = await conn.fetch(SEALED, vote_id), await conn.fetch(TURNOUT, vote_id)
        left = await conn.fetchval("select count(*) from vote_box where vote_id = $1", vote_id)
    running.holds(
        (len(box), len(turnout), left) == (len(voters), len(voters), 0), "not all is sealed"
    )
    running.holds(
        len({row["xmin"] for row in box}) == 1, "the box was written by several transactions"
    )
    running.holds(
        len({row["xmin"] for row in turnout}) == 1, "turnout was written by several transactions"
    )
    running.holds(
        [row["leaf"] for row in box] == list(range(1, len(box) + 1)),
        "leaves are not in the order of the box",
    )
    running.holds(written_in_order(turnout), "turnout is not in the order of numbers")
    running.n += 1
    return tau([receipts.index(row["receipt"]) for row in box])


async def test_the_order_of_a_sealed_box_says_nothing(world: World, promise: Promising) -> None:
    with promise("P10") as running:
        n = running.of(check=8, nightly=20)
        room = await booth(world, n)
        enough = running.of(check=20, nightly=1_000)
        found: list[float] = []
        while running.n < enough and running.left_s:
            found.append(await elected(running, room))
        mean = sum(found) / len(found)
        bar = 4 * math.sqrt(2 * (2 * n + 5) / (9 * n * (n - 1) * len(found)))
        running.facts = {"voters": n, "tau": round(mean, 4), "bar": round(bar, 4)}
        running.holds(abs(mean) < bar, f"the correlation is {mean}")
