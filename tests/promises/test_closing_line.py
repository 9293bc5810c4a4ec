"""P9: closing is a sharp line. While voters cast, the vote closes: what was acknowledged is counted, what was refused is not, and who counts
the log again has the announced result."""

import asyncio

from rooms.errors import Refused
from rooms.people import Who
from rooms.voting.counting import Election, count, lot_of
from rooms.voting.rule import Rule
from server.voting import following
from tests.promises.ballots import Booth, booth, receipt
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.serving import SIGNER
from tests.world import World

CHOICES = ("for", "against", "abstain")
LATE = {"vote-closed", "vote_is_open"}


async def round_(running: Promise, room: Booth, secret: bool) -> None:
    """One vote that closes in the middle of the casting."""
    vote_id = await room.opened(secret=secret)
    lasts_s = 0.1 + running.random.random() * 0.2
    await room.over(vote_id, lasts_s)
    taken: dict[int, str] = {}  # by voter: the receipt, or the leaf, and the ballot
    late = 0

    async def one(voter: Who, after_s: float, choice: str) -> None:
        nonlocal late
        await asyncio.sleep(after_s)
        mark = receipt() if secret else None
        try:
            done = await room.cast(voter, vote_id, choice, mark)
        except Refused as refused:
            running.holds(refused.reason in LATE, f"refused as {refused.reason}")
            late += 1
        else:
            taken[voter.id] = f"{mark or done.leaf} {choice}"

    async def closing() -> None:
        await asyncio.sleep(lasts_s)
        for _ in range(20):
            await following.look(room.store, SIGNER)
            await asyncio.sleep(0.02)

    casts = [
        one(voter, running.random.random() * 2 * lasts_s, running.random.choice(CHOICES))
        for voter in room.voters
    ]
    await asyncio.gather(closing(), *casts)
    shown = await room.people[0].get(f"/votes/{vote_id}")
    ballots = (await room.people[0].get(f"/votes/{vote_id}/ballots"))["ballots"]
    found = sorted(
        f"{each['receipt'] or each['leaf']} {each['ballot'].strip(chr(34))}" for each in ballots
    )
    running.holds(
        found == sorted(taken.values()), f"{len(taken)} were acknowledged, {len(found)} are counted"
    )
    again: dict[str, int] = {}
    for each in ballots:
        again[each["ballot"]] = again.get(each["ballot"], 0) + 1
    election = Election(
        Rule(quorum=0, secret=secret, binding=False), [], len(room.voters), lot_of(b"", 0)
    )
    told = count(election, again)
    result = shown["vote"]["result"]
    running.holds(
        (result["outcome"], result["cast"]) == (told.outcome, told.cast),
        f"{result} was announced, {told} counted",
    )
    running.n += 1
    running.facts["acknowledged"] += len(taken)
    running.facts["refused"] += late


async def test_closing_is_a_sharp_line(world: World, promise: Promising) -> None:
    with promise("P9") as running:
        room = await booth(world, running.of(check=12, nightly=200))
        running.facts = {"acknowledged": 0, "refused": 0}
        enough = running.of(check=6, nightly=2_000)
        while running.n < enough and running.left_s:
            await round_(running, room, secret=bool(running.n % 2))
        running.holds(min(running.facts.values()) > 0, "nobody was in time, or nobody late")
