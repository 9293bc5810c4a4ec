"""The inbox as its person reads it: live, a page at a time, read one by one or all at once."""

import asyncio
import json
import re
from datetime import UTC, datetime
from typing import Any

from rooms import digests, inbox
from rooms.notices import forget
from rooms.store import Store
from server.housekeeping import NOTICES_DAYS
from tests.told import about, notices, read, told
from tests.world import Someone, World


async def talked_to(world: World, times: int) -> tuple[Someone, Someone, int, int]:
    """Two people and a room, in which one has mentioned the other so often."""
    owner, member = await world.people("Lê Thị Hoa", "Trần Văn Bình")
    room = await world.room(owner, member)
    thread = await world.thread(owner, room)
    for n in range(times):
        await world.reply(owner, thread, f"Lần {n}: [@Bình](#m2).")
    await told(member, lambda found: len(found) == min(times + 1, 30))
    return owner, member, room, thread


async def test_reading_one_and_reading_all_are_kept_and_repeat_themselves(world: World) -> None:
    _, member, _, _ = await talked_to(world, 3)
    found = await notices(member)
    for _ in range(2):
        assert (await read(member, found[1]["id"]))["result"]["unread"] == 3
    assert [bool(n["read_at"]) for n in await notices(member)] == [False, True, False, False]
    done = await read(member, upto=found[0]["id"])
    assert done["result"] == {"unread": 0, "to_me": []}
    again = await read(member, upto=found[0]["id"])
    assert again["seqs"] == {}, "nothing new is nothing to tell"


async def test_reading_a_notice_leaves_no_row_in_the_record(world: World) -> None:
    _, member, _, _ = await talked_to(world, 1)
    found = await notices(member)
    async with world.sql() as sql:
        before = await sql.fetchval("select max(id) from audit")
        assert (await read(member, upto=found[0]["id"]))["result"]["unread"] == 0
        assert (
            await sql.fetchval(
                "select count(*) from audit where id > $1 and person_id = $2", before, member.id
            )
            == 0
        )


async def test_an_inbox_forgets_what_is_older_than_a_year_a_batch_at_a_time(world: World) -> None:
    _, member, _, _ = await talked_to(world, 4)
    found = await notices(member)
    await read(member, found[1]["id"])
    aged = [n["id"] for n in found[1:4]]
    async with world.sql() as sql:
        await sql.execute(
            "update notice set at = now() - interval '366 days' where id = any($1)", aged
        )
    store: Store = world.app.state.store
    first, *_ = done = [(await store.run(forget, None, NOTICES_DAYS, 2)).result for _ in range(20)]
    assert (first, done[-1]) == (2, 0)
    assert [n["id"] for n in await notices(member)] == [found[0]["id"], found[4]["id"]]


async def test_what_was_read_long_ago_costs_no_time(world: World) -> None:
    """Neither the bell nor the daily letters look at the notices that were read, however many there are."""
    _, member, room, _ = await talked_to(world, 1)
    async with world.sql() as sql:
        kept = sql.transaction()
        await kept.start()
        await sql.execute(
            "set local session_replication_role = replica"
        )  # their entries are not there
        await sql.execute(
            "insert into notice (person_id, room_id, seq, kind, at, read_at)"
            " select $1, $2, n, 'added', now(), now() from generate_series(1000000, 1020000) as n",
            member.id,
            room,
        )
        await sql.execute("analyze notice")
        today = datetime.now(UTC).date()
        plans = {
            name: "\n".join(
                [row[0] for row in await sql.fetch(f"explain (analyze, timing off) {query}", *args)]
            )
            for name, query, args in (
                ("bell", inbox.q["unread"], (member.id, 100)),
                ("letters", digests.q["due"], (today, 24, 100, 7)),
            )
        }
        await kept.rollback()
    for plan in plans.values():
        nodes = [each for each in plan.split("->") if re.search(r" on notice\b", each)]
        looked_at = re.findall(r"actual rows=(\d+)|Rows Removed by [\w ]+: (\d+)", "".join(nodes))
        assert max(int(found or passed_by) for found, passed_by in looked_at) < 20_000, plan


async def test_nobody_reads_the_notices_of_another(world: World) -> None:
    owner, member, _, _ = await talked_to(world, 1)
    found = await notices(member)
    await read(owner, found[0]["id"], upto=found[0]["id"])
    assert (await member.get("/notices/unread"))["unread"] == 2
    assert await notices(owner) == []


async def test_who_has_read_the_post_has_read_its_notice(world: World) -> None:
    _, member, room, thread = await talked_to(world, 1)
    both = {"unread": 2, "to_me": [{"room_id": room, "notices": 1}]}
    assert await member.get("/notices/unread") == both  # the other one is that one was added
    seq = (await member.get(f"/threads/{thread}"))["posts"][-1]["seq"]
    answer = await member.http.put(f"/rooms/{room}/reading", json={"read": [[seq, seq]]})
    assert answer.is_success
    assert [bool(n["read_at"]) for n in await notices(member)] == [True, False]
    assert await member.get("/notices/unread") == {"unread": 1, "to_me": []}


async def test_older_notices_come_by_the_page_without_a_gap(world: World) -> None:
    _, member, _, _ = await talked_to(world, 33)
    first = await told(member, lambda found: found[0]["excerpt"] == "Lần 32: @Bình.")
    page = await member.get(f"/notices?before={first[-1]['id']}")
    assert (len(first), len(page["notices"]), page["more"]) == (30, 4, False)
    ids = [n["id"] for n in first + page["notices"]]
    assert ids == sorted(set(ids), reverse=True)


async def test_a_notice_arrives_on_the_open_line_as_an_entry_of_the_inbox(world: World) -> None:
    owner, member, room, thread = await talked_to(world, 0)
    async with world.live(member) as line:
        mine = json.loads(await line.recv())["inbox"]["room_id"]
        post = (await world.reply(owner, thread, "Xin hỏi [@Bình](#m2)."))["result"]["id"]
        event = await until(line, mine, "notice.added")
        notice = (await about(member, "mention", "added"))[0]
        assert event == {
            "type": "notice.added", "notice": notice["id"], "about": "mention", "room_id": room,
            "thread_id": thread, "post_id": post, "by": 1,
        }  # fmt: skip
        await read(member, notice["id"])
        event = await until(line, mine, "notices.read")
        assert event["notices"] == [notice["id"]]


async def test_nobody_signed_in_has_no_inbox(world: World) -> None:
    http = world.client()
    for path in ("/notices", "/notices/unread", "/me/telling"):
        assert (await http.get(path)).status_code == 401


async def test_choices_are_kept_and_those_of_other_rooms_refused(world: World) -> None:
    owner, member, room, _ = await talked_to(world, 0)
    chosen = await member.get("/me/telling")
    assert chosen["everywhere"] == {"mail": "daily", "hour": 7}
    assert chosen["email"] == member.email
    await member.do("PUT", "/me/telling", mail="at_once", hour=18)
    await member.do("PUT", f"/rooms/{room}/telling", mail="off", inbox="mentions")
    chosen = await member.get("/me/telling")
    assert chosen["everywhere"] == {"mail": "at_once", "hour": 18}
    (kept,) = [each for each in chosen["rooms"] if each["room_id"] == room]
    assert (kept["mail"], kept["inbox"], kept["title"]) == ("off", "mentions", "Dữ liệu mở")
    elsewhere = await world.room(owner)
    answer = await member.ask("PUT", f"/rooms/{elsewhere}/telling", mail=None, inbox="nothing")
    assert answer.status_code == 404
    assert (await member.ask("PUT", "/me/telling", mail="daily", hour=24)).status_code == 400


async def until(line: Any, inbox: int, kind: str) -> dict[str, Any]:
    """The next event of this kind in the inbox."""
    async with asyncio.timeout(60):
        while True:
            message = json.loads(await line.recv())
            if message.get("room") == inbox and message.get("event", {}).get("type") == kind:
                event: dict[str, Any] = message["event"]
                return event
