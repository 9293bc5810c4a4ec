"""A proposal that has been much talked about: amendments, and the arguments of its thread, put into the database as they stand there."""

from collections.abc import Sequence

from rooms.proposals.amending.changes import Change
from tests.rooms.proposals.tabling import Table
from tests.world import World

ARTICLES, AMENDMENTS, ARGUMENTS = 100, 300, 3000

# As posts stand that were said one by one: each has its entry in the room's journal, in the order of their ids.
SAID = """
with given as (
    insert into post (room_id, thread_id, parent_id, author, kind, body, html, render_version, agrees, disagrees, at)
    select $1, $2, $3, 1 + n % 3, $4, 'Vì thế', repeat('<p>Vì dữ liệu là của chung, ai cũng cần.</p>', 1 + n % 6), 1,
        (n * 7919) % 40, (n * 104729) % 23,
        now() - ($5::int - n) * interval '37 ms' + (n * 7919) % 36000 * interval '1 microsecond'
    from generate_series(1, $5::int) n
    returning id
), said as (
    insert into entry (room_id, seq, at, kind, adds, body)
    select $1, (select seq from room where id = $1) + row_number() over (order by id), now(), 'post.added', id, '{}' from given
), counted as (
    update room set seq = seq + $5::int where id = $1
)
select array_agg(id order by id) from given
"""
AMENDED = """
with made as (
    insert into amendment (proposal_id, room_id, number, by, post_id)
    select $1, $2, n, 1 + n % 3, post from unnest($3::bigint[]) with ordinality as given(post, n)
    returning id, number, by
), put as (
    insert into amendment_revision (amendment_id, number, proposal_id, room_id, base, changes, by)
    select id, 1, $1, $2, 1, ($4::int[])[number], by from made order by number
)
select array_agg(id order by number) from made
"""
CHANGED = """
insert into amendment_change (amendment_id, revision, place, first, dropped, added)
select * from unnest($1::bigint[], $2::int[], $3::int[], $4::int[], $5::text[], $6::text[])
"""
ENDED = """
insert into amendment_end (amendment_id, proposal_id, room_id, revision, outcome, reason, by)
select id, $1, $2, 1, 'rejected', 'Đã có hạn khác.', 1 from unnest($3::bigint[]) as given(id)
"""
DAYS = "30"


def long_text(articles: int = ARTICLES) -> str:
    """A text of so many articles, each of which amendments can be made to."""
    about = "Cơ quan nhà nước cung cấp dữ liệu mở cho mọi người bằng phương tiện điện tử. " * 3
    return "".join(
        f"Điều {n}. Việc thứ {n}\n\n{about}\n\nCơ quan trả lời trong {DAYS} ngày.\n\n"
        for n in range(1, articles + 1)
    )


async def amended(world: World, table: Table, text: str, amendments: int) -> list[int]:
    """So many amendments, each of one article, in turn; the first third of them rejected. Their ids."""
    firsts = [at for at in range(len(text)) if text.startswith(f"{DAYS} ngày", at)]
    lists = [[Change(firsts[n % len(firsts)], DAYS, str(31 + n))] for n in range(amendments)]
    ids = await changed(world, table, lists)
    async with world.sql() as conn:
        room_id, _ = await _place(table)
        await conn.execute(ENDED, table.id, room_id, ids[: amendments // 3])
    return ids


async def changed(world: World, table: Table, lists: Sequence[Sequence[Change]]) -> list[int]:
    """An amendment to the first version for each of these lists of changes. Their ids."""
    room_id, thread_id = await _place(table)
    async with world.sql() as conn, conn.transaction():
        posts = await conn.fetchval(SAID, room_id, thread_id, None, "solution", len(lists))
        counts = [len(each) for each in lists]
        ids: list[int] = await conn.fetchval(AMENDED, table.id, room_id, posts, counts)
        rows = [
            (amendment_id, 1, place, each.first, each.dropped, each.added)
            for amendment_id, some in zip(ids, lists, strict=True)
            for place, each in enumerate(some, 1)
        ]
        await conn.execute(CHANGED, *zip(*rows, strict=True))
    return ids


async def disputed(world: World, table: Table, arguments: int) -> list[int]:
    """So many arguments, half of them for it; the posts."""
    room_id, thread_id = await _place(table)
    found: list[int] = []
    async with world.sql() as conn, conn.transaction():
        first = await conn.fetchval("select min(id) from post where thread_id = $1", thread_id)
        for kind in ("support", "critique"):
            found += await conn.fetchval(SAID, room_id, thread_id, first, kind, arguments // 2)
    return found


async def settled(world: World) -> None:
    """The database knows how much there is, as it does after a while by itself."""
    async with world.sql() as conn:
        await conn.execute("analyze")


async def _place(table: Table) -> tuple[int, int]:
    line = (await table.state())["proposal"]
    return line["room_id"], line["thread_id"]
