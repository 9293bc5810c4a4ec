"""P6: a retry is safe. Commands are sent one to five times, at once and over lines that are cut, and done once.

Here go those of a debate and of one's account, over lines that fail; `test_retried_ways` goes over every way in.
"""

import asyncio
import secrets
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import httpx

from server.identity import first, sessions
from tests.acts import ACTS, Act, address, prepare, words
from tests.debate import Debate, gather
from tests.promises.conftest import Promising
from tests.promises.harness import Promise
from tests.proxy import FAULTS, Fate, Proxy, proxied
from tests.world import PASSWORD, Someone, World, new_key

TRIES = 40
WATCHED = (
    "command",
    "audit",
    "entry",
    "room",
    "member",
    "thread",
    "post",
    "post_revision",
    "position",
    "reaction",
    "person",
)
COUNTS = {table: f"select count(*) from {table}" for table in WATCHED} | {
    "entry": """select count(*) from entry e join room r on r.id = e.room_id
        where r.kind <> 'inbox' and not exists (select from vote v where v.room_id = r.id)"""
}


class Sent(NamedTuple):
    """One command: the same request however often it is sent."""

    method: str
    path: str
    told: dict[str, Any]
    cookies: dict[str, str]


async def once(proxy: Proxy, site: str, sent: Sent) -> httpx.Response:
    """Send it until there is an answer, as a client does; every try is a connection of its own."""
    for _ in range(TRIES):
        async with httpx.AsyncClient(
            base_url=proxy.url, headers={"origin": site, "connection": "close"}, timeout=20,
            cookies=sent.cookies, verify=False,
        ) as http:  # fmt: skip
            told = {"params": sent.told} if sent.method == "DELETE" else {"json": sent.told}
            try:
                answer = await http.request(sent.method, sent.path, **told)  # type: ignore[arg-type]
            except httpx.TransportError:
                continue
            if answer.status_code != 503:
                return answer
    raise AssertionError(f"{sent.method} {sent.path} was never answered")


async def rows(world: World) -> dict[str, int]:
    """How many rows the tables hold that a command writes to. Inboxes, and how many have voted, followers write when they get to it."""
    async with world.sql() as conn:
        return {table: await conn.fetchval(COUNTS[table]) for table in WATCHED}


async def tried(
    running: Promise, world: World, proxy: Proxy, verb: str, sent: Sent, copies: int
) -> None:
    """Send it so many times at once, and once more: one answer, one row under the key, one more try writes nothing."""
    began = time.monotonic()
    answers = await asyncio.gather(*(once(proxy, world.url, sent) for _ in range(copies)))
    running.times.append(time.monotonic() - began)
    before = await rows(world)
    answers.append(await once(proxy, world.url, sent))
    after = await rows(world)
    running.n += 1
    statuses = {answer.status_code for answer in answers}
    running.holds(statuses <= {200, 201}, f"{verb}: answered {statuses}, {answers[0].text[:200]}")
    running.holds(len({a.content for a in answers}) == 1, f"{verb}: answers differ")
    async with world.sql() as conn:
        kept = await conn.fetchval("select count(*) from command where key = $1", sent.told["key"])
    running.holds(kept == 1, f"{verb}: {kept} rows under one key")
    begins = (
        verb == "accounts.sign_up"
    )  # each try that is answered begins a session, which is recorded
    grown = {table for table in WATCHED if after[table] != before[table]} - (
        {"audit"} if begins else set()
    )
    running.holds(not grown, f"{verb}: a retry wrote to {grown}")


async def acted(running: Promise, world: World, proxy: Proxy, debate: Debate, act: Act) -> None:
    """One act on the room: what it brings the journal, it brings once."""
    await prepare(debate, act)
    head = await debate.head()
    who = debate.who(act.by)
    told = {"key": new_key()} | words(debate, act)
    sent = Sent(act.method, address(debate, act), told, dict(who.http.cookies))
    await tried(running, world, proxy, act.verb, sent, running.random.randint(1, 5))
    events = [event["type"] for event in await debate.events(head)]
    running.holds(events == list(act.told), f"{act.verb}: the room was told {events}")


async def accounts(running: Promise, world: World, proxy: Proxy) -> None:
    """The commands about oneself, for somebody new."""
    form = {
        "key": new_key(), "email": f"{secrets.token_hex(6)}@vidu.invalid", "name": "Lê Thị Hoa", "organisation": "",
        "constituency": "expert", "language": "vi", "password": PASSWORD,
    }  # fmt: skip
    signing_up = Sent("POST", "/accounts", form, {})
    await tried(running, world, proxy, "accounts.sign_up", signing_up, 2)
    http = world.client()
    person = (
        await http.post("/session", json={"email": form["email"], "password": PASSWORD})
    ).json()
    hoa = Someone(http, person, form["email"])
    profile = {
        "key": new_key(),
        "name": "Hoa",
        "organisation": "",
        "constituency": "expert",
        "language": "en",
    }
    password = {"key": new_key(), "current": PASSWORD, "new": "một mật khẩu khác"}
    link = await first.link(world.app.state.store, world.url)
    assert link is not None, "this database has no administrator yet"
    for verb, sent, copies in (
        ("accounts.change_profile", Sent("PUT", "/me", profile, dict(hoa.http.cookies)), 5),
        ("sessions.change_password", Sent("PUT", "/me/password", password, dict(hoa.http.cookies)), 3),
        (
            "accounts.become_first_administrator",
            Sent("POST", link.removeprefix(world.url), {"key": new_key()}, dict(hoa.http.cookies)), 5,
        ),
    ):  # fmt: skip
        await tried(running, world, proxy, verb, sent, copies)
    async with world.sql() as conn:
        made = await conn.fetchval(
            "select count(*) from administrator where person_id = $1", hoa.id
        )
        token_hashes = await conn.fetchval(
            "select count(*) from first_link where used_by = $1", hoa.id
        )
        await conn.execute("delete from administrator where person_id = $1", hoa.id)
    running.holds((made, token_hashes) == (1, 1), "the link made more than one administrator")


async def test_a_command_sent_again_is_done_once(
    world: World, people: Sequence[Someone], promise: Promising
) -> None:
    assert sessions.TOKEN_BYTES >= 16
    with promise("P6") as running:

        def fate() -> Fate:
            return running.random.choice((Fate.PASS, Fate.PASS, Fate.DELAY, *FAULTS))

        port = int(world.url.rpartition(":")[2])
        async with proxied(port, fate) as proxy:
            for _ in range(running.of(check=3, nightly=150, full=2_000)):
                if not running.left_s or (
                    running.n and running.of(running.seconds > 8, nightly=False)
                ):
                    break
                for act in ACTS.values():
                    await acted(running, world, proxy, await gather(world, people), act)
            await accounts(running, world, proxy)
            running.facts = {str(kind.name).lower(): met for kind, met in proxy.met.items()}
            for kind in FAULTS:
                running.holds(proxy.met[kind] > 0, f"no line met {kind.name}")
