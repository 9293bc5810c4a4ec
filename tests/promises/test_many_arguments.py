"""Thousands of arguments of one proposal, and hundreds of amendments beside them: each page of them is one question with an index."""

import time
from typing import Any

from tests.debate import gather
from tests.promises.conftest import Promising
from tests.rooms.proposals.disputing import Dispute, disputed
from tests.rooms.proposals.tabling import opened
from tests.world import World

ARGUMENTS, BESIDE, REPLIES = 3000, 300, 6000
P95_MS = 400.0  # of one page, also while others use the machine: the bar of what is seen

# As posts stand that were said one by one, some of them answered: arguments, amendments' reasons beside them, and what was said beneath.
SAID = """
    with number as (select coalesce(max(id), 0) as last from post),
    made as (
        insert into post (room_id, thread_id, parent_id, author, kind, body, html, render_version, agrees, disagrees)
        select $1, $2, case when n % 2 = 0 then $3::bigint end, 1 + n % 4,
            case when n > $4::int then 'solution' when n % 10 = 0 then 'question' when n % 2 = 0 then 'support' else 'critique' end,
            'Luận điểm', repeat('<p>Luận điểm về dữ liệu.</p>', 8), 1, (n * 7919) % 40, (n * 104729) % 23
        from generate_series(1, $4::int + $5::int) n
        returning id, room_id, thread_id
    )
    select array_agg(id order by id) from made
"""
BENEATH = """
    with made as (
        insert into post (room_id, thread_id, parent_id, author, kind, body, html, render_version, agrees)
        select $1, $2, ($3::bigint[])[1 + n % $4::int], 1 + n % 4, case when n % 3 = 0 then 'evidence' else 'opinion' end,
            'Trả lời', '<p>Trả lời.</p>', 1, n % 9
        from generate_series(1, $5::int) n
        returning id
    )
    select array_agg(id order by id) from made
"""
ENTERED = """
    with told as (
        insert into entry (room_id, seq, at, kind, adds, body)
        select $1, (select seq from room where id = $1) + n, now(), 'post.added', id, '{}'
        from unnest($2::bigint[]) with ordinality as given(id, n)
    )
    update room set seq = seq + cardinality($2::bigint[]) where id = $1
"""
ANSWERED = """
    insert into argument_answer (proposal_id, room_id, post_id, answer_id, by)
    select $1, $2, p.parent_id, min(p.id), 4 from post p
    where p.id = any($3::bigint[]) and p.parent_id % 3 = 0 group by p.parent_id
"""


async def many(dispute: Dispute, world: World) -> None:
    """Put them there."""
    talk = dispute.talk
    async with world.sql() as conn:
        said = await conn.fetchval(
            SAID, talk.room_id, talk.thread_id, dispute.first_post, ARGUMENTS, BESIDE
        )
        beneath = await conn.fetchval(
            BENEATH, talk.room_id, talk.thread_id, said, ARGUMENTS, REPLIES
        )
        for ids in (said, beneath):
            await conn.execute(ENTERED, talk.room_id, ids)
        await conn.execute(ANSWERED, dispute.proposal.id, talk.room_id, beneath)
        await conn.execute("analyze post, entry, argument_answer")


async def test_pages_of_three_thousand_arguments_come_at_once(
    world: World, promise: Promising
) -> None:
    debate = await gather(world)
    dispute = await disputed(await opened(debate, debate.member))
    await many(dispute, world)
    with promise("3,000 arguments") as running:
        ways: dict[str, list[float]] = {}

        async def asked(name: str, path: str) -> Any:
            for _ in range(running.of(20, 100, 200)):
                began = time.perf_counter()
                found = await debate.observer.get(path)
                ways.setdefault(name, []).append((time.perf_counter() - began) * 1000)
                running.n += 1
            return found

        told = await asked("summary", f"{dispute.path}/summary")
        counts = told["counts"]
        shown = counts["supports"] + counts["critiques"] + counts["questions"]
        running.holds(shown == ARGUMENTS, f"{counts}")
        running.holds(told["strongest"]["answer_id"] is None, "the strongest is answered")
        for order in ("strength", "time"):
            column = f"{dispute.path}?column=critique&order={order}"
            page = await asked(order, column)
            last = page["arguments"][-1]
            running.holds((len(page["arguments"]), page["more"]) == (25, True), "a page")
            after = f"after={last['id']}&strength={last['strength']}"
            later = await asked(f"{order}, later", f"{column}&{after}")
            ids = [{each["id"] for each in one["arguments"]} for one in (page, later)]
            running.holds(not ids[0] & ids[1], "a page has what the one before it has")
        await asked("unanswered", f"{dispute.path}?column=question&unanswered=true")
        await asked("replies", f"{dispute.path}/{page['arguments'][0]['id']}/replies")
        record = await asked("record", f"{dispute.proposal.path}/record")
        running.holds(len(record["arguments"]["critiques"]) == 25, "a page of the record")
        await asked("a later page of the record", f"{dispute.proposal.path}/record?page=40")
        running.times = [time for times in ways.values() for time in times]
        p95 = {
            name: round(sorted(times)[len(times) * 95 // 100], 1) for name, times in ways.items()
        }
        running.facts = {"p95_ms": p95}
        running.holds(max(p95.values()) < P95_MS, f"slow: {p95}")
