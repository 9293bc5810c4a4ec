"""P8: one person, one ballot. One voter casts many times at once, on three nodes: in an open vote the last that was acknowledged counts,
in a secret one the first, and all others are refused."""

import asyncio
from collections import Counter
from pathlib import Path

import httpx

from tests.promises.ballots import booth, receipt
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.promises.process import Served
from tests.world import Someone, World, new_key

CHOICES = ("for", "against", "abstain")


async def sent(site: str, voter: Someone, vote_id: int, told: dict[str, str]) -> httpx.Response:
    """A ballot, under a key of its own, on a connection of its own. (What certificates there are is not read for each.)"""
    async with httpx.AsyncClient(
        base_url=site, cookies=dict(voter.http.cookies), timeout=30, verify=False
    ) as http:
        body = {"key": new_key()} | told
        return await http.put(f"/votes/{vote_id}/ballot", json=body, headers={"origin": site})


async def tried(
    running: Promise, sites: list[str], vote_id: int, voter: Someone, secret: bool
) -> None:
    """One voter, all at once."""
    copies = running.of(check=8, nightly=200)
    ballots = [
        {"ballot": running.random.choice(CHOICES)} | ({"receipt": receipt()} if secret else {})
        for _ in range(copies)
    ]
    answers = await asyncio.gather(
        *(sent(sites[n % len(sites)], voter, vote_id, told) for n, told in enumerate(ballots))
    )
    counted = Counter(answer.status_code for answer in answers)
    running.n += 1
    if secret:
        running.holds(counted == {200: 1, 409: copies - 1}, f"secret: answered {dict(counted)}")
        return
    running.holds(counted == {200: copies}, f"open: answered {dict(counted)}")
    leaves = [answer.json()["result"]["leaf"] for answer in answers if answer.is_success]
    running.holds(len(set(leaves)) == len(leaves), "two ballots have one leaf")
    last = ballots[leaves.index(max(leaves))]["ballot"]
    mine = (await voter.get(f"/votes/{vote_id}"))["mine"]
    running.holds(
        (mine["leaf"], mine["ballot"]) == (max(leaves), f'"{last}"'),
        f"what counts is {mine}, not {last}",
    )


async def test_one_person_has_one_ballot(world: World, promise: Promising, tmp_path: Path) -> None:
    room = await booth(world, 6)
    nodes = [Served(tmp_path / name, world.database_url) for name in ("second", "third")]
    sites = [world.url, *(node.url for node in nodes)]
    await asyncio.gather(*(node.start() for node in nodes))
    try:
        with promise("P8") as running:
            enough = running.of(check=12, nightly=500)
            while running.n < enough and running.left_s:
                for secret in (True, False):
                    vote_id = await room.opened(secret=secret)
                    for voter in room.people:
                        await tried(running, sites, vote_id, voter, secret)
                    line = (await room.people[0].get(f"/votes/{vote_id}"))["vote"]
                    running.holds(line["voted"] == len(room.people), f"{line['voted']} have voted")
                    async with world.sql() as conn:
                        boxed = await conn.fetchval(
                            "select count(*) from vote_box where vote_id = $1", vote_id
                        )
                        written = await conn.fetchval(
                            "select count(*) from vote_sealed where vote_id = $1", vote_id
                        )
                    running.holds(
                        not secret or boxed + written == len(room.people), f"{boxed} lie in the box"
                    )
    finally:
        await asyncio.gather(*(node.stop() for node in nodes))
