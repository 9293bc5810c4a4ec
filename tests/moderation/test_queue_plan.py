"""A page of a long queue costs what a page costs: it is read by an index from where it begins."""

import json
from collections.abc import Iterator
from typing import Any

import asyncpg

from migrations import migrate
from moderation.queue import PAGE, q

LONG = 5000
# As in the product, but for what the cases are about.
CASES = """
insert into moderation_case (target, target_id, room_id, thread_id, post_id, person_id, source, reason, stage, rank, due_at, claimed_by, claimed_until, act_id, acted_by, decided_at)
select 'post', n, 1, 1, n, 1, 'report', 'spam', case n % 3 when 0 then 'open' when 1 then 'review' else 'decided' end, n * 7919 % 1000,
    now() + interval '1 minute' * (n % 3000 - 1500), case when n % 50 = 0 then 2 end, case when n % 50 = 0 then now() + interval '1 hour' end,
    case when n % 3 > 0 then n end, case when n % 3 > 0 then 3 end, case when n % 3 > 0 then now() - interval '1 minute' * n end
from generate_series(1, $1::int) as n
"""


INDEX = {
    "waiting": "case_waiting",
    "in_review": "case_in_review",
    "overdue": "case_due",
    "decided": "case_decided",
    "mine": "case_claimed",
}


async def test_a_page_is_read_by_its_index(empty: str) -> None:
    conn = await asyncpg.connect(empty)
    await migrate(conn)
    await conn.execute("set session_replication_role = replica")  # there are no posts, nor acts
    await conn.execute(CASES, LONG)
    await conn.execute("analyze moderation_case")
    for view, index in INDEX.items():
        args = [2] if view == "mine" else []
        last = (await conn.fetch(q[view], None, None, PAGE + 1, *args))[-1]
        for place in ((None, None), (last["place"], last["id"])):
            explained = f"explain (analyze, format json) {q[view]}"
            (row,) = await conn.fetch(explained, *place, PAGE + 1, *args)
            found = list(nodes(json.loads(row[0])[0]["Plan"]))
            used = [str(node.get("Index Name", node["Node Type"])) for node in found]
            assert index in used, view
            assert "Seq Scan" not in used, view
    await conn.close()


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plan with all that it is made of."""
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)
